/** What the script says, from the page's own words: never a text of its own. */

/** @typedef {{zh: string, en: string}} Both A text in both languages of the page. */

/** The words, and the fields of a view in their order, as a page that can be searched carries them; null on others. */
const scriptData = JSON.parse(document.getElementById('script-data')?.textContent ?? 'null');

/** @returns {'zh'|'en'} the language that the page shows now */
function shownLanguage() {
  return document.documentElement.dataset.language === 'en' ? 'en' : 'zh';
}

/**
 * A text of the page's words with what stands in {braces} filled in.
 *
 * English may have two forms, divided by " | ": the first is for one, said by `values.n`.
 * @param {string} key
 * @param {Object<string, string|number|Both>} [values] a value may differ by language
 * @returns {Both}
 */
function said(key, values = {}) {
  const words = scriptData.words[key];
  if (!words) throw new Error(`the page has no words for ${key}`);
  const forms = words.en.split(' | ');
  const en = forms[values.n === 1 ? 0 : forms.length - 1];
  return { zh: filledIn(words.zh, values, 'zh'), en: filledIn(en, values, 'en') };
}

function filledIn(text, values, language) {
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    if (typeof value === 'number') return value.toLocaleString('en');
    return typeof value === 'object' ? value[language] : value;
  });
}

/** Several texts as one, empty ones left out. @param {Both[]} parts @param {string} between */
function joinBoth(parts, between) {
  const joined = (language) => parts.map((part) => part[language]).filter(Boolean).join(between);
  return { zh: joined('zh'), en: joined('en') };
}

/** The same text in both languages. @param {string} text @returns {Both} */
function alike(text) {
  return { zh: text, en: text };
}

/**
 * An element; texts become text nodes, so that no text is ever markup.
 * @param {string} tag
 * @param {Object<string, string|number|boolean|EventListener>} [attributes] `on…`: a listener; false: none
 * @param {...(Node|string|Both)} children a text in both languages becomes a span for each
 */
function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flatMap((child) => (isBoth(child) ? inBoth(child) : [child])));
  return element;
}

function isBoth(child) {
  return typeof child === 'object' && !(child instanceof Node);
}

/** Two spans, of which the style sheet shows one; a single text node where the languages agree. */
function inBoth(text) {
  if (text.zh === text.en) return [document.createTextNode(text.zh)];
  const zh = made('span', { class: 'zh', lang: 'zh-Hans' }, text.zh);
  return [zh, made('span', { class: 'en', lang: 'en' }, text.en)];
}

/** Name an element for those who hear the page, in the language shown; `relabel` keeps it so. */
function nameInBoth(element, text) {
  element.dataset.zh = text.zh;
  element.dataset.en = text.en;
  element.setAttribute('aria-label', text[shownLanguage()]);
  return element;
}
