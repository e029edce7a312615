// The Tab key stops once at each control, and once at a chart's tools, instead of at every help mark and tool.
const MARKS = '[data-testid=stWidgetLabel] [data-testid=stTooltipHoverTarget]';
const TOOLS = '[data-testid=stElementToolbarButtonContainer]';
const TYPED = 'input, textarea, button:not([data-testid=stWidgetLabel] *), [role=slider]';
let tabbed = false;
let shown = null; // the mark whose help is shown
let soon;

const widgetOf = element => element.closest('[data-testid=stElementContainer]');

// A mark that explains no control, or one that is disabled, stays a stop: else nobody could get to it.
const explainsControl = mark => [...widgetOf(mark)?.querySelectorAll(TYPED) ?? []].some(control => !control.disabled);

const stopOnce = () => {
  for (const mark of document.querySelectorAll(MARKS)) {
    for (const button of mark.querySelectorAll('button')) button.tabIndex = explainsControl(mark) ? -1 : 0;
  }
  for (const bar of document.querySelectorAll(TOOLS)) {
    const tools = [...bar.querySelectorAll('button')];
    if (tools.length < 2) continue;
    bar.setAttribute('role', 'toolbar');
    const stop = tools.find(tool => tool === document.activeElement) ?? tools[0];
    for (const tool of tools) tool.tabIndex = tool === stop ? 0 : -1;
  }
};

// The help that a mouse would find at the mark is shown when the Tab key comes to the control, and read out as its
// description; the next key at the control puts it away, so that it doesn't hide what the control moves.
const showHelp = (mark, control) => {
  mark.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
  setTimeout(() => {
    const help = document.getElementById(mark.getAttribute('aria-describedby'));
    if (help) control.setAttribute('aria-description', help.innerText);
  }, 400); // it opens after 200 ms
};

// A moment later: help that is put away before it is drawn stays open instead, and keeps other help closed.
const helpOnlyAt = control => {
  clearTimeout(soon);
  soon = setTimeout(() => {
    const mark = control && widgetOf(control)?.querySelector(MARKS);
    shown?.dispatchEvent(new PointerEvent('pointerout', {bubbles: true}));
    shown = mark && !mark.contains(control) ? mark : null;
    if (shown) showHelp(shown, control);
  }, 100);
};

addEventListener('keydown', event => {
  tabbed = event.key === 'Tab';
  if (tabbed) {
    stopOnce();
    return;
  }
  helpOnlyAt(null);
  const bar = event.target.closest?.(TOOLS);
  const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (!bar || !step) return;
  const tools = [...bar.querySelectorAll('button')];
  tools.at((tools.indexOf(event.target) + step) % tools.length).focus();
  event.preventDefault();
}, true);
addEventListener('pointerdown', () => { tabbed = false; }, true);
addEventListener('focusin', event => {
  if (widgetOf(event.target)?.contains(event.relatedTarget)) return;
  helpOnlyAt(tabbed ? event.target : null);
});
