/** Where units stand: concepts, wordings, terms, compounds, phrases, what was typed, named lists. */

/**
 * @typedef {Object} Unit
 * @property {'concept'|'wording'|'term'|'compound'|'phrase'|'typed'|'listed'} kind
 * @property {string} name id of a concept, else the text, or the name of the list
 * @property {string} [counts] own or nested mentions of a concept only
 * @property {string} [wording] one wording of a concept only
 */

/** All places of a unit, by start. @param {Passages} passages @param {Unit} unit @returns {Place[]} */
function placesOf(passages, unit) {
  return placeFinders[unit.kind](passages, unit);
}

const placeFinders = {
  concept: (passages, { name, counts, wording }) => {
    const groups = passages.concepts.get(name)?.groups ?? [];
    return mentionsIn(groups.filter((group) => isAsked(group, counts) && (!wording || group.wording === wording)));
  },
  wording: (passages, { name }) => {
    const groups = [...passages.concepts.values()].flatMap((concept) => concept.groups);
    const merged = groups.filter((group) => group.wording === name);
    return merged.length ? mentionsIn(merged) : termPlaces(passages, name);
  },
  term: (passages, { name }) => termPlaces(passages, name),
  // A compound that was taken for one word in another place is one unit with that word.
  compound: (passages, { name }) => {
    const spans = Array.from(passages.compounds.get(name) ?? [], (start) => ({ start, end: start + name.length }));
    return byStart([...spans, ...termPlaces(passages, name)]);
  },
  phrase: ({ text, edges }, { name }) => stringPlaces(text, name).filter(
    ({ start, end }) => isCounted(edges[start]) && edges[end] !== 0,
  ),
  typed: (passages, { name }) => typedPlaces(passages, name),
  listed: (passages, { name }) => {
    const { starts, lengths } = passages.lists[name] ?? { starts: [], lengths: [] };
    return Array.from(risen(starts), (start, at) => ({ start, end: start + lengths[at] }));
  },
};

function isAsked({ nested }, counts) {
  return !counts || counts === (nested ? 'nested' : 'own');
}

function isCounted(edge) {
  return edge === wordEdge || edge === sentenceEdge;
}

function mentionsIn(groups) {
  const places = groups.flatMap(({ wording, nested, places: starts }) =>
    Array.from(starts, (start) => ({ start, end: start + wording.length, nested })));
  return byStart(places);
}

function byStart(places) {
  return places.sort((one, other) => one.start - other.start || one.end - other.end);
}

/** Words that are exactly this text, those left out that no count has. */
function termPlaces({ text, edges }, term) {
  return stringPlaces(text, term).filter(({ start, end }) => {
    if (!isCounted(edges[start]) || edges[end] === 0) return false;
    for (let at = start + 1; at < end; at += 1) if (edges[at]) return false;
    return true;
  });
}

/** Where a string stands, overlapping places too. @param {string} text @param {string} sought */
function stringPlaces(text, sought) {
  const places = [];
  if (!sought) return places;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    places.push({ start: at, end: at + sought.length });
  }
  return places;
}

/** Where folded text stands; what begins in a letter of an alphabet or a digit begins a word there. */
function typedPlaces({ folded: text, separator }, sought) {
  if (sought.includes(separator)) return [];
  const places = stringPlaces(text, sought);
  return isAlphabetic(sought[0]) ? places.filter(({ start }) => !isAlphabetic(text[start - 1])) : places;
}

/** A letter or digit of a script whose words end where their letters end: below the blocks of CJK. */
function isAlphabetic(character) {
  return character !== undefined && character < '\u2e80' && /[\p{L}\p{N}_]/u.test(character);
}

/** The token that a position stands in, from its start to the next edge. @param {Passages} passages */
function tokenAt({ edges }, position) {
  let [start, end] = [position, position + 1];
  while (start > 0 && !edges[start]) start -= 1;
  while (end < edges.length - 1 && !edges[end]) end += 1;
  return { start, end };
}
