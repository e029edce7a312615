// What all instruments share: numbers as people write them (as in charts/numbers.py), and the page's controls as they
// stand, also while one of them is being moved.

// With at most `digits` decimals and a real minus sign; a huge one as 1.2e+30. What lies exactly between two goes to the
// even one, as in Python.
export function number(value, digits = 3) {
  if (Math.abs(value) >= 1e7) {
    return value.toExponential(1).replace(/e\+(\d)$/, 'e+0$1').replaceAll('-', '−');
  }
  const exact = Math.abs(value).toFixed(60);
  const end = exact.indexOf('.') + 1 + digits;
  let text = Math.abs(value).toFixed(digits);
  if (/^50*$/.test(exact.slice(end)) && '02468'.includes(exact[end - 1])) text = exact.slice(0, end);
  if (digits) text = text.replace(/0+$/, '').replace(/\.$/, '');
  return value < 0 && Number(text) ? `−${text}` : text;
}

// A factor in a product: a negative one in brackets.
export const factor = value => value < 0 ? `(${number(value)})` : number(value);

export const escaped = text => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt()};`);

// What is pulled in an instrument, by its setting's key, until the page's own control has followed: all see it.
const heldNow = window.heldInInstruments ??= {};

// Hold these values, and draw all instruments with them.
export function held(values) {
  for (const [key, value] of Object.entries(values)) heldNow[key] = {value, until: performance.now() + 3000};
  document.dispatchEvent(new Event('held'));
}

// What a control says now, by its setting's key: a slider's number, a switch's 1 or 0. Without one, what `data` says.
export function live(key, told) {
  const control = key && document.querySelector(`.st-key-${CSS.escape(key)} input`);
  const says = !control ? told : control.type === 'range' ? Number(control.value) : Number(control.checked);
  const pulled = heldNow[key];
  if (pulled && (pulled.value === says || performance.now() > pulled.until)) delete heldNow[key];
  return heldNow[key]?.value ?? says;
}

const drawers = new Set();
const drawAll = () => { for (const draw of drawers) draw(); };
// A slider tells its value while it is being moved, a switch once it has been pressed.
const sliders = new MutationObserver(drawAll);
const switches = event => event.target.matches('input[type=checkbox]') && drawAll();

// Draw now, and whenever a control of the page changes, also while it is held. Returns what ends it.
export function keepDrawing(draw) {
  draw();
  if (!drawers.size) {
    sliders.observe(document.body, {attributes: true, attributeFilter: ['aria-valuetext'], subtree: true});
    document.addEventListener('change', switches);
    document.addEventListener('held', drawAll);
  }
  drawers.add(draw);
  return () => {
    drawers.delete(draw);
    if (drawers.size) return;
    sliders.disconnect();
    document.removeEventListener('change', switches);
    document.removeEventListener('held', drawAll);
  };
}
