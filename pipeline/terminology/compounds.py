"""Words side by side that are one character off a wording of the lexicon: 网络|罪行 beside 网络犯罪.

What the lexicon does not have is cut into words, so such a wording is no term of the corpus: it is looked for as two or
three content words in a row. One character is in one word, so the first or the last of them stands unchanged at an end
of the lexicon's wording; sequences without either are passed over unseen.

Of four characters, one is a quarter: 能源发展 is not 能力发展. So short pairs count only where a slip left a single
character over (网络|安|金), which ordinary words seldom do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.segment.context import context_of
from pipeline.segment.kinds import LATIN, kind_of
from pipeline.terminology.contrasts import are_siblings
from pipeline.terminology.examples import ids_of
from pipeline.terminology.forms import edit_distance, one_off_keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.terminology.edition_text import EditionText

_LENGTHS = (2, 3)
_LONG = 5
"""Characters of a wording that one character more or less does not make another word."""


@dataclass
class Found:
    """A compound in the messages: the wordings that it is near, counts, the first messages, words around the first."""

    near: tuple[str, ...]
    n_occurrences: int = 0
    n_messages: int = 0
    passage_ids: list[str] = field(default_factory=list)
    context: str = ""


class Compounds:
    """Gathers the compounds of a corpus; ``wordings`` are the lexicon's, of them those of some length are compared."""

    def __init__(
        self, wordings: Collection[str], left_out: Collection[str], min_characters: int, most: int, width: int
    ) -> None:
        """``left_out``: words that are part of no term; ``most`` and ``width``: as for ``Examples``."""
        self._most, self._width = most, width
        self._left_out = left_out
        self._targets: dict[str, set[str]] = defaultdict(set)
        long = sorted(one for one in wordings if len(one) >= min_characters and kind_of(one) != LATIN)
        for one in long:
            for key in one_off_keys(one, n_off=1):
                self._targets[key].add(one)
        self._known = frozenset(wordings)
        self._starts = {one[:end] for one in long for end in range(1, len(one))}
        self._ends = {one[start:] for one in long for start in range(1, len(one))}
        self.found: dict[str, Found] = {}

    def add(self, text: EditionText) -> None:
        """Look through one edition's messages."""
        import numpy as np

        texts = text.vocabulary.texts
        is_start, is_end, is_none = (
            np.array([one in words for one in texts], dtype=bool)
            for words in (self._starts, self._ends, self._left_out)
        )
        for length in _LENGTHS:
            first = self._runs(text, ~is_none, length)
            last = first + length - 1
            first = first[is_start[text.tokens.term[first]] | is_end[text.tokens.term[last]]]
            self._take(text, first, length)

    @staticmethod
    def _runs(text: EditionText, is_part: NDArray[np.bool_], length: int) -> NDArray[np.int64]:
        """Where so many words of one message stand in a row, each of which may be part of a term."""
        import numpy as np

        n_starts = max(len(text.tokens.term) - length + 1, 0)
        usable = is_part[text.tokens.term] & text.is_counted & text.in_message
        kept = text.tokens.passage[:n_starts] == text.tokens.passage[length - 1 :][:n_starts]
        for step in range(length):
            kept = kept & usable[step : step + n_starts]
        return np.flatnonzero(kept)

    def _take(self, text: EditionText, first: NDArray[np.int64], length: int) -> None:
        import numpy as np

        if not len(first):
            return
        rows = np.stack([text.tokens.term[first + step] for step in range(length)], axis=1)
        kinds, kind = np.unique(rows, axis=0, return_inverse=True)
        order = np.argsort(kind.reshape(-1), kind="stable")
        bounds = np.searchsorted(kind.reshape(-1)[order], np.arange(len(kinds) + 1))
        for number, words in enumerate(kinds.tolist()):
            parts = [text.vocabulary.texts[word] for word in words]
            compound = "".join(parts)
            near = self.found[compound].near if compound in self.found else tuple(self._near(compound, parts))
            if near:
                places = first[order[bounds[number] : bounds[number + 1]]]
                self._note(text, self.found.setdefault(compound, Found(near)), places.tolist(), length)

    def _near(self, compound: str, parts: Sequence[str]) -> Iterator[str]:
        """Wordings that are one character off, the one not part of the other, the difference no contrast."""
        if compound in self._known:
            return
        keys = set(one_off_keys(compound, n_off=1))
        for wording in sorted({one for key in keys for one in self._targets.get(key, ())}):
            is_part = compound in wording or wording in compound
            is_slip = len(compound) == len(wording) and any(len(part) == 1 for part in parts)
            if max(len(compound), len(wording)) < _LONG and not is_slip:
                continue
            if not is_part and edit_distance(compound, wording) == 1 and not are_siblings(compound, wording):
                yield wording

    def _note(self, text: EditionText, found: Found, places: Sequence[int], length: int) -> None:
        passages = sorted({int(text.tokens.passage[place]) for place in places})
        found.n_occurrences += len(places)
        found.n_messages += len(passages)
        room = self._most - len(found.passage_ids)
        found.passage_ids += ids_of(text.passages, passages[:room])
        if not found.context:
            whole = text.passage_texts[int(text.tokens.passage[places[0]])].as_py()
            start, end = int(text.tokens.start[places[0]]), int(text.tokens.end[places[0] + length - 1])
            found.context = context_of(whole, start, end, self._width)
