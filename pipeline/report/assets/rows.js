/** Long lists: rows are made where a reader looks, and measured there; the rest is room of a likely height. */

const rowsTogether = 40; // about two screens of passages: few enough to make at once, many enough to scroll into

/**
 * Fill a list with rows, some at a time as they come into sight.
 * @param {HTMLElement} list in `scroller`
 * @param {HTMLElement} scroller what is scrolled
 * @param {number} n rows
 * @param {(at: number) => HTMLElement} makeRow
 * @param {(at: number) => number} likelyHeight of a row, in pixels
 * @param {string} role of a group of rows, which is part of no list of its own
 * @returns {{show: (at: number) => HTMLElement, stop: () => void}}
 */
function fillRows(list, scroller, n, makeRow, likelyHeight, role) {
  const watcher = new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => (isIntersecting ? fill(target) : empty(target))),
    { root: scroller, rootMargin: '100% 0px' },
  );
  const groups = [];
  for (let first = 0; first < n; first += rowsTogether) {
    const group = made('div', { class: 'rows', role });
    group.dataset.first = first;
    let height = 0;
    for (let at = first; at < Math.min(first + rowsTogether, n); at += 1) height += likelyHeight(at);
    group.style.height = `${height}px`;
    groups.push(group);
  }
  list.replaceChildren(...groups);
  groups.forEach((group) => watcher.observe(group));

  function fill(group) {
    if (group.firstChild) return;
    const first = Number(group.dataset.first);
    const rows = Array.from({ length: Math.min(rowsTogether, n - first) }, (_, at) => makeRow(first + at));
    group.append(...rows);
    group.style.height = '';
  }

  function empty(group) {
    if (!group.firstChild || group.contains(document.activeElement)) return;
    group.style.height = `${group.offsetHeight}px`;
    group.replaceChildren();
  }

  if (groups.length) fill(groups[0]);
  return {
    show: (at) => {
      const group = groups[Math.floor(at / rowsTogether)];
      fill(group);
      return group.children[at % rowsTogether];
    },
    stop: () => watcher.disconnect(),
  };
}
