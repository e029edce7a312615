// A page of digits, each to be pressed, from one picture of all of them. The arrow keys go from one to the next.
const PIXELS = 28, LABELLED = 34; // CSS pixels from which on a digit's label is written below it

const STYLE = `<style>.wall {display:grid; gap:3px}
  .wall button {all:unset; cursor:pointer; text-align:center; font-size:0.8rem; line-height:1.25; border-radius:5px; min-width:0}
  .wall button div {width:100%; aspect-ratio:1; image-rendering:pixelated; border-radius:4px; box-sizing:border-box}
  .wall button[aria-selected=true] div {outline:3px solid var(--chosen); outline-offset:-1px}
  .wall button:focus-visible {outline:3px solid var(--chosen); outline-offset:1px}</style>`;

export default function ({data, parentElement, setTriggerValue}) {
  const {sheet, across, numbers, labels, chosen, called, colours} = data;
  const place = parentElement.wall ??= parentElement.appendChild(document.createElement('div'));
  const rows = Math.ceil(numbers.length / across);
  const at = index => [index % across, Math.floor(index / across)];
  const cell = (number, index) => {
    const [column, row] = at(index);
    const position = [column / Math.max(across - 1, 1), row / Math.max(rows - 1, 1)].map(share => `${100 * share}%`).join(' ');
    return `<button role="option" aria-selected="${number === chosen}" tabindex="${number === chosen ? 0 : -1}" data-index="${index}"
      title="Number ${number.toLocaleString('en')}: ${aDigit(labels[index])}" aria-label="Number ${number.toLocaleString('en')}, ${aDigit(labels[index])}">
      <div style="background:url(${sheet}) ${position}/${100 * across}% ${100 * rows}%"></div><span>${labels[index]}</span></button>`;
  };
  const focused = place.contains(document.activeElement);
  place.innerHTML = `${STYLE}<div class="wall" role="listbox" aria-label="${escaped(called)}"
    style="--chosen:${colours.POSITIVE};grid-template-columns:repeat(${across},1fr)">${numbers.map(cell).join('')}</div>`;
  const wall = place.querySelector('.wall'), cells = [...wall.children];
  if (!numbers.includes(chosen)) cells[0].tabIndex = 0;
  parentElement.endDrawing?.();
  parentElement.endDrawing = keepDrawing(() => {
    for (const label of wall.querySelectorAll('span')) label.hidden = cells[0].clientWidth < LABELLED;
  }, place);
  if (focused) wall.querySelector('[tabindex="0"]').focus();
  const choose = index => {
    for (const [other, button] of cells.entries()) button.ariaSelected = String(other === index);
    setTriggerValue('chosen', numbers[index]);
  };
  wall.onclick = event => {
    const button = event.target.closest('button');
    if (button) choose(Number(button.dataset.index));
  };
  wall.onkeydown = event => {
    const here = cells.indexOf(document.activeElement);
    const by = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across}[event.key];
    const next = {Home: 0, End: cells.length - 1}[event.key] ?? here + by;
    if (!cells[next]) return;
    event.preventDefault();
    cells[here].tabIndex = -1;
    cells[next].tabIndex = 0;
    cells[next].focus();
    clearTimeout(place.soon);
    place.soon = setTimeout(() => choose(next), 300);
  };
  return parentElement.endDrawing;
}
