// The browser's Back: one entry for each page that was visited, with the settings that it was left with.
// Streamlit makes an entry of each change to an address that comes from the server: of a run's id, of a value that was
// restored or corrected, and, when a page is left, of its address without its settings. A press on Back then shows
// nothing new, or sets back what was left.

const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
let left = location.href; // the address at the last press, which may be the one that leaves the page
document.addEventListener('click', () => { left = location.href; }, true);

const titles = {}; // of the pages, by their paths
let toCome; // after Back, the title of the page that is asked for, until it begins
const note = () => {
  if (document.title === toCome) toCome = undefined;
  // As long as its script runs for the first time, a page may not have its own title yet.
  const atRest = document.querySelector('[data-test-script-state=notRunning]');
  if (atRest && !toCome) titles[location.pathname] = document.title;
};
new MutationObserver(note).observe(document.body, { subtree: true, attributeFilter: ['data-test-script-state'] });
addEventListener('popstate', () => { toCome = titles[location.pathname]; });

// Until then, what the page before still says of its address would be written into the address of the next one.
history.replaceState = (state, title, to) => {
  note();
  if (!toCome) replace(state, title, to);
};

history.pushState = (state, title, to) => {
  if (new URL(to, location.href).pathname === location.pathname) return history.replaceState(state, title, to);
  toCome = undefined;
  if (new URL(left).pathname === location.pathname) replace(state, title, left);
  push(state, title, to);
};
