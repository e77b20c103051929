"""Read ``expansions.tsv``: full names that an acronym is accepted to stand for, beside those of the concepts.

A line is ``acronym<TAB>full name<TAB>note``, the note optional; ``-acronym<TAB>full name`` takes a shipped line back.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.listing import Listing
from pipeline.lexicon.reading import Line, read_lines, split_fields


def read_expansions(files: tuple[Path, ...], faults: Faults) -> dict[str, tuple[str, ...]]:
    """Full names by acronym, both sorted; the overlay's additions and removals applied."""
    listing = Listing(faults)
    for line in read_lines(files, faults):
        with faults.reported():
            _take(line, listing)
    names: dict[str, tuple[str, ...]] = {}
    for acronym, name in sorted(key for key, _, _ in listing):
        names[acronym] = (*names.get(acronym, ()), name)
    return names


def _take(line: Line, listing: Listing) -> None:
    """Add the line's pair, or take a shipped one back."""
    written, name, _ = split_fields(line, ("acronym", "full name", "note"), 2)
    is_removal = written.startswith("-")
    acronym = written[1:].strip() if is_removal else written
    if not acronym or not name:
        raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected an acronym, a tab and its full name")
    if acronym == name:
        raise LexiconError(f"{line.place}: {acronym!r} stands for itself; give its full name or delete the line")
    if is_removal:
        listing.remove((acronym, name), line)
    else:
        listing.add((acronym, name), line, sought=(acronym, name))
