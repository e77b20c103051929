"""Where an edition has several of the wordings whose choice a usage note calls worth checking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.segment.context import context_of
from pipeline.terminology.examples import ids_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    """Finds strings that are one token or several of a passage, on term numbers: no text is searched."""

    def __init__(self, text: EditionText) -> None:
        import numpy as np

        self._tokens = text.tokens
        self._number = {one: number for number, one in enumerate(text.vocabulary.texts)}
        self._by_term = np.argsort(text.tokens.term, kind="stable")
        self._first = np.searchsorted(text.tokens.term[self._by_term], np.arange(len(self._number) + 1))

    def places(self, wording: str) -> list[tuple[int, int]]:
        """Passage and start of every occurrence, in order."""
        import numpy as np

        at = np.sort(self._spelt(wording))
        return list(zip(self._tokens.passage[at].tolist(), self._tokens.start[at].tolist(), strict=True))

    def _spelt(self, wording: str) -> NDArray[np.int64]:
        """The tokens from which on tokens of one passage spell the wording."""
        import numpy as np

        found = [self._equal(wording)]
        for end in range(1, len(wording)):
            first = self._equal(wording[:end])
            first = first[first + 1 < len(self._by_term)]
            first = first[self._tokens.passage[first] == self._tokens.passage[first + 1]]
            if len(first):
                found.append(first[np.isin(first + 1, self._spelt(wording[end:]))])
        return np.concatenate(found)

    def _equal(self, text: str) -> NDArray[np.int64]:
        """The tokens of one text."""
        number = self._number.get(text)
        return self._by_term[:0] if number is None else self._by_term[self._first[number] : self._first[number + 1]]
