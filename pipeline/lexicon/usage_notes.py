"""Usage notes: Chinese wordings of one English word of the field whose choice is worth checking against the English.

A line of ``usage-notes.tsv`` is ``wordings<TAB>English<TAB>note``, the note optional; the wordings are separated by
``/``. The line is about an edition that has two or more of them. A wording with ``?`` after it is worth a look wherever
it stands: 政府间论坛? is mostly the IGF. ``-wordings<TAB>English`` takes a shipped line back, as it is written there.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.model import UsageNote
from pipeline.lexicon.reading import Line, read_lines, split_fields


def read_usage_notes(files: tuple[Path, ...], faults: Faults) -> tuple[UsageNote, ...]:
    """The notes in file order, the overlay's additions and removals applied."""
    listed: dict[tuple[str, str], tuple[UsageNote, Line]] = {}
    for line in read_lines(files, faults):
        with faults.reported():
            _take(line, listed, faults)
    return tuple(note for note, _ in listed.values())


def _take(line: Line, listed: dict[tuple[str, str], tuple[UsageNote, Line]], faults: Faults) -> None:
    wordings, english, note = split_fields(line, ("wordings", "English", "note"), 2)
    key = wordings.removeprefix("-").strip(), english
    if not wordings.startswith("-"):
        _, earlier = listed.setdefault(key, (_note(wordings, english, note, line), line))
        if earlier != line:
            faults.warn(f"{line.noted}: {key[0]!r} for {english!r} stands in {earlier.noted} already; delete the line")
    elif line.is_shipped or key not in listed or not listed[key][1].is_shipped:
        raise LexiconError(
            f"{line.place}: removes {key[0]!r} for {english!r}, which is not in the shipped list; "
            "copy the wordings and the English as they stand there, or delete the line"
        )
    else:
        del listed[key]


def _note(wordings: str, english: str, note: str, line: Line) -> UsageNote:
    """Raises ``LexiconError`` for a line that could never say anything."""
    stated = [one.strip() for one in wordings.split("/")]
    texts = tuple(one.removesuffix("?").strip() for one in stated)
    if not english or not all(texts) or len(set(texts)) < len(texts):
        raise LexiconError(
            f"{line.place}: {line.text.strip()!r}; expected different wordings with / between them, a tab, and the "
            "English"
        )
    doubtful = frozenset(text for text, one in zip(texts, stated, strict=True) if one.endswith("?"))
    if len(texts) < 2 and not doubtful:
        raise LexiconError(
            f"{line.place}: {wordings!r} alone; expected a second wording after a /, or a ? after it: worth a look "
            "wherever it stands"
        )
    return UsageNote(texts, doubtful, english, note)
