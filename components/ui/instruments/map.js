// Thousands of digits as places on a plane, each written as its label. Point at one to see it, press it to choose it,
// or draw a line around some. By keyboard, the arrow keys move the pointer and Enter chooses.
const STYLE = `<style>.map canvas {display:block; width:100%; border-radius:6px; touch-action:none; cursor:crosshair;
    border:1px solid var(--st-border-color)}
  .map canvas:focus-visible {outline:3px solid currentColor; outline-offset:2px}
  .map .seen {display:flex; gap:12px; align-items:center; min-height:64px; margin-top:6px; font-size:0.9rem}
  .map .seen div {width:56px; height:56px; image-rendering:pixelated; border-radius:4px; flex:none}</style>`;
const HIGH = 340, EDGE = 10, NEAR = 14, LOOP = 8, STEP = 8; // CSS pixels

export default function ({data, parentElement, setTriggerValue}) {
  const {places, labels, sheet, across, numbers, colours, about, hint} = data;
  const place = parentElement.map ??= parentElement.appendChild(document.createElement('div'));
  const shows = JSON.stringify([about, places[0], places.at(-1)]);
  if (place.shows === shows) return place.end;
  place.shows = shows;
  place.className = 'map';
  place.innerHTML = `${STYLE}<canvas tabindex="0" role="img" aria-label="${escaped(about)}"></canvas>
    <div class="seen"><div></div><span aria-live="polite">${hint}</span></div>`;
  const canvas = place.querySelector('canvas'), [picture, said] = place.querySelector('.seen').children;
  const rows = Math.ceil(labels.length / across);
  const xs = places.map(([x]) => x), ys = places.map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let spots = [], seen = -1, loop = [], at = null;
  const ground = document.createElement('canvas'); // all digits, drawn once for each size

  const draw = () => {
    const wide = canvas.clientWidth;
    if (!wide) return;
    const fine = window.devicePixelRatio || 1;
    if (ground.width !== Math.floor(wide * fine)) drawGround(wide, fine);
    const pen = canvas.getContext('2d');
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(ground, 0, 0);
    pen.scale(fine, fine);
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = 2;
    if (seen >= 0) {
      pen.beginPath();
      pen.arc(...spots[seen], 8, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (loop.length > 1) {
      pen.beginPath();
      for (const point of loop) pen.lineTo(...point);
      pen.closePath();
      pen.stroke();
    }
  };
  const drawGround = (wide, fine) => {
    for (const each of [canvas, ground]) Object.assign(each, {width: Math.floor(wide * fine), height: HIGH * fine});
    canvas.style.height = `${HIGH}px`;
    const pen = ground.getContext('2d');
    pen.scale(fine, fine);
    spots = places.map(([x, y]) => [EDGE + (x - left) / (right - left) * (wide - 2 * EDGE),
      HIGH - EDGE - (y - low) / (high - low) * (HIGH - 2 * EDGE)]);
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const [index, [x, y]] of spots.entries()) {
      const own = labels[index] === 'you';
      pen.font = `600 ${own ? 13 : 9}px sans-serif`;
      pen.fillStyle = colours[labels[index]] ?? getComputedStyle(canvas).color;
      pen.fillText(labels[index], x, y);
    }
  };
  let waits = false;
  const soon = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; draw(); });
  };
  const nearest = ([x, y]) => {
    let best = -1, least = NEAR * NEAR;
    for (const [index, [ox, oy]] of spots.entries()) {
      const away = (x - ox) ** 2 + (y - oy) ** 2;
      if (away < least) [best, least] = [index, away];
    }
    return best;
  };
  const look = point => {
    at = point;
    const found = nearest(point);
    if (found === seen) return;
    seen = found;
    if (seen >= 0) {
      const [column, row] = [seen % across, Math.floor(seen / across)];
      picture.style.background = `url(${sheet}) ${100 * column / (across - 1)}% ${100 * row / Math.max(rows - 1, 1)}%`
        + `/${100 * across}% ${100 * rows}%`;
      said.textContent = labels[seen] === 'you' ? 'Your drawing'
        : `Number ${numbers[seen].toLocaleString('en')}: ${aDigit(labels[seen])}`;
    }
    soon();
  };
  const choose = () => seen >= 0 && setTriggerValue('chosen', numbers[seen]);
  const inside = ([x, y]) => loop.reduce((odd, [x1, y1], index) => {
    const [x2, y2] = loop[(index + 1) % loop.length];
    return (y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 ? !odd : odd;
  }, false);
  const where = event => {
    const frame = canvas.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };

  canvas.onpointerdown = event => {
    loop = [where(event)];
    canvas.setPointerCapture(event.pointerId);
    look(loop[0]);
  };
  canvas.onpointermove = event => {
    if (!loop.length) return look(where(event));
    loop.push(where(event));
    soon();
  };
  canvas.onpointerup = () => {
    const [x, y] = loop[0] ?? [0, 0];
    if (loop.some(([ox, oy]) => Math.hypot(ox - x, oy - y) > LOOP)) {
      const found = numbers.filter((_, index) => inside(spots[index]));
      if (found.length) setTriggerValue('lassoed', found);
    } else choose();
    loop = [];
    soon();
  };
  canvas.onpointercancel = () => { loop = []; soon(); };
  canvas.onkeydown = event => {
    const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (event.key === 'Enter') choose();
    if (!by) return;
    event.preventDefault();
    at ??= [canvas.clientWidth / 2, HIGH / 2];
    const [limit, before] = [[canvas.clientWidth, HIGH], seen];
    // On to the next digit that way, or to the edge.
    do {
      at = at.map((value, axis) => Math.min(limit[axis], Math.max(0, value + STEP * by[axis])));
      look(at);
    } while ((seen < 0 || seen === before) && at.every((value, axis) => !by[axis] || (value > 0 && value < limit[axis])));
  };
  const stop = keepDrawing(soon, place);
  place.end = () => { stop(); place.shows = null; };
  soon();
  return place.end;
}
