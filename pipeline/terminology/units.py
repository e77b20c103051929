"""The wordings that are compared with one another: content terms of the corpus, with what the lexicon knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.keywords.roles import CONTENT
from pipeline.segment.kinds import LATIN, WORD, kind_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.keywords.wordings import Wordings

_QUANTITY = re.compile("[0-9〇零一二三四五六七八九十百千万亿两几数第]")


@dataclass(frozen=True, eq=False)
class Units:
    """Content terms in sorted order, numbered by place, from 0; counts are over messages.

    ``concepts`` numbers ``Wordings.concepts`` by any relation, ``near`` too; None for a term of no concept.
    """

    texts: list[str]
    kinds: list[str]
    concepts: list[int | None]
    n_occurrences: NDArray[np.int64]
    n_messages: NDArray[np.int64]

    @cached_property
    def number(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.texts)}

    def __len__(self) -> int:
        return len(self.texts)


def content_units(terms: pa.Table, wordings: Wordings, max_characters: int) -> Units:
    """The units of a ``terms`` table, words and Latin words on no list of the analysts', and the lexicon's wordings.

    Words that begin with a number count something (三十多年, 第五届) and are left out, unless the lexicon has them; so
    are units longer than ``max_characters``. A wording that the text has not got has counts of 0: what the text has
    instead may be near it.
    """
    import numpy as np

    counts = dict.fromkeys(wordings.texts, (0, 0))
    names = ("term", "kind", "list", "n_occurrences", "n_messages")
    for text, kind, role, *counted in zip(*(terms.column(name).to_pylist() for name in names), strict=True):
        if text in counts or (role == CONTENT and kind in {WORD, LATIN} and not _QUANTITY.match(text)):
            counts[text] = (counted[0], counted[1])
    texts = sorted(text for text in counts if len(text) <= max_characters)
    return Units(
        texts=texts,
        kinds=[kind_of(text) for text in texts],
        concepts=[wordings.claimant(text) for text in texts],
        n_occurrences=np.array([counts[text][0] for text in texts], dtype=np.int64),
        n_messages=np.array([counts[text][1] for text in texts], dtype=np.int64),
    )


class Decided:
    """Pairs that need no proposal: of one concept, of two concepts, or decided by a line of ``variants.tsv``.

    A decision about a wording of a concept holds for all of them: what was found different from 利益攸关方 does not
    come back beside 利益相关者.
    """

    def __init__(self, wordings: Wordings, pairs: Iterable[tuple[str, str]]) -> None:
        self._wordings = wordings
        self._pairs = {frozenset((self._key(one), self._key(other))) for one, other in pairs}

    def settles(self, one: str, other: str) -> bool:
        both_claimed = self._wordings.claimant(one) is not None and self._wordings.claimant(other) is not None
        return both_claimed or frozenset((self._key(one), self._key(other))) in self._pairs

    def _key(self, text: str) -> int | str:
        claimant = self._wordings.claimant(text)
        return text if claimant is None else claimant
