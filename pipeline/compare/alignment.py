"""Groups of two editions held against each other: which became which, and what ties the two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from pipeline.columns.alignment import BORN, CONTINUED, ENDED, MERGED, REGROUPED, SPLIT, UNCLEAR
from pipeline.statistics import seeds
from pipeline.statistics.alignment import Alignment, align, message_weights, typical_profiles
from pipeline.statistics.multiple_testing import benjamini_hochberg
from pipeline.themes.labels import SEPARATOR

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


@dataclass(frozen=True, eq=False)
class Compared:
    """Two groupings, what their words say of them, and the q of each test."""

    earlier: Grouped
    later: Grouped
    tests: Alignment
    q_linked: NDArray[np.float64]
    q_born: NDArray[np.float64]
    q_ended: NDArray[np.float64]
    profiles: tuple[NDArray[np.float64], NDArray[np.float64]]
    """Typical terms, earlier groups × terms and later groups × terms."""


def compare_groups(earlier: Grouped, later: Grouped, purpose: str, settings: AlignmentSettings) -> Compared:
    """Align two groupings over the same terms by their words.

    A group of too few messages is not tested: its q is NaN. The false-discovery rate is controlled over all links,
    births and ends that are tested. ``purpose`` names the draws.
    """
    import numpy as np

    chosen = _widespread(earlier.counts, later.counts, settings.max_terms)
    weights = message_weights(earlier.counts[:, chosen], later.counts[:, chosen])
    before, after = (weights[0], earlier.groups), (weights[1], later.groups)
    tests = align(before, after, settings.n_permutations, seeds.generator(settings.seed, "alignment", purpose))
    is_tested = earlier.sizes >= settings.min_group_messages, later.sizes >= settings.min_group_messages
    masks = np.outer(*is_tested), is_tested[1] & is_tested[0].any(), is_tested[0] & is_tested[1].any()
    q_linked, q_born, q_ended = _q_values((tests.p_linked, tests.p_born, tests.p_ended), masks)
    profiles = (_all_terms(before, earlier, chosen), _all_terms(after, later, chosen))
    return Compared(earlier, later, tests, q_linked, q_born, q_ended, profiles)


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


def _q_values(p_values: Sequence[NDArray[np.float64]], masks: Sequence[NDArray[np.bool_]]) -> list[NDArray[np.float64]]:
    """Benjamini and Hochberg's q over what the masks let through of all arrays together, NaN for the rest."""
    import numpy as np

    q_values = [np.full(p.shape, np.nan) for p in p_values]
    family = benjamini_hochberg(np.concatenate([p[mask] for p, mask in zip(p_values, masks, strict=True)]))
    ends = np.cumsum([mask.sum() for mask in masks])
    for q, mask, part in zip(q_values, masks, np.split(family, ends[:-1]), strict=True):
        q[mask] = part
    return q_values


def significant_links(compared: Compared, level: float) -> set[Link]:
    """The pairs whose similarity is more than chance gives."""
    import numpy as np

    return {(int(earlier), int(later)) for earlier, later in np.argwhere(compared.q_linked <= level)}


def outcomes(links: Collection[Link], compared: Compared, level: float) -> Iterator[Outcome]:
    """What became of every group: each link, by the later group, then later groups without one, then earlier ones."""
    n_later = [sum(one == earlier for one, _ in links) for earlier in range(compared.earlier.n_groups)]
    n_earlier = [sum(one == later for _, one in links) for later in range(compared.later.n_groups)]
    for earlier, later in sorted(links, key=lambda link: (link[1], link[0])):
        yield Outcome(_relation(n_later[earlier], n_earlier[later]), earlier, later)
    for later, n_linked in enumerate(n_earlier):
        if not n_linked:
            yield Outcome(BORN if compared.q_born[later] <= level else UNCLEAR, None, later)
    for earlier, n_linked in enumerate(n_later):
        if not n_linked:
            yield Outcome(ENDED if compared.q_ended[earlier] <= level else UNCLEAR, earlier, None)


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
    """Similarity, p and q of a link; of a group without one, of how far it is from the nearest of the other side.

    q is NaN where nothing was tested.
    """
    tests, earlier, later = compared.tests, outcome.earlier, outcome.later
    if earlier is not None and later is not None:
        link = earlier, later
        return float(tests.similarity[link]), float(tests.p_linked[link]), float(compared.q_linked[link])
    if later is not None:
        nearest = tests.similarity[:, later].max(initial=0.0)
        return float(nearest), float(tests.p_born[later]), float(compared.q_born[later])
    nearest = tests.similarity[earlier].max(initial=0.0)
    return float(nearest), float(tests.p_ended[earlier]), float(compared.q_ended[earlier])


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
