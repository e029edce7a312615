// A whole network at work on one picture: its pixels, the units of each layer as tiles, the ten outputs with their bars,
// and the strongest connections, as thick as what they carry now. Python works out all of the numbers.
const HIGH = 220, ROOM = 8, TILE = 24, MOST = 30, PIXELS = 28; // CSS pixels; the connections of a gap; a picture's side
const STYLE = `<style>.at_work {position:relative; font-size:0.8rem; line-height:1.25}
  .at_work .box {overflow-x:auto; position:relative}
  .at_work .stage {position:relative; height:${HIGH + 22}px}
  .at_work .several .named {font-size:0.7rem; line-height:1.15}
  .at_work svg {position:absolute; inset:0; pointer-events:none}
  .at_work .stage > :is(div, button) {position:absolute}
  .at_work .picture, .at_work .tile i {image-rendering:pixelated; display:block}
  .at_work .tile {all:unset; position:absolute; cursor:pointer; box-sizing:border-box}
  .at_work .tile i {box-sizing:border-box; border:1px solid var(--neutral); border-radius:4px; background-color:var(--st-background-color)}
  .at_work .tile b {display:block; height:4px; margin-top:1px; border-radius:2px; background:var(--positive)}
  .at_work .tile b.below {background:var(--negative)}
  .at_work .tile[aria-selected=true] i, .at_work .output[aria-selected=true] {outline:3px solid currentColor; outline-offset:-1px}
  .at_work :is(.tile, .output):focus-visible {outline:3px solid var(--positive); outline-offset:1px; border-radius:4px}
  .at_work .output {all:unset; position:absolute; cursor:pointer; display:grid; grid-template-columns:1.1em 1fr 4.2em; gap:4px;
    align-items:center; font-variant-numeric:tabular-nums; border-radius:4px; box-sizing:border-box; padding:0 2px;
    background:var(--st-background-color)}
  .at_work .output.most {font-weight:700}
  .at_work .output span:last-child {text-align:right}
  .at_work .bar {height:11px; background:color-mix(in srgb, var(--neutral) 25%, transparent); border-radius:2px}
  .at_work .bar b {display:block; height:100%; background:var(--positive); border-radius:2px}
  .at_work .named {white-space:nowrap; text-align:center}
  .at_work .named button {all:unset; cursor:pointer; padding:3px 10px; font-weight:700}
  .at_work .named button:focus-visible {outline:2px solid currentColor}
  .at_work .named button[disabled] {opacity:0.3; cursor:default}
  .at_work p {margin:6px 0 0; min-height:1.3em; font-size:0.85rem}</style>`;

// As in charts/numbers.py: never 100 % of what is less.
const percent = share => share >= 0.9995 && share < 1 ? '> 99.9 %' : `${(100 * share).toFixed(1)} %`;

// The largest square tiles of which so many fit, and how many of them stand side by side.
export function fitting(count, wide, high) {
  let best = {side: 0, across: 1};
  for (let across = 1; across <= count; across++) {
    const side = Math.floor(Math.min((wide - 4 * (across - 1)) / across, high / Math.ceil(count / across) - 9));
    if (side > best.side) best = {side, across};
  }
  return best.side < TILE ? {side: TILE, across: Math.ceil(count / Math.floor(high / (TILE + 9)))} : best;
}

// Of a gap's connections, [from, to, what it carries] each, those that are drawn: of the chosen ones all, else the strongest.
export function strongest(gap, most) {
  return [...gap].filter(([, , carried]) => carried).sort((a, b) => Math.abs(b[2]) - Math.abs(a[2])).slice(0, most);
}

export default function ({data, parentElement, setTriggerValue}) {
  const {picture, layers, outputs, resting, gaps, says, chosen, about, colours} = data;
  const place = parentElement.atWork ??= parentElement.appendChild(document.createElement('div'));
  parentElement.endDrawing?.();
  let pointed = null, drawn = 0, connect;

  // What is chosen and all that leads to it: of each unit that it hears, the strongest of what that one hears.
  function wires([layer, unit]) {
    const found = gaps.map(() => []);
    let heard = new Set([unit]);
    for (let gap = layer; gap >= 0; gap--) {
      const into = gaps[gap].filter(([, to]) => heard.has(to));
      found[gap] = strongest(into, MOST);
      heard = new Set(strongest(into, 6).map(([from]) => from));
    }
    if (layer + 1 < gaps.length) found[layer + 1] = strongest(gaps[layer + 1].filter(([from]) => from === unit), MOST);
    return found;
  }

  function draw() {
    const width = place.clientWidth;
    if (!width || width === drawn) return;
    drawn = width;
    const small = width < 480;
    const side = small ? 64 : 104, ends = small ? 104 : 150, gap = small ? 20 : layers.length > 2 ? 36 : 52;
    const room = (width - side - ends - gap * (layers.length + 1)) / (layers.length || 1);
    const cells = [[]]; // of each layer's shown units [x, y, side]
    const high = HIGH;
    let x = side + gap;
    place.across = [];
    for (const {units} of layers) {
      const {side: tile, across} = fitting(units.length, room, high);
      place.across.push(across);
      const rows = Math.ceil(units.length / across), top = (high - rows * (tile + 9)) / 2;
      cells.push(units.map((_, index) => [x + index % across * (tile + 4), top + Math.floor(index / across) * (tile + 9), tile]));
      x += across * (tile + 4) - 4 + gap;
    }
    const end = Math.max(x, width - ends), full = end + ends, row = high / 10;
    const spread = (end - x) / (layers.length + 1); // what is left over widens the gaps
    cells.forEach((layer, index) => layer.forEach(cell => { cell[0] += spread * index; }));
    const pictureTop = (high - side) / 2;
    const from = (layer, unit) => layer === 0
      ? [(unit % PIXELS + 0.5) / PIXELS * side, pictureTop + (Math.floor(unit / PIXELS) + 0.5) / PIXELS * side]
      : (([left, top, tile]) => [left + tile, top + tile / 2])(cells[layer][unit]);
    const to = (layer, unit) => layer < cells.length - 1
      ? (([left, top, tile]) => [left, top + tile / 2])(cells[layer + 1][unit]) : [end, (unit + 0.5) * row];
    const lines = now => wires(now).map((found, index) => {
      const most = Math.max(...found.map(([, , carried]) => Math.abs(carried)));
      return found.map(([source, target, carried]) => {
        const [ax, ay] = from(index, source), [bx, by] = to(index, target), bend = (bx - ax) / 2;
        const share = Math.abs(carried) / most;
        return `<path d="M${ax} ${ay}C${ax + bend} ${ay} ${bx - bend} ${by} ${bx} ${by}" fill="none" opacity="${0.35 + 0.55 * share}"
          stroke="${carried > 0 ? colours.POSITIVE : colours.NEGATIVE}" stroke-width="${0.5 + (index ? 4 : 2) * share}"/>`;
      }).join('');
    }).join('');
    const is = (layer, unit) => String(!(resting && layer === layers.length) && chosen[0] === layer && chosen[1] === unit);
    const stop = (layer, unit) => (chosen[0] === layer ? chosen[1] : 0) === unit ? 0 : -1;
    const several = layers.length > 1;
    const tiles = layers.map(({name, units, fires, sheet, pages, page, shown, of}, layer) => {
      const list = units.map((unit, index) => {
        const [left, top, tile] = cells[layer + 1][index], share = fires[index];
        const position = units.length > 1 ? 100 * index / (units.length - 1) : 0;
        return `<button class="tile" role="option" aria-selected="${is(layer, index)}" tabindex="${stop(layer, index)}"
          data-at="${layer},${index}" aria-label="${escaped(says[layer][index])}" style="left:${left}px;top:${top}px;width:${tile}px">
          <i style="width:${tile}px;height:${tile}px;background-image:url(${sheet});background-position:${position}% 0;background-size:${100 * units.length}% 100%"></i>
          <b class="${share < 0 ? 'below' : ''}" style="width:${100 * Math.abs(share)}%"></b></button>`;
      }).join('');
      const [left] = cells[layer + 1][0], right = Math.max(...cells[layer + 1].map(([l, , tile]) => l + tile));
      const leaf = (by, sign, words, gone) => pages > 1 ? `<button data-leaf="${layer},${page + by}" aria-label="${words} of ${escaped(name)}"
        ${gone ? 'disabled' : ''}>${sign}</button>` : '';
      return `<div role="listbox" aria-label="${escaped(name)}" style="inset:0;width:0;height:0">${list}</div>
        <div class="named" style="top:${high + 2}px;left:${(left + right) / 2 - 120}px;width:240px">${leaf(-1, '‹', 'Stronger units', page === 0)}${escaped(several ? of : small ? shown : `${name}: ${shown}`)}${leaf(1, '›', 'Weaker units', page + 1 >= pages)}${several ? `<br>${escaped(name.replace(' layer', '').replace('Convolution', 'Conv.'))}` : ''}</div>`;
    }).join('');
    const most = resting ? -1 : outputs.indexOf(Math.max(...outputs));
    const bars = outputs.map((share, digit) => `<button class="output ${digit === most ? 'most' : ''}" role="option"
      aria-selected="${is(layers.length, digit)}" tabindex="${stop(layers.length, digit)}" data-at="${layers.length},${digit}"
      aria-label="${escaped(says[layers.length][digit])}" style="left:${end}px;top:${digit * row + 1}px;width:${ends}px;height:${row - 2}px">
      <span>${digit}</span><span class="bar"><b style="width:${100 * share}%"></b></span><span>${resting ? '' : percent(share)}</span></button>`).join('');
    const focus = place.contains(document.activeElement) && document.activeElement.dataset.at;
    const scrolled = place.querySelector('.box')?.scrollLeft ?? 0;
    place.className = 'at_work';
    for (const name of ['POSITIVE', 'NEGATIVE', 'NEUTRAL']) place.style.setProperty(`--${name.toLowerCase()}`, colours[name]);
    place.innerHTML = `${STYLE}<div class="box" role="group" aria-label="${escaped(about)}"><div class="stage ${several ? 'several' : ''}" style="width:${full}px;height:${HIGH + (several ? 30 : 22)}px">
      <div class="picture" style="left:0;top:${pictureTop}px;width:${side}px;height:${side}px;border-radius:4px;background:url(${picture}) 0 0/100% 100%"></div>
      <div class="named" style="left:0;width:${side}px;top:${pictureTop + side + 2}px">${small ? 'pixels' : '28 × 28 pixels'}</div>
      <svg width="${full}" height="${high}"></svg>${tiles}
      <div role="listbox" aria-label="The ten outputs" style="inset:0;width:0;height:0">${bars}</div></div></div>
      <p aria-live="polite"></p>`;
    const [svg, said] = ['svg', 'p'].map(name => place.querySelector(name));
    connect = () => {
      const now = pointed ?? chosen;
      svg.innerHTML = lines(now);
      said.textContent = resting && !pointed ? about : says[now[0]][now[1]];
    };
    connect();
    place.querySelector('.box').scrollLeft = scrolled;
    if (focus) place.querySelector(`[data-at="${focus}"]`)?.focus();
  }

  const at = event => event.target.closest?.('[data-at]')?.dataset.at.split(',').map(Number);
  const point = found => {
    if (String(found ?? '') === String(pointed ?? '')) return;
    pointed = found ?? null;
    connect();
  };
  place.onpointerover = event => event.pointerType === 'mouse' && point(at(event));
  place.onpointerleave = () => point(null);
  place.onfocusin = event => event.target.matches(':focus-visible') && point(at(event));
  place.onfocusout = event => !place.contains(event.relatedTarget) && point(null);
  place.onclick = event => {
    const leaf = event.target.closest('[data-leaf]');
    if (leaf) return setTriggerValue('leafed', leaf.dataset.leaf.split(',').map(Number));
    const found = at(event);
    if (found) setTriggerValue('chosen', found);
  };
  place.onkeydown = event => {
    const found = at(event);
    const row = found?.[0] < layers.length ? place.across[found[0]] : 1;
    const by = {ArrowUp: -row, ArrowLeft: -1, ArrowDown: row, ArrowRight: 1}[event.key];
    if (!found || !by) return;
    event.preventDefault();
    place.querySelector(`[data-at="${found[0]},${found[1] + by}"]`)?.focus();
  };
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
