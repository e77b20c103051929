"""Read the lists that have one word a line: terms, stop words, modals, glosses."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.characters import HAN
from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.listing import Listing
from pipeline.lexicon.model import Term
from pipeline.lexicon.reading import Line, read_lines, split_fields

# What jieba's own user dictionaries look like: 词 100 n
_JIEBA_LINE = re.compile(rf"\S*[{HAN}]\S* +\d+( +[a-z]+)?")


def read_words(files: tuple[Path, ...], faults: Faults) -> dict[str, Line]:
    """Words, each with its line."""
    return {word: line for word, _, line in _listed(files, ("word",), faults)}


def read_terms(files: tuple[Path, ...], faults: Faults) -> tuple[Term, ...]:
    """Terms sorted by text."""
    terms = []
    for text, frequency, line in _listed(files, ("term", "frequency"), faults):
        with faults.reported():
            terms.append(_term(text, frequency, line))
    return tuple(sorted(terms, key=lambda term: term.text))


def read_glosses(files: tuple[Path, ...], faults: Faults) -> dict[str, str]:
    """English by word; an empty field is refused: a word without English needs no line."""
    listing = Listing(faults)
    for line in read_lines(files, faults):
        with faults.reported():
            word, english = split_fields(line, ("word", "English"), 2)
            if not word or not english:
                raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected a word, a tab and its English")
            listing.add((word,), line, english, sought=(word,))
    return {word: english for (word,), english, _ in sorted(listing)}


def _listed(files: tuple[Path, ...], names: tuple[str, ...], faults: Faults) -> list[tuple[str, str, Line]]:
    """Words of a list with their second field and line, the overlay's additions and removals applied."""
    listing = Listing(faults)
    for line in read_lines(files, faults):
        with faults.reported():
            text, second = (*split_fields(line, names, 1), "")[:2]
            is_removal = text.startswith("-")
            word = text[1:].strip() if is_removal else text
            if not word:
                raise LexiconError(
                    f"{line.place}: {line.text.strip()!r} has no {names[0]}; write one or delete the line"
                )
            if is_removal:
                listing.remove((word,), line)
            else:
                listing.add((word,), line, second, sought=(word,))
    return [(word, second, line) for (word,), second, line in listing]


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
