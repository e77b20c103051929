/** A chart is one stop of the Tab key; arrow keys walk its marks, and each says what it stands for. */

/** Makes the first mark of each chart within an element the one that Tab reaches. @param {ParentNode} within */
function makeWalkable(within) {
  for (const marks of within.querySelectorAll('.marks')) {
    if (!marks.querySelector('.mark[tabindex="0"]')) marks.querySelector('.mark').setAttribute('tabindex', '0');
  }
}

/** Go to a mark: it is where Tab comes back to. @param {Element} mark */
function goToMark(mark) {
  mark.parentNode.querySelector('.mark[tabindex="0"]')?.setAttribute('tabindex', '-1');
  mark.setAttribute('tabindex', '0');
  mark.focus();
}

/**
 * The mark that a key leads to: the one before or after in the order of drawing, the first, the last, or the nearest
 * above or below.
 * @param {Element} mark
 * @param {string} key
 * @returns {Element|undefined} nothing for another key and at an end
 */
function markTowards(mark, key) {
  const marks = [...mark.parentNode.querySelectorAll('.mark')];
  const at = marks.indexOf(mark);
  switch (key) {
    case 'ArrowRight': return marks[at + 1];
    case 'ArrowLeft': return marks[at - 1];
    case 'Home': return marks[0];
    case 'End': return marks.at(-1);
    case 'ArrowDown': return nearest(mark, marks, 1) ?? marks[at + 1];
    case 'ArrowUp': return nearest(mark, marks, -1) ?? marks[at - 1];
    default: return undefined;
  }
}

/** The nearest mark below (1) or above (-1), one straight ahead before one aside. */
function nearest(mark, marks, direction) {
  const from = centre(mark);
  let best;
  let least = Infinity;
  for (const other of marks) {
    const to = centre(other);
    const ahead = (to.y - from.y) * direction;
    const distance = ahead + 3 * Math.abs(to.x - from.x);
    if (ahead > 1 && distance < least) [best, least] = [other, distance];
  }
  return best;
}

function centre(mark) {
  const box = mark.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

document.addEventListener('keydown', (event) => {
  const mark = event.target.closest?.('.mark');
  if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = markTowards(mark, event.key);
  if (!next && !event.key.startsWith('Arrow')) return;
  event.preventDefault();
  if (next) goToMark(next);
});

makeWalkable(document);
