/** Buttons that copy a part of the page as text, in the language that is shown. */

/** What of an element is seen: the language that is hidden is left out. @param {HTMLElement} element @returns {string} */
function shownText(element) {
  return element.innerText.replace(/\n{3,}/g, '\n\n').trim();
}

for (const button of document.querySelectorAll('button[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', () => copyText(shownText(document.getElementById(button.dataset.copies)), button));
}
