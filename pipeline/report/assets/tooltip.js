/** What a mark says, beside it while it is pointed at or focused; the Esc key takes it away. */

const tooltip = document.createElement('div');
tooltip.className = 'tooltip';
tooltip.hidden = true;
tooltip.setAttribute('aria-hidden', 'true'); // the mark's own name says the same to those who hear it
document.body.append(tooltip);

const GAP = 6;
let saying = null;

/** @param {Element} mark */
function say(mark) {
  saying = mark;
  tooltip.textContent = mark.getAttribute('aria-label');
  tooltip.hidden = false;
  placeBeside(mark.getBoundingClientRect());
}

function fallSilent() {
  saying = null;
  tooltip.hidden = true;
}

/** Under a box, above it where there is no room under it, and never beyond the window. @param {DOMRect} box */
function placeBeside(box) {
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const { clientWidth, clientHeight } = document.documentElement;
  const under = box.bottom + GAP;
  const top = under + height <= clientHeight ? under : Math.max(GAP, box.top - GAP - height);
  const left = Math.min(Math.max(GAP, box.left + box.width / 2 - width / 2), clientWidth - width - GAP);
  tooltip.style.top = `${top}px`;
  tooltip.style.left = `${left}px`;
}

/** The pointer may go from a mark onto what it says without losing it. */
function isAbout(node) {
  return node instanceof Node && (tooltip.contains(node) || saying?.contains(node));
}

document.addEventListener('pointerover', (event) => {
  const mark = event.target.closest('.mark');
  if (mark) say(mark);
});
document.addEventListener('pointerout', (event) => {
  if (saying && isAbout(event.target) && !isAbout(event.relatedTarget)) setTimeout(silenceUnlessPointedAt, 150);
});

/** The way from a mark to what it says leads over the gap between them. */
function silenceUnlessPointedAt() {
  if (saying && !saying.matches(':hover, :focus') && !tooltip.matches(':hover')) fallSilent();
}

document.addEventListener('focusin', (event) => {
  const mark = event.target.closest('.mark');
  if (mark) say(mark);
  else fallSilent();
});
document.addEventListener('focusout', (event) => event.target === saying && fallSilent());
document.addEventListener('scroll', () => saying && placeBeside(saying.getBoundingClientRect()), { passive: true });
document.addEventListener('keydown', (event) => event.key === 'Escape' && fallSilent());
