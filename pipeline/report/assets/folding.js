/** One form for what is sought and what is searched, character by character, so that places stay where they are. */

const fullWidthShift = 0xfee0;
const unseen = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
const chineseClass = '\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff65\u{20000}-\u{3fffd}';
const blanksInChinese = new RegExp(`(?<=[${chineseClass}])\\s+(?=[${chineseClass}])`, 'gu');

/**
 * A table from each UTF-16 code unit to the one that it is taken for: the page's own pairs, then full width, then case.
 * @param {[string, string]} pairs characters, and for each the one that it is taken for
 * @returns {Uint16Array}
 */
function foldingTable([from, to]) {
  const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  for (let at = 0; at < from.length; at += 1) table[from.charCodeAt(at)] = to.charCodeAt(at);
  return table.map((code) => inSmallLetters(code >= 0xff01 && code <= 0xff5e ? code - fullWidthShift : code));
}

/** Scripts with letter case are below U+2E80, Cherokee's and a few Latin ones aside. */
function inSmallLetters(code) {
  if (code >= 0x2e80) return code;
  const small = String.fromCharCode(code).toLowerCase();
  return small.length === 1 ? small.charCodeAt(0) : code;
}

/** A text of any length, each code unit by the table. @param {Uint16Array} table @param {string} text */
function folded(table, text) {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) codes[at] = table[text.charCodeAt(at)];
  return new TextDecoder('utf-16le').decode(codes);
}

/** What was typed, without what cannot be seen, folded. */
function foldedQuery(table, text) {
  return folded(table, text.normalize('NFC').replace(unseen, '')).replace(/\s+/g, ' ').trim();
}

/** A pasted piece: Chinese goes on where a line of it ended; other line ends part words. @param {string} text */
function joinedLines(text) {
  return text.replace(unseen, '').replace(blanksInChinese, '').replace(/\s+/g, ' ').trim();
}
