/** From a view to the passages that it shows: pure functions of the carried passages. */

/**
 * @typedef {Object} Found
 * @property {View} view
 * @property {Unit[]} units
 * @property {Hit[]} all hits before filters, in the order of the passages
 * @property {Hit[]} hits those that the filters keep
 */

/** @param {Passages} passages @param {View} view @returns {Found} */
function findView(passages, view) {
  const units = unitsOf(passages, view);
  const all = hitsOf(passages, view, units);
  const keeps = filtersOf(passages, view).map(([, keepsIt]) => keepsIt);
  return { view, units, all, hits: all.filter(({ passage }) => keeps.every((keepsIt) => keepsIt(passage))) };
}

/** The units that a view names, all of which a passage has to have. @returns {Unit[]} */
function unitsOf(passages, view) {
  const units = [];
  if (view.concept) {
    const counts = view.beside ? 'own' : view.counts;
    units.push({ kind: 'concept', name: view.concept, counts, wording: view.wording });
  } else if (view.wording) units.push({ kind: 'wording', name: view.wording });
  for (const kind of ['term', 'compound', 'phrase', 'listed']) if (view[kind]) units.push({ kind, name: view[kind] });
  return view.text ? [...units, ...typedUnits(passages, view.text, view.as_typed)] : units;
}

/** The second unit of a view that has one: concept:id, term:text or compound:text. @returns {Unit|null} */
function secondUnit(view) {
  if (view.together) return { kind: 'concept', name: view.together };
  if (!view.beside) return null;
  const [kind, name] = dividedAt(view.beside, ':');
  return kind in placeFinders ? { kind, name, counts: 'own' } : null;
}

function hitsOf(passages, view, units) {
  if (!units.length) {
    return Array.from({ length: passages.section.length }, (_, passage) => ({ passage, places: [] }));
  }
  const hits = units.map((unit) => byPassage(passages, placesOf(passages, unit))).reduce(inBothLists);
  const second = secondUnit(view);
  if (!second) return hits;
  const others = byPassage(passages, placesOf(passages, second));
  if (view.together) return mentionedTogether(passages, hits, others);
  return standingNear(passages, hits, others, view.within ?? 0);
}

/** Places, which are in order, as hits. @param {Place[]} places @returns {Hit[]} */
function byPassage(passages, places) {
  const hits = [];
  let end = -1;
  for (const place of places) {
    if (place.start >= end) {
      const passage = passageAt(passages, place.start);
      end = passages.starts[passage + 1];
      hits.push({ passage, places: [] });
    }
    hits.at(-1).places.push(place);
  }
  return hits;
}

function inBothLists(first, second) {
  const others = new Map(second.map((hit) => [hit.passage, hit.places]));
  return first
    .filter(({ passage }) => others.has(passage))
    .map(({ passage, places }) => ({ passage, places: byStart([...places, ...others.get(passage)]) }));
}

/** What is asked of a passage, each with the field that asks. @returns {[string, (passage: number) => boolean][]} */
function filtersOf(passages, view) {
  const asked = Object.keys(filters).filter((field) => view[field]);
  const tests = asked.map((field) => [field, filters[field](passages, view[field], view)]);
  const isAnyKind = view.in_all_kinds || view.listed || view.passage;
  const isMessage = passages.kind.map((kind) => passages.kinds[kind].isMessage);
  return isAnyKind ? tests : [...tests, ['in_all_kinds', (passage) => isMessage[passage]]];
}

const filters = {
  edition: (passages, id) => ofDocuments(passages, ({ edition }) => passages.editions[edition].id === id),
  document: (passages, ids) => {
    const wanted = new Set(ids.split(' '));
    return ofDocuments(passages, ({ id }) => wanted.has(id));
  },
  section: (passages, id) => ofSections(passages, (section) => sectionId(passages, section) === id),
  track: (passages, name) => {
    const isStated = passages.documents.some(({ track }) => track === name);
    return isStated ? ofDocuments(passages, ({ track }) => track === name)
      : ofSections(passages, ({ heading }) => heading === name);
  },
  theme: (passages, id, { standing }) => (id === 'other' ? ofNoTheme(passages) : ofTheme(passages, id, standing)),
  outside: (passages, what) => {
    const [kind, id] = dividedAt(what, ':');
    const inside = ['edition', 'document', 'section'].includes(kind) ? filters[kind](passages, id) : () => false;
    return (passage) => !inside(passage);
  },
  passage: (passages, id) => (passage) => passageNumbered(passages, passage).id === id,
};

function ofSections(passages, isWanted) {
  const wanted = passages.sections.map(isWanted);
  return (passage) => wanted[passages.section[passage]];
}

function ofDocuments(passages, isWanted) {
  const wanted = passages.documents.map(isWanted);
  return ofSections(passages, (section) => wanted[section.document]);
}

function sectionId(passages, section) {
  return `${passages.documents[section.document].id}#${section.order}`;
}

function ofTheme(passages, id, standing) {
  const [core, fringe] = passages.themes.find((theme) => theme.id === id)?.members ?? [[], []];
  const belonging = { core, fringe }[standing] ?? [...core, ...fringe];
  const wanted = new Set(belonging);
  return (passage) => wanted.has(passage);
}

/** Messages that belong to no theme of their edition. */
function ofNoTheme(passages) {
  return (passage) => {
    const { edition } = passages.documents[passages.sections[passages.section[passage]].document];
    const fit = passages.editions[edition].id;
    return !(passages.themesOf.get(passage) ?? []).some((theme) => passages.themes[theme].fit === fit);
  };
}

/** A place that counts: something is marked, and not only since it stands beside. @param {Place} place */
function isCountedPlace({ start, end, isBeside }) {
  return !isBeside && end > start;
}

/**
 * How many places count, and passages; pairs where two units have to be near.
 * @param {Found} found
 */
function countHits({ hits }) {
  const sum = (of) => hits.reduce((total, hit) => total + of(hit), 0);
  return {
    passages: hits.length,
    places: sum(({ places }) => places.filter(isCountedPlace).length),
    pairs: sum(({ nPairs }) => nPairs ?? 0),
  };
}
