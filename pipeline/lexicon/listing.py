"""A list with one entry a line: shipped lines first, then the overlay's, which add to it and take from it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.matchable import unmatchable
from pipeline.lexicon.reading import Line

Key = tuple[str, ...]


class Listing:
    """Entries by key, in the order of the lines; a line that changes nothing is a warning.

    A key is what makes two lines the same: the word; acronym and full name. The value is what else a line says and
    must agree on within one file; the overlay's goes before the shipped one.
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._held: dict[Key, tuple[str, Line]] = {}
        self._removed: dict[Key, Line] = {}

    def __iter__(self) -> Iterator[tuple[Key, str, Line]]:
        return ((key, value, line) for key, (value, line) in self._held.items())

    def add(self, key: Key, line: Line, value: str = "", *, sought: Key = ()) -> None:
        """Take a line's entry in. ``sought``: those of its texts that are looked for in passages."""
        if key in self._removed:
            raise LexiconError(
                f"{line.place}: adds {named(key)}, which line {self._removed[key].number} takes off; delete one of them"
            )
        if key in self._held:
            before, earlier = self._held[key]
            if earlier.path == line.path and before != value:
                raise LexiconError(
                    f"{line.place}: {named(key)} has {_quoted(value)}, but {_quoted(before)} in line "
                    f"{earlier.number}; delete one of the two lines"
                )
            if before == value:
                where = "comes with the program" if earlier.is_shipped else f"stands in line {earlier.number}"
                self._faults.warn(f"{line.noted}: {named(key)} {where} already; delete the line")
                return
        self._held[key] = (value, line)
        warn_of_unmatchable(sought, line, self._faults)

    def remove(self, key: Key, line: Line) -> None:
        """Take a shipped entry off."""
        if key in self._removed:
            earlier = self._removed[key]
            self._faults.warn(f"{line.noted}: line {earlier.number} takes {named(key)} off already; delete the line")
            return
        if line.is_shipped or key not in self._held:
            raise LexiconError(
                f"{line.place}: takes off {named(key)}, which is not in the shipped list; correct or delete the line"
            )
        _, earlier = self._held[key]
        if not earlier.is_shipped:
            raise LexiconError(
                f"{line.place}: takes off {named(key)}, which line {earlier.number} adds; delete both lines"
            )
        del self._held[key]
        self._removed[key] = line


def warn_of_unmatchable(texts: Key, line: Line, faults: Faults) -> None:
    """A warning for each text of an analyst's line that no passage can hold; a test sees to the shipped files."""
    if line.is_shipped:
        return
    for text in texts:
        why = unmatchable(text)
        if why is not None:
            faults.warn(f"{line.noted}: {text!r} can never stand in a passage: {why}")


def named(key: Key) -> str:
    """
    >>> named(("WHO", "世界卫生组织"))
    "'WHO' '世界卫生组织'"
    """
    return " ".join(map(repr, key))


def _quoted(value: str) -> str:
    return repr(value) if value else "nothing"
