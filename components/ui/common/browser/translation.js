// Makes peace between the browser's own translation and React, which builds the page.
// Chrome and Edge put a FONT element in the place of each text. React still holds the text that was taken out: what it
// writes there nobody sees, and it fails where it removes that text or puts something before it (React's issue 11538).
// So we remember what stands in whose place, and a text returns there when React changes it. The browser sees a new text
// and translates it. (No tag may stand in this file, not even in a comment: Streamlit would drop all scripts.)

// What no translation may touch: code, formulas, and the numbers of controls, tables and pictures.
const AS_IT_IS = 'pre, code, .katex, svg, .stDataFrame, [data-testid="stSliderThumbValue"], [data-testid="stMetricValue"]';

const standIns = new WeakMap();

const look = records => {
  const added = records.flatMap(({addedNodes}) => [...addedNodes]).filter(it => it.nodeType === Node.ELEMENT_NODE);
  for (const element of added)
    for (const it of [element, ...element.querySelectorAll(AS_IT_IS)])
      if (it.matches(AS_IT_IS)) it.setAttribute('translate', 'no');

  const fonts = new Set(added.filter(it => it.nodeName === 'FONT'));
  for (const font of fonts) standIns.delete(font);
  for (const {removedNodes, addedNodes, previousSibling, nextSibling} of fonts.size ? records : [])
    for (const gone of removedNodes) {
      const standIn = [...addedNodes, previousSibling, nextSibling].find(it => fonts.has(it));
      if (standIn && !gone.isConnected) standIns.set(gone, standIn);
    }
};
new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
look([{addedNodes: [document.body]}]);

// What is on the page for a node: itself, or what stands in its place.
const shown = node => {
  while (node && !node.isConnected) node = standIns.get(node);
  return node;
};
// The same as a child of `parent`, which is what React takes the node for.
const childOf = (parent, node) => {
  if (node?.nodeType !== Node.TEXT_NODE || node.parentNode === parent) return node;
  node = shown(node);
  while (node && node.parentNode !== parent) node = node.parentNode;
  return node ?? null;
};

const {removeChild, insertBefore} = Node.prototype;
Node.prototype.removeChild = function (child) {
  const node = childOf(this, child);
  if (node) removeChild.call(this, node);
  return child;
};
Node.prototype.insertBefore = function (node, before) {
  return insertBefore.call(this, node, childOf(this, before));
};

const nodeValue = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue');
Object.defineProperty(Node.prototype, 'nodeValue', {
  ...nodeValue,
  set(text) {
    const standIn = shown(this);
    if (standIn && standIn !== this) standIn.replaceWith(this);
    nodeValue.set.call(this, text);
  },
});
