"""Read a lexicon file of ``[[…]]`` entries: each with the lines that it stands in, so that a message can name one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.hygiene import blank_warnings
from pipeline.lexicon.reading import SHIPPED_FOLDER, noted, origin, read_text

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class TomlEntry:
    """One entry with the place that a message names."""

    fields: Mapping[str, Any]
    path: Path
    lines: tuple[str, ...]
    """The entry's own lines, its header first."""
    first_line: int

    def place(self, quoted: str = "") -> str:
        """File and line of the entry, or of the first of its lines that has the quoted words."""
        return f"{self.path}, line {self.line_of(quoted)}"

    def line_of(self, words: str) -> int:
        """Number of the line that has the words between quotation marks, else anywhere, else of the header."""
        for sought in (f'"{words}"', f"'{words}'", words):
            for number, line in enumerate(self.lines, start=self.first_line):
                if words and sought in line:
                    return number
        return self.first_line

    def origin_of(self, words: str) -> str:
        """Where the words come from, the same in every folder: ``shipped``, or file and line."""
        return origin(self.path, self.line_of(words))

    def noted(self, words: str = "") -> str:
        """File and line below the corpus, for what is kept in the outputs."""
        return f"{noted(self.path.name)}, line {self.line_of(words)}"


def read_entries(path: Path, header: str, faults: Faults) -> Iterator[TomlEntry]:
    """The entries under lines ``[[header]]``, in order.

    Raises ``LexiconError`` for a file that is no TOML or holds anything else.
    """
    text = read_text(path, faults)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: not valid TOML: {error}; correct the line that it names") from error
    lines = text.split("\n")
    for key in content:
        if key != header or not _is_list_of_entries(content[key]):
            raise LexiconError(f"{path}: found {key!r}, expected [[{header}]] entries only; correct or delete it")
    pattern = re.compile(rf"\s*\[\[\s*{header}\s*\]\]")
    starts = [number for number, line in enumerate(lines) if pattern.match(line)]
    fields = content.get(header, [])
    if len(starts) != len(fields):
        raise LexiconError(f"{path}: expected each {header} under a line [[{header}]] of its own; write it so")
    ends = [*starts, len(lines)][1:]
    for start, end, one in zip(starts, ends, fields, strict=True):
        yield TomlEntry(one, path, tuple(lines[start:end]), start + 1)


def _is_list_of_entries(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def is_text(value: object) -> TypeGuard[str]:
    """Text that says something."""
    return isinstance(value, str) and bool(value.strip())


def unknown_keys(entry: TomlEntry, known: Iterable[str]) -> Iterator[LexiconError]:
    """A fault for each key that an entry does not have."""
    for key in entry.fields:
        if key not in known:
            yield LexiconError(f"{entry.place(key)}: unknown key {key!r}; expected one of {', '.join(known)}")


def text_faults(entry: TomlEntry, name: str, value: object) -> Iterator[LexiconError]:
    """A fault where a value is not one line of text that says something."""
    if not is_text(value):
        found = "nothing" if value is None else repr(value)
        yield LexiconError(f"{entry.place(name)}: {name} is {found}; expected text in quotes that is not empty")
    elif len(value.strip().splitlines()) > 1 or "\t" in value.strip():
        yield LexiconError(f"{entry.place(name)}: {name} is {value!r}; expected text on one line, without tabs")


def list_faults(entry: TomlEntry, name: str, value: object) -> Iterator[LexiconError]:
    """A fault for each value of a list that is no such text, or one where it is no list."""
    if not isinstance(value, list):
        yield LexiconError(f'{entry.place(name)}: {name} is {value!r}; expected a list of texts in quotes: ["…"]')
        return
    for one in value:
        yield from text_faults(entry, name, one)


def note_faults(entry: TomlEntry) -> Iterator[LexiconError]:
    """A fault where the note is no text; an empty one is a note that nobody wrote."""
    note = entry.fields.get("note", "")
    if not isinstance(note, str):
        yield LexiconError(f"{entry.place('note')}: note is {note!r}; expected text in quotes")


def entry_blanks(entry: TomlEntry, texts: Iterable[str]) -> Iterator[str]:
    """Warnings about blanks around an analyst's texts."""
    if entry.path.parent != SHIPPED_FOLDER:
        yield from blank_warnings(noted(entry.path.name), ((entry.line_of(text), text) for text in texts))
