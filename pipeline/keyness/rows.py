"""The two tables: what is kept of each comparison, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.columns.keyness import KEY, LOCKWORD
from pipeline.statistics.dispersion import deviations_of_proportions

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from pipeline.keyness.groups import Comparison
    from pipeline.keyness.measure import Measured
    from pipeline.keyness.messages import Messages
    from pipeline.keyness.units import Units
    from pipeline.settings import KeynessSettings

_EXACT = ("n_focus", "n_reference", "n_messages_focus", "n_messages_reference", "n_documents_focus",
          "n_documents_reference", "n_permutations")  # fmt: skip

_UNTESTED = dict.fromkeys(("p_value", "n_permutations", "q_value", "p_equivalence", "q_equivalence"))
"""What a descriptive comparison has no value for."""


def comparison_rows(
    comparison: Comparison,
    measured: Sequence[Measured],
    levels: Sequence[str],
    messages: Messages,
    settings: KeynessSettings,
) -> list[dict[str, Any]]:
    """Rows of ``comparisons``, one a level; ``measured`` is empty where nothing was compared."""
    by_level = {one.level: one for one in measured}
    same = {**_sizes(comparison, messages), "equivalence_ratio": settings.equivalence_ratio}
    return [{**same, "level": level, **_outcome(by_level.get(level), settings.seed)} for level in levels]


def _sizes(comparison: Comparison, messages: Messages) -> dict[str, Any]:
    """How much text stands on either side; without looking through all of the reference, for there may be many."""
    import numpy as np

    focus, n_in_pool = comparison.focus, messages.extent(comparison.pool, comparison.pool_rows)
    documents, n_of_document = np.unique(messages.document[focus.rows], return_counts=True)
    size = int(messages.sizes[focus.rows].sum())
    n_whole = int((n_in_pool.of_document[documents] == n_of_document).sum())
    return {
        "comparison": comparison.name, "kind": focus.kind, "focus": focus.name, "reference": comparison.reference,
        "edition": focus.edition, "state": comparison.state,
        "n_messages_focus": len(focus.rows), "n_messages_reference": len(comparison.pool_rows) - len(focus.rows),
        "n_documents_focus": len(documents), "n_documents_reference": n_in_pool.n_documents - n_whole,
        "size_focus": size, "size_reference": n_in_pool.size - size,
    }  # fmt: skip


def _outcome(measured: Measured | None, seed: int) -> dict[str, Any]:
    if measured is None:
        nothing = dict.fromkeys(("n_terms", "n_eligible", "n_tested", "n_key", "n_lockwords"), 0)
        return {**nothing, **dict.fromkeys(("unit", "n_permutations", "seed"))}
    n_permutations = measured.columns.get("n_permutations")
    is_test = n_permutations is not None and len(n_permutations) > 0
    return {
        "unit": measured.unit if is_test else None, "n_terms": measured.n_occurring,
        "n_eligible": measured.n_eligible, "n_tested": len(measured.state),
        "n_permutations": int(n_permutations.max()) if n_permutations is not None and is_test else None,
        "seed": seed if is_test else None,
        "n_key": int((measured.state == KEY).sum()), "n_lockwords": int((measured.state == LOCKWORD).sum()),
    }  # fmt: skip


def keyness_rows(
    measured: Measured, messages: Messages, units: Units, settings: KeynessSettings
) -> list[dict[str, Any]]:
    """Rows of ``keyness``: the first ``top_n`` terms, then the surest lockwords.

    Terms are ranked key ones first, then by size of LRC, by G² of two terms, and by name; lockwords by the p of their
    equivalence and by name. Values are rounded before.
    """
    columns = {
        name: column if name in _EXACT else column.round(settings.decimals) for name, column in measured.columns.items()
    }
    chosen = _chosen(measured, columns, settings)
    unit = measured.pool.tested[measured.is_tested][chosen]
    comparison = measured.comparison
    same = {
        "comparison": comparison.name, "kind": comparison.focus.kind, "focus": comparison.focus.name,
        "reference": comparison.reference, "edition": comparison.focus.edition, "level": measured.level,
        "size_focus": measured.size_focus, "size_reference": measured.size_reference,
    }  # fmt: skip
    of_terms = {name: column[chosen].tolist() for name, column in columns.items()}
    of_terms |= {
        "rank": list(range(1, len(chosen) + 1)),
        "term": [units.names[number] for number in unit],
        "concept": [units.concept_ids[number] for number in unit],
        "state": measured.state[chosen].tolist(),
        **_dispersion(measured, unit, messages, settings.decimals),
    }
    return [
        {**_UNTESTED, **same, **dict(zip(of_terms, row, strict=True))} for row in zip(*of_terms.values(), strict=True)
    ]


def _chosen(measured: Measured, columns: dict[str, NDArray[Any]], settings: KeynessSettings) -> NDArray[np.int64]:
    import numpy as np

    # Units stand in order of name, so a stable sort breaks ties by it.
    is_locked = measured.state == LOCKWORD
    by_size = np.lexsort([-columns["g2_two_terms"], -np.abs(columns["lrc"]), measured.state != KEY])
    terms = by_size[~is_locked[by_size]][: settings.top_n]
    if "p_equivalence" not in columns:
        return terms  # type: ignore[no-any-return]
    by_sureness = np.argsort(columns["p_equivalence"], kind="stable")
    lockwords = by_sureness[is_locked[by_sureness]][: settings.max_lockwords]
    chosen: NDArray[np.int64] = np.concatenate([terms, lockwords])
    return chosen


def _dispersion(
    measured: Measured, unit: NDArray[np.int64], messages: Messages, decimals: int
) -> dict[str, list[float]]:
    """Gries' DP of the chosen units over the messages of either side; NaN, null in the table, where it has none."""
    pool, comparison = measured.pool, measured.comparison
    counts = pool.by_unit[:, pool.tested.searchsorted(unit)].tocsr()
    return {
        f"dp_{side}": deviations_of_proportions(counts[pool.places(rows)], messages.sizes[rows])
        .round(decimals)
        .tolist()
        for side, rows in (("focus", comparison.focus.rows), ("reference", comparison.reference_rows))
    }
