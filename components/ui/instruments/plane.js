// The plane of a neuron with two inputs: points, the line z = 0, the side where it answers 1, and the weights as an arrow.
// The line can be pulled, and turned at its arrow; points can be set where `edit` says so.

// As in ml/neuron.py: 10 decimals of z count. `exact` is as in ml/learning_rule.py, where all do.
export const weigh = ({w1, w2, b}, x1, x2) => w1 * x1 + w2 * x2 + b;
export const answers = (neuron, x1, x2, exact) =>
  Number((exact ? weigh(neuron, x1, x2) : Number(weigh(neuron, x1, x2).toFixed(10))) >= 0);

// Three neurons, as in ml/xor.py: the first two look at the point, the third at their answers.
export function throughTwoLayers([h1, h2, output], x1, x2) {
  const hidden = [answers(h1, x1, x2), answers(h2, x1, x2)];
  return {hidden, answer: answers(output, ...hidden)};
}

// The part of the square from `low` to `high` where z >= 0, and the ends of the line z = 0: Sutherland and Hodgman's
// clipping, 1974. Either may be empty.
export function halfPlane(neuron, low, high) {
  const corners = [[low, low], [high, low], [high, high], [low, high]];
  const region = [], line = [];
  corners.forEach((here, place) => {
    const there = corners[(place + 1) % 4];
    const [zHere, zThere] = [weigh(neuron, ...here), weigh(neuron, ...there)];
    if (zHere >= 0) region.push(here);
    if ((zHere >= 0) !== (zThere >= 0)) {
      const share = zHere / (zHere - zThere);
      const crossing = here.map((value, axis) => value + share * (there[axis] - value));
      region.push(crossing);
      line.push(crossing);
    }
  });
  return {region, line};
}

// Where the weights' arrow starts, on the line where it is nearest to the middle, and ends, at a quarter of their length:
// as long as the weights it would leave the picture. Nothing where there is no line in the picture.
const SCALE = 0.25;
export function arrow({w1, w2, b}, low, high) {
  const square = w1 * w1 + w2 * w2;
  if (!square) return null;
  const middle = (low + high) / 2;
  const distance = (w1 * middle + w2 * middle + b) / square;
  const foot = [middle - distance * w1, middle - distance * w2];
  if (!foot.every(x => low <= x && x <= high)) return null;
  return {foot, tip: [foot[0] + SCALE * w1, foot[1] + SCALE * w2]};
}

const MOST = 340, MARGIN = {left: 34, top: 8, right: 8, bottom: 34};

function drawing({lines, points, low, high, ticks, names, before, lookedAt, limits, pull, edit, colours, side}) {
  const span = side - MARGIN.left - MARGIN.right;
  const x = value => (MARGIN.left + span * (value - low) / (high - low)).toFixed(2);
  const y = value => (MARGIN.top + span * (high - value) / (high - low)).toFixed(2);
  const at = ([one, other]) => `${x(one)},${y(other)}`;
  const parts = [];
  for (const tick of ticks) {
    parts.push(`<path d="M${x(tick)} ${y(low)}V${y(high)}M${x(low)} ${y(tick)}H${x(high)}" stroke="${colours.NEUTRAL}"
      stroke-opacity="0.35"/><text x="${x(tick)}" y="${Number(y(low)) + 14}" text-anchor="middle">${number(tick)}</text>
      <text x="${Number(x(low)) - 6}" y="${Number(y(tick)) + 4}" text-anchor="end">${number(tick)}</text>`);
  }
  parts.push(`<text x="${x((low + high) / 2)}" y="${side - 4}" text-anchor="middle">${names[0]}</text>
    <text x="10" y="${Number(y((low + high) / 2)) + 4}">${names[1]}</text>`);
  const cut = lines.map(neuron => halfPlane(neuron, low, high));
  for (const {region} of cut) {
    parts.push(`<polygon points="${region.map(at).join(' ')}" fill="${colours.POSITIVE}" fill-opacity="0.22"/>`);
  }
  if (before) {
    const {line} = halfPlane(before, low, high);
    parts.push(`<polyline points="${line.map(at).join(' ')}" stroke="${colours.NEUTRAL}" stroke-width="3"
      stroke-dasharray="7 5" fill="none"/>`);
  }
  for (const {line} of cut) {
    parts.push(`<polyline points="${line.map(at).join(' ')}" stroke="${colours.POSITIVE}" stroke-width="3" fill="none"/>`);
  }
  const weights = lines.length === 1 && arrow(lines[0], low, high);
  if (weights) {
    const [tipX, tipY] = [Number(x(weights.tip[0])), Number(y(weights.tip[1]))];
    const turn = Math.atan2(tipY - y(weights.foot[1]), tipX - x(weights.foot[0])) * 180 / Math.PI;
    parts.push(`<path d="M${at(weights.foot)}L${at(weights.tip)}" stroke="${colours.POSITIVE}" stroke-width="3"/>
      <path d="M3 0L-9 -6V6Z" transform="translate(${tipX} ${tipY}) rotate(${turn})" fill="${colours.POSITIVE}"/>`);
  }
  if (lookedAt) {
    parts.push(`<circle cx="${x(lookedAt[0])}" cy="${y(lookedAt[1])}" r="18" fill="none" stroke="${colours.NEUTRAL}"
      stroke-width="4"/>`);
  }
  const size = points.length <= 8 ? 11 : 6;
  for (const [place, {x1, x2, target, hollow, right, says}] of points.entries()) {
    const [cx, cy] = [Number(x(x1)), Number(y(x2))], colour = target ? colours.POSITIVE : colours.NEGATIVE;
    const paint = hollow ? `fill="transparent" stroke="${colour}" stroke-width="3"` : `fill="${colour}" stroke="white" stroke-width="2"`;
    const shape = target
      ? `<rect x="${cx - size}" y="${cy - size}" width="${2 * size}" height="${2 * size}" ${paint}`
      : `<circle cx="${cx}" cy="${cy}" r="${size}" ${paint}`;
    const handle = edit ? `class="point${place} handle" data-place="${place}" tabindex="0" role="button"
      aria-label="Point ${escaped(says)}. Arrow keys move it, Enter changes what it wants, Delete removes it."` : '';
    parts.push(`<g ${handle}>${edit ? `<circle cx="${cx}" cy="${cy}" r="18" fill="transparent"/>` : ''}
      ${shape}/>${right ? '' : `<path stroke="${colours.WRONG}"
      stroke-width="4" d="M${cx - size} ${cy - size}L${cx + size} ${cy + size}M${cx - size} ${cy + size}
      L${cx + size} ${cy - size}"/>`}<title>${escaped(says)}</title></g>`);
  }
  if (pull && cut[0].line.length) {
    const {w1, w2, b} = lines[0];
    parts.push(`<polyline class="line handle" points="${cut[0].line.map(at).join(' ')}" stroke="transparent" fill="none"
      stroke-width="26" tabindex="0" role="slider" aria-label="Pull the line" aria-valuenow="${b}"
      aria-valuemin="${limits.low}" aria-valuemax="${limits.high}" aria-valuetext="b is ${number(b)}"/>`);
    if (weights) {
      parts.push(`<circle class="tip handle" cx="${x(weights.tip[0])}" cy="${y(weights.tip[1])}" r="20" tabindex="0"
        fill="transparent" role="slider" aria-label="Turn the arrow" aria-valuenow="${w1}"
        aria-valuemin="${limits.low}" aria-valuemax="${limits.high}" aria-valuetext="w1 is ${number(w1)}, w2 is ${number(w2)}"/>`);
    }
  }
  return parts.join('');
}

// What the points are after the hidden layer; those that fall on one spot stand a little apart, so that all are seen.
export function movedPoints(points, layers) {
  const seen = {};
  return points.map(point => {
    const [h1, h2] = throughTwoLayers(layers, point.x1, point.x2).hidden;
    const times = seen[[h1, h2]] = (seen[[h1, h2]] ?? -1) + 1;
    return {...point, x1: h1 + 0.16 * times, x2: h2};
  });
}

const STYLE = `<style>.plane > svg {display:block; width:100%; max-width:${MOST}px; height:auto; font-size:13px;}
  .plane text {fill:currentColor; opacity:0.8}
  .plane .handle {cursor:grab; touch-action:none; outline:none}
  .plane .handle:focus-visible {stroke:currentColor; stroke-opacity:0.35}
  .plane .keys {display:flex; flex-wrap:wrap; gap:2px 14px; font-size:0.8rem; max-width:${MOST}px}</style>`;

export default function ({data, parentElement, setTriggerValue}) {
  const {lines, bounds: [low, high], ticks, names, before, looked_at: lookedAt, layers, view, exact, edit, colours} = data;
  let points = data.points;
  const place = parentElement.plane ??= parentElement.appendChild(document.createElement('div'));
  place.className = 'plane';
  parentElement.endDrawing?.();
  const {limits} = data;  // of what is pulled: where its settings end, and their step
  const keys = lines[0].controls;
  const pull = Boolean(limits && keys);
  const said = neuron => Object.fromEntries(['w1', 'w2', 'b'].map(name => [name, live(neuron.controls?.[name], neuron[name])]));

  function judged(now) {
    return points.map(point => {
      const answer = layers
        ? throughTwoLayers(now, point.x1, point.x2).answer
        : answers(now[0], point.x1, point.x2, exact);
      const right = data.unlearned || answer === point.target;
      const gets = data.unlearned ? '' : `, gets ${answer}`;
      return {...point, right, says: `(${number(point.x1)}, ${number(point.x2)}) wants ${point.target}${gets}`};
    });
  }

  let drawn = '', side = MOST;
  function draw() {
    const now = lines.map(said);
    side = Math.min(MOST, place.clientWidth) || MOST;  // no larger than there is room, so that its text keeps its size
    if (JSON.stringify([now, points, side]) === drawn) return;
    drawn = JSON.stringify([now, points, side]);
    let shown = judged(now), drawnLines = now;
    if (layers) drawnLines = view === 'after' ? [now[2]] : now.slice(0, 2);
    const right = shown.filter(point => point.right).length;
    const wrong = shown.filter(point => !point.right).map(({x1, x2}) => `(${number(x1)}, ${number(x2)})`);
    if (view === 'after') shown = movedPoints(shown, now);
    const verdict = ` ${right} of ${points.length} right${wrong.length ? `; wrong: ${wrong.join(', ')}` : ''}.`;
    const alt = `Plane of ${names.join(' and ')} with ${points.length} points.${data.unlearned ? '' : verdict}`;
    const focused = place.contains(document.activeElement) && document.activeElement.classList[0];
    const picture = drawing({...data, lines: drawnLines, points: shown, low, high, lookedAt, pull, side});
    const sign = (shape, text) => `<span>${shape} ${text}</span>`;
    place.innerHTML = `${STYLE}<svg viewBox="0 0 ${side} ${side}" role="${pull || edit ? 'group' : 'img'}"
      aria-label="${escaped(alt)}">${picture}</svg><div class="keys" aria-hidden="true">
      ${sign(`<b style="color:${colours.POSITIVE}">■</b>`, 'wants 1')}
      ${sign(`<b style="color:${colours.NEGATIVE}">●</b>`, 'wants 0')}
      ${sign(`<b style="color:${colours.WRONG}">✗</b>`, 'wrong')}
      ${sign(`<b style="color:${colours.POSITIVE};opacity:0.45">■</b>`, 'answers 1 here')}
      ${before ? sign(stroke(colours.NEUTRAL, '7 4'), 'line before') : ''}
      ${lookedAt ? sign(`<b style="color:${colours.NEUTRAL}">○</b>`, 'looked at') : ''}</div>`;
    if (focused) place.querySelector(`.${focused}.handle`)?.focus();
  }

  const hold = values => held(Object.fromEntries(Object.entries(values).map(([name, value]) => [keys[name], within(value, limits)])));
  const release = () => setTriggerValue('pulled', Object.fromEntries(['w1', 'w2', 'b'].map(name => [name, said(lines[0])[name]])));

  const told = () => setTriggerValue('edited', points.map(({x1, x2, target}) => [x1, x2, target]));
  const hundredth = value => Math.round(value * 100) / 100;
  const moveTo = (index, [x1, x2]) => {
    points = points.map((point, other) => other === index ? {...point, x1: hundredth(x1), x2: hundredth(x2)} : point);
    draw();
  };
  const turnRound = index => {
    points = points.map((point, other) => other === index ? {...point, target: 1 - point.target} : point);
  };
  const remove = index => { points = points.filter((_, other) => other !== index); };

  // Points are pressed to turn them round, pulled to move them, and pulled out to take them away; a press on the plane
  // adds one.
  function editByPointer(event, handle, inPlane) {
    const index = handle ? Number(handle.dataset.place) : points.length;
    const isIn = ([x1, x2]) => low <= x1 && x1 <= high && low <= x2 && x2 <= high;
    let moved = false;
    if (!handle) {
      if (!isIn(inPlane(event))) return;
    } else {
      event.preventDefault();
    }
    const onMove = now => {
      moved ||= Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) > 4;
      if (moved && handle) moveTo(index, inPlane(now));
    };
    const onEnd = end => {
      if (end.type === 'pointercancel' || (!handle && moved)) return;
      if (!handle) points = [...points, {...points[0], target: 1, ...inEnds(inPlane(end))}];
      else if (!moved) turnRound(index);
      else if (!isIn(inPlane(end))) remove(index);
      draw();
      told();
    };
    follow(onMove, onEnd);
  }
  const inEnds = ([x1, x2]) => ({x1: hundredth(x1), x2: hundredth(x2)});

  place.onpointerdown = event => {
    const inPlane = moved => {
      const frame = place.querySelector('svg').getBoundingClientRect();
      const span = side - MARGIN.left - MARGIN.right;
      const [px, py] = [(moved.clientX - frame.x) * side / frame.width, (moved.clientY - frame.y) * side / frame.height];
      return [low + (px - MARGIN.left) / span * (high - low), high - (py - MARGIN.top) / span * (high - low)];
    };
    const handle = event.target.closest('.handle');
    if (edit && event.target.closest('svg')) return editByPointer(event, handle, inPlane);
    if (!pull || !handle) return;
    event.preventDefault();
    const start = said(lines[0]);
    const began = inPlane(event), {foot} = arrow(start, low, high) ?? {foot: began};
    const turns = handle.classList.contains('tip');
    const onMove = moved => {
      const [x1, x2] = inPlane(moved);
      if (turns) {
        const [w1, w2] = [x1 - foot[0], x2 - foot[1]].map(along => within(along / SCALE, limits));
        if (w1 || w2) hold({w1, w2, b: -(w1 * foot[0] + w2 * foot[1])});
      } else {
        hold({b: start.b - start.w1 * (x1 - began[0]) - start.w2 * (x2 - began[1])});
      }
    };
    follow(onMove, release);
    place.querySelector(`.${handle.classList[0]}.handle`)?.focus();
  };
  place.onkeydown = event => {
    const handle = event.target.closest('.handle');
    const across = {ArrowLeft: -1, ArrowRight: 1}[event.key] ?? 0;
    const up = {ArrowDown: -1, ArrowUp: 1}[event.key] ?? 0;
    const index = Number(handle?.dataset.place);
    if (edit && handle && (across || up || ['Enter', ' ', 'Delete', 'Backspace'].includes(event.key))) {
      event.preventDefault();
      const {x1, x2} = points[index];
      if (across || up) moveTo(index, [x1 + 0.05 * across, x2 + 0.05 * up]);
      else if (['Delete', 'Backspace'].includes(event.key)) remove(index);
      else turnRound(index);
      draw();
      clearTimeout(place.soon);
      place.soon = setTimeout(told, 300);
      return;
    }
    if (!pull || !handle || !(across || up)) return;
    event.preventDefault();
    const {w1, w2, b} = said(lines[0]);
    const {step} = limits;
    hold(handle.classList.contains('tip') ? {w1: w1 + step * across, w2: w2 + step * up} : {b: b + step * (across + up)});
    clearTimeout(place.soon);
    place.soon = setTimeout(release, 300);
  };
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
