/** The panel: what stands behind a number or a search, beside the page or, on a narrow screen, over it. */

const narrowScreen = matchMedia('(max-width: 63.99rem)'); // as panel.css has it

/** What is open: the view, what was found, where focus came from, and how to stop watching its rows. */
const shown = { view: null, found: null, opener: null, stop: () => {} };

/** The panel's parts, made when first needed. */
function panelParts() {
  if (panelParts.made) return panelParts.made;
  const title = made('h2', { id: 'panel-title', tabindex: -1 });
  const close = made('button', { type: 'button', class: 'close', onclick: closePanel }, said('close'));
  const head = made('header', {}, title, close);
  const kinds = ['notes', 'names', 'tools', 'choices'];
  const [notes, names, tools, choices] = kinds.map((name) => made('div', { class: name }));
  const results = made('div', { class: 'results' });
  const status = made('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  const attributes = { id: 'panel', class: 'panel', 'aria-labelledby': 'panel-title', hidden: true };
  const panel = made('aside', attributes, head, notes, names, choices, tools, results);
  document.body.append(panel, status);
  panelParts.made = { panel, title, notes, names, tools, choices, results, status };
  return panelParts.made;
}

/** Show a view; the passages are inflated where they are not yet. @param {View} view */
async function showView(view) {
  const wasOpen = shown.view !== null;
  if (!wasOpen) shown.opener = document.activeElement;
  shown.view = view;
  const passages = await carriedPassages();
  if (shown.view !== view) return; // another was asked for meanwhile
  const found = findView(passages, view);
  shown.found = found;
  renderFound(passages, found);
  openPanel(wasOpen);
}

function openPanel(wasOpen) {
  const { panel, title } = panelParts();
  panel.hidden = false;
  panel.scrollTop = 0;
  document.documentElement.classList.add('with-panel');
  holdFocus();
  const isTyping = finder.contains(document.activeElement) || (wasOpen && panel.contains(document.activeElement));
  if (!isTyping) title.focus({ preventScroll: true });
  if (!wasOpen && !narrowScreen.matches && shown.opener?.isConnected) shown.opener.scrollIntoView({ block: 'nearest' });
}

/** Where the panel covers the page, the rest is out of reach for keys and screen readers; the search box comes in. */
function holdFocus() {
  const isHeld = shown.view !== null && narrowScreen.matches;
  const { panel, status } = panelParts();
  for (const element of document.body.children) element.inert = isHeld && element !== panel && element !== status;
  if (panel.contains(finder) === isHeld) return;
  const hasFocus = finder.contains(document.activeElement);
  if (isHeld) panel.prepend(finder);
  else finderHome.before(finder);
  if (hasFocus) searchBox.focus();
}

/** Close it as a reader does; the address no longer names a view, and Back opens it again. */
function closePanel() {
  history.pushState(null, '', location.pathname + location.search);
  hidePanel();
}

function hidePanel() {
  if (shown.view === null) return;
  shown.stop();
  Object.assign(shown, { view: null, found: null, stop: () => {} });
  const { panel, results } = panelParts();
  panel.hidden = true;
  results.replaceChildren();
  document.documentElement.classList.remove('with-panel');
  holdFocus();
  if (shown.opener?.isConnected) shown.opener.focus({ preventScroll: true });
  shown.opener = null;
}

/** Say something to those who hear the page. @param {Both} text */
function announce(text) {
  const { status } = panelParts();
  status.replaceChildren(...inBoth(text));
}

/** Everything in the panel, from what was found; focus stays on the control that was used. */
function renderFound(passages, found) {
  const parts = panelParts();
  const focused = document.activeElement?.dataset?.key;
  const says = headingSays(passages, found);
  parts.title.replaceChildren(...inBoth(says));
  Object.assign(parts.panel.dataset, { address: viewAddress(found.view), ...countHits(found) });
  announce(says);
  parts.notes.replaceChildren(...notesOf(passages, found));
  parts.names.replaceChildren(...namesOf(passages, found));
  parts.choices.replaceChildren(...choicesFor(passages, found));
  parts.tools.replaceChildren(...toolsFor(passages, found));
  shown.stop();
  shown.stop = renderRows(passages, found, parts);
  if (focused) parts.panel.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** The passages or lines. @returns {() => void} to stop watching them */
function renderRows(passages, found, { panel, results }) {
  const { view } = found;
  panel.hidden = false; // rows are measured as they are made
  if (view.passage) return renderNeighbours(passages, found, results);
  if (!found.hits.length) return nothingFound(passages, found, results);
  if (view.lines && found.units.length) return renderLines(passages, found, panel, results);
  const list = made('div', { role: 'list', class: 'hits', 'aria-labelledby': 'panel-title' });
  results.replaceChildren(list);
  const { hits } = found;
  const width = list.clientWidth;
  const make = (at) => passageItem(passages, view, hits[at], at, hits.length);
  const likely = (at) => likelyPassageHeight(passages, hits[at], width);
  return fillRows(list, panel, hits.length, make, likely, 'none').stop;
}

function renderLines(passages, found, panel, results) {
  const lines = linesOf(passages, found);
  const attributes = { role: 'table', class: 'lines', 'aria-labelledby': 'panel-title' };
  const table = made('div', { ...attributes, 'aria-rowcount': lines.length + 1 });
  const body = made('div', { role: 'none' });
  table.append(lineHead(), body);
  results.replaceChildren(table);
  const make = (at) => lineRow(passages, found.view, lines[at], at);
  return fillRows(body, panel, lines.length, make, () => lineHeight, 'rowgroup').stop;
}

function renderNeighbours(passages, found, results) {
  const { view } = found;
  const hits = hitsAround(passages, found);
  if (!hits.length) return nothingFound(passages, found, results);
  const isChosen = (hit) => passageNumbered(passages, hit.passage).id === view.passage;
  const items = hits.map((hit, at) => passageItem(passages, view, hit, at, hits.length, isChosen(hit)));
  results.replaceChildren(made('div', { role: 'list', class: 'hits', 'aria-labelledby': 'panel-title' }, ...items));
  results.querySelector('.chosen')?.scrollIntoView({ block: 'center' });
  return () => {};
}
