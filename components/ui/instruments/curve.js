// A function with a handle to pull: an activation with its slope at z, or the loss of one weight with the steps down it;
// or a curve that a network learns, drawn by pulling its points.

// As in ml/activations.py.
export const SLOPES = {
  step: () => 0,
  relu: z => z > 0 ? 1 : 0,
  leaky_relu: z => z > 0 ? 1 : 0.2,
  sigmoid: z => ACTIVATIONS.sigmoid(z) * (1 - ACTIVATIONS.sigmoid(z)),
  tanh: z => 1 - Math.tanh(z) ** 2,
};
export const valueAndSlope = (name, z) => [ACTIVATIONS[name](z), SLOPES[name](z)];

// As in ml/one_weight.py: the start and up to `steps` steps down (w - 2)²; the last one may lie outside the picture.
export function descend(rate, steps, start, [left, right]) {
  const weights = [start];
  while (weights.length <= steps && left <= weights.at(-1) && weights.at(-1) <= right) {
    const w = weights.at(-1);
    weights.push(w - rate * (2 * (w - 2)));
  }
  return weights.map(w => [w, (w - 2) ** 2]);
}

// As NumPy's interp: at x, between heights that stand evenly from `low` to `high`.
export function between(heights, x, [low, high]) {
  const along = (x - low) / (high - low) * (heights.length - 1);
  const place = Math.min(Math.floor(along), heights.length - 2);
  return heights[place] + (along - place) * (heights[place + 1] - heights[place]);
}
const heightsOf = text => text.split(' ').map(Number);

const MOST = 440, LEFT = 36, RIGHT = 10, TOP = 8, BOTTOM = 34;

// What of a kind is drawn: curves, points with their marks, and the places of the handles, with the mark of each.
const KINDS = {
  activation({name, flat}, {x}, sampled, colours) {
    const [value, slope] = valueAndSlope(name, x);
    const curve = part => sampled.map(z => [z, valueAndSlope(name, z)[part]]);
    return {
      shaded: flat,
      curves: [{points: curve(0), colour: colours.POSITIVE}, {points: curve(1), colour: colours.NEGATIVE, dash: '7 5'}],
      marks: [{at: [x, slope], colour: colours.NEGATIVE, turned: true}],
      handles: [[x, value]],
      handleMark: ([x, y]) => `<circle cx="${x}" cy="${y}" r="7" fill="${colours.POSITIVE}"/>`,
      keys: [[stroke(colours.POSITIVE), 'output'], [stroke(colours.NEGATIVE, '7 4'), 'slope']],
      says: `At z = ${number(x)} the output is ${number(value)}, the slope ${number(slope)}.`,
    };
  },
  weight({across}, {x, rate, steps}, sampled, colours) {
    const path = descend(rate, steps, x, across);
    const [w, loss] = path.at(-1);
    return {
      shaded: [],
      curves: [
        {points: sampled.map(one => [one, (one - 2) ** 2]), colour: colours.POSITIVE},
        {points: [[2, 0], [2, 40]], colour: colours.NEUTRAL, dash: '2 4', thin: true},
        {points: path, colour: colours.NEGATIVE, thin: true},
      ],
      marks: path.slice(1).map((at, place) => ({at, colour: colours.NEGATIVE, small: place < path.length - 2})),
      handles: [path[0]],
      handleMark: ([x, y]) => `<rect x="${x - 7}" y="${y - 7}" width="14" height="14" fill="${colours.NEGATIVE}"/>`,
      keys: [[stroke(colours.POSITIVE), 'loss'], [stroke(colours.NEGATIVE), 'the steps, beginning at the square']],
      says: `After ${path.length - 1} steps w is ${number(w)}, the loss ${number(loss)}.`,
    };
  },
  fit({across, truth, guesses, values, says}, {drawn}, sampled, colours) {
    const [heights, told] = [drawn, values.drawn].map(text => text ? heightsOf(text) : []);
    // While a point is pulled, the noise stays what it was.
    const pulled = heights.length ? ([x, y]) => [x, y + between(heights, x, across) - between(told, x, across)] : at => at;
    return {
      shaded: [],
      curves: [{points: truth.map(pulled), colour: colours.NEGATIVE, dash: '7 5'}, {points: guesses, colour: colours.POSITIVE}],
      marks: [],
      handles: heights.map((y, place) => [across[0] + (across[1] - across[0]) * place / (heights.length - 1), y]),
      handleMark: ([x, y]) => `<circle cx="${x}" cy="${y}" r="6" fill="${colours.NEGATIVE}" stroke="white" stroke-width="1.5"/>`,
      keys: [
        [stroke(colours.NEGATIVE, '7 4'), 'to be learned'], [stroke(colours.POSITIVE), 'the network'],
        ...heights.length ? [[`<b style="color:${colours.NEGATIVE}">●</b>`, 'pull these up or down']] : [],
      ],
      says,
    };
  },
};

const STYLE = `<style>.curve > svg {display:block; width:100%; max-width:${MOST}px; height:auto; font-size:13px}
  .curve text {fill:currentColor; opacity:0.8}
  .curve .handle {cursor:grab; touch-action:none; outline:none}
  .curve .handle:focus-visible {stroke:currentColor; stroke-opacity:0.35}
  .curve .keys {display:flex; flex-wrap:wrap; gap:2px 14px; font-size:0.8rem}</style>`;

export default function ({data, parentElement, setTriggerValue}) {
  const {kind, controls, values, across, upright, ticks, title, limits, label, colours, ratio} = data;
  const draws = kind === 'fit';  // its handles go up and down, and not along the curve
  const place = parentElement.curve ??= parentElement.appendChild(document.createElement('div'));
  place.className = 'curve';
  parentElement.endDrawing?.();
  const [low, high] = across, [bottom, top] = upright;
  let drawn = '', width = MOST, height = 320;
  const px = x => LEFT + (width - LEFT - RIGHT) * (x - low) / (high - low);
  const py = y => TOP + (height - TOP - BOTTOM) * (top - y) / (top - bottom);
  const at = ([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`;
  // A step jumps at 0, where a line between two points would be a ramp.
  const sampled = [...Array(241).keys()].map(place => low + (high - low) * place / 240).concat([-1e-9, 0]).sort((a, b) => a - b);
  const said = () => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, live(controls[name], value)]));

  function draw() {
    const now = said();
    width = Math.min(MOST, place.clientWidth) || MOST;  // no larger than there is room, so that its text keeps its size
    if (ratio) height = Math.round(ratio * width);
    if (JSON.stringify([now, width]) === drawn) return;
    drawn = JSON.stringify([now, width]);
    const {shaded, curves, marks, handles, handleMark, keys, says} = KINDS[kind](data, now, sampled, colours);
    const axes = ticks[0].map(x => `<path d="M${px(x)} ${TOP}V${height - BOTTOM}"/><text x="${px(x)}" y="${height - BOTTOM + 15}"
      text-anchor="middle">${number(x)}</text>`).join('') + ticks[1].map(y => `<path d="M${LEFT} ${py(y)}H${width - RIGHT}"/>
      <text x="${LEFT - 5}" y="${py(y) + 4}" text-anchor="end">${number(y)}</text>`).join('');
    const parts = shaded.map(([from, to]) => `<rect x="${px(from)}" y="${TOP}" width="${px(to) - px(from)}"
      height="${height - TOP - BOTTOM}" fill="${colours.NEUTRAL}" fill-opacity="0.2"/>`);
    for (const {points, colour, dash, thin} of curves) {
      parts.push(`<polyline points="${points.map(at).join(' ')}" fill="none" stroke="${colour}"
        stroke-width="${thin ? 1.5 : 3}" ${dash ? `stroke-dasharray="${dash}"` : ''}/>`);
    }
    for (const {at: [x, y], colour, small, turned} of marks) {
      parts.push(turned ? `<rect x="-6" y="-6" width="12" height="12" fill="${colour}" transform="translate(${px(x)} ${py(y)})
        rotate(45)"/>` : `<circle cx="${px(x)}" cy="${py(y)}" r="${small ? 4 : 7}" fill="${colour}"/>`);
    }
    const pulls = handles.map(([x, y], index) => `${handleMark([px(x), py(y)])}<circle class="handle" cx="${px(x)}" cy="${py(y)}"
      r="${draws ? 17 : 22}" fill="transparent" tabindex="0" role="slider" data-index="${index}" aria-valuenow="${draws ? y : x}"
      aria-label="Pull the point${draws ? ` at x = ${number(x)}` : ''}" aria-valuemin="${limits.low}" aria-valuemax="${limits.high}"
      aria-orientation="${draws ? 'vertical' : 'horizontal'}"
      aria-valuetext="${draws ? `y is ${number(y)}` : `${escaped(title)} is ${number(x)}`}"/>`);
    const focused = place.contains(document.activeElement) && document.activeElement.dataset.index;
    place.innerHTML = `${STYLE}<svg viewBox="0 0 ${width} ${height}" role="group" aria-label="${escaped(`${label} ${says}`)}">
      <clipPath id="${parentElement.clip ??= `clip${Math.random()}`}"><rect x="${LEFT}" y="${TOP}"
      width="${width - LEFT - RIGHT}" height="${height - TOP - BOTTOM}"/></clipPath>
      <g stroke="${colours.NEUTRAL}" stroke-opacity="0.35" style="font-size:13px">${axes.replaceAll('<text', '<text stroke="none"')}</g>
      <text x="${(LEFT + width) / 2}" y="${height - 3}" text-anchor="middle">${escaped(title)}</text>
      <g clip-path="url(#${parentElement.clip})">${parts.join('')}</g>${pulls.join('')}</svg><div class="keys" aria-hidden="true">
      ${keys.map(([sample, text]) => `<span>${sample} ${text}</span>`).join('')}</div>`;
    if (focused) handleAt(focused).focus();
  }
  const handleAt = index => place.querySelector(`[data-index="${index}"]`);
  // The handle at this index is now at this x, or at this y.
  function moved(index, value) {
    value = within(value, limits);
    held(draws ? {[controls.drawn]: heightsOf(said().drawn).with(index, value).join(' ')} : {[controls.x]: value});
  }
  const release = () => setTriggerValue('pulled', said()[draws ? 'drawn' : 'x']);
  place.onpointerdown = event => {
    const index = event.target.closest('.handle')?.dataset.index;
    if (!index) return;
    event.preventDefault();
    handleAt(index).focus();
    follow(({clientX, clientY}) => {
      const frame = place.querySelector('svg').getBoundingClientRect();
      const [x, y] = [clientX - frame.x, clientY - frame.y].map(pixels => pixels * width / frame.width);
      moved(index, draws ? top - (y - TOP) / (height - TOP - BOTTOM) * (top - bottom)
        : low + (x - LEFT) / (width - LEFT - RIGHT) * (high - low));
    }, release);
  };
  place.onkeydown = event => {
    const by = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10}[event.key];
    const end = {Home: limits.low, End: limits.high}[event.key];
    const handle = event.target.closest('.handle');
    if (!handle || (by ?? end) === undefined) return;
    event.preventDefault();
    moved(handle.dataset.index, end ?? Number(handle.ariaValueNow) + by * limits.step);
    clearTimeout(place.soon);
    place.soon = setTimeout(release, 300);
  };
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
