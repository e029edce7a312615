// The drawing's stage alone on the screen, for a projector or an open day. All of it is drawn larger by the same factor:
// so the canvas, its strokes and what they are read from stay as they are. Escape or the same button lead back.
const WIDE = [616, 386], TALL = [300, 770]; // CSS pixels that the stage takes: side by side, or one below the other
const MARGIN = 12;

const stage = () => document.querySelector('.st-key-stage');
if (!document.fullscreenEnabled) document.documentElement.classList.add('without-full-screen');

function fill() {
  if (!stage()) return;
  const [width, height] = innerWidth > innerHeight ? WIDE : TALL;
  stage().style.setProperty('--wide', `${width}px`);
  stage().style.setProperty('--tall', `${height}px`);
  stage().style.setProperty('--larger', Math.min(innerWidth / (width + 2 * MARGIN), innerHeight / (height + 2 * MARGIN)).toFixed(3));
  stage().style.setProperty('--behind', getComputedStyle(document.querySelector('.stApp')).backgroundColor);
}
addEventListener('fullscreenchange', fill);
addEventListener('resize', fill);

addEventListener('click', event => {
  if (!event.target.closest?.('.st-key-full_screen button')) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else stage()?.requestFullscreen();
}, true);
