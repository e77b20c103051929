/** The passages that the page carries, inflated when first asked for. */

/**
 * @typedef {{start: number, end: number, nested?: boolean, look?: string, isBeside?: boolean}} Place a span of `text`
 * @typedef {Object} Passages
 * @property {string} text all passages, each followed by one separating character
 * @property {string} folded the same as it is searched
 * @property {Uint8Array} edges at each position: 0 inside a token, 1 a word begins, 2 a word that begins a sentence,
 *   3 something that is not counted, an end of a passage too
 * @property {Int32Array} starts where each passage begins, and where one more would
 */

const [wordEdge, sentenceEdge, uncountedEdge] = [1, 2, 3];

let passagesPromise = null;

/** @returns {Promise<Passages>} the same for everyone who asks */
function carriedPassages() {
  passagesPromise ??= inflated('passages').then((block) => indexed(JSON.parse(block)));
  return passagesPromise;
}

/** The text of an element that holds base64 of gzip. @param {string} id @returns {Promise<string>} */
function inflated(id) {
  const packed = atob(document.getElementById(id).textContent);
  const bytes = Uint8Array.from({ length: packed.length }, (_, at) => packed.charCodeAt(at));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}

/** @param {Object} block see pipeline/report/passage_store.py @returns {Passages} */
function indexed(block) {
  const [passageMark, ...tokenMarks] = block.marks;
  const table = foldingTable(block.fold);
  const text = tokenMarks.reduce((marked, mark) => marked.replaceAll(mark, ''), block.text) + passageMark;
  const [edges, starts] = edgesAndStarts(block, text.length);
  const themes = block.themes.map(
    ([id, fit, zh, en, ...members]) => ({ id, fit, zh, en, members: members.map(risen) }),
  );
  return {
    ...block,
    table, text, edges, starts, themes,
    separator: passageMark,
    folded: folded(table, text),
    editions: block.editions.map(([id, zh, en, leftOut]) => ({ id, zh, en, leftOut })),
    documents: block.documents.map(([edition, id, zh, en, track, digits]) => ({ edition, id, zh, en, track, digits })),
    sections: block.sections.map(([of, order, zh, en, heading]) => ({ document: of, order, zh, en, heading })),
    kinds: block.kinds.map(([name, isMessage]) => ({ name, isMessage })),
    concepts: conceptsById(block),
    compounds: new Map(block.compounds.map(([compound, places]) => [compound, risen(places)])),
    themesOf: themesByPassage(themes),
    names: null,
  };
}

/** Where tokens and passages begin, from the marks before them. */
function edgesAndStarts({ text, marks, section }, length) {
  const [passageMark, ...tokenMarks] = marks.map((mark) => mark.charCodeAt(0));
  const edges = new Uint8Array(length + 1);
  const starts = new Int32Array(section.length + 1);
  let [at, passage] = [0, 0];
  for (let read = 0; read < text.length; read += 1) {
    const code = text.charCodeAt(read);
    const kind = tokenMarks.indexOf(code) + 1;
    if (kind) {
      edges[at] = kind;
      continue;
    }
    if (code === passageMark) {
      edges[at] = uncountedEdge;
      passage += 1;
      starts[passage] = at + 1;
    }
    at += 1;
  }
  edges[at] = uncountedEdge;
  starts[section.length] = section.length ? at + 1 : 0;
  return [edges, starts];
}

/** Numbers from their differences. @param {number[]} differences @returns {Int32Array} */
function risen(differences) {
  let last = 0;
  return Int32Array.from(differences, (step) => (last += step));
}

function conceptsById({ concepts, mentions }) {
  const byId = new Map(concepts.map(([id, zh, en]) => [id, { id, zh, en, groups: [] }]));
  for (const [id, wording, nested, places] of mentions) {
    byId.get(id)?.groups.push({ wording, nested: nested === 1, places: risen(places) });
  }
  return byId;
}

/** For each passage the numbers of the themes that it belongs to, core or fringe. */
function themesByPassage(themes) {
  const found = new Map();
  themes.forEach(({ members: [core, fringe] }, theme) => {
    for (const passage of [...core, ...fringe]) found.set(passage, [...(found.get(passage) ?? []), theme]);
  });
  return found;
}

/** The number of the passage that holds a position. @param {Passages} passages @param {number} position */
function passageAt({ starts }, position) {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= position) low = middle;
    else high = middle;
  }
  return low;
}

/** Text, id and place of one passage. @param {Passages} passages @param {number} number */
function passageNumbered(passages, number) {
  const section = passages.sections[passages.section[number]];
  const document = passages.documents[section.document];
  return {
    number, section, document,
    edition: passages.editions[document.edition],
    id: `${document.id}#${String(passages.order[number]).padStart(document.digits, '0')}`,
    kind: passages.kinds[passages.kind[number]],
    page: passages.page[number],
    text: passages.text.slice(passages.starts[number], passages.starts[number + 1] - 1),
  };
}
