"""What became of the wordings, counted over documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.terminology.occurrences import ACROSS, INSIDE, OUTCOMES, WHOLE, Document, Occurrences
from pipeline.terminology.readings import SEPARATOR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Tally:
    """Counts over all documents added so far; ``n``: wordings × outcomes, ``n_in_messages``: whole ones, a wording."""

    def __init__(self, n_entries: int, max_examples: int) -> None:
        import numpy as np

        self.n: NDArray[np.int64] = np.zeros((n_entries, len(OUTCOMES)), dtype=np.int64)
        self.n_in_messages: NDArray[np.int64] = np.zeros(n_entries, dtype=np.int64)
        self.readings: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        """By wording and outcome: tokens that it stands inside, or the words that it is cut into or across."""
        self.examples: dict[tuple[int, int], list[str]] = defaultdict(list)
        """By wording and outcome: the first passages."""
        self.kinds: dict[str, str] = {}
        """Of each token that something stands inside."""
        self._max_examples = max_examples
        self._is_full: NDArray[np.bool_] = np.zeros(n_entries * len(OUTCOMES), dtype=bool)

    def add(self, document: Document, found: Occurrences) -> None:
        import numpy as np

        np.add.at(self.n, (found.entry, found.outcome), 1)
        is_counted = (
            (found.outcome == WHOLE) & document.is_message[found.passage] & ~document.is_apposition[found.first]
        )
        np.add.at(self.n_in_messages, found.entry[is_counted], 1)
        self._add_inside(document, found)
        for place in np.flatnonzero(found.outcome >= ACROSS).tolist():
            terms = document.term[found.first[place] : found.last[place] + 1].tolist()
            reading = SEPARATOR.join(document.texts[term] for term in terms)
            self.readings[int(found.entry[place]), int(found.outcome[place])][reading] += 1
        self._add_examples(document, found)

    def _add_inside(self, document: Document, found: Occurrences) -> None:
        import numpy as np

        inside = found.outcome == INSIDE
        pairs = np.column_stack([found.entry[inside], document.term[found.first[inside]]])
        distinct, n = np.unique(pairs, axis=0, return_counts=True)
        for (entry, term), count in zip(distinct.tolist(), n.tolist(), strict=True):
            self.readings[entry, INSIDE][document.texts[term]] += count
            self.kinds[document.texts[term]] = document.kinds[term]

    def _add_examples(self, document: Document, found: Occurrences) -> None:
        import numpy as np

        key = found.entry * len(OUTCOMES) + found.outcome
        wanted = ~self._is_full[key]
        pairs = np.unique(np.column_stack([key[wanted], found.passage[wanted]]), axis=0)
        for at, passage in pairs.tolist():
            named = self.examples[divmod(at, len(OUTCOMES))]
            if len(named) < self._max_examples:
                named.append(document.passage_ids[passage])
            self._is_full[at] = len(named) == self._max_examples
