// A small network on the plane: in each unit a picture of what it gives there, on each connection its weight, and large
// the output, or the unit that is chosen or pointed at, among the points. It is drawn from the weights alone.

// The plane's edge; at how many places on a side a picture is worked out, and how many it is drawn with.
const EDGE = 3, SMALL = 16, LARGE = 64, FINE = 4;

// As in ml/plane_data.py.
export const FEATURES = {
  'x1': (x1, x2) => x1, 'x2': (x1, x2) => x2, 'x1²': (x1, x2) => x1 * x1, 'x2²': (x1, x2) => x2 * x2,
  'x1·x2': (x1, x2) => x1 * x2, 'sin x1': (x1, x2) => Math.sin(x1), 'sin x2': (x1, x2) => Math.sin(x2),
};

// What each unit gives at a point, layer by layer, the features first. As in ml/small_network.py.
export function outputs({features, weights, biases, activations}, x1, x2) {
  const layers = [features.map(name => FEATURES[name](x1, x2))];
  for (const [layer, matrix] of weights.entries()) {
    const before = layers[layer], f = ACTIVATIONS[activations[layer]];
    layers.push(biases[layer].map((bias, unit) =>
      f(before.reduce((sum, value, source) => sum + value * matrix[source][unit], bias))));
  }
  return layers;
}

// The outputs at `side` x `side` places, from the upper left one on: of each unit a list.
export function overThePlane(network, side) {
  const found = [];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = place => (place + 0.5) / side * 2 * EDGE - EDGE;
      outputs(network, at(column), -at(row)).forEach((layer, index) => layer.forEach((value, unit) => {
        ((found[index] ??= [])[unit] ??= []).push(value);
      }));
    }
  }
  return found;
}

// From -1 to 1: how far a value is from the middle of what the unit can give; without ends, of the most that it gives.
export function shades(values, activation) {
  if (activation === 'sigmoid') return values.map(value => 2 * value - 1);
  const most = activation === 'tanh' ? 1 : Math.max(...values.map(Math.abs)) || 1;
  return values.map(value => value / most);
}

const rgb = colour => [1, 3, 5].map(from => parseInt(colour.slice(from, from + 2), 16));

// Between the places, in a straight line from each to the next, across and down.
function finer(values, times) {
  const side = Math.sqrt(values.length), fine = side * times, found = new Float64Array(fine * fine);
  const at = place => Math.min(side - 1, Math.max(0, (place + 0.5) / times - 0.5));
  for (let row = 0; row < fine; row++) {
    const y = at(row), up = Math.min(side - 2, Math.floor(y)), down = y - up;
    for (let column = 0; column < fine; column++) {
      const x = at(column), left = Math.min(side - 2, Math.floor(x)), right = x - left, corner = up * side + left;
      found[row * fine + column] = (1 - down) * ((1 - right) * values[corner] + right * values[corner + 1])
        + down * ((1 - right) * values[corner + side] + right * values[corner + side + 1]);
    }
  }
  return found;
}

// Orange below the middle, blue above it, and the page's own ground between; a line where it is crossed.
function paint(canvas, values, colours, {cut, border}) {
  const side = Math.sqrt(values.length);
  canvas.width = canvas.height = side;
  const picture = new ImageData(side, side);
  const [high, low, line] = [colours.POSITIVE, colours.NEGATIVE, colours.NODE].map(rgb);
  values.forEach((value, index) => {
    const differs = next => next < values.length && (values[next] >= 0) !== (value >= 0);
    const isBorder = border && ((index + 1) % side && (differs(index + 1) || differs(index + side + 1)) || differs(index + side));
    const colour = isBorder ? line : value >= 0 ? high : low;
    const strength = isBorder ? 1 : cut ? 0.5 : Math.min(1, Math.abs(value)) * 0.62;
    picture.data.set(colour, 4 * index);
    picture.data[4 * index + 3] = 255 * strength;
  });
  canvas.getContext('2d').putImageData(picture, 0, 0);
}

// The large picture and its points as a PNG file, three times as fine.
function savePicture(place, name) {
  const svg = place.querySelector('.large svg.front').cloneNode(true), side = Number(svg.getAttribute('width'));
  svg.querySelectorAll('.handle').forEach(handle => handle.remove());
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image(), canvas = Object.assign(document.createElement('canvas'), {width: 3 * side, height: 3 * side});
  const pen = canvas.getContext('2d');
  image.onload = () => {
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(place.querySelector('.large canvas'), 0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    Object.assign(document.createElement('a'), {href: canvas.toDataURL('image/png'), download: name}).click();
  };
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
}

const STYLE = `<style>.on_plane {font-size:0.8rem; line-height:1.3; position:relative; --tile:38px}
  .on_plane .both {display:flex; gap:20px; align-items:flex-start; flex-wrap:wrap}
  .on_plane .net {position:relative; flex:1 1 330px; min-width:0}
  .on_plane .net > svg {position:absolute; inset:0; overflow:visible}
  .on_plane button {all:unset; cursor:pointer; box-sizing:border-box}
  .on_plane :is(button, .handle):focus-visible {outline:3px solid var(--chosen); outline-offset:2px}
  .on_plane .unit, .on_plane .named, .on_plane .head {position:absolute}
  .on_plane .unit {width:var(--tile); height:var(--tile)}
  .on_plane .unit canvas {width:100%; height:100%; border-radius:4px; box-sizing:border-box; border:1px solid var(--line); display:block}
  .on_plane .unit[aria-selected=true] canvas {outline:3px solid var(--chosen); outline-offset:1px}
  .on_plane .unit[aria-pressed=false] {opacity:0.38}
  .on_plane .unit.off canvas {opacity:0.2}
  .on_plane .unit b {position:absolute; right:-5px; top:-6px; font-size:11px; line-height:15px; padding:0 4px; border-radius:8px; color:white; background:var(--node)}
  .on_plane .named {text-align:right; white-space:nowrap; pointer-events:none}
  .on_plane .head {text-align:center; white-space:nowrap}
  .on_plane .head button {width:26px; height:26px; line-height:24px; text-align:center; border:1px solid var(--line); border-radius:6px; margin:0 1px}
  .on_plane.narrow .head button {width:20px; margin:0}
  .on_plane .head button[disabled] {opacity:0.35; cursor:default}
  .on_plane .large {flex:0 0 auto; position:relative}
  .on_plane .save {position:absolute; right:2px; top:-3px; padding:0 6px; font-size:15px}
  .on_plane .large > div {position:relative; touch-action:pan-y}
  .on_plane.own .large > div {touch-action:none}
  .on_plane .back {text-decoration:underline; margin-left:8px}
  .on_plane .large canvas {position:absolute; inset:0; width:100%; height:100%; border-radius:4px; border:1px solid var(--line); box-sizing:border-box}
  .on_plane .large svg {position:absolute; inset:0; display:block; font-size:11px; overflow:visible}
  .on_plane .large text {fill:currentColor; opacity:0.8}
  .on_plane .handle {cursor:grab; touch-action:none; outline:none}
  .on_plane .large h5 {all:unset; display:block; font-weight:600; min-height:1.3em}
  .on_plane .planes {display:flex; gap:24px; margin:0 auto; padding-left:18px}
  .on_plane .told {flex-basis:100%; display:flex; flex-wrap:wrap; gap:0 20px; margin-top:4px; font-variant-numeric:tabular-nums}
  .on_plane .told p {margin:0} .on_plane .says {min-height:1.3em; font-size:1rem}</style>`;

export default function ({data: [data], parentElement, setTriggerValue}) {
  // While this module is loaded, several pictures wait for it, and the browser draws them in any order.
  if (data.told_at < parentElement.data?.told_at) return;
  const {networks, names, hidden, points, chosen, off, frozen, same, classes, cut, at, own, adding, says, about, colours, most} = data;
  const [network, rival] = networks, layers = network.weights.length;
  const place = parentElement.onPlane ??= parentElement.appendChild(document.createElement('div'));
  place.classList.add('on_plane');
  place.classList.toggle('own', own);
  place.style.setProperty('--chosen', colours.POSITIVE);
  place.style.setProperty('--node', colours.NODE);
  place.style.setProperty('--line', `${colours.NEUTRAL}99`);
  parentElement.endDrawing?.();
  parentElement.data = data;
  // Of what is pressed, how it was told, or wished since: a quick second press goes on from the first, which Python may
  // not have answered yet. A wish that it does not fulfil is given up.
  const told = {shaped: hidden, featured: network.features, looked: at, edited: points.map(([x1, x2, y]) => [x1, x2, y])};
  const wishes = place.wishes ??= {};
  const latest = what => {
    const wish = wishes[what];
    return wish && performance.now() - wish.when < 1500 && !wish.fulfilled ? wish.value : told[what];
  };
  for (const [what, wish] of Object.entries(wishes)) wish.fulfilled ||= String(wish.value) === String(told[what]);
  const tell = (what, value) => {
    wishes[what] = {value, when: performance.now()};
    setTriggerValue(what, value);
  };
  const title = (layer, unit) => layer === 0 ? names[unit] : layer === layers ? 'Output' : `Unit ${unit + 1} of layer ${layer}`;
  const key = (layer, unit) => `${layer},${unit}`;

  function build(width) {
    const narrow = width < 640, gap = 20, count = networks.length;
    const side = narrow ? Math.min(320, (width - 20 - (count - 1) * 24) / count) : count > 1 ? Math.min(280, width * 0.25) : Math.min(330, width * 0.33);
    const room = narrow ? width : width - count * side - count * gap;
    const tallest = Math.max(names.length, ...hidden, 1), tile = narrow ? 28 : Math.min(38, Math.floor(300 / tallest) - 5);
    const pitch = tile + (narrow ? 5 : 6), top = 34, height = top + Math.max(tallest * pitch, narrow ? 0 : 280);
    const left = narrow ? 40 : 48, columns = hidden.length + 2;
    const x = layer => left + (room - left - tile) * layer / (columns - 1);
    const y = (unit, many) => top + (height - top - many * pitch) / 2 + unit * pitch;
    const many = layer => layer === 0 ? names.length : layer === layers ? 1 : hidden[layer - 1];
    const where = (layer, unit) => [x(layer), y(unit, many(layer))];
    const unitTile = (layer, unit) => {
      const [l, t] = where(layer, unit);
      const feature = layer === 0;
      return `<button class="unit" data-at="${key(layer, unit)}" ${feature ? 'aria-pressed="true"' : 'role="option"'}
        style="left:${l}px;top:${t}px"><canvas></canvas></button>${feature
        ? `<span class="named" style="right:${room - l + 5}px;top:${t + tile / 2 - 8}px">${names[unit]}</span>` : ''}`;
    };
    const head = hidden.map((units, index) => `<div class="head" style="left:${x(index + 1) + tile / 2 - 44}px;width:88px;top:0">
      <button data-shape="${index},-1" aria-label="${units > 1 ? 'One unit less in' : 'Take away'} layer ${index + 1}">−</button>${units}<button
      data-shape="${index},1" aria-label="One unit more in layer ${index + 1}" ${units >= most.units ? 'disabled' : ''}>+</button></div>`).join('');
    const more = hidden.length >= most.layers ? '' : `<div class="head" style="left:${x(columns - 1) + tile - 84}px;width:84px;top:0;text-align:right"><button data-shape="${hidden.length},2" style="width:auto;padding:0 7px" aria-label="One layer more">+ layer</button></div>`;
    const lists = [...Array(columns).keys()].map(layer => `<div role="${layer ? 'listbox' : 'group'}" aria-label="${layer === 0 ? 'Features'
      : layer === layers ? 'The output' : `Units of layer ${layer}`}">${[...Array(many(layer)).keys()].map(unit => unitTile(layer, unit)).join('')}</div>`).join('');
    const save = `<button class="save" aria-label="Save the picture" title="Save the picture">⤓</button>`;
    const large = networks.map((_, index) => `<div class="large"><h5></h5>${index ? '' : save}<div style="width:${side}px;height:${side}px"><canvas></canvas>
      <svg width="${side}" height="${side}" ${index ? '' : 'class="front"'}></svg></div></div>`).join('');
    const {at: unitHad, shape: headHad} = place.contains(document.activeElement) ? document.activeElement.dataset : {};
    const focus = unitHad ? `[data-at="${unitHad}"]` : headHad && `[data-shape="${headHad}"]`;
    place.classList.toggle('narrow', narrow);
    const net = `<div class="net" style="height:${height}px"><svg width="${room}" height="${height}"></svg>${head}${more}${lists}</div>`;
    const said = '<div class="told"><p class="says"></p><p class="figures"></p></div>';
    place.innerHTML = `${STYLE}<div class="both" role="group">${narrow ? `<div class="planes">${large}</div>${said}${net}` : net + large}</div>${narrow ? '' : said}`;
    place.style.setProperty('--tile', `${tile}px`);
    if (focus) place.querySelector(focus)?.focus();
    Object.assign(place, {where, side, tile});
  }

  const position = value => (value + EDGE) / (2 * EDGE) * place.side;
  const drawPoints = () => {
    const px = position, py = value => place.side - position(value);
    const ticks = [-2, 0, 2].map(tick => `<text x="${px(tick)}" y="${place.side + 13}" text-anchor="middle">${number(tick)}</text>
      <text x="-5" y="${py(tick) + 4}" text-anchor="end">${number(tick)}</text>`).join('');
    const mark = ([x1, x2, y, test], index, its, classes, handled) => {
      const wide = (its.length > 120 ? 3.2 : its.length > 40 ? 4.2 : 6) * Math.max(0.6, Math.min(1, place.side / 260));
      const one = y >= (classes ? 0.5 : 0);
      const colour = one ? colours.POSITIVE : colours.NEGATIVE;
      const paintIt = test ? `fill="white" stroke="${colour}" stroke-width="2"` : `fill="${colour}" stroke="white" stroke-width="1"`;
      const shape = one ? `<rect x="${px(x1) - wide}" y="${py(x2) - wide}" width="${2 * wide}" height="${2 * wide}" ${paintIt}`
        : `<circle cx="${px(x1)}" cy="${py(x2)}" r="${wide}" ${paintIt}`;
      const solid = classes ? '' : `fill-opacity="${0.25 + 0.75 * Math.min(1, Math.abs(y))}"`;
      return `${shape} ${solid}/>${handled ? `<circle class="handle" data-point="${index}" cx="${px(x1)}" cy="${py(x2)}" r="13" fill="transparent"
        tabindex="0" role="button" aria-label="Point (${number(x1)}, ${number(x2)}) of class ${y}. Arrow keys move it, Enter changes its class, Delete removes it."/>` : ''}`;
    };
    const cross = `<g class="handle" data-cross="1" tabindex="0" role="button" aria-label="The point (${number(at[0])}, ${number(at[1])}) that is looked at.
      Arrow keys move it${own ? ', Enter adds a point here' : ''}."><circle cx="${px(at[0])}" cy="${py(at[1])}" r="12" fill="transparent"/>
      <path d="M${px(at[0]) - 9} ${py(at[1])}h18M${px(at[0])} ${py(at[1]) - 9}v18" stroke="currentColor" stroke-width="1.5"/></g>`;
    place.querySelectorAll('.large svg').forEach((svg, index) => {
      const front = index === 0;
      const focused = front && svg.contains(document.activeElement) ? document.activeElement.dataset : null;
      const its = front ? points : data.rival.points;
      svg.innerHTML = ticks + its.map((point, at) => mark(point, at, its, front ? classes : data.rival.classes, front && own)).join('') + (front ? cross : '');
      if (focused) svg.querySelector(focused.cross ? '[data-cross]' : `[data-point="${focused.point}"]`)?.focus();
    });
  };

  // What is pointed at stays so while the picture is drawn anew.
  function show() {
    const {pointed, wired} = place;
    const [layer, unit] = pointed ?? (rival ? [layers, 0] : chosen); // in a race, border beside border
    const titles = place.querySelectorAll('.large h5');
    networks.forEach((one, index) => {
      const wholeOutput = layer === layers || index > 0;
      const l = wholeOutput ? one.weights.length : layer;
      const whole = overThePlane(layer === 0 && !index ? {...one, features: names, weights: [], biases: []} : one, LARGE);
      const activation = l === 0 ? 'linear' : one.activations[l - 1];
      const values = finer(shades(whole[l][wholeOutput ? 0 : unit], activation), FINE);
      paint(place.querySelectorAll('.large canvas')[index], values, colours,
        {cut: cut && wholeOutput, border: wholeOutput && (index ? data.rival.classes : classes)});
      titles[index].textContent = index ? data.titles[1] : networks.length > 1 && wholeOutput ? data.titles[0] : title(layer, unit);
    });
    if (!pointed && !rival && layer < layers) titles[0].insertAdjacentHTML('beforeend', '<button class="back">Back to the output</button>');
    const said = place.querySelector('.says');
    said.ariaLive = data.runs ? 'off' : 'polite'; // many a second would be too much to listen to
    said.textContent = wired ?? says[key(layer, unit)] ?? title(layer, unit);
  }

  function draw() {
    const width = place.clientWidth;
    if (!width || (place.drawn === data && place.width === width)) return;
    Object.assign(place, {drawn: data, width});
    const structure = JSON.stringify([width, names, hidden, networks.length]);
    if (place.structure !== structure) {
      build(width);
      Object.assign(place, {structure, pointed: null, wired: null});
      place.points = '';
    }
    const small = overThePlane(network, SMALL);
    const features = overThePlane({features: names, weights: [], biases: []}, SMALL)[0];
    for (const button of place.querySelectorAll('.unit')) {
      const [layer, unit] = button.dataset.at.split(',').map(Number);
      const values = layer === 0 ? features[unit] : small[layer][unit];
      const activation = layer === 0 ? 'linear' : network.activations[layer - 1];
      paint(button.querySelector('canvas'), shades(values, activation), colours, {cut: cut && layer === layers});
      const isOff = off.includes(key(layer, unit)), isFrozen = frozen.includes(key(layer, unit)), isSame = same.includes(key(layer, unit));
      if (layer === 0) button.ariaPressed = String(network.features.includes(names[unit]));
      else button.ariaSelected = String(key(...chosen) === key(layer, unit));
      button.tabIndex = layer === 0 || key(...chosen) === key(layer, unit) || (chosen[0] !== layer && unit === 0) ? 0 : -1;
      button.classList.toggle('off', isOff);
      const sign = isOff ? 'off' : isFrozen ? 'kept' : isSame ? 'same' : '';
      button.querySelector('b')?.remove();
      if (sign) button.insertAdjacentHTML('beforeend', `<b>${sign}</b>`);
      button.ariaLabel = says[key(layer, unit)] ?? title(layer, unit);
    }
    const strongest = Math.max(...network.weights.flat(2).map(Math.abs)) || 1, wires = [];
    network.weights.forEach((matrix, layer) => matrix.forEach((row, source) => row.forEach((weight, unit) => {
      const from = layer === 0 ? names.indexOf(network.features[source]) : source;
      const [ax, ay] = place.where(layer, from), [bx, by] = place.where(layer + 1, unit);
      const [x1, y1, x2, y2] = [ax + place.tile, ay + place.tile / 2, bx, by + place.tile / 2], bend = (x2 - x1) / 2;
      const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
      const share = Math.abs(weight) / strongest;
      wires.push(`<path d="${path}" fill="none" opacity="${0.25 + 0.7 * share}" stroke="${weight >= 0 ? colours.POSITIVE : colours.NEGATIVE}"
        stroke-width="${0.6 + 5 * share}" ${weight < 0 ? `stroke-dasharray="${2 + 5 * share} ${3 + 4 * share}"` : ''}/><path d="${path}" fill="none"
        stroke="transparent" stroke-width="9" data-wire="${escaped(`${title(layer, from)} → ${title(layer + 1, unit)}: weight ${number(weight)}`)}"/>`);
    })));
    place.querySelector('.net > svg').innerHTML = wires.join('');
    const group = place.querySelector('.both');
    group.ariaLabel = about;
    const marks = JSON.stringify([points, at, own, classes, data.rival]);
    if (place.points !== marks) {
      place.points = marks;
      drawPoints();
    }
    place.querySelector('.figures').textContent = data.figures;
    show();
  }

  const unitAt = event => event.target.closest?.('[data-at]')?.dataset.at.split(',').map(Number);
  const point = (found, wire) => {
    if (String(found) === String(place.pointed) && wire === place.wired) return;
    Object.assign(place, {pointed: found, wired: wire});
    show();
  };
  place.onpointerover = event => event.pointerType === 'mouse' && point(unitAt(event) ?? null, event.target.closest('[data-wire]')?.dataset.wire ?? null);
  place.onpointerleave = () => point(null, null);
  place.onfocusin = event => event.target.matches(':focus-visible') && point(unitAt(event) ?? null, null);
  place.onfocusout = event => !place.contains(event.relatedTarget) && point(null, null);

  place.onclick = event => {
    if (event.target.closest('.back')) return tell('chosen', [layers, 0]);
    if (event.target.closest('.save')) return savePicture(place, 'plane.png');
    const shape = event.target.closest('[data-shape]');
    if (shape) {
      const [layer, by] = shape.dataset.shape.split(',').map(Number);
      const changed = [...latest('shaped')];
      if (by === 2 && changed.length < most.layers) changed.push(changed.at(-1) ?? 4);
      else if (by < 2) changed[layer] = Math.min(most.units, changed[layer] + by);
      return tell('shaped', changed.filter(units => units > 0));
    }
    const found = unitAt(event);
    if (found?.[0] === 0) {
      const name = names[found[1]], given = latest('featured');
      const changed = names.filter(other => given.includes(other) !== (other === name));
      if (changed.length) tell('featured', changed);
    } else if (found) tell('chosen', found);
  };

  const inside = value => Math.max(-EDGE, Math.min(EDGE, Math.round(value * 100) / 100)) + 0;
  const spot = event => {
    const box = place.querySelector('.large svg').getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * 2 * EDGE - EDGE, EDGE - (event.clientY - box.top) / box.height * 2 * EDGE];
  };
  // A point becomes what `change` makes of it, or is gone where that is null.
  const edit = (index, change) => tell('edited', latest('edited')
    .map((one, other) => other === Number(index) ? change(...one) : one).filter(one => one));
  const add = spot => tell('edited', [...latest('edited'), [...spot, adding]]);
  const turned = (x1, x2, y) => [x1, x2, 1 - y];
  const inFront = event => event.target.closest('.large svg.front');
  place.onpointerdown = event => {
    if (!inFront(event) || event.button) return;
    const index = event.target.closest('[data-point]')?.dataset.point;
    const start = [event.clientX, event.clientY];
    event.preventDefault();
    let moved = false, now = spot(event);
    follow(next => {
      now = spot(next);
      moved ||= Math.hypot(next.clientX - start[0], next.clientY - start[1]) > 5;
      if (moved && index !== undefined) {
        const dot = place.querySelector(`[data-point="${index}"]`);
        dot?.setAttribute('cx', position(now[0]));
        dot?.setAttribute('cy', place.side - position(now[1]));
        dot?.setAttribute('fill', points[index][2] ? colours.POSITIVE : colours.NEGATIVE);
      }
    }, () => {
      const isInside = now.every(value => Math.abs(value) <= EDGE * 1.04), place_ = now.map(inside);
      if (index !== undefined) {
        edit(index, moved ? (_x1, _x2, y) => isInside ? [...place_, y] : null : turned);
      } else if (isInside && own && !event.target.closest('[data-cross]')) add(place_);
      else if (isInside) tell('looked', place_);
    });
  };
  place.onkeydown = event => {
    const move = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    const handle = event.target.closest('.handle'), index = handle?.dataset.point;
    if (handle && move) {
      event.preventDefault();
      const moved = from => move.map((by, axis) => inside(from[axis] + by * 0.1));
      if (index === undefined) tell('looked', moved(latest('looked')));
      else edit(index, (x1, x2, y) => [...moved([x1, x2]), y]);
    } else if (handle && index !== undefined && ['Delete', 'Backspace'].includes(event.key)) {
      edit(index, () => null);
    } else if (handle && event.key === 'Enter') {
      if (index !== undefined) edit(index, turned);
      else if (own) add(latest('looked'));
    } else if (!handle) {
      const found = unitAt(event);
      const by = {ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]}[event.key];
      if (!found || !by) return;
      event.preventDefault();
      const layer = found[0] + by[0], unit = by[0] ? 0 : found[1] + by[1];
      place.querySelector(`[data-at="${layer},${unit}"]`)?.focus();
    }
  };
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
