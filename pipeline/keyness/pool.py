"""The messages of comparisons that share them, dealt out as messages or as documents, and their permutation tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.keywords.counts import presence, sum_rows
from pipeline.statistics.clustered_ratio import UnitSums, unit_sums
from pipeline.statistics.permutation import PermutationTests, permutation_tests
from pipeline.statistics.seeds import generator

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csc_array, csr_array

    from pipeline.keyness.groups import Comparison
    from pipeline.keyness.messages import Messages
    from pipeline.settings import KeynessSettings

MESSAGE, DOCUMENT = "message", "document"


@dataclass(frozen=True, eq=False)
class Pool:
    """Messages of a pool (``rows`` of ``Messages``, ascending) × the units of them that are tested.

    ``document`` numbers the pool's documents, from 0; ``tested``, ``eligible`` and ``occurring`` are units: those
    tested, those frequent and widespread enough to be, and all.
    """

    name: str
    rows: NDArray[np.int64]
    document: NDArray[np.int64]
    sizes: NDArray[np.int64]
    counts: csr_array
    tested: NDArray[np.int64]
    eligible: NDArray[np.int64]
    occurring: NDArray[np.int64]

    @cached_property
    def by_unit(self) -> csc_array:
        """The counts again, for taking some units out of them."""
        return self.counts.tocsc()

    def places(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places in the pool of some of its rows."""
        import numpy as np

        return np.searchsorted(self.rows, rows).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Deal:
    """A pool as what the permutations deal out whole; arrays have one item a message or a document."""

    unit: str
    number: NDArray[np.int64]
    """For each message of the pool its place here."""
    sizes: NDArray[np.int64]
    counts: csr_array

    def member(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of all hold some messages of the pool."""
        import numpy as np

        inside = np.zeros(len(self.sizes), dtype=bool)
        inside[self.number[places]] = True
        return inside

    def sums(self, inside: NDArray[np.bool_]) -> UnitSums:
        return unit_sums(self.counts[inside.nonzero()[0]], self.sizes[inside])


def make_pool(comparison: Comparison, messages: Messages, settings: KeynessSettings) -> Pool:
    """All messages of a comparison. Tested are units frequent and widespread enough in all together, at most
    ``max_terms``, the most widespread first.

    Whether a unit is tested must not depend on where it stands, or its p-value would not be one.
    """
    import numpy as np

    rows = comparison.pool_rows
    counts = messages.counts[rows]
    total = counts.sum(axis=0)
    n_messages = np.bincount(counts.indices, minlength=counts.shape[1])
    eligible = np.flatnonzero((total >= settings.min_occurrences) & (n_messages >= settings.min_range))
    order = np.lexsort([eligible, -total[eligible], -n_messages[eligible]])
    tested = np.sort(eligible[order[: settings.max_terms]])
    _, document = np.unique(messages.document[rows], return_inverse=True)
    return Pool(
        comparison.pool,
        rows,
        document,
        messages.sizes[rows],
        counts[:, tested],
        tested,
        eligible,
        np.flatnonzero(total),
    )


def unit_of(comparison: Comparison, messages: Messages, settings: KeynessSettings) -> str:
    """Documents where either side has enough of its own, else messages."""
    import numpy as np

    focus, others = (np.unique(messages.document[rows]) for rows in (comparison.focus.rows, comparison.reference_rows))
    is_many = min(len(focus), len(others)) >= settings.min_documents
    return DOCUMENT if is_many and len(np.intersect1d(focus, others)) == 0 else MESSAGE


def deal(pool: Pool, unit: str) -> Deal:
    import numpy as np

    if unit == MESSAGE:
        return Deal(unit, np.arange(len(pool.rows)), pool.sizes, pool.counts)
    n_documents = int(pool.document.max()) + 1
    sizes = np.zeros(n_documents, dtype=np.int64)
    np.add.at(sizes, pool.document, pool.sizes)
    return Deal(unit, pool.document, sizes, sum_rows(pool.counts, pool.document, n_documents))


def permute(pool: Pool, dealt: Deal, is_focus: NDArray[np.bool_], settings: KeynessSettings) -> PermutationTests:
    """``is_focus``: comparisons × what is dealt out."""
    looks = looks_for(len(dealt.sizes), len(pool.tested), settings)
    rng = generator(settings.seed, pool.name, dealt.unit)
    return permutation_tests(dealt.counts, dealt.sizes, is_focus, looks, settings.enough_exceedances, rng)


def looks_for(n_units: int, n_terms: int, settings: KeynessSettings) -> Sequence[int]:
    """The first two looks, and others up to the first at which one term of ``n_terms`` could be key, if paid for.

    Alone it would need a p-value of level / n_terms. The looks follow from the size of the text, never from what was
    found.

    >>> from pipeline.settings import KeynessSettings
    >>> looks_for(26, 60, KeynessSettings())
    (999, 4999)
    """
    too_few = sum(look + 1 < n_terms / settings.level for look in settings.looks)
    paid = sum(look * n_units <= settings.max_draws for look in settings.looks)
    return settings.looks[: max(min(max(too_few + 1, 2), paid), 1)]


@dataclass(frozen=True, eq=False)
class Ranges:
    """How many messages and documents have each tested unit, in the pool and by document."""

    n_messages: NDArray[np.int64]
    n_documents: NDArray[np.int64]
    by_document: csr_array


def ranges(pool: Pool) -> Ranges:
    by_document = sum_rows(presence(pool.counts), pool.document, int(pool.document.max()) + 1)
    return Ranges(presence(pool.counts).sum(axis=0), presence(by_document).sum(axis=0), by_document)


def sides(pool: Pool, all_of: Ranges, places: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """The columns of the ``keyness`` table on ranges, for the focus at these places and all else of the pool."""
    import numpy as np

    documents, number = np.unique(pool.document[places], return_inverse=True)
    focus = sum_rows(presence(pool.counts[places]), number, len(documents))
    only_focus = (all_of.by_document[documents] - focus).tocsr()
    only_focus.eliminate_zeros()
    # A document of the focus is one of the reference too where it has messages with the unit outside of the focus.
    in_both = presence(only_focus).sum(axis=0)
    n_messages, n_documents = focus.sum(axis=0), presence(focus).sum(axis=0)
    n_of_these = presence(all_of.by_document[documents]).sum(axis=0)
    return {
        "n_messages_focus": n_messages,
        "n_messages_reference": all_of.n_messages - n_messages,
        "n_documents_focus": n_documents,
        "n_documents_reference": all_of.n_documents - n_of_these + in_both,
    }
