"""Every measure of every tested unit, for the comparisons of one pool of messages."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from pipeline.columns.keyness import COMPARED, KEY, LOCKWORD, NOT_KEY, NOT_TESTED
from pipeline.keyness.pool import Deal, Pool, deal, make_pool, permute, ranges, sides, unit_of
from pipeline.statistics.clustered_ratio import UnitSums, clustered_log_ratio
from pipeline.statistics.keyness import (
    conservative_log_ratio,
    log_likelihood_four_terms,
    log_likelihood_two_terms,
    log_odds_z_pooled,
)
from pipeline.statistics.multiple_testing import benjamini_hochberg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from pipeline.keyness.groups import Comparison
    from pipeline.keyness.messages import Messages
    from pipeline.keyness.units import Units
    from pipeline.settings import KeynessSettings

    Columns = Mapping[str, NDArray[Any]]

PER = 10_000
"""Tokens that rates are stated for."""


@dataclass(frozen=True, eq=False)
class Measured:
    """One comparison at one level: ``columns`` of the ``keyness`` table with a value for each tested unit of the level.

    ``is_tested`` says which of the pool's tested units these are; ``unit`` is None where nothing was permuted.
    """

    comparison: Comparison
    level: str
    pool: Pool
    unit: str | None
    is_tested: NDArray[np.bool_]
    columns: Columns
    state: NDArray[np.object_]
    size_focus: int
    size_reference: int
    n_occurring: int
    n_eligible: int


def measure_pool(
    comparisons: Sequence[Comparison], messages: Messages, units: Units, settings: KeynessSettings
) -> Iterator[Measured]:
    """The comparisons of one pool, each at each level."""
    pool = make_pool(comparisons[0], messages, settings)
    ways: dict[tuple[str, bool], list[Comparison]] = {}
    for comparison in comparisons:
        way = (unit_of(comparison, messages, settings), comparison.state == COMPARED)
        ways.setdefault(way, []).append(comparison)
    for (unit, is_test), alike in ways.items():
        yield from _measure(pool, deal(pool, unit), alike, units, settings, is_test=is_test)


def _measure(
    pool: Pool,
    dealt: Deal,
    comparisons: Sequence[Comparison],
    units: Units,
    settings: KeynessSettings,
    *,
    is_test: bool,
) -> Iterator[Measured]:
    import numpy as np

    places = [pool.places(comparison.focus.rows) for comparison in comparisons]
    is_focus = np.array([dealt.member(one) for one in places])
    tests = permute(pool, dealt, is_focus, settings) if is_test else None
    everything, all_ranges = dealt.sums(np.ones(len(dealt.sizes), dtype=bool)), ranges(pool)
    for number, comparison in enumerate(comparisons):
        focus = dealt.sums(is_focus[number])
        columns = {
            **_measures(focus, everything.without(focus), settings),
            **sides(pool, all_ranges, places[number]),
        }
        if tests is not None:
            columns |= {"p_value": tests.p_values[number], "n_permutations": tests.n_permutations[number]}
        for level, of_level in units.in_level.items():
            in_level = of_level[pool.tested]
            of_units = {name: column[in_level] for name, column in columns.items()}
            family = _with_family(of_units, focus.size, everything.size - focus.size, settings, is_test=is_test)
            yield Measured(
                comparison,
                level,
                pool,
                dealt.unit if is_test else None,
                in_level,
                family,
                _states(family, settings) if is_test else np.full(int(in_level.sum()), NOT_TESTED, dtype=object),
                focus.size,
                everything.size - focus.size,
                int(of_level[pool.occurring].sum()),
                int(of_level[pool.eligible].sum()),
            )


def _measures(focus: UnitSums, reference: UnitSums, settings: KeynessSettings) -> dict[str, NDArray[Any]]:
    """What is measured of each unit by itself."""
    table = (focus.total, reference.total, focus.size, reference.size)
    ratio = clustered_log_ratio(focus, reference)
    low, high = ratio.interval(settings.level)
    return {
        "n_focus": focus.total,
        "n_reference": reference.total,
        "rate_focus": focus.total / focus.size * PER,
        "rate_reference": reference.total / reference.size * PER,
        "g2_two_terms": log_likelihood_two_terms(*table),
        "g2_four_terms": log_likelihood_four_terms(*table),
        "log_ratio": ratio.log_ratio,
        "log_ratio_low": low,
        "log_ratio_high": high,
        "log_odds_z": log_odds_z_pooled(*table, settings.prior_share),
        "p_equivalence": ratio.equivalence_p(log2(settings.equivalence_ratio)),
    }


def _with_family(columns: Columns, size: int, other_size: int, settings: KeynessSettings, *, is_test: bool) -> Columns:
    """With what depends on how many units are compared, and without what a descriptive comparison cannot claim."""
    n_tests = max(len(columns["n_focus"]), 1)
    counts = (columns["n_focus"], columns["n_reference"], size, other_size)
    family = {**columns, "lrc": conservative_log_ratio(*counts, settings.level, n_tests)}
    if not is_test:
        return {name: column for name, column in family.items() if name != "p_equivalence"}
    return family | {
        "q_value": benjamini_hochberg(columns["p_value"]),
        "q_equivalence": benjamini_hochberg(columns["p_equivalence"]),
    }


def _states(columns: Columns, settings: KeynessSettings) -> NDArray[np.object_]:
    """A lockword is shown to differ by less than the set ratio, which goes before being shown to differ at all.

    Either has to stand in enough messages: a key term where it is the more frequent, a lockword on both sides.
    """
    import numpy as np

    n_focus, n_reference = columns["n_messages_focus"], columns["n_messages_reference"]
    n_typical = np.where(columns["rate_focus"] >= columns["rate_reference"], n_focus, n_reference)
    is_key = (columns["q_value"] <= settings.level) & (n_typical >= settings.min_range)
    is_locked = (columns["q_equivalence"] <= settings.level) & (np.minimum(n_focus, n_reference) >= settings.min_range)
    state: NDArray[np.object_] = np.where(is_locked, LOCKWORD, np.where(is_key, KEY, NOT_KEY)).astype(object)
    return state
