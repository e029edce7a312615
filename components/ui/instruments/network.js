// A network of two inputs, two hidden neurons and one output, beside the table of its products. An edge or a row that is
// pressed, or reached by the arrow keys, says its product. Python works out all of the numbers.

const MOST = 400, HEIGHT = 276, R = 28, EDGE = 64;
// Where the circles are: how far across, and how far down.
const PLACES = {x1: [0, 0], x2: [0, 1], h1: [0.5, 0], h2: [0.5, 1], y: [1, 0.5]};
// How far along its edge a label stands: those of the crossing ones near their start, where they are apart.
const ALONG = {'x1 → h2': 0.3, 'x2 → h1': 0.3};

const STYLE = `<style>.network {display:flex; flex-wrap:wrap; gap:8px 28px; align-items:flex-start; font-size:0.8rem; line-height:1.35}
  .network > div {flex:1 1 340px; min-width:0; max-width:${MOST}px}
  .network svg {display:block; width:100%; height:auto; font-size:12px}
  .network svg text {fill:white; text-anchor:middle}
  .network svg .end {fill:currentColor}
  .network .edge {cursor:pointer; outline:none}
  .network .edge:focus-visible rect {stroke:currentColor; stroke-width:3}
  .network .says {min-height:5.4em}
  .network table {width:100%; table-layout:fixed; border-collapse:collapse; font-variant-numeric:tabular-nums}
  .network :is(th, td) {padding:1px 4px 1px 0; text-align:left; font-weight:400; white-space:nowrap; height:19px; line-height:1.25}
  .network thead :is(th, td) {font-weight:600}
  .network thead th:first-child {width:17.5%} .network thead th:last-child:not(:nth-child(2)) {width:30%}
  .network tbody.edges tr {cursor:pointer}</style>`;

export default function ({data, parentElement}) {
  const {nodes, edges, signals, end, label, controls, values, colours} = data;
  const place = parentElement.network ??= parentElement.appendChild(document.createElement('div'));
  place.className = 'network';
  parentElement.endDrawing?.();
  parentElement.chosen ??= edges[0].name;

  let drawn = '';
  function draw() {
    const now = Object.entries(values).map(([name, value]) => live(controls[name], value));
    const [x1, x2, target] = now.map(value => number(value));
    const width = Math.min(MOST, place.clientWidth) || MOST;
    const state = JSON.stringify([now, width, parentElement.chosen]);
    if (state === drawn) return;
    drawn = state;
    // While an input or the target is being moved, nothing else is known of the new example.
    const known = Object.values(values).every((value, index) => value === now[index]);
    const at = name => [R + 3 + PLACES[name][0] * (width - 2 * R - 6), EDGE + PLACES[name][1] * (HEIGHT - 2 * EDGE)];
    const lines = (texts, x, y, style = '') => texts.map((text, index) => `<text x="${x}" ${style}
      y="${y + 4 + 14.5 * (index - (texts.length - 1) / 2)}">${escaped(text)}</text>`).join('');
    const most = Math.max(...edges.map(({weight}) => Math.abs(weight)));
    const wires = edges.filter(({ends}) => ends[0]).map(({name, ends, weight}) => {
      const [[x, y], [toX, toY]] = ends.map(at);
      const colour = weight > 0 ? colours.POSITIVE : colours.NEGATIVE;
      return `<path d="M${x} ${y}L${toX} ${toY}" stroke="${colour}" stroke-width="${1.5 + 4 * Math.abs(weight) / most}"/>
        <path d="M${x} ${y}L${toX} ${toY}" stroke="transparent" stroke-width="24" class="edge" data-name="${name}"/>`;
    });
    const circles = nodes.map(([name, value, ...more]) => {
      const [x, y] = at(name);
      const says = {x1, x2}[name] ?? (known ? value : '?');
      return `<circle cx="${x}" cy="${y}" r="${R}" fill="${colours.NODE}"/>${lines([name, says, ...known ? more : []], x, y)}`;
    });
    const labels = edges.map(({name, ends: [from, to], label: texts, says}) => {
      const shown = known ? texts : texts.slice(0, 1);
      const along = ALONG[name] ?? 0.5;
      const [x, y] = from ? [0, 1].map(axis => at(from)[axis] * (1 - along) + at(to)[axis] * along)
        : [at(to)[0], at(to)[1] + (to === 'h2' ? 1 : -1) * (R + 2 + 8 * texts.length)];
      const chosen = name === parentElement.chosen;
      const inside = Math.min(width - 33, x), half = shown.length * 8 + 1;
      return `<g class="edge" role="radio" aria-checked="${chosen}" tabindex="${chosen ? 0 : -1}" data-name="${name}"
        aria-label="${escaped(says.join('. '))}"><rect x="${inside - 32}" y="${y - half}" width="64" height="${2 * half}" rx="3"
        fill="${colours.NODE}" ${chosen ? 'stroke="currentColor" stroke-width="2"' : ''}/>${lines(shown, inside, y)}</g>`;
    });
    const [, endY] = at('y');
    const outcome = lines([`target ${target}`, known ? end[1] : 'loss ?'], width - 37, endY + R + 20, 'class="end"');
    const {says} = edges.find(({name}) => name === parentElement.chosen);
    const cell = text => `<td>${escaped(known ? text : '?')}</td>`;
    const rows = edges.map(({name, cells}) => `<tr data-name="${name}" ${name === parentElement.chosen
      ? `style="background:${colours.NEUTRAL}44"` : ''}><th scope="row">${name}</th>${cells.map(cell).join('')}</tr>`);
    const focused = place.contains(document.activeElement);
    place.innerHTML = `${STYLE}<div><svg viewBox="0 0 ${width} ${HEIGHT}" role="radiogroup" aria-label="${escaped(label)}">
      ${wires.join('')}${circles.join('')}${labels.join('')}${outcome}</svg>
      <div class="says" aria-hidden="true">${known ? says.map(line => `<div>${escaped(line)}</div>`).join('') : ''}</div></div>
      <div><table><thead><tr><th scope="col">signal</th><th scope="col">factors = δ</th><th></th></tr></thead>
      <tbody>${signals.map(([name, text]) => `<tr><th scope="row">${name}</th><td colspan="2">${escaped(known ? text : '?')}</td></tr>`).join('')}
      </tbody><thead><tr><th scope="col">weight</th><th scope="col">δ × input = gradient g</th><th scope="col">value</th></tr></thead>
      <tbody class="edges">${rows.join('')}</tbody></table></div>`;
    if (focused) place.querySelector('[role=radio][tabindex="0"]').focus();
  }

  const choose = name => {
    parentElement.chosen = name;
    draw();
    place.querySelector('[role=radio][tabindex="0"]').focus({preventScroll: true});
  };
  place.onclick = event => {
    const pressed = event.target.closest('[data-name]');
    if (pressed) choose(pressed.dataset.name);
  };
  place.onkeydown = event => {
    const by = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[event.key];
    if (!by || !event.target.closest('.edge')) return;
    event.preventDefault();
    const index = edges.findIndex(({name}) => name === parentElement.chosen);
    choose(edges.at((index + by) % edges.length).name);
  };
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
