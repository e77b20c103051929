/** The parts of the panel around its rows: remarks, wordings, filters, buttons. */

/** A link to another view, named for keys so that focus finds it again. */
function viewLink(view, text, attributes = {}) {
  return made('a', { href: viewAddress(view), ...attributes }, text);
}

/** What a reader has to know of the result: a name that was recognised, passages that the page does not carry. */
function notesOf(passages, found) {
  const { view } = found;
  const notes = [];
  if (view.text && !view.as_typed && isRecognised(found.units)) {
    notes.push(made('p', {}, said('recognised'), ' ', viewLink(changedView(view, { as_typed: true }), said('only_as_typed'), { 'data-key': 'typed' })));
  }
  if (view.text && view.as_typed && isRecognised(typedUnits(passages, view.text, false))) {
    notes.push(made('p', {}, said('as_typed'), ' ', viewLink(changedView(view, { as_typed: false }), said('all_wordings'), { 'data-key': 'typed' })));
  }
  if (view.passage) notes.push(made('p', {}, viewLink(wholeList(passages, view), said('back_to_all'))));
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
  const items = wordings.slice(0, mostNames).map(({ unit, n }) => made('li', {}, wordingLink(found, unit), ` ${n.toLocaleString('en')}`));
  const more = wordings.length - items.length;
  if (more > 0) items.push(made('li', {}, said('more_wordings', { n: more })));
  return [made('h3', {}, said(found.units[0].kind === 'concept' ? 'wordings' : 'words_around')), made('ul', {}, ...items)];
}

function wordingLink({ view }, unit) {
  if (unit.kind === 'across') return made('span', {}, said('across_words'));
  const nothing = { text: '', as_typed: '', concept: '', wording: '', term: '' };
  const named = unit.kind === 'concept' ? { concept: unit.name, wording: unit.wording, counts: unit.counts } : { term: unit.name };
  return viewLink(changedView(view, { ...nothing, ...named }), alike(unit.wording ?? unit.name));
}

/** A list to choose from for each facet, and which kinds of passages are shown. */
function choicesFor(passages, found) {
  if (found.view.passage) return [];
  const lists = facetsOf(passages, found).map((facet) => facetList(found.view, facet));
  if (found.view.listed) return lists;
  const kinds = made('input', { type: 'checkbox', 'data-key': 'kinds', checked: Boolean(found.view.in_all_kinds), onchange: (event) => goTo(changedView(found.view, { in_all_kinds: event.currentTarget.checked })) });
  return [...lists, made('label', { class: 'kinds' }, kinds, ' ', said('in_all_kinds'))];
}

function facetList(view, { field, choices }) {
  const language = shownLanguage();
  const options = choices.map(({ value, label, n }) => made('option', { value, selected: view[field] === value }, `${label[language]} (${n.toLocaleString('en')})`));
  const every = made('option', { value: '' }, said('every')[language]);
  const isChosen = choices.some(({ value }) => value === view[field]);
  if (view[field] && !isChosen) options.unshift(made('option', { value: view[field], selected: true }, `${view[field]} (0)`));
  const narrower = { edition: ['document', 'section', 'theme'], document: ['section'] }[field] ?? [];
  const list = made('select', {
    'data-key': field,
    onchange: (event) => goTo(changedView(view, { ...Object.fromEntries(narrower.map((name) => [name, ''])), [field]: event.currentTarget.value })),
  }, every, ...options);
  return made('label', {}, said(`facet_${field}`), ' ', list);
}

/** How it is shown, and what can be taken along. */
function toolsFor(passages, found) {
  const { view, units } = found;
  const link = made('button', { type: 'button', 'data-key': 'link', onclick: (event) => copyText(location.href, event.currentTarget) }, said('copy_link'));
  if (view.passage || !found.hits.length) return [link];
  const csv = made('button', { type: 'button', 'data-key': 'csv', onclick: () => saveShown(passages, found) }, said('save_csv'));
  if (!units.length) return [link, csv];
  const ways = [false, true].map((lines) => made('button', {
    type: 'button', 'data-key': lines ? 'lines' : 'passages', 'aria-pressed': String(Boolean(view.lines) === lines),
    onclick: () => goTo(changedView(view, { lines, sort: '' })),
  }, said(lines ? 'as_lines' : 'as_passages')));
  return [made('span', { class: 'ways' }, ...ways), ...(view.lines ? [sortList(view)] : []), link, csv];
}

function sortList(view) {
  const language = shownLanguage();
  const options = ['', 'left', 'right'].map((value) => made('option', { value, selected: (view.sort ?? '') === value }, said(`sort_${value || 'place'}`)[language]));
  const list = made('select', { 'data-key': 'sort', onchange: (event) => goTo(changedView(view, { sort: event.currentTarget.value })) }, ...options);
  return made('label', {}, said('sort'), ' ', list);
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
    const items = near.map((unit) => made('li', {}, viewLink(unit.kind === 'concept' ? { concept: unit.name } : { wording: unit.name }, unitSays(passages, unit))));
    parts.push(made('p', {}, said('near')), made('ul', { class: 'near' }, ...items));
  }
  results.replaceChildren(...parts);
  return () => {};
}

function withoutFilters(view) {
  return changedView(view, { ...Object.fromEntries(Object.keys(filters).map((name) => [name, ''])), in_all_kinds: true });
}
