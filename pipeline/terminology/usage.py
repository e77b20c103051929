"""Where an edition has several of the wordings whose choice a usage note calls worth checking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.terminology.examples import context_of, ids_of

if TYPE_CHECKING:
    from pipeline.lexicon.model import UsageNote
    from pipeline.terminology.edition_text import EditionText


class Used(NamedTuple):
    """A wording of a note in one edition, beside the most frequent other one there; None where it is alone."""

    edition: str
    note: UsageNote
    found: str
    n_found: int
    beside: str | None
    n_beside: int
    passage_ids: str
    context: str


def used_wordings(text: EditionText, notes: Sequence[UsageNote], most: int, width: int) -> Iterator[Used]:
    """The wordings that are worth a look in one edition, in passages of every kind: a title names the messages.

    A wording counts where it begins and ends with words of the text: 自由 not in the one word 言论自由, nor 界 in 世界.
    A wording has a row where the note doubts it, or where another one is more frequent that it does not doubt.
    """
    finder = _Finder(text)
    for note in notes:
        places = {wording: finder.places(wording) for wording in note.wordings}
        present = sorted((one for one in note.wordings if places[one]), key=lambda one: (-len(places[one]), one))
        for wording in present:
            beside = next((other for other in present if other != wording), None)
            is_odd = wording != present[0] and present[0] not in note.doubtful
            if wording in note.doubtful or is_odd:
                passages = sorted({passage for passage, _ in places[wording]})[:most]
                passage, start = places[wording][0]
                whole = text.passage_texts[passage].as_py()
                yield Used(
                    edition=text.passages.edition,
                    note=note,
                    found=wording,
                    n_found=len(places[wording]),
                    beside=beside,
                    n_beside=0 if beside is None else len(places[beside]),
                    passage_ids=" ".join(ids_of(text.passages, passages)),
                    context=context_of(whole, start, start + len(wording), width),
                )


class _Finder:
    """Finds strings that begin and end where tokens do; only the passages that have them are looked at in Python."""

    def __init__(self, text: EditionText) -> None:
        import numpy as np

        self._text = text
        self._first = np.searchsorted(text.tokens.passage, np.arange(len(text.passage_texts) + 1))

    def places(self, wording: str) -> list[tuple[int, int]]:
        """Passage and start of every occurrence, in order."""
        import numpy as np
        import pyarrow.compute as pc

        having = pc.match_substring(self._text.passage_texts, wording).to_numpy(zero_copy_only=False)
        return [place for passage in np.flatnonzero(having).tolist() for place in self._in_passage(passage, wording)]

    def _in_passage(self, passage: int, wording: str) -> Iterator[tuple[int, int]]:
        tokens = slice(int(self._first[passage]), int(self._first[passage + 1]))
        starts, ends = (set(of[tokens].tolist()) for of in (self._text.tokens.start, self._text.tokens.end))
        whole = self._text.passage_texts[passage].as_py()
        start = whole.find(wording)
        while start >= 0:
            if start in starts and start + len(wording) in ends:
                yield passage, start
            start = whole.find(wording, start + 1)
