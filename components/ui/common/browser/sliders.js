// A slider takes the value under a finger as soon as it is touched, also where a swipe only wants to scroll the page.
// So the touch is held back until it shows what it is: a tap, or a move sideways, is handed on from where it began;
// a move up or down becomes the browser's (sliders.css allows it), which then cancels the touch.
let held = null;

const handOn = () => {
  const {target} = held;
  const copy = new PointerEvent('pointerdown', held);
  held = null;
  target.dispatchEvent(copy);
};

const onSlider = event => event.isTrusted && event.target.closest?.('[data-testid=stSlider] [data-orientation]');

addEventListener('pointerdown', event => {
  if (event.pointerType === 'touch' && onSlider(event)) {
    held = event;
    event.stopPropagation();
  }
}, true);
// The same touch in an older form, to which sliders listen, too.
addEventListener('touchstart', event => onSlider(event) && event.stopPropagation(), {capture: true, passive: true});
addEventListener('pointermove', event => {
  if (held?.pointerId !== event.pointerId) return;
  const [across, down] = [event.clientX - held.clientX, event.clientY - held.clientY].map(Math.abs);
  if (across > down) handOn();
}, true);
addEventListener('pointerup', event => held?.pointerId === event.pointerId && handOn(), true);
addEventListener('pointercancel', () => { held = null; }, true);

// A slider with one handle has its name twice, at the handle and at a group around it, and the handle's name is made
// of both: "Bias b Bias b", in the group "Bias b". Once is enough.
new MutationObserver(() => {
  for (const handle of document.querySelectorAll('[data-testid=stSlider] input[aria-label][aria-labelledby]:enabled')) {
    const group = handle.closest('[role=group]');
    if (group?.getAttribute('aria-label') !== handle.getAttribute('aria-label')) continue;
    handle.removeAttribute('aria-labelledby');
    group.removeAttribute('aria-label');
    group.removeAttribute('role');
  }
}).observe(document.body, {childList: true, subtree: true});
