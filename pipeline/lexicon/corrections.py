"""Read ``corrections.tsv``: what a person found to be a slip of the received text, and what it should read."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.model import Correction
from pipeline.lexicon.reading import Line, read_lines, split_fields


def read_corrections(files: tuple[Path, ...], faults: Faults) -> tuple[Correction, ...]:
    """Decisions in file order; two lines on the same words that disagree are refused."""
    corrections: dict[tuple[str, str], tuple[Correction, Line]] = {}
    for line in read_lines(files, faults):
        with faults.reported():
            new = _correction(line)
            correction, earlier = corrections.setdefault((new.found, new.context), (new, line))
            if correction.corrected != new.corrected:
                raise LexiconError(
                    f"{line.place}: {new.found!r} in {new.context!r} reads {new.corrected!r}, but "
                    f"{correction.corrected!r} in line {earlier.number}; delete one of the two lines"
                )
            if earlier != line:
                faults.warn(f"{line.noted}: corrects what line {earlier.number} corrects already; delete the line")
    return tuple(correction for correction, _ in corrections.values())


def _correction(line: Line) -> Correction:
    fields = split_fields(line, ("found", "corrected", "context", "note"), 4)
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
    return Correction(found, corrected, context, note, line.noted)
