"""What an edit of the overlay changed: lines of its files, and wordings with what became of them in the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.faults import STOP
from pipeline.lexicon.entries import Entry, list_entries
from pipeline.lexicon.load import FILE_NAMES
from pipeline.lexicon.reading import read_text

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Lexicon


@dataclass(frozen=True)
class ChangedLine:
    """A line that only one of two states of a file has, with its number there; ``sign``: - for the earlier, + later."""

    file: str
    sign: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.sign} {self.file}, line {self.number}: {self.text}"


@dataclass(frozen=True)
class ChangedWording:
    """A wording that the lexicon had only before, has only after, or has otherwise; None where it had or has it not."""

    text: str
    before: Entry | None
    after: Entry | None

    @property
    def sign(self) -> str:
        if self.before is None:
            return "+"
        return "-" if self.after is None else "~"


def changed_lines(before: Path | None, after: Path | None) -> list[ChangedLine]:
    """The lines in which two overlays differ, file by file; None for no overlay."""
    return [
        line
        for file in sorted(FILE_NAMES.values())
        for line in _changed_lines(file, _lines(before, file), _lines(after, file))
    ]


def _lines(overlay: Path | None, file: str) -> list[str]:
    path = overlay / file if overlay else None
    return read_text(path, STOP).rstrip("\n").split("\n") if path and path.is_file() else []


def _changed_lines(file: str, before: Sequence[str], after: Sequence[str]) -> Iterator[ChangedLine]:
    for kind, start, stop, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (ChangedLine(file, "-", at + 1, before[at]) for at in range(start, stop) if before[at].strip())
            yield from (ChangedLine(file, "+", at + 1, after[at]) for at in range(begin, end) if after[at].strip())


def changed_wordings(before: Lexicon, after: Lexicon) -> list[ChangedWording]:
    """The wordings that two lexicons do not have in common, and those that they say other things of, by text.

    The line that a wording stands in says nothing of it.
    """
    old, new = (
        {entry.text: entry for entry in list_entries(lexicon.concepts, lexicon.terms)} for lexicon in (before, after)
    )
    texts = sorted(old.keys() | new.keys())
    return [
        ChangedWording(text, old.get(text), new.get(text))
        for text in texts
        if _meaning(old.get(text)) != _meaning(new.get(text))
    ]


def _meaning(entry: Entry | None) -> tuple[object, ...] | None:
    return None if entry is None else (entry.concept, entry.relation, entry.frequency)


def wording_lines(changed: Sequence[ChangedWording], before: pa.Table, after: pa.Table) -> Iterator[str]:
    """A line for each changed wording: what it is, and what became of it; ``before``, ``after``: ``lexicon_audit``."""
    sought = {wording.text for wording in changed}
    old, new = ({row["term"]: row for row in audit.to_pylist() if row["term"] in sought} for audit in (before, after))
    for wording in changed:
        if wording.after is not None:
            was = f"; before: {_named(wording.before)}, {_outcome(old[wording.text])}" if wording.before else ""
            yield f"{wording.sign} {_named(wording.after)}: {_outcome(new[wording.text])}{was}"
        elif wording.before is not None:
            yield f"{wording.sign} {_named(wording.before)}: before: {_outcome(old[wording.text])}"


def _named(entry: Entry) -> str:
    if entry.concept is not None:
        return f"{entry.text} ({entry.concept}, {entry.relation})"
    frequency = "" if entry.frequency is None else f", frequency {entry.frequency}"
    return f"{entry.text} (term{frequency})"


def _outcome(row: Mapping[str, Any]) -> str:
    """The row of the audit in a few words, each number with what it is made of.

    >>> _outcome({"n_occurrences": 0})
    'stands nowhere in this corpus'
    """
    n = row["n_occurrences"]
    if not n:
        return "stands nowhere in this corpus"
    made_of = {"inside": row["inside_terms"], "across": row["crossings"], "split": row["splits"]}
    parts = [f"{row[f'n_{name}']:,} {name} ({readings})" for name, readings in made_of.items() if readings]
    whole = f"{row['n_whole']:,} whole"
    return f"{n:,} occurrence{'s' if n > 1 else ''}: {', '.join([whole, *parts])}"
