// A digit as the network gets it: 28 x 28 squares with their numbers in them. Point at one, or go there by the arrow keys,
// and what it is stands below. A phone has no room for 28 numbers in a row.
const SIDE = 28, CELL = 20;
const ROOM = 360; // CSS pixels
const PHONE = '(max-width: 640px)';

const STYLE = `<style>.pixels svg {display:block; width:100%; border-radius:6px; touch-action:pan-y}
  .pixels svg:focus-visible {outline:3px solid currentColor; outline-offset:2px}
  .pixels text {font-size:10.5px; text-anchor:middle; pointer-events:none}
  .pixels p {margin:4px 0 0; font-size:0.9rem; min-height:2.6em}
  @media ${PHONE} {.pixels {display:flex; gap:12px} .pixels svg {flex:0 0 50%}}</style>`;

export default function ({data, parentElement}) {
  const {rows, scaled, shown, label, colours} = data;
  const place = parentElement.pixels ??= parentElement.appendChild(document.createElement('div'));
  place.className = 'pixels';
  const said = value => scaled ? (value / 255).toFixed(2).replace(/^0(?=\.)/, '').replace(/^\.00$/, '0').replace('1.00', '1') : String(value);
  const draw = () => {
    const room = place.clientWidth >= ROOM && !matchMedia(PHONE).matches;
    const drawn = JSON.stringify([rows, scaled, shown && room]);
    if (place.drawn === drawn) return;
    place.drawn = drawn;
    const cells = rows.flatMap((row, y) => row.map((value, x) => `<rect x="${x * CELL}" y="${y * CELL}" width="${CELL}" height="${CELL}"
      fill="rgb(${value},${value},${value})"/>${shown && room ? `<text x="${(x + 0.5) * CELL}" y="${(y + 0.68) * CELL}"
      fill="${value > 127 ? '#000' : value ? '#fff' : '#999'}">${said(value)}</text>` : ''}`));
    place.innerHTML = `${STYLE}<svg viewBox="0 0 ${SIDE * CELL} ${SIDE * CELL}" role="img" tabindex="0" aria-label="${escaped(label)}">
      <rect width="100%" height="100%"/>${cells.join('')}<rect class="here" width="${CELL}" height="${CELL}" fill="none"
      stroke="${colours.NEGATIVE}" stroke-width="2.5" visibility="hidden"/></svg><p aria-live="polite">${room ? 'Point at a pixel.'
        : 'Tap a pixel for its number. A wider screen shows all 784.'}</p>`;
    const svg = place.querySelector('svg');
    if (place.at) point(...place.at);
    svg.onpointermove = svg.onpointerdown = event => {
      const frame = svg.getBoundingClientRect();
      point(Math.floor((event.clientX - frame.x) / frame.width * SIDE), Math.floor((event.clientY - frame.y) / frame.height * SIDE));
    };
    svg.onkeydown = event => {
      const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
      if (!by) return;
      event.preventDefault();
      const [x, y] = place.at ?? [SIDE / 2, SIDE / 2];
      point(x + by[0], y + by[1]);
    };
  };
  const point = (x, y) => {
    place.at = [x, y] = [x, y].map(one => Math.min(SIDE - 1, Math.max(0, one)));
    const here = place.querySelector('.here');
    here.setAttribute('x', x * CELL);
    here.setAttribute('y', y * CELL);
    here.setAttribute('visibility', 'visible');
    place.querySelector('p').textContent = `Row ${y}, column ${x}, counted from 0: ${said(rows[y][x])}. `
      + `In the row of 784 it is number ${SIDE} × ${y} + ${x} = ${SIDE * y + x}.`;
  };
  parentElement.endDrawing?.();
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
