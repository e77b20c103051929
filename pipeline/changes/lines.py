"""Lines in which two states of a file differ that a person keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.changes.pieces import changed_pieces
from pipeline.faults import STOP
from pipeline.lexicon.load import FILE_NAMES
from pipeline.lexicon.reading import read_text

_HEADER = re.compile(r"\s*\[+([^\[\]]+)\]+\s*(?:#.*)?")
_LOOKED_AT = 5  # removed lines that an added one is held against
_NAME = re.compile(r"""\s*(?:id|file)\s*=\s*["'](.*?)["']""")


@dataclass(frozen=True)
class ChangedLine:
    """A line that only one of two states of a file has, with its number there; ``sign``: - for the earlier, + later.

    ``entry``: of a TOML file the id, file or heading of the entry that the line stands in.
    """

    file: str
    sign: str
    number: int
    text: str
    entry: str = ""

    def __str__(self) -> str:
        return f"{self.sign} {self.file}, line {self.number}: {self.text}"


def changed_lines(before: Path | None, after: Path | None) -> list[ChangedLine]:
    """The lines in which two overlays differ, file by file; None for no overlay."""
    return [
        line
        for file in sorted(FILE_NAMES.values())
        for line in compare_lines(file, *(lines_of(overlay / file if overlay else None) for overlay in (before, after)))
    ]


def lines_of(path: Path | None) -> list[str]:
    """The lines of a file, none where there is no file; a BOM and the kind of line ends are no part of them."""
    return read_text(path, STOP).rstrip("\n").split("\n") if path and path.is_file() else []


def compare_lines(file: str, before: Sequence[str], after: Sequence[str]) -> Iterator[ChangedLine]:
    """The lines, blank ones aside, that only one of two states has, in the order of the file."""
    if before == after:
        return
    for kind, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _lines(file, "-", before, range(start, stop))
            yield from _lines(file, "+", after, range(begin, end))


def replacements(lines: Sequence[ChangedLine]) -> Iterator[tuple[ChangedLine | None, ChangedLine | None]]:
    """Each changed line; one that was removed beside the one that stands in its place and still says much of it."""
    waiting: list[ChangedLine] = []
    for line in lines:
        if line.sign == "-":
            waiting.append(line)
            continue
        place = next((at for at, old in enumerate(waiting[:_LOOKED_AT]) if _is_rewritten(old, line)), None)
        if place is None:
            yield None, line
            continue
        yield from ((old, None) for old in waiting[:place])
        yield waiting[place], line
        waiting = waiting[place + 1 :]
    yield from ((old, None) for old in waiting)


def _is_rewritten(old: ChangedLine, new: ChangedLine) -> bool:
    return (old.file, old.entry) == (new.file, new.entry) and bool(changed_pieces(old.text, new.text))


def _lines(file: str, sign: str, lines: Sequence[str], places: range) -> Iterator[ChangedLine]:
    for at in places:
        if lines[at].strip():
            yield ChangedLine(file, sign, at + 1, lines[at], entry_at(lines, at) if file.endswith(".toml") else "")


def entry_at(lines: Sequence[str], at: int) -> str:
    """What names the entry of a TOML file that a line stands in: its id or file, else its heading; empty above all.

    >>> entry_at(["[[concept]]", 'id = "net"', 'label_zh = "网"'], 2), entry_at(["[themes]", "seed = 1"], 1)
    ('net', 'themes')
    """
    start = next((place for place in range(at, -1, -1) if _HEADER.fullmatch(lines[place])), None)
    if start is None:
        return ""
    for line in lines[start + 1 :]:
        if _HEADER.fullmatch(line):
            break
        if named := _NAME.match(line):
            return named[1]
    heading = _HEADER.fullmatch(lines[start])
    return heading[1].strip() if heading else ""


def line_of_key(lines: Sequence[str], key: str) -> int | None:
    """The number of the line that states a dotted key, whole or by a table that it stands in; None where none does.

    >>> line_of_key(["[themes]", "# mine", "seed = 2"], "themes.seed")
    3
    """
    above, found = "", None
    for number, line in enumerate(lines, 1):
        if heading := _HEADER.fullmatch(line):
            above = f"{heading[1].strip()}."
            continue
        name, is_stated, _ = line.partition("=")
        stated = above + name.strip().replace(" ", "")
        if is_stated and not line.lstrip().startswith("#") and (key == stated or key.startswith(f"{stated}.")):
            found = number
    return found
