// The one picture of a neuron: inputs × weights + bias → sum z → activation → output, with its numbers.

// As in ml/neuron.py: z is added up from left to right, and of it 10 decimals count.
export function compute({inputs, weights, bias, activation}) {
  const products = inputs.map((x, place) => x * weights[place]);
  const z = [...products, bias].reduce((sum, term) => sum + term);
  return {products, z, output: ACTIVATIONS[activation](Number(z.toFixed(10)))};
}

// The places of the inputs that add or take away most, in their own order.
function largest(products, most) {
  const places = [...products.keys()].sort((a, b) => Math.abs(products[b]) - Math.abs(products[a]) || a - b);
  return places.slice(0, most).sort((a, b) => a - b);
}

// The whole computation in one line of text: "0 × 1 + 1 × 1 − 1.5 = −0.5, step gives 0".
export function describe(neuron, {products, z, output} = compute(neuron)) {
  const {inputs, weights, bias, activation} = neuron;
  const terms = largest(products, 4).map(place => `${factor(inputs[place])} × ${factor(weights[place])}`);
  if (terms.length < inputs.length) terms.push('…');
  const plusBias = number(bias).startsWith('−') ? `− ${number(bias).slice(1)}` : `+ ${number(bias)}`;
  return `${terms.join(' + ')} ${plusBias} = ${number(z)}, ${activation} gives ${number(output)}`;
}

// The same in letters: "y = step(w1 · x1 + w2 · x2 + b)"; too long for many inputs.
export function formula({names, activation}, outputName) {
  if (names.length > 4) return '';
  const terms = names.map((name, place) => `w${names.length > 1 ? place + 1 : ''} · ${name}`);
  return `${outputName} = ${activation}(${[...terms, 'b'].join(' + ')})`;
}

// One input's line into the sum: as thick as what it adds, coloured by its sign, which the label tells too. It has the
// same room, however thick it is and however long its numbers are: nothing moves as they change.
function wire(name, label, product, most, colours) {
  const shown = number(product);
  const colour = shown === '0' ? colours.NEUTRAL : product > 0 ? colours.POSITIVE : colours.NEGATIVE;
  const thickness = 2 + Math.round(6 * Math.abs(product) / most);
  return `<div style="padding-right:6px;align-self:end;white-space:nowrap">${escaped(name)}</div>
    <div style="text-align:center;white-space:nowrap">${label}
    <div style="height:${thickness}px;margin-top:${8 - thickness}px;background:${colour}"></div></div>`;
}

const round = (name, value, style) => `<div style="flex:none;box-sizing:border-box;width:68px;height:68px;
  border-radius:50%;display:flex;flex-direction:column;align-items:center;justify-content:center;${style}">
  <span>${escaped(name)}</span><b style="font-size:1rem">${number(value)}</b></div>`;

export function card(neuron, {products, z, output}, outputName, colours) {
  const {names, inputs, weights, bias, activation} = neuron;
  const places = largest(products, 6);
  const wires = places.map(place => [
    `${names[place]} = ${number(inputs[place])}`,
    `× ${number(weights[place])} = ${number(products[place])}`,
    products[place],
  ]);
  if (places.length < inputs.length) {
    const rest = products.reduce((sum, product) => sum + product) - wires.reduce((sum, [, , product]) => sum + product, 0);
    wires.push([`${inputs.length - places.length} more`, number(rest), rest]);
  }
  wires.push(['bias', number(bias), bias]);
  const most = Math.max(...wires.map(([, , product]) => Math.abs(product))) || 1;
  // A sigmoid is never 0: from a half on it says yes.
  const colour = output > (activation === 'sigmoid' ? 0.5 : 0) ? colours.POSITIVE : colours.NEUTRAL;
  const arrow = '<div style="flex:none;padding:0 1px">→</div>';
  return `<div style="display:flex;flex-wrap:wrap;align-items:center;row-gap:10px;max-width:600px;line-height:1.25;
    font-size:0.9rem"><div style="flex:1;min-width:max-content;display:grid;padding:8px 0;row-gap:6px;
    grid-template-columns:minmax(8ch,max-content) minmax(11ch,1fr);border-right:2px solid;border-radius:0 14px 14px 0">
    ${wires.map(one => wire(...one, most, colours)).join('')}</div>
    <div style="display:flex;align-items:center">${arrow}${round('sum z', z, 'border:2px solid')}${arrow}
    <div style="padding:8px 6px;border:2px solid;border-radius:8px">${escaped(activation)}</div>${arrow}
    ${round(outputName, output, `border:3px solid ${colour};background:${colour}33`)}</div></div>`;
}

export default function ({data, parentElement}) {
  const {neuron, controls, output_name: outputName, says, colours} = data;
  parentElement.neuron ??= parentElement.appendChild(document.createElement('div'));
  const place = parentElement.neuron;
  parentElement.endDrawing?.();
  let before = '';
  parentElement.endDrawing = keepDrawing(() => {
    const now = {
      ...neuron,
      inputs: neuron.inputs.map((x, index) => live(controls.inputs[index], x)),
      weights: neuron.weights.map((w, index) => live(controls.weights[index], w)),
      bias: live(controls.bias, neuron.bias),
    };
    if (JSON.stringify(now) === before) return;
    before = JSON.stringify(now);
    const computed = compute(now);
    const words = describe(now, computed);
    const verdict = says && says[Number(computed.output > 0)];
    place.innerHTML = `${verdict ? `<div style="font-size:1.5rem;font-weight:600;margin-bottom:8px">
      ${escaped(verdict)}</div>` : ''}<div role="img" aria-label="${escaped(`Neuron: ${words}`)}">
      ${card(now, computed, outputName, colours)}</div>
      <div style="margin-top:8px;font-size:0.875rem;opacity:0.75"><i>${escaped(formula(now, outputName))}</i>
      <div>${escaped(words)}</div></div>`;
  }, place);
  return parentElement.endDrawing;
}
