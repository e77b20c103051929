"""Read the shipped lexicon and, over it, the overlay that analysts keep in ``corpus/lexicon/``.

| file | a line or entry | over the shipped one |
| --- | --- | --- |
| concepts.toml | ``[[concept]]``, see ``concepts.py`` | replaces the concept with the same id, else is added |
| terms.txt | ``词`` or ``词<TAB>frequency`` | is added; ``-词`` removes a shipped one |
| stopwords.txt, modals.txt | ``词`` | is added; ``-词`` removes a shipped one |
| glosses.tsv | ``词<TAB>English`` | replaces the gloss of the same word, else is added |
| corrections.tsv | ``found<TAB>corrected<TAB>context<TAB>note`` | is added: none is shipped |

Blank lines and lines that begin with ``#`` mean nothing. A BOM, CRLF and blanks around a field are tolerated;
everything else that cannot be used is a ``LexiconError`` that names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.characters import HAN
from pipeline.errors import LexiconError
from pipeline.faults import STOP, Faults
from pipeline.lexicon.concepts import load_concepts
from pipeline.lexicon.model import Correction, Lexicon, Term
from pipeline.lexicon.reading import read_text

SHIPPED = Path(__file__).parent / "shipped"
FILE_NAMES = {
    "concepts": "concepts.toml",
    "terms": "terms.txt",
    "stopwords": "stopwords.txt",
    "modals": "modals.txt",
    "glosses": "glosses.tsv",
    "corrections": "corrections.tsv",
}
# What jieba's own user dictionaries look like: 词 100 n
_JIEBA_LINE = re.compile(rf"\S*[{HAN}]\S* +\d+( +[a-z]+)?")


class _Line(NamedTuple):
    place: str
    text: str
    is_shipped: bool


def lexicon_files(overlay: Path | None) -> dict[str, tuple[Path, ...]]:
    """The files behind each part of the lexicon, shipped first; a file that is not there is not named."""
    if overlay is not None and not overlay.is_dir():
        raise LexiconError(f"{overlay}: not a folder; expected a lexicon folder: create it or name another one")
    folders = [SHIPPED] if overlay is None else [SHIPPED, overlay]
    return {
        part: tuple(folder / name for folder in folders if (folder / name).is_file())
        for part, name in FILE_NAMES.items()
    }


def load_lexicon(overlay: Path | None, faults: Faults = STOP) -> Lexicon:
    """The shipped lexicon with the overlay over it; ``None`` for the shipped one alone.

    Concepts are sorted by id, terms and glosses by text, corrections stand in file order. Raises ``LexiconError``;
    where faults are gathered, a line or entry that cannot be used is left out.
    """
    files = lexicon_files(overlay)
    if overlay is not None:
        _report_unknown_files(overlay, faults)
    return Lexicon(
        concepts=load_concepts(files["concepts"], faults),
        terms=_terms(files["terms"], faults),
        stopwords=_words(files["stopwords"], faults),
        modals=_words(files["modals"], faults),
        glosses=_glosses(files["glosses"], faults),
        corrections=_corrections(files["corrections"], faults),
    )


def _report_unknown_files(overlay: Path, faults: Faults) -> None:
    """A misspelt name would lose decisions without a word; hidden files and notes in Markdown may lie there."""
    for path in sorted(overlay.iterdir()):
        is_known = path.name in FILE_NAMES.values() and path.is_file()
        if not is_known and not path.name.startswith(".") and path.suffix != ".md":
            expected = ", ".join(sorted(FILE_NAMES.values()))
            faults.report(
                LexiconError(f"{path}: no lexicon file; expected {expected}; rename it or take it out of this folder")
            )


def _lines(files: tuple[Path, ...], faults: Faults) -> Iterator[_Line]:
    for path in files:
        text = ""
        with faults.reported():
            text = read_text(path)
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip() and not line.lstrip().startswith("#"):
                yield _Line(f"{path}, line {number}", line, path.parent == SHIPPED)


def _fields(line: _Line, names: tuple[str, ...], n_required: int) -> list[str]:
    """A line's fields without blanks around them; short lines are filled up with empty fields."""
    found = [field.strip() for field in line.text.split("\t")]
    while len(found) > n_required and not found[-1]:
        found.pop()
    if not n_required <= len(found) <= len(names):
        expected = str(len(names)) if n_required == len(names) else f"{n_required} to {len(names)}"
        raise LexiconError(
            f"{line.place}: {len(found)} field(s) found in {line.text.strip()!r}, {expected} expected: "
            f"{', '.join(names)}; separate them with one tab each"
        )
    return found + [""] * (len(names) - len(found))


def _listed(files: tuple[Path, ...], names: tuple[str, ...], faults: Faults) -> dict[str, tuple[str, _Line]]:
    """Words of a list, the overlay's additions and removals applied: text → (second field, line)."""
    listed: dict[str, tuple[str, _Line]] = {}
    for line in _lines(files, faults):
        with faults.reported():
            text, second = (*_fields(line, names, 1), "")[:2]
            if text.startswith("-"):
                _remove(listed, text, line)
            else:
                listed[text] = (second, line)
    return listed


def _remove(listed: dict[str, tuple[str, _Line]], text: str, line: _Line) -> None:
    removed = text[1:].strip()
    if line.is_shipped or removed not in listed or not listed[removed][1].is_shipped:
        raise LexiconError(
            f"{line.place}: {text!r} removes {removed!r}, which is not in the shipped list; "
            "correct the word or delete the line"
        )
    del listed[removed]


def _words(files: tuple[Path, ...], faults: Faults) -> frozenset[str]:
    return frozenset(_listed(files, ("word",), faults))


def _terms(files: tuple[Path, ...], faults: Faults) -> tuple[Term, ...]:
    terms = []
    for text, (frequency, line) in sorted(_listed(files, ("term", "frequency"), faults).items()):
        with faults.reported():
            terms.append(_term(text, frequency, line))
    return tuple(terms)


def _term(text: str, frequency: str, line: _Line) -> Term:
    if _JIEBA_LINE.fullmatch(text):
        raise LexiconError(
            f"{line.place}: found {text!r}; expected a term, or a term, a tab and a frequency; "
            "put a tab before the number, nothing after it"
        )
    if not frequency:
        return Term(text)
    if not re.fullmatch(r"[1-9][0-9]{0,8}", frequency):
        raise LexiconError(
            f"{line.place}: frequency {frequency!r} of {text!r}; expected a whole number from 1 to 999999999: "
            "correct it or leave it out"
        )
    return Term(text, int(frequency))


def _glosses(files: tuple[Path, ...], faults: Faults) -> dict[str, str]:
    """English by word; an empty field is refused: a word without English needs no line."""
    listed: dict[str, str] = {}
    for line in _lines(files, faults):
        with faults.reported():
            word, english = _fields(line, ("word", "English"), 2)
            if not word or not english:
                raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected a word, a tab and its English")
            listed[word] = english
    return dict(sorted(listed.items()))


def _corrections(files: tuple[Path, ...], faults: Faults) -> tuple[Correction, ...]:
    """Decisions in file order; two lines on the same words that disagree are refused."""
    corrections: dict[tuple[str, str], Correction] = {}
    for line in _lines(files, faults):
        with faults.reported():
            correction = _correction(line)
            earlier = corrections.setdefault((correction.found, correction.context), correction)
            if earlier.corrected != correction.corrected:
                raise LexiconError(
                    f"{line.place}: {correction.found!r} in {correction.context!r} reads {correction.corrected!r}, "
                    f"but {earlier.corrected!r} in {earlier.line}; delete one of the two lines"
                )
    return tuple(corrections.values())


def _correction(line: _Line) -> Correction:
    fields = _fields(line, ("found", "corrected", "context", "note"), 4)
    found, corrected, context, note = fields
    for name, field in (("found", found), ("context", context)):
        if not field:
            raise LexiconError(f"{line.place}: {name} is empty; expected text: quote what stands in the document")
    if found not in context:
        raise LexiconError(
            f"{line.place}: context {context!r} does not contain {found!r}; "
            "quote some words around it as they stand in the document"
        )
    if found == corrected:
        raise LexiconError(f"{line.place}: {found!r} is corrected to itself; correct or delete the line")
    return Correction(found, corrected, context, note, line.place)
