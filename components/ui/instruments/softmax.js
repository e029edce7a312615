// Softmax step by step: each digit's score, e to the power of it, and its share. The temperature that the scores are
// divided by first is a slider of the page, and followed while it moves.
const STYLE = `<style>.softmax table {border-collapse:collapse; font-variant-numeric:tabular-nums; font-size:0.85rem; width:100%; max-width:600px}
  .softmax :is(th, td) {padding:1px 8px 1px 0; text-align:right; font-weight:400; line-height:1.35; white-space:nowrap}
  .softmax th:first-child {text-align:left}
  .softmax thead th {font-weight:600}
  .softmax tr.most :is(th, td) {font-weight:700}
  .softmax td:last-child {width:35%; padding-right:0}
  .softmax td div {height:10px; border-radius:2px; background:var(--positive)}</style>`;

// The scores divided by the temperature, e to the power of each less the largest, and their shares.
export function steps(scores, temperature) {
  const divided = scores.map(score => score / temperature), most = Math.max(...divided);
  const powers = divided.map(score => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power);
  return {divided, powers, sum, shares: powers.map(power => power / sum)};
}

// In a column of numbers the decimal points stand below each other.
const fixed = value => value.toFixed(2).replace('-', '−');

export default function ({data, parentElement}) {
  const {scores, temperature, control, colours} = data;
  const place = parentElement.softmax ??= parentElement.appendChild(document.createElement('div'));
  place.className = 'softmax';
  place.style.setProperty('--positive', colours.POSITIVE);
  parentElement.endDrawing?.();
  let drawn = null;
  const draw = () => {
    const now = live(control, temperature);
    if (now === drawn) return;
    drawn = now;
    const {divided, powers, sum, shares} = steps(scores, now);
    const most = shares.indexOf(Math.max(...shares));
    const rows = scores.map((score, digit) => `<tr class="${digit === most ? 'most' : ''}"><th scope="row">${digit}</th>
      <td>${fixed(score)}</td><td>${fixed(divided[digit])}</td><td>${powers[digit].toFixed(4)}</td>
      <td>${(100 * shares[digit]).toFixed(1)} %</td><td><div style="width:${100 * shares[digit]}%"></div></td></tr>`);
    place.innerHTML = `${STYLE}<table><thead><tr><th scope="col">digit</th><th scope="col">score z</th><th scope="col">z / T</th>
      <th scope="col">e<sup>z/T − largest</sup></th><th scope="col">share</th><td></td></tr></thead><tbody>${rows.join('')}</tbody></table>
      <p style="font-size:0.85rem;margin:6px 0 0">The ${scores.length} powers add up to ${sum.toFixed(4)}; each divided by that is its share of 100 %.${now === 1 ? '' : ' The network itself answers with T = 1.'}</p>`;
  };
  parentElement.endDrawing = keepDrawing(draw, place);
  return parentElement.endDrawing;
}
