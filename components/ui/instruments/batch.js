// A batch as its digits: as many of the pictures in a sheet as the sliders say, as large as there is room for.

// How many columns, and how large a digit is, in pixels.
export function fit(count, width, height, largest) {
  for (let columns = Math.ceil(width / largest); ; columns++) {
    const side = Math.floor(width / columns);
    if (Math.ceil(count / columns) * side <= height) return {columns, side};
  }
}

const HEIGHT = 190, LARGEST = 84, PIXELS = 28;

export default function ({data, parentElement}) {
  const {sheet, across, controls} = data;
  const place = parentElement.batch ??= parentElement.appendChild(document.createElement('div'));
  parentElement.endDrawing?.();
  place.innerHTML = `<canvas role="img" style="display:block;width:100%;height:${HEIGHT}px"></canvas>`;
  const canvas = place.firstChild, picture = new Image();
  let drawn = '';
  function draw() {
    // Until the sliders are there; what they say is not in `data`, so that the sheet is sent to a browser only once.
    const counts = controls.map(key => live(key));
    if (counts.includes(undefined)) return void requestAnimationFrame(draw);
    const count = Math.min(...counts), width = place.clientWidth;
    if (!picture.complete || !width || drawn === `${count} ${width}`) return;
    drawn = `${count} ${width}`;
    canvas.ariaLabel = `The first batch: ${count === 1 ? 'one handwritten digit' : `${count} handwritten digits`}.`;
    [canvas.width, canvas.height] = [width * devicePixelRatio, HEIGHT * devicePixelRatio];
    const {columns, side} = fit(count, width, HEIGHT, LARGEST);
    const context = canvas.getContext('2d');
    context.scale(devicePixelRatio, devicePixelRatio);
    for (let index = 0; index < count; index++) {
      const from = [index % across, Math.floor(index / across)], to = [index % columns, Math.floor(index / columns)];
      context.drawImage(picture, ...from.map(one => one * PIXELS), PIXELS, PIXELS, ...to.map(one => one * side), side - 1, side - 1);
    }
  }
  picture.onload = draw;
  picture.src = sheet;
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
