"""An invented comparison: the first section of an edition against the rest, its names key and lockwords in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.columns import TABLES

Named = Sequence[tuple[str, str | None, str | None, str | None]]
_PLAIN = {"string": "", "int64": 0, "float64": 0.0}


def _row(table: str, **columns: Any) -> dict[str, Any]:
    plain = {c.name: None if c.nullable else _PLAIN[c.type] for c in TABLES[table].columns}
    return plain | columns


def compared(edition: str, sections: Sequence[str], named: Named) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of ``comparisons`` and ``keyness``; with a single section nothing was compared."""
    focus = sections[0] if sections else edition
    same = {
        "comparison": f"{focus}|rest", "kind": "section", "focus": focus, "reference": "rest", "edition": edition,
        "level": "concept",
    }  # fmt: skip
    if len(sections) < 2:
        return [_row("comparisons", **same, state="not enough evidence")], []
    terms = [_term(same, rank, *name) for rank, name in enumerate(named, start=1)]
    n_key = sum(row["state"] == "key" for row in terms)
    counts = {"n_messages_focus": 11, "n_messages_reference": 1500, "size_focus": 364, "size_reference": 79_900}
    comparison = _row(
        "comparisons", **same, **counts, state="compared", unit="message", n_tested=250, n_key=n_key,
        n_lockwords=len(terms) - n_key, equivalence_ratio=1.5, n_permutations=4999, seed=1,
    )  # fmt: skip
    return [comparison], terms


def _term(
    same: dict[str, Any], rank: int, zh: str, concept: str | None, en: str | None, source: str | None
) -> dict[str, Any]:
    is_key = rank % 2 == 1
    ratio = (1.5 + rank if rank % 4 == 1 else -1.5 - rank) if is_key else 0.1 * (rank % 5) - 0.2
    reach = 1.5 if is_key else 0.3
    counts = {"n_focus": 40 // rank, "n_reference": 12_345 // rank, "n_messages_focus": 9, "n_messages_reference": 1200}
    return _row(
        "keyness", **same, **counts, rank=rank, term=zh, concept=concept, label_en=en, label_en_source=source,
        state="key" if is_key else "lockword", log_ratio=ratio, log_ratio_low=ratio - reach,
        log_ratio_high=ratio + reach, lrc=ratio / 2, p_value=0.0002 * rank, q_value=0.0004 * rank,
        q_equivalence=0.004 * rank, n_permutations=4999,
    )  # fmt: skip
