/** The parts of the panel around its rows: remarks, wordings, filters, buttons. */

/** A link to another view, named for keys so that focus finds it again. */
function viewLink(view, text, attributes = {}) {
  return made('a', { href: viewAddress(view), ...attributes }, text);
}

/** What a reader has to know of the result: a name that was recognised, passages that the page does not carry. */
function notesOf(passages, found) {
  const { view } = found;
  const notes = [];
  const say = (...parts) => notes.push(made('p', {}, ...parts));
  const other = changedView(view, { as_typed: !view.as_typed });
  const inOtherWay = (key) => viewLink(other, said(key), { 'data-key': 'typed' });
  if (view.text && isRecognised(typedUnits(passages, view.text, false))) {
    if (view.as_typed) say(said('as_typed'), ' ', inOtherWay('all_wordings'));
    else say(said('recognised'), ' ', inOtherWay('only_as_typed'));
  }
  if (view.passage) say(viewLink(wholeList(passages, view), said('back_to_all')));
  return [...notes, ...leftOutNotes(passages, view)];
}

/** The list that a passage was opened from, or its whole document. */
function wholeList(passages, view) {
  const list = changedView(view, { passage: '' });
  const isWholeCorpus = Object.keys(list).every((field) => field === 'in_all_kinds');
  return isWholeCorpus ? { document: view.passage.slice(0, view.passage.lastIndexOf('#')), in_all_kinds: true } : list;
}

function leftOutNotes(passages, view) {
  const where = view.edition || (view.document ?? view.section ?? view.passage ?? '').split('/')[0];
  const leftOut = view.listed ? Object.entries(passages.lists[view.listed]?.left_out ?? {})
    : passages.editions.map(({ id, leftOut: n }) => [id, n]);
  return leftOut
    .filter(([id, n]) => n > 0 && (!where || where === id))
    .map(([edition, n]) => made('p', { class: 'remark' }, said('left_out', { edition, n })));
}

/** The wordings found and how often each. */
function namesOf(passages, found) {
  const wordings = wordingsFound(passages, found);
  if (!wordings.length) return [];
  const mostNames = 12; // about three lines; a short string stands in hundreds of words
  const shownOnes = wordings.slice(0, mostNames);
  const items = shownOnes.map(({ unit, n }) => made('li', {}, wordingLink(found, unit), ` ${n.toLocaleString('en')}`));
  const more = wordings.length - items.length;
  if (more > 0) items.push(made('li', {}, said('more_wordings', { n: more })));
  const heading = said(found.units[0].kind === 'concept' ? 'wordings' : 'words_around');
  return [made('h3', {}, heading), made('ul', {}, ...items)];
}

function wordingLink({ view }, unit) {
  if (unit.kind === 'across') return made('span', {}, said('across_words'));
  const nothing = { text: '', as_typed: '', concept: '', wording: '', term: '' };
  const { kind, name, wording, counts } = unit;
  const named = kind === 'concept' ? { concept: name, wording, counts } : { term: name };
  return viewLink(changedView(view, { ...nothing, ...named }), alike(wording ?? name));
}

/** A list to choose from for each facet, and which kinds of passages are shown. */
function choicesFor(passages, found) {
  const { view } = found;
  if (view.passage) return [];
  const lists = facetsOf(passages, found).map((facet) => facetList(view, facet));
  if (view.listed) return lists;
  const follow = (event) => goTo(changedView(view, { in_all_kinds: event.currentTarget.checked }));
  const isOn = Boolean(view.in_all_kinds);
  const box = made('input', { type: 'checkbox', 'data-key': 'kinds', checked: isOn, onchange: follow });
  return [...lists, made('label', { class: 'kinds' }, box, ' ', said('in_all_kinds'))];
}

/** A choice of a wider group gives up the narrower ones, which may not be in it. */
const narrowerFields = { edition: ['document', 'section', 'theme'], document: ['section'] };

function facetList(view, { field, choices }) {
  const language = shownLanguage();
  const options = choices.map(({ value, label, n }) => [value, `${label[language]} (${n.toLocaleString('en')})`]);
  const isThere = choices.some(({ value }) => value === view[field]);
  if (view[field] && !isThere) options.unshift([view[field], `${view[field]} (0)`]);
  const cleared = Object.fromEntries((narrowerFields[field] ?? []).map((name) => [name, '']));
  const follow = (value) => goTo(changedView(view, { ...cleared, [field]: value }));
  options.unshift(['', said('every')[language]]);
  return choiceList(field, said(`facet_${field}`), options, view[field] ?? '', follow);
}

/** A labelled list of options, each with its value and text. @param {(value: string) => void} follow */
function choiceList(key, label, options, chosen, follow) {
  const entries = options.map(([value, text]) => made('option', { value, selected: value === chosen }, text));
  const list = made('select', { 'data-key': key, onchange: (event) => follow(event.currentTarget.value) }, ...entries);
  return made('label', {}, label, ' ', list);
}

/** How it is shown, and what can be taken along. */
function toolsFor(passages, found) {
  const { view, units } = found;
  const link = toolButton('link', 'copy_link', (event) => copyText(location.href, event.currentTarget));
  if (view.passage || !found.hits.length) return [link];
  const csv = toolButton('csv', 'save_csv', () => saveShown(passages, found));
  if (!units.length) return [link, csv];
  const ways = [wayButton(view, 'as_passages', false), wayButton(view, 'as_lines', true)];
  return [made('span', { class: 'ways' }, ...ways), ...(view.lines ? [sortList(view)] : []), link, csv];
}

function toolButton(key, word, onclick, attributes = {}) {
  return made('button', { type: 'button', 'data-key': key, onclick, ...attributes }, said(word));
}

function wayButton(view, word, lines) {
  const isOn = Boolean(view.lines) === lines;
  return toolButton(word, word, () => goTo(changedView(view, { lines, sort: '' })), { 'aria-pressed': String(isOn) });
}

function sortList(view) {
  const options = ['', 'left', 'right'].map((value) => [value, said(`sort_${value || 'place'}`)[shownLanguage()]]);
  return choiceList('sort', said('sort'), options, view.sort ?? '', (sort) => goTo(changedView(view, { sort })));
}

/** What is shown, as a file: lines or passages. */
function saveShown(passages, found) {
  const isLines = found.view.lines && found.units.length;
  const records = isLines ? lineRecords(passages, linesOf(passages, found)) : passageRecords(passages, found.hits);
  saveText(isLines ? 'lines.csv' : 'passages.csv', 'text/csv', csvText(records));
}

/** Says that nothing was found, and what is like it. */
function nothingFound(passages, found, results) {
  const { view } = found;
  const parts = [made('p', { class: 'nothing' }, said('nothing_found'))];
  if (found.all.length) parts.push(made('p', {}, viewLink(withoutFilters(view), said('without_filters'))));
  const near = view.text ? namesLike(passages, view.text) : [];
  if (near.length) {
    const items = near.map((unit) => made('li', {}, viewLink({ [unit.kind]: unit.name }, unitSays(passages, unit))));
    parts.push(made('p', {}, said('near')), made('ul', { class: 'near' }, ...items));
  }
  results.replaceChildren(...parts);
  return () => {};
}

function withoutFilters(view) {
  const nothing = Object.fromEntries(Object.keys(filters).map((name) => [name, '']));
  return changedView(view, { ...nothing, in_all_kinds: true });
}
