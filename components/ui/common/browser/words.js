// A word in a text that leads to the glossary says what it means in place, by a press, a tap or the Enter key. Streamlit
// opens such a link in a new tab, which is a new session: one would lose the way.
let meaning = null;

function close() {
  meaning?.remove();
  meaning = null;
}

function open(link) {
  const app = getComputedStyle(document.querySelector('[data-testid=stApp]'));
  meaning = document.createElement('div');
  meaning.className = 'meaning';
  meaning.setAttribute('role', 'note');
  Object.assign(meaning.style, {background: app.backgroundColor, color: app.color, fontFamily: app.fontFamily});
  const text = meaning.appendChild(document.createElement('div'));
  text.textContent = link.title;
  const more = meaning.appendChild(document.createElement('a'));
  more.textContent = 'More in the glossary';
  more.href = link.href;
  const word = link.getBoundingClientRect();
  document.body.append(meaning);
  const room = document.documentElement.clientWidth - meaning.offsetWidth - 12;
  const below = word.bottom + 6 + meaning.offsetHeight < innerHeight;
  meaning.style.left = `${Math.max(12, Math.min(word.left, room))}px`;
  meaning.style.top = `${below ? word.bottom + 6 : word.top - 6 - meaning.offsetHeight}px`;
  more.focus({preventScroll: true});
  meaning.of = link;
}

addEventListener('click', event => {
  if (meaning?.contains(event.target)) return;
  const link = event.target.closest?.('[data-testid=stMarkdownContainer] a[href*="glossary?term="][title]');
  const same = link && meaning?.of === link;
  close();
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  if (!same) open(link);
}, true);
addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !meaning) return;
  const {of} = meaning;
  close();
  of.focus();
}, true);
// What it stands beside moves away.
addEventListener('scroll', close, {capture: true, passive: true});
