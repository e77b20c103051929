/** The address says what is open: links, Back and Forward, and a copied link all come through here. */

function followAddress() {
  const view = parseView(location.hash);
  if (view) showView(view);
  else hidePanel();
  showSearched(view);
}

/** Go to a view as its link would. @param {View} view @param {boolean} [isNew] false: in place of the one shown */
function goTo(view, isNew = true) {
  const address = viewAddress(view);
  if (isNew) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  followAddress();
}

/** Follow the address from now on; the passages are inflated when the browser has nothing else to do. */
function startRouter() {
  addEventListener('popstate', followAddress);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown.view !== null) closePanel();
  });
  narrowScreen.addEventListener('change', holdFocus);
  const ofLanguage = { attributes: true, attributeFilter: ['data-language'] };
  new MutationObserver(sayAgain).observe(document.documentElement, ofLanguage);
  if (parseView(location.hash)) followAddress();
  else (globalThis.requestIdleCallback ?? setTimeout)(() => carriedPassages());
}

/** What has one text at a time, an option of a list, follows the language; the rest stands there in both. */
async function sayAgain() {
  if (shown.found) renderFound(await carriedPassages(), shown.found);
}
