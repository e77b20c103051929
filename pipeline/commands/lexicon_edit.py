"""Which wordings an edit of the overlay changed, with what became of them in the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.lexicon.entries import Entry, list_entries

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Lexicon


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
