/** What the passages found can be narrowed down to, and how many there would be. */

/**
 * @typedef {{value: string, label: Both, n: number}} Choice
 * @typedef {{field: string, choices: Choice[]}} Facet
 */

const mostChoices = 400; // of a list that is still looked through; above, a larger group has to be chosen first
const longestChoice = 60; // characters of a heading in a list

/** Each with the values that its passages have when it alone is not asked. @returns {Facet[]} */
function facetsOf(passages, found) {
  return [...facetCounts(passages, found)]
    .map(([field, counts]) => ({ field, choices: choicesOf(passages, field, counts) }))
    .filter(({ field, choices }) => choices.length <= mostChoices && (found.view[field] || choices.length > 1));
}

/** For each facet how many passages each of its groups has: those that every filter keeps but, maybe, its own. */
function facetCounts(passages, { view, all }) {
  const tests = filtersOf(passages, view);
  const counts = new Map(Object.keys(facetValues).map((field) => [field, new Map()]));
  for (const { passage } of all) {
    const refused = tests.filter(([, keepsIt]) => !keepsIt(passage));
    if (refused.length > 1) continue;
    const section = passages.sections[passages.section[passage]];
    for (const [field, ofField] of counts) {
      if (refused.length && refused[0][0] !== field) continue;
      for (const group of facetValues[field](passages, section, passage)) addOne(ofField, group);
    }
  }
  return counts;
}

/** For each facet the numbers of the groups that a passage is in. */
const facetValues = {
  edition: (passages, section) => [passages.documents[section.document].edition],
  document: (passages, section) => [section.document],
  section: (passages, section, number) => [passages.section[number]],
  theme: (passages, section, number) => passages.themesOf.get(number) ?? [],
};

const facetChoices = {
  edition: (passages, number) => editionChoice(passages.editions[number]),
  document: (passages, number) => titledChoice(passages.documents[number], passages.documents[number].id),
  section: (passages, number) => {
    const section = passages.sections[number];
    const label = section.zh ? { zh: section.zh, en: section.en ?? section.zh } : said('before_headings');
    return { value: sectionId(passages, section), label: shortened(label) };
  },
  theme: (passages, number) => titledChoice(passages.themes[number], passages.themes[number].id),
};

function addOne(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function choicesOf(passages, field, counts) {
  const ordered = [...counts].sort(([one], [other]) => one - other);
  if (ordered.length > mostChoices) return ordered; // not listed, so not put into words
  return ordered.map(([number, n]) => ({ ...facetChoices[field](passages, number), n }));
}

function editionChoice({ id }) {
  return { value: id, label: alike(id) };
}

function titledChoice({ id, zh, en }) {
  return { value: id, label: shortened({ zh: zh ?? id, en: en ?? zh ?? id }) };
}

function shortened(label) {
  const short = (text) => (text.length > longestChoice ? `${text.slice(0, longestChoice)}…` : text);
  return { zh: short(label.zh), en: short(label.en) };
}

/**
 * The wordings of what is shown and how often each, the most frequent first: of a concept its own, of what was typed
 * the words that it is in.
 * @returns {{unit: Unit, n: number}[]}
 */
function wordingsFound(passages, { units, hits }) {
  const [unit] = units;
  if (units.length !== 1 || !['concept', 'typed'].includes(unit.kind)) return [];
  const counts = new Map();
  for (const { places } of hits) {
    for (const place of places) {
      if (!isCountedPlace(place)) continue;
      const name = unit.kind === 'concept' ? passages.text.slice(place.start, place.end) : wordAround(passages, place);
      addOne(counts, name);
    }
  }
  const ordered = [...counts].sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));
  return ordered.map(([name, n]) => ({ n, unit: wordingUnit(unit, name) }));
}

function wordingUnit(unit, name) {
  if (unit.kind === 'concept') return { ...unit, wording: name };
  return name ? { kind: 'term', name } : { kind: 'across', name };
}

/** The word that holds a place; nothing where several do, or one that no count has. */
function wordAround(passages, { start, end }) {
  const token = tokenAt(passages, start);
  const isWhole = end <= token.end && isCounted(passages.edges[token.start]);
  return isWhole ? passages.text.slice(token.start, token.end) : '';
}
