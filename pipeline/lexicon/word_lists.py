"""Read the lists that have one word a line: terms, stop words, modals, glosses."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.characters import HAN
from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.model import Term
from pipeline.lexicon.reading import Line, read_lines, split_fields

# What jieba's own user dictionaries look like: 词 100 n
_JIEBA_LINE = re.compile(rf"\S*[{HAN}]\S* +\d+( +[a-z]+)?")


def read_words(files: tuple[Path, ...], faults: Faults) -> frozenset[str]:
    return frozenset(_listed(files, ("word",), faults))


def read_terms(files: tuple[Path, ...], faults: Faults) -> tuple[Term, ...]:
    """Terms sorted by text."""
    terms = []
    for text, (frequency, line) in sorted(_listed(files, ("term", "frequency"), faults).items()):
        with faults.reported():
            terms.append(_term(text, frequency, line))
    return tuple(terms)


def read_glosses(files: tuple[Path, ...], faults: Faults) -> dict[str, str]:
    """English by word; an empty field is refused: a word without English needs no line."""
    listed: dict[str, str] = {}
    for line in read_lines(files, faults):
        with faults.reported():
            word, english = split_fields(line, ("word", "English"), 2)
            if not word or not english:
                raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected a word, a tab and its English")
            listed[word] = english
    return dict(sorted(listed.items()))


def _listed(files: tuple[Path, ...], names: tuple[str, ...], faults: Faults) -> dict[str, tuple[str, Line]]:
    """Words of a list, the overlay's additions and removals applied: text → (second field, line)."""
    listed: dict[str, tuple[str, Line]] = {}
    for line in read_lines(files, faults):
        with faults.reported():
            text, second = (*split_fields(line, names, 1), "")[:2]
            if text.startswith("-"):
                _remove(listed, text, line)
            else:
                listed[text] = (second, line)
    return listed


def _remove(listed: dict[str, tuple[str, Line]], text: str, line: Line) -> None:
    removed = text[1:].strip()
    if line.is_shipped or removed not in listed or not listed[removed][1].is_shipped:
        raise LexiconError(
            f"{line.place}: {text!r} removes {removed!r}, which is not in the shipped list; "
            "correct the word or delete the line"
        )
    del listed[removed]


def _term(text: str, frequency: str, line: Line) -> Term:
    if _JIEBA_LINE.fullmatch(text):
        raise LexiconError(
            f"{line.place}: found {text!r}; expected a term, or a term, a tab and a frequency; "
            "put a tab before the number, nothing after it"
        )
    if not frequency:
        return Term(text, origin=line.origin)
    if not re.fullmatch(r"[1-9][0-9]{0,8}", frequency):
        raise LexiconError(
            f"{line.place}: frequency {frequency!r} of {text!r}; expected a whole number from 1 to 999999999: "
            "correct it or leave it out"
        )
    return Term(text, int(frequency), line.origin)
