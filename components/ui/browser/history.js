// The browser's Back: one entry for each page that was visited, with the settings that it was left with.
// Streamlit makes an entry of each change to an address that comes from the server: of a run's id, of a value that was
// restored or corrected, and, when a page is left, of its address without its settings. A press on Back then shows
// nothing new, or sets back what was left.

const push = history.pushState.bind(history);
let left = location.href; // the address at the last press, which may be the one that leaves the page
document.addEventListener('click', () => { left = location.href; }, true);

history.pushState = (state, title, to) => {
  if (new URL(to, location.href).pathname === location.pathname) return history.replaceState(state, title, to);
  if (new URL(left).pathname === location.pathname) history.replaceState(state, title, left);
  push(state, title, to);
};
