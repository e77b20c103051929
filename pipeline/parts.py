"""Parts of the work of a stage that is decided, run and cached part by part, and how a corpus is cut into them.

What a part is made from are some editions and some tables. A new edition then costs its own parts, not those of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.corpus import WHOLE_CORPUS


@dataclass(frozen=True)
class Part:
    """``key``: values of columns that tell the part's rows, in every table that the stage writes, from all others.

    ``editions``: those that the part sees, in order of time. ``reads``: the tables that it sees of those that the
    stage reads; None for all.
    """

    key: Mapping[str, str]
    editions: tuple[str, ...]
    reads: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """
        >>> Part({"edition": "2018-paris", "chart": "keyword-bars"}, ("2018-paris",)).name
        '2018-paris/keyword-bars'
        """
        return "/".join(self.key.values())

    def tables(self, stage_reads: Sequence[str]) -> tuple[str, ...]:
        """The names of the tables that the part is given."""
        return tuple(stage_reads) if self.reads is None else self.reads


def fits(editions: Sequence[str]) -> list[Part]:
    """Each edition by itself and, where there are several, all together: that one first, as it takes longest."""
    alone = [Part({"fit": edition}, (edition,)) for edition in editions]
    return [Part({"fit": WHOLE_CORPUS}, tuple(editions)), *alone] if len(editions) > 1 else alone


def with_the_one_before(editions: Sequence[str]) -> list[Part]:
    """Each edition together with the one before it; the first has none.

    >>> [part.editions for part in with_the_one_before(["2018-paris", "2021-katowice"])]
    [('2018-paris',), ('2018-paris', '2021-katowice')]
    """
    first = [Part({"edition": edition}, (edition,)) for edition in editions[:1]]
    return first + [Part({"edition": later}, (earlier, later)) for earlier, later in pairwise(editions)]
