"""Read a lexicon file as people save it: with or without a BOM, with any line ends, one entry a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus import LEXICON_FOLDER
from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.hygiene import blank_warnings, form_warnings
from pipeline.lexicon.model import SHIPPED

SHIPPED_FOLDER = Path(__file__).parent / "shipped"


class Line(NamedTuple):
    """A line of a lexicon file that is neither blank nor a remark."""

    path: Path
    number: int
    text: str

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"{self.path}, line {self.number}"

    @property
    def noted(self) -> str:
        """The same below the corpus, for what is kept in the outputs: no folder of this machine."""
        return f"{noted(self.path.name)}, line {self.number}"

    @property
    def is_shipped(self) -> bool:
        return self.path.parent == SHIPPED_FOLDER

    @property
    def origin(self) -> str:
        return origin(self.path, self.number)


def origin(path: Path, number: int) -> str:
    """Where an entry comes from: ``shipped``, or the overlay's file and line, which is the same in every folder."""
    return SHIPPED if path.parent == SHIPPED_FOLDER else f"{path.name}:{number}"


def noted(name: str) -> str:
    """The place of a lexicon file of this name below the corpus, wherever that is."""
    return f"{LEXICON_FOLDER}/{name}"


def noted_origin(origin: str) -> str:
    """
    >>> noted_origin("terms.txt:12")
    'lexicon/terms.txt, line 12'
    """
    name, _, number = origin.rpartition(":")
    return f"{noted(name)}, line {number}"


def read_text(path: Path, faults: Faults) -> str:
    """A file's text with ``\\n`` line ends and no BOM; that an overlay's file has others is a warning.

    Raises ``LexiconError`` where it is not UTF-8.
    """
    try:
        received = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); make it readable") from error
    try:
        text = received.decode("utf-8")
    except UnicodeDecodeError as error:
        line = received.count(b"\n", 0, error.start) + 1
        raise LexiconError(
            f"{path}, line {line}: byte 0x{received[error.start]:02X} is not UTF-8; save the file as UTF-8"
        ) from error
    if path.parent != SHIPPED_FOLDER:
        faults.warn(*form_warnings(noted(path.name), text))
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n").replace("\r", "\n")


def read_lines(files: tuple[Path, ...], faults: Faults) -> Iterator[Line]:
    """The lines of some files that say something, in order; a file that cannot be read has none."""
    for path in files:
        text = ""
        with faults.reported():
            text = read_text(path, faults)
        numbered = enumerate(text.split("\n"), start=1)
        lines = [Line(path, number, line) for number, line in numbered if _says_something(line)]
        if path.parent != SHIPPED_FOLDER:
            fields = ((line.number, field) for line in lines for field in line.text.split("\t"))
            faults.warn(*blank_warnings(noted(path.name), fields))
        yield from lines


def _says_something(line: str) -> bool:
    said = line.strip()
    return said != "" and not said.startswith("#")


def split_fields(line: Line, names: tuple[str, ...], n_required: int) -> list[str]:
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
