/** The box to search from, which is always in sight. */

const typingPause = 200; // milliseconds: shorter than a pause between words, longer than between two keys

const finder = document.getElementById('finder');
const searchBox = document.getElementById('finder-text');
const finderHome = document.createComment('the search box'); // where it stands while no panel covers it
let typing = 0;

/** What is in the box is searched for; while a reader goes on typing, in the same step of the history. */
function search(isTyping) {
  const text = searchBox.value.trim();
  const current = parseView(location.hash);
  if (!text) return;
  if (current?.text === text && !isTyping) return;
  goTo({ text }, !current?.text || !isTyping);
}

/** The box says what is searched, also when a link was followed. @param {View|null} view */
function showSearched(view) {
  if (document.activeElement !== searchBox) searchBox.value = view?.text ?? '';
}

function searchNow() {
  clearTimeout(typing);
  search(false);
}

function searchSoon() {
  clearTimeout(typing);
  typing = setTimeout(search, typingPause, true);
}

/** What is pasted comes in as text whose line ends part no Chinese word. */
function pasteJoined(event) {
  const pasted = event.clipboardData?.getData('text/plain');
  if (!pasted) return;
  event.preventDefault();
  searchBox.setRangeText(joinedLines(pasted), searchBox.selectionStart, searchBox.selectionEnd, 'end');
  searchSoon();
}

/** The / key leads to the box, unless it is being typed somewhere. */
function reachBox(event) {
  const isTyped = event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select');
  if (event.key !== '/' || isTyped) return;
  event.preventDefault();
  searchBox.focus();
  searchBox.select();
}

function startSearchBox() {
  searchBox.addEventListener('input', (event) => event.isComposing || searchSoon());
  searchBox.addEventListener('compositionend', searchSoon);
  searchBox.addEventListener('paste', pasteJoined);
  searchBox.addEventListener('keydown', (event) => event.key === 'Enter' && !event.isComposing && searchNow());
  document.getElementById('finder-button').addEventListener('click', searchNow);
  document.addEventListener('keydown', reachBox);
  finder.after(finderHome);
  finder.hidden = false;
}
