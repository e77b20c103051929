/** Two units in one passage: anywhere in it, or within some words in one sentence. */

/** @typedef {{passage: number, places: Place[], n_pairs?: number}} Hit A passage with what is marked in it. */

/** Messages that mention both concepts, not merely in the same tokens; the places of both, all of which count. */
function mentionedTogether(passages, first, second) {
  const others = new Map(second.map((hit) => [hit.passage, hit.places]));
  return first.flatMap(({ passage, places }) => {
    const other = others.get(passage);
    if (!other || areSameTokens(passages, places, other)) return [];
    return [{ passage, places: [...places, ...other.map((place) => ({ ...place, look: 'second' }))] }];
  });
}

function areSameTokens(passages, places, others) {
  const tokens = (some) => [...new Set(some.map(({ start }) => tokenAt(passages, start).start))].sort((a, b) => a - b);
  return String(tokens(places)) === String(tokens(others));
}

/**
 * The hits of the first unit that have the second near; of the places only those that do, and how many pairs they make.
 * @param {number} within most words apart in one sentence; 0 for anywhere in the passage
 */
function standingNear(passages, first, second, within) {
  const others = new Map(second.map((hit) => [hit.passage, hit.places]));
  return first.flatMap(({ passage, places }) => {
    const other = others.get(passage);
    if (!other) return [];
    const pairs = places.flatMap((place) => other
      .filter((one) => !within || areNear(passages, place, one, within))
      .map((one) => [place, one]));
    if (!pairs.length) return [];
    const marked = [...new Set(pairs.map(([place]) => place))];
    const seconds = new Set(pairs.map(([, one]) => one));
    const beside = [...seconds].map((one) => ({ ...one, look: 'second', isBeside: true }));
    return [{ passage, nPairs: pairs.length, places: [...marked, ...beside] }];
  });
}

/** In one sentence, at most so many words apart; neighbours are 1 apart, and a word is not near itself. */
function areNear(passages, one, other, within) {
  const [low, high] = [one, other].map(({ start }) => tokenAt(passages, start).start).sort((a, b) => a - b);
  if (low === high) return false;
  let apart = 0;
  for (let at = low + 1; at <= high; at += 1) {
    if (passages.edges[at] === sentenceEdge) return false;
    if (passages.edges[at] === wordEdge) apart += 1;
    if (apart > within) return false;
  }
  return true;
}
