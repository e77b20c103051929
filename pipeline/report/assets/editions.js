/** One edition at a time: the latest stands in the page, the others are inflated when they are chosen. */

/** @typedef {Map<string, Element>} Parts what each chapter says of one edition, by the chapter's name */

const editionSwitch = document.getElementById('edition-switch');

/** @type {Map<string, Promise<Parts>>} the editions that were shown, by id */
const shownBefore = new Map();

/** @returns {Parts} what stands in the chapters now */
function partsInPage() {
  const parts = document.querySelectorAll('.chapter > .edition');
  return new Map(Array.from(parts, (part) => [part.parentNode.id, part]));
}

/** @param {string} edition @returns {Promise<Parts>} */
function partsOf(edition) {
  if (!shownBefore.has(edition)) shownBefore.set(edition, inflated(`carried-${edition}`).then(partsFromText));
  return shownBefore.get(edition);
}

/** The page's own markup, escaped where it was made. @param {string} text JSON, chapter → HTML @returns {Parts} */
function partsFromText(text) {
  return new Map(Object.entries(JSON.parse(text)).map(([chapter, html]) => [chapter, elementFrom(html)]));
}

function elementFrom(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Put an edition into every chapter, in place of the one that stands there. @param {string} edition */
async function showEdition(edition) {
  const before = partsInPage();
  const [[, { dataset }]] = before;
  if (dataset.edition === edition) return;
  shownBefore.set(dataset.edition, Promise.resolve(before));
  const parts = await partsOf(edition);
  editionSwitch.value = edition;
  keepPlace(() => {
    for (const [chapter, part] of parts) before.get(chapter).replaceWith(part);
  });
  for (const part of parts.values()) enliven(part);
}

/** What the page's script does for what stands in it from the start. @param {Element} part */
function enliven(part) {
  nameAll(part, shownLanguage());
  makeWalkable(part);
  copyCharts(part);
  makeTablesUseful(part);
}

/** Change what chapters hold without moving the one that is read. @param {function(): void} change */
function keepPlace(change) {
  const chapters = [...document.querySelectorAll('.chapter')];
  const read = chapters.findLast((chapter) => chapter.getBoundingClientRect().top <= innerHeight / 2) ?? chapters[0];
  const { top } = read.getBoundingClientRect();
  change();
  scrollBy({ top: read.getBoundingClientRect().top - top, behavior: 'instant' });
}

/** The edition that an anchor leads into, the longest name first: 2018-paris-draft before 2018-paris. */
function editionOfAnchor(anchor) {
  const editions = Array.from(editionSwitch.options, ({ value }) => value);
  const named = editions.filter((edition) => anchor.startsWith(`${edition}-`) || anchor.startsWith(`${edition}/`));
  return named.sort((one, other) => other.length - one.length)[0];
}

/** Show the edition that the address leads into, where it is not the one that is shown. */
async function followAnchor() {
  const anchor = decoded(location.hash.slice(1));
  const edition = editionOfAnchor(anchor);
  if (!edition || document.getElementById(anchor)) return;
  await showEdition(edition);
  document.getElementById(anchor)?.scrollIntoView({ behavior: 'instant' });
}

/** An address may have been typed by hand: what is no encoding stands for itself. */
function decoded(text) {
  return /^([^%]|%[0-9a-f]{2})*$/i.test(text) ? decodeURIComponent(text) : text;
}

if (editionSwitch) {
  editionSwitch.hidden = false;
  editionSwitch.addEventListener('change', () => showEdition(editionSwitch.value));
  addEventListener('hashchange', followAnchor);
  followAnchor();
}
