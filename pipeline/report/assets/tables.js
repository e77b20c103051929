/** Tables: sorted by a column, saved as they are shown. */

const hidden = { zh: '.en[lang="en"]', en: '.zh[lang="zh-Hans"]' };
const collators = { zh: new Intl.Collator('zh'), en: new Intl.Collator('en') };

/** What a cell shows in the language of the page. @param {Element} cell @returns {string} */
function cellText(cell) {
  const copy = cell.cloneNode(true);
  for (const element of copy.querySelectorAll(hidden[shownLanguage()])) element.remove();
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

/** The first number of a text; null where there is none. @param {string} text @returns {number|null} */
function firstNumber(text) {
  const found = text.replaceAll(',', '').replaceAll('\u2212', '-').match(/(<?)\s*([-+]?\d+(?:\.\d+)?)/);
  if (!found) return null;
  return found[1] ? Number(found[2]) / 2 : Number(found[2]); // below 0.001 stands before 0.001
}

/**
 * How two texts of a column compare: numbers by value, Chinese by its sounds, anything else by the English alphabet.
 * @param {string[]} texts all of the column
 * @param {boolean} isNumeric
 * @returns {function(string, string): number} what is empty comes last either way, by the caller
 */
function comparison(texts, isNumeric) {
  if (isNumeric) return (one, other) => firstNumber(one) - firstNumber(other);
  const language = texts.some((text) => /\p{Script=Han}/u.test(text)) ? 'zh' : 'en';
  return collators[language].compare;
}

/** The rows in the order of a column; equals stay as they stood first, what has nothing to compare comes last. */
function sortedRows(rows, column, isNumeric, isDescending) {
  const texts = new Map(rows.map((row) => [row, cellText(row.cells[column])]));
  const isEmpty = (row) => (isNumeric ? firstNumber(texts.get(row)) === null : texts.get(row) === '');
  const compare = comparison([...texts.values()], isNumeric);
  const direction = isDescending ? -1 : 1;
  const filled = rows.filter((row) => !isEmpty(row));
  filled.sort((one, other) => direction * compare(texts.get(one), texts.get(other)));
  return [...filled, ...rows.filter(isEmpty)];
}

/** Sort a table by the column of a heading; the other way round where it is sorted by it already. */
function sortBy(table, rows, heading) {
  const isNumeric = heading.classList.contains('n');
  const isDescending = (heading.ariaSort ?? '') === (isNumeric ? '' : 'ascending') || heading.ariaSort === 'ascending';
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
  table.tBodies[0].append(...sortedRows(rows, heading.cellIndex, isNumeric, isDescending));
}

/** One body whose rows are alike: what spans rows cannot be put into another order. */
function isSortable(table) {
  const [body, ...more] = table.tBodies;
  return table.tHead && body && !more.length && body.rows.length > 1 && !body.querySelector('[rowspan], [colspan]');
}

function makeSortable(table) {
  const rows = [...table.tBodies[0].rows];
  for (const heading of table.tHead.rows[0].cells) {
    const button = made('button', { type: 'button', onclick: () => sortBy(table, rows, heading) });
    button.append(...heading.childNodes);
    heading.append(button);
  }
}

/** The cells of a table as they are shown, what spans several rows said in each. @returns {string[][]} */
function tableRecords(table) {
  const spanning = new Map();
  return Array.from(table.rows, (row) => {
    const cells = Array.from(row.cells, (cell) => ({ text: cellText(cell), left: cell.rowSpan }));
    for (const [column, cell] of spanning) cells.splice(column, 0, cell);
    cells.forEach((cell, column) => {
      cell.left -= 1;
      if (cell.left) spanning.set(column, cell);
      else spanning.delete(column);
    });
    return cells.map(({ text }) => text);
  });
}

/** A name for a table's file: that of its chart, else of the heading that it stands under. */
function fileName(table) {
  const chart = table.closest('details.numbers')?.previousElementSibling;
  const heading = table.closest('.part')?.querySelector('h3');
  return `${(chart ?? heading)?.id ?? 'table'}.csv`;
}

function offerFile(table) {
  const save = () => saveText(fileName(table), 'text/csv;charset=utf-8', csvText(tableRecords(table)));
  const button = made('button', { type: 'button', class: 'save', onclick: save }, said('save_csv'));
  table.closest('.wide').after(button);
}

/** What tables within an element can do. @param {ParentNode} within */
function makeTablesUseful(within) {
  for (const table of within.querySelectorAll('.wide > table')) {
    if (isSortable(table)) makeSortable(table);
    if (scriptData) offerFile(table);
  }
}

makeTablesUseful(document);
