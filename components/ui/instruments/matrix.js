// A table some of whose cells are buttons (`data-cell`): pressed, or reached by the arrow keys and Enter, one is chosen.
const STYLE = `<style>.matrix [data-cell] {all:unset; cursor:pointer; display:block; width:100%; border-radius:3px; box-sizing:border-box}
  .matrix [data-cell]:is(:hover, :focus-visible) {outline:2px solid currentColor}
  .matrix [data-cell][aria-pressed=true] {outline:3px solid currentColor}</style>`;

export default function ({data, parentElement, setTriggerValue}) {
  const {html, chosen} = data;
  const place = parentElement.matrix ??= parentElement.appendChild(document.createElement('div'));
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.cell;
  place.className = 'matrix';
  place.innerHTML = STYLE + html;
  const cells = [...place.querySelectorAll('[data-cell]')];
  const at = cell => cells.find(({dataset}) => dataset.cell === cell);
  for (const cell of cells) {
    cell.ariaPressed = String(cell.dataset.cell === chosen);
    cell.tabIndex = -1;
  }
  const stop = at(chosen) ?? cells[0];
  if (stop) stop.tabIndex = 0;
  if (focused) at(focused)?.focus();
  place.onclick = event => {
    const cell = event.target.closest('[data-cell]');
    if (cell) setTriggerValue('chosen', cell.dataset.cell);
  };
  place.onkeydown = event => {
    const by = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]}[event.key];
    const here = document.activeElement.dataset.cell;
    if (!by || !here) return;
    const [row, column] = here.split(',').map(Number);
    const next = at(`${row + by[0]},${column + by[1]}`);
    if (!next) return;
    event.preventDefault();
    document.activeElement.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}
