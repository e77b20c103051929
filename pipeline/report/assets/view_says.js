/** Views, units and places in words, in both languages. */

/** @param {Passages} passages @param {Unit} unit @returns {Both} */
function unitSays(passages, unit) {
  if (unit.kind === 'listed') return listSays(passages, unit.name);
  if (unit.kind !== 'concept') return alike(unit.kind === 'typed' ? `“${unit.name}”` : unit.name);
  const concept = passages.concepts.get(unit.name) ?? { zh: unit.name, en: unit.name };
  const label = { zh: concept.zh, en: concept.zh === concept.en ? concept.en : `${concept.en} ${concept.zh}` };
  const wording = unit.wording && unit.wording !== concept.zh ? said('as_wording', { wording: unit.wording }) : null;
  const counts = unit.counts ? said(`counts_${unit.counts}`) : null;
  return joinBoth([wording ? joinBoth([label, wording], '') : label, counts].filter(Boolean), ' ');
}

function listSays(passages, name) {
  const { zh, en } = passages.lists[name] ?? {};
  return zh ? { zh, en } : said('listed');
}

/** The panel is headed by what a view shows and how much, or by its one passage. @param {Found} found */
function headingSays(passages, found) {
  const number = found.view.passage ? passageWithId(passages, found.view.passage) : -1;
  if (number < 0) return joinBoth([viewSays(passages, found), countSays(found)], ' · ');
  const passage = passageNumbered(passages, number);
  return joinBoth([placeSays(passage), alike(passage.id)], ' · ');
}

/** What a view shows, without how much. @param {Found} found @returns {Both} */
function viewSays(passages, { view, units }) {
  const second = secondUnit(view);
  const every = second ? [...units, second].map((unit) => ({ ...unit, counts: '' })) : units;
  const named = joinBoth(every.map((unit) => unitSays(passages, unit)), ' + ');
  const near = view.beside && view.within ? nearSays(view.within) : alike('');
  const what = units.length ? named : said(view.in_all_kinds ? 'all_passages' : 'all_messages');
  return joinBoth([what, near, ...filterSays(passages, view)], ' · ');
}

function nearSays(within) {
  return within >= scriptData.view.sentence ? said('in_one_sentence') : said('within', { n: within });
}

function filterSays(passages, view) {
  const chosen = Object.keys(facetChoices).filter((field) => view[field]);
  const named = chosen.map((field) => chosenSays(passages, field, view));
  const standing = view.standing ? [said(`standing_${view.standing}`)] : [];
  const outside = view.outside ? [said('outside', { what: view.outside.slice(view.outside.indexOf(':') + 1) })] : [];
  return [...named, ...standing, ...(view.track ? [alike(view.track)] : []), ...outside];
}

/** The label of the value that a filter has; the value itself where the page carries no such group. */
function chosenSays(passages, field, view) {
  if (field === 'theme' && view.theme === 'other') return said('no_theme');
  const number = passages[`${field}s`].findIndex(
    (group) => (field === 'section' ? sectionId(passages, group) : group.id) === view[field],
  );
  return number < 0 ? alike(view[field]) : facetChoices[field](passages, number).label;
}

/** How much a view shows: pairs or places where something is sought, and messages or passages. @returns {Both} */
function countSays(found) {
  const { passages, places, pairs } = countHits(found);
  const isMixed = found.view.in_all_kinds || found.view.listed || found.view.passage;
  const parts = [said(isMixed ? 'n_passages' : 'n_messages', { n: passages })];
  if (found.units.length && places) parts.unshift(said('n_places', { n: places }));
  if (pairs) parts.unshift(said('n_pairs', { n: pairs }));
  return joinBoth(parts, ' / ');
}

/** Where a passage stands: edition, section, page. @returns {Both} */
function placeSays({ edition, section, document, page }) {
  const heading = section.zh ? { zh: section.zh, en: section.en ?? section.zh } : titledChoice(document).label;
  const where = page ? said('page', { n: page }) : alike('');
  return joinBoth([alike(edition.id), heading, where], ' · ');
}

/** A passage as a brief quotes it. @returns {string} in the language shown */
function quotation(passage) {
  const { id, text, edition, section, page } = passage;
  const language = shownLanguage();
  const title = edition[language] ?? edition.zh ?? edition.id;
  const where = page ? said('page', { n: page })[language] : '';
  const heading = (language === 'en' ? section.en : section.zh) ?? section.zh ?? '';
  const source = [title, heading, where, id].filter(Boolean).join(language === 'zh' ? '，' : ', ');
  return said('quotation', { text, source })[language];
}
