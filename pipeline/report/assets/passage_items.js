/** Passages as a list: text with what is marked, and where it stands. */

/** A text with places marked, by text nodes alone. @param {number} offset where the text begins in all passages */
function markedText(text, places, offset) {
  const parts = [];
  let at = 0;
  for (const { start, end, look } of mergedPlaces(places)) {
    const marked = made('mark', { class: look ?? false }, text.slice(start - offset, end - offset));
    parts.push(text.slice(at, start - offset), marked);
    at = end - offset;
  }
  return [...parts, text.slice(at)].filter((part) => part !== '');
}

/** Places in order, those that overlap as one. @param {Place[]} places */
function mergedPlaces(places) {
  const merged = [];
  for (const place of byStart(places.filter(({ start, end }) => end > start))) {
    const last = merged.at(-1);
    if (last && place.start < last.end) last.end = Math.max(last.end, place.end);
    else merged.push({ ...place });
  }
  return merged;
}

/**
 * One passage of a list.
 * @param {Hit} hit @param {number} at its place among `n`
 * @returns {HTMLElement}
 */
function passageItem(passages, view, hit, at, n, isChosen = false) {
  const passage = passageNumbered(passages, hit.passage);
  const neighbours = changedView(view, { passage: passage.id, lines: false, sort: '' });
  const id = made('a', { href: viewAddress(neighbours), class: 'id' }, passage.id);
  const where = made('p', { class: 'where' }, placeSays(passage), ' · ', id, ...kindSays(passage));
  const marked = markedText(passage.text, hit.places, passages.starts[hit.passage]);
  const copy = (event) => copyText(quotation(passage), event.currentTarget);
  const quote = made('button', { type: 'button', class: 'plain', onclick: copy }, said('copy_quotation'));
  const tools = made('p', { class: 'tools' }, quote);
  if (!isChosen) tools.prepend(viewLink(neighbours, said('neighbours')), ' ');
  const place = { role: 'listitem', 'aria-setsize': n, 'aria-posinset': at + 1 };
  const text = made('p', { class: 'text', lang: 'zh-Hans' }, ...marked);
  return made('div', { class: `hit${isChosen ? ' chosen' : ''}`, ...place }, where, text, tools);
}

function kindSays({ kind }) {
  return kind.isMessage ? [] : [' · ', made('span', { class: 'kind' }, said(`kind_${kind.name}`))];
}

/** Where a passage with its head and tools will be about so high. @param {number} width of the list, in pixels */
function likelyPassageHeight(passages, { passage }, width) {
  const characters = passages.starts[passage + 1] - passages.starts[passage];
  return 76 + 27 * Math.ceil((characters * 16) / Math.max(width, 160)); // of panel.css: head and tools, lines, letters
}

const neighboursShown = 4; // before and after a passage: about a screen

/** The hits around the one passage of a view, in its document, what is sought marked in each. */
function hitsAround(passages, found) {
  const [chosen] = found.hits.length ? found.hits : [{ passage: passageWithId(passages, found.view.passage) }];
  if (chosen.passage < 0) return [];
  const marked = new Map(found.all.map((hit) => [hit.passage, hit]));
  const first = Math.max(chosen.passage - neighboursShown, 0);
  const near = Array.from({ length: 2 * neighboursShown + 1 }, (_, step) => first + step);
  const document = documentOf(passages, chosen.passage);
  return near
    .filter((number) => number < passages.section.length && documentOf(passages, number) === document)
    .map((number) => marked.get(number) ?? { passage: number, places: [] });
}

function documentOf({ sections, section }, number) {
  return sections[section[number]].document;
}

function passageWithId(passages, id) {
  return passages.section.findIndex((_, number) => passageNumbered(passages, number).id === id);
}
