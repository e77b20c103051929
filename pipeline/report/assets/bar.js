/** The bar that stays in sight: how high it is, so that nothing stops behind it, and which chapter is being read. */

const bar = document.querySelector('.bar');
const wayTo = new Map([...bar.querySelectorAll('.chapters a')].map((way) => [way.hash.slice(1), way]));

new ResizeObserver(() => root.style.setProperty('--bar', `${bar.offsetHeight}px`)).observe(bar);

/** Mark the way to the chapter being read, and bring it into sight in a bar that is too narrow for all. */
function tellChapter(entries) {
  for (const { target, isIntersecting } of entries) {
    const way = wayTo.get(target.id);
    if (!isIntersecting) way.removeAttribute('aria-current');
    else {
      way.setAttribute('aria-current', 'true');
      way.parentNode.scrollLeft = way.offsetLeft - way.parentNode.offsetLeft - way.parentNode.clientWidth / 3;
    }
  }
}

// A line a quarter down the window: the chapter that lies across it is being read.
const reading = new IntersectionObserver(tellChapter, { rootMargin: '-25% 0px -74% 0px' });
for (const name of wayTo.keys()) reading.observe(document.getElementById(name));
