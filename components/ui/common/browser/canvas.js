// Undo and Clear beside the canvas mean what is seen on it.
//
// Where all of it was drawn on this very canvas, the canvas' own tools take it back, at once, and tell the server: a
// visitor who begins the next digit in the same moment loses nothing.
//
// Where it began with strokes of before, the server gives a new canvas. It hears of a stroke a moment after its end (200
// ms), and the buttons wait for that: else Undo would take away the stroke before, and this one, too. What is drawn
// between a press and its answer would be lost, so for about as long the canvas takes no strokes.
const TOLD_MS = 400, ANSWERED_MS = 500;
const TOOLS = {undo: 'Undo', clear: 'Reset canvas & history'};
let ended = -TOLD_MS; // when the last stroke ended

const paper = () => document.querySelector('.st-key-paper');
const tool = name => [...paper().querySelectorAll('*')]
  .map(element => element.shadowRoot?.querySelector(`.dc-toolbar [aria-label="${name}"]`)).find(Boolean);
for (const end of ['pointerup', 'touchend', 'mouseup'])
  addEventListener(end, event => { if (paper()?.contains(event.target)) ended = performance.now(); }, true);

addEventListener('click', event => {
  const button = event.target.closest?.('.st-key-undo button, .st-key-clear button');
  if (!button || button.disabled) return;
  const own = button.closest('.st-key-all_of_this_canvas') && tool(TOOLS[button.closest('.st-key-undo') ? 'undo' : 'clear']);
  if (own) {
    event.stopPropagation();
    own.click();
    return;
  }
  const early = ended + TOLD_MS - performance.now();
  if (early > 0) {
    event.stopPropagation();
    setTimeout(() => button.click(), early);
  }
  paper().style.pointerEvents = 'none';
  setTimeout(() => { paper()?.style.removeProperty('pointer-events'); }, ANSWERED_MS);
}, true);

// On a phone the answer stands below the canvas, and may be out of view: once the pen has rested, both are brought there.
const RESTS_MS = 900;
let soon;
addEventListener('pointerdown', () => clearTimeout(soon), true);
addEventListener('pointerup', event => {
  if (!paper()?.contains(event.target)) return;
  soon = setTimeout(() => {
    const answer = document.querySelector('.st-key-verdict, .st-key-verdict_in_a_line')?.getBoundingClientRect();
    if (!answer || answer.bottom <= innerHeight) return;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    document.querySelector('.st-key-stage').scrollIntoView({block: 'start', behavior});
  }, RESTS_MS);
}, true);
