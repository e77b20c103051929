"""Groups of two editions held against each other: which became which, and what ties the two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.columns.alignment import BORN, CONTINUED, ENDED, MERGED, REGROUPED, SPLIT, UNCLEAR
from pipeline.columns.themes import SEPARATOR
from pipeline.statistics import seeds
from pipeline.statistics.alignment import Alignment, align, message_weights, typical_profiles
from pipeline.statistics.multiple_testing import benjamini_hochberg

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import AlignmentSettings

Row = dict[str, Any]
Link = tuple[int, int]
"""The places of an earlier and of a later group."""
PassagePair = tuple[str, str]
"""An earlier message and the later one that it became, by id."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """The messages of an edition in groups: messages × terms, and the place of each message's group, -1 for none."""

    passage_ids: tuple[str, ...]
    counts: csr_array
    groups: NDArray[np.int64]
    n_groups: int

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Messages of each group."""
        import numpy as np

        return np.bincount(self.groups[self.groups >= 0], minlength=self.n_groups)

    @property
    def group_of(self) -> dict[str, int]:
        """The group of each message that has one, by passage id."""
        return {id_: int(group) for id_, group in zip(self.passage_ids, self.groups, strict=True) if group >= 0}


@dataclass(frozen=True)
class Outcome:
    """What became of a group; None for the side that is missing."""

    relation: str
    earlier: int | None
    later: int | None


class NearestQ(NamedTuple):
    """q of each group of a side for being near to, or far from, all groups of the other; NaN where not tested."""

    near: NDArray[np.float64]
    far: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Compared:
    """Two groupings, what their words say of them, and the q of each test."""

    earlier: Grouped
    later: Grouped
    tests: Alignment
    q_earlier: NearestQ
    q_later: NearestQ
    profiles: tuple[NDArray[np.float64], NDArray[np.float64]]
    """Typical terms, earlier groups × terms and later groups × terms."""


def compare_groups(earlier: Grouped, later: Grouped, purpose: str, settings: AlignmentSettings) -> Compared:
    """Align two groupings over the same terms by their words.

    A group of too few messages is not tested. The false-discovery rate is controlled over the groups of each side, of
    those that are called near and of those that are called far: one side's groups may be coherent by themselves and
    pass, which must not ease the other side's test. ``purpose`` names the draws.
    """
    chosen = _widespread(earlier.counts, later.counts, settings.max_terms)
    weights = message_weights(earlier.counts[:, chosen], later.counts[:, chosen])
    before, after = (weights[0], earlier.groups), (weights[1], later.groups)
    is_used = earlier.sizes >= settings.min_group_messages, later.sizes >= settings.min_group_messages
    rng = seeds.generator(settings.seed, "alignment", purpose)
    tests = align(before, after, is_used, settings.n_permutations, rng)
    # Without a group on the other side there is nothing to be near to.
    q_earlier, q_later = (
        NearestQ(*(_q_values(p_values, own & other.any()) for p_values in (of_side.p_near, of_side.p_far)))
        for of_side, own, other in zip((tests.earlier, tests.later), is_used, is_used[::-1], strict=True)
    )
    profiles = (_all_terms(before, earlier, chosen), _all_terms(after, later, chosen))
    return Compared(earlier, later, tests, q_earlier, q_later, profiles)


def _all_terms(
    side: tuple[csr_array, NDArray[np.int64]], grouped: Grouped, chosen: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The typical profiles over all terms, 0 for those that were not chosen."""
    import numpy as np

    profiles = np.zeros((grouped.n_groups, grouped.counts.shape[1]))
    profiles[:, chosen] = typical_profiles(*side, grouped.n_groups)
    return profiles


def _widespread(earlier: csr_array, later: csr_array, most: int) -> NDArray[np.int64]:
    """The terms in at least two messages, at most ``most``, the most widespread; ties go to the lower number."""
    import numpy as np

    n_terms = earlier.shape[1]
    frequency = np.bincount(earlier.indices, minlength=n_terms) + np.bincount(later.indices, minlength=n_terms)
    order = np.argsort(-frequency, kind="stable")[:most]
    return np.sort(order[frequency[order] >= 2])


def _q_values(p_values: NDArray[np.float64], is_tested: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Benjamini and Hochberg's q of those tested, NaN for the rest."""
    import numpy as np

    q_values = np.full(p_values.shape, np.nan)
    q_values[is_tested] = benjamini_hochberg(p_values[is_tested])
    return q_values


def significant_links(compared: Compared, level: float) -> set[Link]:
    """Pairs of which one is the other's nearest, and both are nearer to the other edition than chance gives.

    Both, as a theme is coherent by being one: it comes nearer to some group dealt at random in the other edition than
    groups of its own edition dealt at random do. Ties go to the first.
    """
    import numpy as np

    is_near = compared.q_earlier.near <= level, compared.q_later.near <= level
    from_earlier = {(int(i), int(compared.tests.earlier.nearest[i])) for i in np.flatnonzero(is_near[0])}
    from_later = {(int(compared.tests.later.nearest[j]), int(j)) for j in np.flatnonzero(is_near[1])}
    return {(i, j) for i, j in from_earlier | from_later if is_near[0][i] and is_near[1][j]}


def outcomes(links: Collection[Link], compared: Compared, level: float) -> Iterator[Outcome]:
    """What became of every group: each link, by the later group, then later groups without one, then earlier ones."""
    n_later = [sum(one == earlier for one, _ in links) for earlier in range(compared.earlier.n_groups)]
    n_earlier = [sum(one == later for _, one in links) for later in range(compared.later.n_groups)]
    for earlier, later in sorted(links, key=lambda link: (link[1], link[0])):
        yield Outcome(_relation(n_later[earlier], n_earlier[later]), earlier, later)
    for later, n_linked in enumerate(n_earlier):
        if not n_linked:
            yield Outcome(BORN if compared.q_later.far[later] <= level else UNCLEAR, None, later)
    for earlier, n_linked in enumerate(n_later):
        if not n_linked:
            yield Outcome(ENDED if compared.q_earlier.far[earlier] <= level else UNCLEAR, earlier, None)


def _relation(n_later: int, n_earlier: int) -> str:
    """The kind of a link from how many later groups its earlier group has, and the other way round.

    >>> _relation(1, 1), _relation(2, 1), _relation(1, 2), _relation(2, 2)
    ('continued', 'split', 'merged', 'regrouped')
    """
    if n_later > 1 and n_earlier > 1:
        return REGROUPED
    if n_later > 1:
        return SPLIT
    return MERGED if n_earlier > 1 else CONTINUED


def measures(
    outcome: Outcome,
    compared: Compared,
    labels: Sequence[str],
    pairs: Sequence[PassagePair],
    settings: AlignmentSettings,
) -> Row:
    """The measures of a row: similarity with its p and q, sizes, and what both sides have in common.

    ``labels`` of the terms; ``pairs``: the messages carried over or reworded from the earlier edition to the later.
    """
    similarity, p_value, q_value = _tested(outcome, compared)
    passages, terms = _in_common(outcome, compared, pairs)
    sizes = compared.earlier.sizes, compared.later.sizes
    return {
        "similarity": round(similarity, settings.decimals),
        "p_value": None if isnan(q_value) else round(p_value, settings.decimals),
        "q_value": None if isnan(q_value) else round(q_value, settings.decimals),
        "n_permutations": None if isnan(q_value) else compared.tests.n_permutations,
        "n_messages_previous": 0 if outcome.earlier is None else int(sizes[0][outcome.earlier]),
        "n_messages": 0 if outcome.later is None else int(sizes[1][outcome.later]),
        "n_shared_passages": len(passages),
        "shared_passages": " ".join(passages),
        "n_shared_terms": len(terms),
        "shared_terms": SEPARATOR.join(labels[term] for term in terms[: settings.n_shared_terms]),
    }


def _tested(outcome: Outcome, compared: Compared) -> tuple[float, float, float]:
    """Similarity, p and q of a row; q is NaN where nothing was tested.

    Of a link those of the side that is less surely near the other, if one is the other's nearest. Of a group alone how
    far it is from all.
    """
    tests, earlier, later = compared.tests, outcome.earlier, outcome.later
    if earlier is not None and later is not None:
        is_nearest = tests.earlier.nearest[earlier] == later or tests.later.nearest[later] == earlier
        of_both = (
            (compared.q_earlier.near[earlier], tests.earlier.p_near[earlier]),
            (compared.q_later.near[later], tests.later.p_near[later]),
        )
        q_value, p_value = max(of_both) if is_nearest else (nan, nan)
        return float(tests.similarity[earlier, later]), float(p_value), float(q_value)
    if later is not None:
        nearest = tests.similarity[:, later].max(initial=0.0)
        return float(nearest), float(tests.later.p_far[later]), float(compared.q_later.far[later])
    nearest = tests.similarity[earlier].max(initial=0.0)
    return float(nearest), float(tests.earlier.p_far[earlier]), float(compared.q_earlier.far[earlier])


def _in_common(outcome: Outcome, compared: Compared, pairs: Sequence[PassagePair]) -> tuple[list[str], list[int]]:
    """The later ids of shared messages, and the terms typical of both sides, those that tie them most first."""
    import numpy as np

    if outcome.earlier is None or outcome.later is None:
        return [], []
    before, after = compared.earlier.group_of, compared.later.group_of
    shared = {new for old, new in pairs if (before.get(old), after.get(new)) == (outcome.earlier, outcome.later)}
    weight = (compared.profiles[0][outcome.earlier] * compared.profiles[1][outcome.later]).round(9)
    order = np.argsort(-weight, kind="stable")
    return sorted(shared), [int(term) for term in order[weight[order] > 0]]
