"""Rates of two sides held against each other: the tests of the stage keyness, over characters instead of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.compare import ALIKE, ARRIVED, FALLING, GONE, NOT_ENOUGH, RISING, UNDECIDED
from pipeline.columns.keyness import COMPARED, KEY, LOCKWORD
from pipeline.keyness.groups import EDITION, Comparison, Group
from pipeline.keyness.measure import PER, Measured, measure_pool
from pipeline.keyness.messages import Messages
from pipeline.keyness.pool import deal
from pipeline.statistics.clustered_ratio import clustered_rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.compare.side_text import SideText
    from pipeline.keyness.units import Units
    from pipeline.settings import CompareSettings, KeynessSettings

Row = dict[str, Any]

_COUNTS = {
    "n_focus": "n_edition",
    "n_reference": "n_previous",
    "n_messages_focus": "n_messages_edition",
    "n_messages_reference": "n_messages_previous",
    "n_permutations": "n_permutations",
}
_MEASURES = {
    name: name
    for name in ("log_ratio", "log_ratio_low", "log_ratio_high", "p_value", "q_value", "p_equivalence", "q_equivalence")
} | {"rate_focus": "rate_edition", "rate_reference": "rate_previous"}


@dataclass(frozen=True)
class Compared:
    """Rows with the columns that ``term_changes`` and ``modal_changes`` share, and what was dealt out whole.

    Each has ``name`` and ``concept`` of its unit; those that changed stand first, then by size of LRC, by G² and name.
    """

    rows: list[Row]
    unit: str | None


def compare_rates(
    later: SideText,
    earlier: SideText,
    counts: tuple[csr_array, csr_array],
    units: Units,
    name: str,
    settings: tuple[KeynessSettings, CompareSettings],
) -> Compared:
    """``counts``: messages × units of the later and of the earlier side. ``name`` is what permutations are drawn for.

    Tested are the units that are frequent and widespread enough in both together ([keyness] min_occurrences and
    min_range). Whole documents are permuted and resampled where both sides have enough, else messages.
    """
    messages = _messages(later, earlier, counts)
    n_later, n_all = len(later.passage_ids), len(messages.passage_ids)
    everything = _numbers(0, n_all)
    focus = Group(EDITION, "later", "later", _numbers(0, n_later))
    measured = list(
        measure_pool([Comparison(focus, "earlier", name, everything, COMPARED)], messages, units, settings[0])
    )
    rows = [row for one in measured for row in _rows(one, units, settings)]
    return Compared(rows, next((one.unit for one in measured if len(one.state)), None))


def _numbers(start: int, end: int) -> NDArray[np.int64]:
    import numpy as np

    return np.arange(start, end, dtype=np.int64)


def _messages(later: SideText, earlier: SideText, counts: tuple[csr_array, csr_array]) -> Messages:
    """Both sides as the stage keyness takes messages; their sizes are characters."""
    import numpy as np
    from scipy.sparse import vstack

    sides = (later, earlier)
    return Messages(
        passage_ids=[passage_id for side in sides for passage_id in side.passage_ids],
        editions=["later", "earlier"],
        edition=np.repeat(np.arange(2), [len(side.passage_ids) for side in sides]),
        document_ids=[document_id for side in sides for document_id in side.document_ids],
        document=np.concatenate([later.document, earlier.document + len(later.document_ids)]),
        section=np.concatenate([side.section for side in sides]),
        sizes=np.concatenate([side.sizes for side in sides]),
        counts=vstack(counts, format="csr"),
    )


def _rows(measured: Measured, units: Units, settings: tuple[KeynessSettings, CompareSettings]) -> list[Row]:
    import numpy as np

    decimals = settings[1].decimals
    found = {new: measured.columns[old] for old, new in _COUNTS.items()}
    found |= {new: measured.columns[old].round(decimals) for old, new in _MEASURES.items()}
    found |= _rate_intervals(measured, settings[0].level, decimals)
    expected = _expected(found, measured.size_focus, measured.size_reference)
    found["expected"] = expected.round(decimals)
    found["change"] = _changes(found, expected, measured.state, settings[1].least_expected)
    is_open = np.isin(found["change"].astype(str), (UNDECIDED, NOT_ENOUGH))
    lrc, g2 = (np.abs(measured.columns[name].round(decimals)) for name in ("lrc", "g2_two_terms"))
    order = np.lexsort([-g2, -lrc, is_open])
    unit = measured.pool.tested[measured.is_tested][order]
    columns = {
        "name": [units.names[number] for number in unit],
        "concept": [units.concept_ids[number] for number in unit],
        **{name: column[order].tolist() for name, column in found.items()},
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _rate_intervals(measured: Measured, level: float, decimals: int) -> dict[str, NDArray[np.float64]]:
    """The interval of either side's rate, per 10,000 characters."""
    import numpy as np

    pool = measured.pool
    dealt = deal(pool, measured.unit or "")
    is_later = dealt.member(pool.places(measured.comparison.focus.rows))
    ends = {}
    for side, inside in (("edition", is_later), ("previous", ~is_later)):
        low, high = clustered_rate(dealt.sums(inside), level)
        ends[f"rate_{side}_low"] = np.round(low[measured.is_tested] * PER, decimals)
        ends[f"rate_{side}_high"] = np.round(high[measured.is_tested] * PER, decimals)
    return ends


def _expected(found: Mapping[str, NDArray[Any]], size: int, other_size: int) -> NDArray[np.float64]:
    """Occurrences on the side that has none, were it written at the other's rate; NaN where both have some."""
    import numpy as np

    n_edition, n_previous = found["n_edition"], found["n_previous"]
    here = np.where(n_previous == 0, n_edition * other_size / size, np.nan)
    return np.where(n_edition == 0, n_previous * size / other_size, here)


def _changes(
    found: Mapping[str, NDArray[Any]], expected: NDArray[np.float64], state: NDArray[np.object_], least: float
) -> NDArray[np.object_]:
    import numpy as np

    rises = found["rate_edition"] > found["rate_previous"]
    changed = np.where(rises, RISING, FALLING).astype(object)
    changed[found["n_previous"] == 0] = ARRIVED
    changed[found["n_edition"] == 0] = GONE
    changed[state == LOCKWORD] = ALIKE
    changed[(state != KEY) & (state != LOCKWORD)] = UNDECIDED
    changed[expected < least] = NOT_ENOUGH
    return changed


def units_named(names: Sequence[str]) -> Units:
    """Units without concepts, all of one level, in the order of their names."""
    import numpy as np

    from pipeline.keyness.units import Units
    from pipeline.keywords.units import TERM

    return Units(list(names), [None] * len(names), {TERM: np.ones(len(names), dtype=bool)}, {})
