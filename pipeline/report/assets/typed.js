/** What a reader typed: the name of a concept in any wording or language, or characters; several words, all of them. */

/** @returns {Unit[]} none where nothing is left of the text */
function typedUnits(passages, text, isAsTyped) {
  const query = foldedQuery(passages.table, text);
  const named = isAsTyped ? null : unitNamed(passages, query);
  if (named) return [named];
  const words = query.split(' ').filter(Boolean);
  return words.map((word) => (isAsTyped ? null : unitNamed(passages, word)) ?? { kind: 'typed', name: word });
}

/** The concept that a folded text names by label, English label, id or wording; a near wording is a unit of its own. */
function unitNamed(passages, query) {
  passages.names ??= unitsByName(passages);
  return passages.names.get(nameKey(query)) ?? null;
}

/** Labels before wordings: 治理 may be a label of one concept and a near wording of another. */
function unitsByName(passages) {
  const units = new Map();
  const name = (text, unit) => {
    const key = nameKey(folded(passages.table, text));
    if (key && !units.has(key)) units.set(key, unit);
  };
  for (const label of ['zh', 'en', 'id']) {
    for (const concept of passages.concepts.values()) name(concept[label], { kind: 'concept', name: concept.id });
  }
  for (const [text, concept, relation] of passages.wordings) {
    if (relation !== 'near') name(text, { kind: 'concept', name: concept });
  }
  for (const [text, , relation] of passages.wordings) {
    if (relation === 'near') name(text, { kind: 'wording', name: text });
  }
  return units;
}

/** Names that differ in blanks, hyphens and the plural of English alone are one. */
function nameKey(text) {
  const letters = text.replace(/[\s\-_'.]/g, '');
  return /^[ -~]{4,}[^s]s$/.test(letters) ? letters.slice(0, -1) : letters;
}

/** Is what was typed the name of something, so that it can be sought as typed instead? */
function isRecognised(units) {
  return units.some(({ kind }) => kind !== 'typed');
}

const mostSuggested = 6; // a line or two

/** Names in the corpus that are like a text, those that hold it or are in it first. @returns {Unit[]} */
function namesLike(passages, text) {
  const query = nameKey(foldedQuery(passages.table, text));
  passages.names ??= unitsByName(passages);
  const scored = [...passages.names].map(([name, unit]) => ({ unit, score: likeness(query, name) }));
  const best = new Map();
  for (const { unit, score } of scored.sort((one, other) => other.score - one.score)) {
    if (score === 0 || best.size === mostSuggested) break;
    if (placesOf(passages, unit).length) best.set(`${unit.kind}:${unit.name}`, unit);
  }
  return [...best.values()];
}

/** Dice's coefficient of pairs of neighbouring characters; 1 more where one text holds the other. */
function likeness(one, other) {
  const [pairs, others] = [one, other].map(neighbours);
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  const isHeld = one.length > 1 && other.length > 1 && (one.includes(other) || other.includes(one));
  const dice = (2 * shared) / Math.max(pairs.size + others.size, 1);
  return isHeld ? 1 + dice : dice >= 0.4 ? dice : 0; // below, two long names share an ending and no more
}

function neighbours(text) {
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)));
}
