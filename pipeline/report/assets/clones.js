/** Charts of later chapters shown on the first screen too: copies, made after the page is first painted. */

/**
 * Put into each `<figure data-clone="ID">` a copy of the chart of that id, in both languages.
 * @param {ParentNode} within
 */
function copyCharts(within) {
  for (const figure of within.querySelectorAll('figure[data-clone]')) {
    const chart = document.getElementById(figure.dataset.clone);
    if (!chart) throw new Error(`there is no chart ${figure.dataset.clone} to show on the first screen`);
    if (figure.querySelector('svg')) continue;
    const copies = [...chart.children].map((child) => withOwnIds(child.cloneNode(true)));
    figure.prepend(...copies);
    makeWalkable(figure);
  }
}

/**
 * A copy whose ids, and whose references to them, are its own.
 * @param {Element} copy
 * @returns {Element}
 */
function withOwnIds(copy) {
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    if (element.id) element.id = `copy-${element.id}`;
    for (const { name, value } of [...element.attributes]) {
      if (value.includes('url(#')) element.setAttribute(name, value.replaceAll('url(#', 'url(#copy-'));
    }
    const used = element.getAttribute('xlink:href');
    if (used?.startsWith('#')) element.setAttribute('xlink:href', `#copy-${used.slice(1)}`);
  }
  return copy;
}

requestAnimationFrame(() => setTimeout(() => copyCharts(document)));
