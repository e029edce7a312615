// Undo and Clear beside the canvas mean what is seen on it. It tells of a stroke a moment after its end (200 ms), and the
// buttons wait for that: else Undo would take away the stroke before, and this one, too. What is drawn between a press
// and its answer is lost, so for about as long the canvas takes no strokes: a visitor who begins too early sees that.
const TOLD_MS = 400, ANSWERED_MS = 500;
let ended = -TOLD_MS; // when the last stroke ended

const paper = () => document.querySelector('.st-key-paper');
for (const end of ['pointerup', 'touchend', 'mouseup'])
  addEventListener(end, event => { if (paper()?.contains(event.target)) ended = performance.now(); }, true);

addEventListener('click', event => {
  const button = event.target.closest?.('.st-key-undo button, .st-key-clear button');
  if (!button || button.disabled) return;
  const early = ended + TOLD_MS - performance.now();
  if (early > 0) {
    event.stopPropagation();
    setTimeout(() => button.click(), early);
  }
  paper().style.pointerEvents = 'none';
  setTimeout(() => { paper()?.style.removeProperty('pointer-events'); }, ANSWERED_MS);
}, true);
