/** What a reader takes along: a file for a spreadsheet, a link, a quotation. */

// What a spreadsheet takes for the start of a formula, wide forms in East Asian ones too: as pipeline/csv_cells.py has.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** Records as a CSV file that spreadsheets read as UTF-8. @param {(string|number|boolean|null)[][]} rows */
function csvText(rows) {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(value) {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const plain = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Passages that are shown, one a record, columns as the table passages names them. @param {Hit[]} hits */
function passageRecords(passages, hits) {
  const head = ['passage_id', 'edition', 'document_id', 'section', 'kind', 'is_message', 'page', 'n_places', 'text'];
  return [head, ...hits.map((hit) => {
    const { id, edition, document, section, kind, page, text } = passageNumbered(passages, hit.passage);
    const nPlaces = hit.places.filter(isCountedPlace).length;
    return [id, edition.id, document.id, section.zh, kind.name, kind.isMessage, page || null, nPlaces, text];
  })];
}

/** Lines that are shown, one a record, columns as the table kwic names them; start and end in code points. */
function lineRecords(passages, lines) {
  const where = ['edition', 'document_id', 'section', 'page', 'passage_id', 'is_message'];
  const head = [...where, 'start', 'end', 'left', 'node', 'right'];
  return [head, ...lines.map(({ hit, place, left, node, right }) => {
    const { id, edition, document, section, kind, page } = passageNumbered(passages, hit.passage);
    const start = [...passages.text.slice(passages.starts[hit.passage], place.start)].length;
    const stands = [edition.id, document.id, section.zh, page || null, id, kind.isMessage];
    return [...stands, start, start + [...node].length, left, node, right];
  })];
}

/** Offer a text as a file, made in the page itself. */
function saveText(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  made('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may ask where to put it first
}

/** Copy a text and say so on the button. @param {HTMLElement} button */
async function copyText(text, button) {
  const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false) || copyBySelection(text);
  announce(said(isCopied ? 'copied' : 'not_copied'));
  button.dataset.done = isCopied ? 'yes' : 'no';
}

/** For browsers that give a page from a file no clipboard. */
function copyBySelection(text) {
  const field = made('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: -1 });
  const focused = document.activeElement;
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return isCopied;
}
