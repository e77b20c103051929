"""Read the shipped lexicon and, over it, the overlay that analysts keep in ``corpus/lexicon/``.

| file | a line or entry | over the shipped one |
| --- | --- | --- |
| concepts.toml | ``[[concept]]``, see ``concepts.py`` | replaces the concept with the same id, else is added |
| terms.txt | ``词`` or ``词<TAB>frequency`` | is added; ``-词`` removes a shipped one |
| stopwords.txt, modals.txt | ``词`` | is added; ``-词`` removes a shipped one |
| modal-classes.tsv | ``词<TAB>class``, see ``modal_classes.py`` | replaces the class of the word, else is added |
| prefixes.txt | ``前缀`` | is added; ``-前缀`` removes a shipped one |
| glosses.tsv | ``词<TAB>English`` | replaces the gloss of the same word, else is added |
| not-nested.tsv | ``inner<TAB>outer<TAB>note``, see ``not_nested.py`` | is added; ``-inner…`` removes a shipped one |
| variants.tsv | ``wording<TAB>other<TAB>decision<TAB>note``, see ``decisions.py`` | is added: none is shipped |
| expansions.tsv | ``acronym<TAB>full name<TAB>note`` | is added; ``-acronym<TAB>full name`` removes a shipped one |
| usage-notes.tsv | ``wordings<TAB>English<TAB>note``, see ``usage_notes.py`` | is added; ``-`` removes a shipped one |
| theme-names.toml | ``[[theme]]``, see ``theme_names.py`` | is added: none is shipped |
| track-crosswalk.toml | ``[[track]]``, see ``track_crosswalk.py`` | is added: none is shipped |
| corrections.tsv | ``found<TAB>corrected<TAB>context<TAB>note`` | is added: none is shipped |

Blank lines and lines that begin with ``#`` mean nothing. A BOM, CRLF, blanks around a field, a line that says again
what another one says, a word that no passage can hold: a warning. What cannot be used, or what another line
contradicts, is a ``LexiconError``. Both name file and line.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import STOP, Faults
from pipeline.lexicon.concepts import load_concepts
from pipeline.lexicon.contradictions import terms_that_are_wordings, unranked_concepts, words_on_both_lists
from pipeline.lexicon.corrections import read_corrections
from pipeline.lexicon.decisions import apply_decisions, read_decisions
from pipeline.lexicon.expansions import read_expansions
from pipeline.lexicon.modal_classes import read_modal_classes
from pipeline.lexicon.model import Lexicon
from pipeline.lexicon.not_nested import idle_rules, read_rules
from pipeline.lexicon.reading import SHIPPED_FOLDER
from pipeline.lexicon.theme_names import read_theme_names
from pipeline.lexicon.track_crosswalk import read_track_crosswalk
from pipeline.lexicon.usage_notes import read_usage_notes
from pipeline.lexicon.word_lists import read_glosses, read_terms, read_words

FILE_NAMES = {
    "concepts": "concepts.toml",
    "terms": "terms.txt",
    "stopwords": "stopwords.txt",
    "modals": "modals.txt",
    "modal_classes": "modal-classes.tsv",
    "prefixes": "prefixes.txt",
    "glosses": "glosses.tsv",
    "not_nested": "not-nested.tsv",
    "variant_decisions": "variants.tsv",
    "expansions": "expansions.tsv",
    "usage_notes": "usage-notes.tsv",
    "theme_names": "theme-names.toml",
    "track_crosswalk": "track-crosswalk.toml",
    "corrections": "corrections.tsv",
}
"""The parts of a lexicon and the file of each."""

BACKGROUNDS = "backgrounds"
"""A folder in the overlay for word frequencies that analysts built; ``pipeline.background`` reads it."""

# Decisions on variants change concepts, so whoever reads concepts depends on both files.
_OTHER_FILES = {"concepts": ("variants.tsv",)}


def lexicon_files(overlay: Path | None) -> dict[str, tuple[Path, ...]]:
    """All files that a part of the lexicon depends on, its own first, shipped before overlay; only files that exist."""
    return {part: tuple(file for each in part_files(part) for file in _files(each, overlay)) for part in FILE_NAMES}


def part_files(part: str) -> tuple[str, ...]:
    """Names of the files that a part of the lexicon depends on, its own first."""
    return (FILE_NAMES[part], *_OTHER_FILES.get(part, ()))


def _files(name: str, overlay: Path | None) -> tuple[Path, ...]:
    if overlay is not None and not overlay.is_dir():
        raise LexiconError(f"{overlay}: not a folder; expected a lexicon folder: create it or name another one")
    folders = [SHIPPED_FOLDER] if overlay is None else [SHIPPED_FOLDER, overlay]
    return tuple(folder / name for folder in folders if (folder / name).is_file())


def load_lexicon(overlay: Path | None, faults: Faults = STOP) -> Lexicon:
    """The shipped lexicon with the overlay over it; ``None`` for the shipped one alone.

    Concepts are sorted by id, terms, glosses and expansions by text, decisions stand in file order. Raises
    ``LexiconError``; where faults are gathered, a line or entry that cannot be used is left out.
    """
    files = {part: _files(name, overlay) for part, name in FILE_NAMES.items()}
    if overlay is not None:
        _report_unknown_files(overlay, faults)
    decided = read_decisions(files["variant_decisions"], faults)
    concepts = apply_decisions(load_concepts(files["concepts"], faults), decided, faults)
    terms = read_terms(files["terms"], faults)
    stopwords, modals = (read_words(files[part], faults) for part in ("stopwords", "modals"))
    not_nested = read_rules(files["not_nested"], faults)
    faults.report(*words_on_both_lists(stopwords, modals))
    faults.warn(*terms_that_are_wordings(terms, concepts), *unranked_concepts((stopwords, modals), concepts))
    faults.warn(*idle_rules(not_nested, concepts, terms))
    return Lexicon(
        concepts=concepts,
        terms=terms,
        stopwords=frozenset(stopwords),
        modals=frozenset(modals),
        modal_classes=read_modal_classes(files["modal_classes"], faults),
        prefixes=frozenset(read_words(files["prefixes"], faults)),
        glosses=read_glosses(files["glosses"], faults),
        corrections=read_corrections(files["corrections"], faults),
        not_nested=not_nested,
        expansions=read_expansions(files["expansions"], faults),
        variant_decisions=tuple(decided),
        usage_notes=read_usage_notes(files["usage_notes"], faults),
        theme_names=read_theme_names(files["theme_names"], faults),
        track_crosswalk=read_track_crosswalk(files["track_crosswalk"], faults),
    )


def _report_unknown_files(overlay: Path, faults: Faults) -> None:
    """A misspelt name would lose decisions without a word; hidden files and notes in Markdown may lie there."""
    for path in sorted(overlay.iterdir()):
        is_known = path.is_dir() if path.name == BACKGROUNDS else path.name in FILE_NAMES.values() and path.is_file()
        if not is_known and not path.name.startswith(".") and path.suffix != ".md":
            expected = ", ".join(sorted(FILE_NAMES.values()))
            faults.report(
                LexiconError(f"{path}: no lexicon file; expected {expected}; rename it or take it out of this folder")
            )
