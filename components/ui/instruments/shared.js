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

// "a 7", but "an 8".
export const aDigit = label => `${label === 8 ? 'an' : 'a'} ${label}`;

export const escaped = text => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt()};`);

// As in ml/activations.py.
export const ACTIVATIONS = {
  step: z => z >= 0 ? 1 : 0,
  linear: z => z,
  relu: z => Math.max(z, 0),
  leaky_relu: z => z > 0 ? z : 0.2 * z,
  sigmoid: z => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
};

// What is pulled in an instrument, by its setting's key, until the page's own control has followed: all see it.
const heldNow = window.heldInInstruments ??= {};

// Hold these values, and draw all instruments with them.
export function held(values) {
  for (const [key, value] of Object.entries(values)) heldNow[key] = {value, until: performance.now() + 3000};
  document.dispatchEvent(new Event('held'));
}

// A slider follows the pointer a frame late. Where the pointer takes it is worked out here, in the same way, and drawn
// at once, until the slider says it itself.
let ahead = null, grabbed = null;

// What a slider from `low` to `high` says whose handle was at `from` and is taken over a share of its length.
export function pulledBy(share, {from, low, high, step}) {
  const place = Math.min(high, Math.max(low, from + share * (high - low)));
  return Number(Math.min(high, low + Math.round((place - low) / step) * step).toFixed(6));
}

const grab = event => {
  const controls = event.target.closest?.('[data-testid=stSlider]')?.querySelectorAll('input[type=range]:enabled');
  grabbed = controls?.length === 1 ? {control: controls[0], x: event.clientX} : null;
};

const pull = event => {
  const control = grabbed?.control;
  if (!control?.closest('[data-dragging]')) return;
  const [from, low, high, step] = ['value', 'min', 'max', 'step'].map(name => Number(control[name]));
  if (Number(control.ariaValueText) !== from) return; // an option, or another way to write it
  grabbed.from ??= from;
  const {width} = control.closest('[data-orientation]').getBoundingClientRect();
  const value = pulledBy((event.clientX - grabbed.x) / width, {from: grabbed.from, low, high, step});
  if (value === (ahead?.value ?? from)) return;
  const now = ahead = {control, value};
  drawAll();
  setTimeout(() => {
    if (ahead !== now) return;
    ahead = null;
    drawAll();
  }, 100);
};

// What a control says now, by its setting's key: a slider's number, a switch's 1 or 0. Without one, what `data` says.
export function live(key, told) {
  const control = key && document.querySelector(`.st-key-${CSS.escape(key)} input`);
  // Of a slider over options, the value is the option's place; its text is the option.
  // What is being typed into a field may be anything: Python says what it comes to.
  const says = !control || control.type === 'text' ? told
    : control.type === 'range' ? Number(control.ariaValueText) : Number(control.checked);
  if (control && control === ahead?.control) return ahead.value;
  const pulled = heldNow[key];
  if (pulled && (pulled.value === says || performance.now() > pulled.until)) delete heldNow[key];
  return heldNow[key]?.value ?? says;
}

const drawers = new Set();
const drawAll = () => { for (const draw of drawers) draw(); };
// A slider tells its value while it is being moved, a switch once it has been pressed.
const sliders = new MutationObserver(() => {
  ahead = null;
  drawAll();
});
const switches = event => event.target.matches('input[type=checkbox]') && drawAll();

// A sample of a line, for a picture's key.
export const stroke = (colour, dash = '') => `<svg width="20" height="9" style="display:inline"><path d="M0 5H20"
  stroke="${colour}" stroke-width="3" stroke-dasharray="${dash}"/></svg>`;

// Follow a pointer from its press on: `onMove` gets each of its events, `onEnd` the last one.
export function follow(onMove, onEnd) {
  const end = event => {
    removeEventListener('pointermove', onMove);
    for (const kind of ['pointerup', 'pointercancel']) removeEventListener(kind, end);
    onEnd(event);
  };
  addEventListener('pointermove', onMove);
  for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, end);
}

// A number within the limits of a setting, at one of its steps.
export function within(value, {low, high, step}) {
  return Number(Math.min(high, Math.max(low, Math.round(value / step) * step)).toFixed(6));
}

// A browser forgets a handle's touch-action once the handle is drawn anew, and a finger would scroll the page.
const standStill = event => { if (event.target.closest('.handle')) event.preventDefault(); };

// Draw now, and whenever a control of the page changes, also while it is held, or the room for the picture does. Returns
// what ends it.
export function keepDrawing(draw, place) {
  draw();
  place.addEventListener('touchstart', standStill, {passive: false});
  const room = new ResizeObserver(draw);
  room.observe(place);
  if (!drawers.size) {
    sliders.observe(document.body, {attributes: true, attributeFilter: ['aria-valuetext'], subtree: true});
    document.addEventListener('change', switches);
    document.addEventListener('held', drawAll);
    addEventListener('pointerdown', grab, true);
    addEventListener('pointermove', pull);
  }
  drawers.add(draw);
  return () => {
    room.disconnect();
    drawers.delete(draw);
    if (drawers.size) return;
    sliders.disconnect();
    document.removeEventListener('change', switches);
    document.removeEventListener('held', drawAll);
    removeEventListener('pointerdown', grab, true);
    removeEventListener('pointermove', pull);
  };
}
