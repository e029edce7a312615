// Scores, the shares that softmax makes of them, and the loss of the target's share: bars that follow the sliders.

// As in ml/cross_entropy.py.
export function shares(scores) {
  const powers = scores.map(Math.exp);
  const sum = powers.reduce((one, other) => one + other);
  return powers.map(power => power / sum);
}
export const crossEntropy = (scores, target) => -Math.log(shares(scores)[target]);

const STYLE = `<style>.shares {max-width:440px; font-size:0.9rem; line-height:1.3}
  .shares .row {display:grid; grid-template-columns:1.2em 7.2em 1fr 3.4em; gap:10px; align-items:center; margin-bottom:8px}
  .shares .bar {height:34px; border:1px solid; border-radius:4px}
  .shares .bar > div {height:100%; border-radius:3px}
  .shares .loss {font-size:1.1rem; margin-top:10px}</style>`;

export default function ({data, parentElement}) {
  const {names, controls, values, target, colours} = data;
  const place = parentElement.shares ??= parentElement.appendChild(document.createElement('div'));
  place.className = 'shares';
  parentElement.endDrawing?.();
  let drawn = '';
  parentElement.endDrawing = keepDrawing(() => {
    const scores = controls.map((key, index) => live(key, values[index]));
    if (JSON.stringify(scores) === drawn) return;
    drawn = JSON.stringify(scores);
    const found = shares(scores);
    const loss = number(crossEntropy(scores, target));
    const rows = names.map((name, index) => {
      const wanted = index === target;
      const colour = wanted ? colours.POSITIVE : colours.NEUTRAL;
      return `<div class="row"><b>${name}</b><span>e<sup>${number(scores[index])}</sup> = ${number(Math.exp(scores[index]))}</span>
        <div class="bar" style="border-color:${colour}"><div style="width:${100 * found[index]}%;background:${colour}"></div></div>
        <span>${number(found[index])}${wanted ? ' ✓' : ''}</span></div>`;
    });
    const says = names.map((name, index) => `${name} ${number(found[index])}`).join(', ');
    place.innerHTML = `${STYLE}<div role="img" aria-label="Shares: ${says}. The target is ${names[target]}, the loss ${loss}.">
      ${rows.join('')}<div class="loss">loss = −ln(share of ${names[target]}) = −ln(${number(found[target])}) = <b>${loss}</b></div></div>`;
  }, place);
  return parentElement.endDrawing;
}
