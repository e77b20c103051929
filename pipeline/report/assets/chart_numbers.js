/** The numbers of a chart as a table, made when they are first looked at. */

/** @typedef {{columns: string[], rows: (string|number|boolean|null)[][]}} Numbers */

/** @param {Numbers} numbers @returns {HTMLTableElement} */
function numbersTable({ columns, rows }) {
  const kinds = columns.map((_, column) => (rows.every((row) => isNumber(row[column])) ? 'n' : ''));
  const head = columns.map((name, column) => made('th', { scope: 'col', class: kinds[column] }, name));
  const body = rows.map((row) => made('tr', {}, ...row.map((value, column) => numberCell(value, kinds[column]))));
  return made('table', {}, made('thead', {}, made('tr', {}, ...head)), made('tbody', {}, ...body));
}

function isNumber(value) {
  return value === null || typeof value === 'number';
}

function numberCell(value, kind) {
  return made('td', { class: kind }, value === null ? '' : String(value).replace('-', kind ? '\u2212' : '-'));
}

/** Show the numbers of a chart beneath its words. @param {Element} details */
function showNumbers(details) {
  const carried = details.querySelector('script');
  if (!carried) return;
  const table = numbersTable(JSON.parse(carried.textContent));
  carried.replaceWith(made('div', { class: 'wide', role: 'group', tabindex: 0 }, table));
  makeTablesUseful(details);
}

document.addEventListener('toggle', ({ target }) => {
  if (target.open && target.matches('details.numbers')) showNumbers(target);
}, true);
