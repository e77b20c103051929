/** A concordance: a line a place, aligned at the keyword. */

/** @typedef {{hit: Hit, place: Place, left: string, node: string, right: string}} Line */

/** @param {Found} found @returns {Line[]} of the places of the first units, sorted as the view asks */
function linesOf(passages, { hits, view }) {
  const lines = hits.flatMap((hit) => hit.places
    .filter(isCountedPlace)
    .map((place) => lineAt(passages, hit, place)));
  const keys = { left: ({ left }) => [...left].reverse().join(''), right: ({ right }) => right };
  if (!keys[view.sort]) return lines;
  const keyed = lines.map((line, at) => ({ line, at, key: keys[view.sort](line) }));
  keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.at - other.at));
  return keyed.map(({ line }) => line);
}

function lineAt({ text, starts }, hit, place) {
  const { context } = scriptData;
  const [first, last] = [starts[hit.passage], starts[hit.passage + 1] - 1];
  return {
    hit, place,
    left: text.slice(Math.max(place.start - context, first), place.start),
    node: text.slice(place.start, place.end),
    right: text.slice(place.end, Math.min(place.end + context, last)),
  };
}

const lineHeight = 34; // of panel.css

/** One line as a row of a table of so many. @param {Line} line */
function lineRow(passages, view, line, at) {
  const passage = passageNumbered(passages, line.hit.passage);
  const href = viewAddress(changedView(view, { passage: passage.id, lines: false, sort: '' }));
  const cell = (name, ...children) => made('span', { class: name, role: 'cell', lang: 'zh-Hans' }, ...children);
  return made(
    'div', { class: 'line', role: 'row', 'aria-rowindex': at + 2 },
    cell('left', made('bdi', {}, line.left)),
    cell('node', made('mark', {}, line.node)),
    cell('right', made('bdi', {}, line.right)),
    cell('where', made('a', { href, title: passage.id }, shortId(passages, passage))),
  );
}

/** The end of a passage's id, and its edition where there are several; the whole id is its title. */
function shortId({ editions }, { id, edition }) {
  const ordinal = id.slice(id.lastIndexOf('#'));
  return editions.length > 1 ? `${edition.id} ${ordinal}` : ordinal;
}

/** The names of the columns, which those who hear the page need. */
function lineHead() {
  const keys = ['column_left', 'column_node', 'column_right', 'column_passage'];
  const names = keys.map((key) => made('span', { role: 'columnheader' }, said(key)));
  return made('div', { role: 'rowgroup', class: 'unseen' }, made('div', { role: 'row', 'aria-rowindex': 1 }, ...names));
}
