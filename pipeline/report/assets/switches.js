/** The switches of language and of light and dark, and what remembers them. */

const root = document.documentElement;

/**
 * What was chosen before. Where the browser keeps nothing for a file, every page starts anew.
 * @param {string} name
 * @returns {string|null}
 */
function remembered(name) {
  try {
    return localStorage.getItem(`igf-report-${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
function remember(name, value) {
  try {
    localStorage.setItem(`igf-report-${name}`, value);
  } catch {
    // Chosen for this page only: a browser may refuse to keep anything.
  }
}

/** Show the page in a language. @param {'zh'|'en'} language */
function showLanguage(language) {
  root.dataset.language = language;
  root.lang = language === 'zh' ? 'zh-Hans' : 'en';
  nameAll(document, language);
}

/**
 * Name what has no words of its own, and what can hold only one text, in a language.
 *
 * Such elements carry their texts as `data-zh` and `data-en`.
 * @param {ParentNode} within
 * @param {'zh'|'en'} language
 */
function nameAll(within, language) {
  for (const element of within.querySelectorAll('[data-zh][data-en]')) {
    const text = element.dataset[language];
    if (element.matches('title, option')) element.textContent = text;
    for (const name of ['aria-label', 'title', 'placeholder']) {
      if (element.hasAttribute(name)) element.setAttribute(name, text);
    }
  }
}

/** @returns {boolean} whether the page is dark now: as chosen, else as the system is */
function isDark() {
  if (root.dataset.scheme) return root.dataset.scheme === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Show the page in light or dark colours. @param {'light'|'dark'} scheme */
function showScheme(scheme) {
  root.dataset.scheme = scheme;
  tellScheme();
}

/** The button is pressed while the page is dark. */
function tellScheme() {
  document.getElementById('scheme').setAttribute('aria-pressed', String(isDark()));
}

document.getElementById('language').addEventListener('click', () => {
  const language = root.dataset.language === 'zh' ? 'en' : 'zh';
  showLanguage(language);
  remember('language', language);
});
document.getElementById('scheme').addEventListener('click', () => {
  const scheme = isDark() ? 'light' : 'dark';
  showScheme(scheme);
  remember('scheme', scheme);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tellScheme);

if (remembered('language') === 'en') showLanguage('en');
if (['light', 'dark'].includes(remembered('scheme'))) showScheme(remembered('scheme'));
tellScheme();
