// What is on the canvas while a stroke is being drawn: the canvas itself tells of a stroke at its end. Only on the full
// screen, where one draws for all: thirty who draw at once would keep the server from answering.
const pen = () => [...document.querySelectorAll('.st-key-paper *')]
  .map(element => element.shadowRoot?.querySelector('canvas.upper-canvas')).find(Boolean);

export default function ({data, parentElement, setTriggerValue}) {
  parentElement.answered = data.answered;
  if (parentElement.stop) return parentElement.stop;
  let told = data.answered, sent = 0;
  const tell = () => {
    // One at a time: the next when the last one was answered, or got lost.
    if (told > parentElement.answered && performance.now() < sent + data.patience) return;
    told = parentElement.answered + 1;
    sent = performance.now();
    const picture = Object.assign(document.createElement('canvas'), {width: data.side, height: data.side});
    // The strokes before, and over them the one that goes on.
    for (const layer of pen().parentElement.querySelectorAll('canvas')) {
      picture.getContext('2d').drawImage(layer, 0, 0, data.side, data.side);
    }
    setTriggerValue('ink', picture.toDataURL());
  };
  const begin = event => {
    if (document.fullscreenElement && event.target.closest('.st-key-paper')) follow(tell, () => {});
  };
  addEventListener('pointerdown', begin);
  return parentElement.stop = () => {
    removeEventListener('pointerdown', begin);
    parentElement.stop = null;
  };
}
