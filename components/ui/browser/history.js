// The browser's Back: one entry for each page that was visited, with the settings that it was left with.
// Streamlit makes an entry of each change to an address that comes from the server: of a run's id, of a value that was
// restored or corrected, and, when a page is left, of its address without its settings. A press on Back then shows
// nothing new, or sets back what was left.

const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
const titles = {}; // of the pages, by their paths
let left = location.href; // the address at the last press, which may be the one that leaves the page
let toCome; // after Back, the title of the page that is asked for, until it begins
document.addEventListener('click', () => {
  left = location.href;
  // As long as its script runs, a page may not have its own title yet.
  if (document.querySelector('[data-test-script-state=notRunning]')) titles[location.pathname] = document.title;
}, true);
addEventListener('popstate', () => { toCome = titles[location.pathname]; });

// Until then, what the page before still says of its address would be written into the address of the next one.
history.replaceState = (state, title, to) => {
  if (document.title === toCome) toCome = undefined;
  if (!toCome) replace(state, title, to);
};

history.pushState = (state, title, to) => {
  if (new URL(to, location.href).pathname === location.pathname) return history.replaceState(state, title, to);
  toCome = undefined;
  if (new URL(left).pathname === location.pathname) replace(state, title, left);
  push(state, title, to);
};
