// Says to a screen reader, once, what is new in the containers whose keys begin with "said_" (st.container(key=...)).
// Screen readers speak a change only in an element that was there before it. Streamlit builds its own anew, and redraws
// many without any news; so these stand beside its page, and a text is put in when it is another one.
const SAID = ['said_run', 'said_answer', 'said_sort', 'said_nature', 'said_hint'];

const voices = SAID.map(name => {
  const voice = document.createElement('div');
  voice.setAttribute('role', 'status');
  voice.style.cssText = 'position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';
  document.body.append(voice);
  return {name, voice};
});

// While Streamlit draws the page anew, a container may be gone for a moment: what it says then is no news.
const GONE_MS = 1500;
const gone = {};
const listen = () => {
  for (const {name, voice} of voices) {
    const text = document.querySelector(`.st-key-${name}`)?.innerText.trim().replace(/\s*\n\s*/g, ', ') ?? '';
    if (text) {
      clearTimeout(gone[name]);
      gone[name] = null;
      if (voice.textContent !== text) voice.textContent = text;
    } else {
      gone[name] ??= setTimeout(() => { gone[name] = null; voice.textContent = ''; }, GONE_MS);
    }
  }
};

let waiting = null;
new MutationObserver(() => {
  waiting ??= setTimeout(() => { waiting = null; listen(); }, 200);
}).observe(document.body, {childList: true, subtree: true, characterData: true});
