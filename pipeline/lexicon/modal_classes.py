"""Read ``modal-classes.tsv``: what kind of intent a modal word carries.

A line is ``word<TAB>class``. The overlay's line on a word goes before the shipped one; ``-word`` takes it off.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.listing import Listing
from pipeline.lexicon.reading import Line, read_lines, split_fields

OBLIGATION, RECOMMENDATION, NEED, POSSIBILITY = "obligation", "recommendation", "need", "possibility"
PROHIBITION, EXEMPTION = "prohibition", "exemption"
NEGATION = "negation"
CLASSES = (OBLIGATION, RECOMMENDATION, NEED, POSSIBILITY, PROHIBITION, EXEMPTION)
"""In the order in which they are shown."""
NEGATED = {
    OBLIGATION: EXEMPTION,
    NEED: EXEMPTION,
    RECOMMENDATION: PROHIBITION,
    POSSIBILITY: PROHIBITION,
    PROHIBITION: POSSIBILITY,
    EXEMPTION: NEED,
}
"""What a word of each class becomes behind a negation."""


def read_modal_classes(files: tuple[Path, ...], faults: Faults) -> dict[str, str]:
    """The class of each word, sorted by word; negations are of the class ``negation``."""
    listing = Listing(faults)
    for line in read_lines(files, faults):
        with faults.reported():
            _take(line, listing)
    return {word: of_word for (word,), of_word, _ in sorted(listing, key=lambda entry: entry[0])}


def _take(line: Line, listing: Listing) -> None:
    written, of_word = split_fields(line, ("word", "class"), 1)
    if written.startswith("-"):
        listing.remove((written[1:].strip(),), line)
        return
    known = (*CLASSES, NEGATION)
    if not written or of_word not in known:
        raise LexiconError(
            f"{line.place}: {line.text.strip()!r}; expected a word, a tab and its class, one of {', '.join(known)}"
        )
    listing.add((written,), line, of_word, sought=(written,))
