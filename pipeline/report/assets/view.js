/** Views: which passages are shown, as an address in the page. The twin of pipeline/views.py, which has the fields. */

/** @typedef {Object<string, string|number|boolean>} View Only the fields that are not empty. */

/** @param {string} fragment with its # @returns {View|null} null for an address that is no view */
function parseView(fragment) {
  const [path, query] = dividedAt(fragment, '?');
  if (path !== `#${scriptData.view.find}`) return null;
  const stated = new URLSearchParams(query);
  const view = {};
  for (const [name, kind] of scriptData.view.fields) {
    const value = readField(kind, stated.get(name));
    if (value) view[name] = value;
  }
  return view;
}

/** What stands before and after the first sign of a kind; all and nothing where there is none. */
function dividedAt(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function readField(kind, value) {
  if (value === null) return '';
  if (kind === 'bool') return value === '1';
  if (kind === 'int') return /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return value;
}

/** The fragment with its #, fields in their order. @param {View} view */
function viewAddress(view) {
  const stated = scriptData.view.fields
    .filter(([name]) => view[name])
    .map(([name]) => `${name}=${quoted(view[name] === true ? '1' : String(view[name]))}`);
  return `#${scriptData.view.find}${stated.length ? '?' : ''}${stated.join('&')}`;
}

/** A value as Python's urllib.parse.quote writes it, slash and colon left as they are. */
function quoted(value) {
  const encoded = encodeURIComponent(value.toWellFormed ? value.toWellFormed() : value);
  const strict = encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return strict.replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/** The view with some fields changed; an empty value takes one out. @param {View} view @param {View} changes */
function changedView(view, changes) {
  return Object.fromEntries(Object.entries({ ...view, ...changes }).filter(([, value]) => value));
}
