"""An invented edition before the invented one: terms that rise and fall in turn, messages of every kind of change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.columns import TABLES

Named = Sequence[tuple[str, str | None, str | None, str | None]]
PREVIOUS = "2030-lemuria"
_PLAIN = {"string": "", "int64": 0, "float64": 0.0}
_CHANGES = ("rising", "falling", "new", "gone")


def _row(table: str, **columns: Any) -> dict[str, Any]:
    plain = {c.name: None if c.nullable else _PLAIN[c.type] for c in TABLES[table].columns}
    return plain | columns


def pair(edition: str, n_messages: int) -> dict[str, Any]:
    return _row(
        "edition_pairs", edition=edition, previous=PREVIOUS, kind="editions", unit="message",
        state="compared" if n_messages > 2 else "not enough evidence", edition_n_messages=n_messages,
        previous_n_messages=n_messages + 2, n_terms_tested=250,
    )  # fmt: skip


def term_changes(edition: str, named: Named) -> list[dict[str, Any]]:
    return [_term(edition, rank, *name) for rank, name in enumerate(named, start=1)]


def _term(edition: str, rank: int, zh: str, concept: str | None, en: str | None, source: str | None) -> dict[str, Any]:
    change = _CHANGES[rank % 4]
    few, many = (0 if change in {"new", "gone"} else 3), 40 // rank + 4
    before, now = (few, many) if change in {"rising", "new"} else (many, few)
    rates = {
        f"rate_{side}{end}": n * factor
        for side, n in (("edition", now), ("previous", before))
        for end, factor in (("", 1.0), ("_low", 0.6), ("_high", 1.7))
    }
    return _row(
        "term_changes", edition=edition, previous=PREVIOUS, rank=rank, term=zh, concept=concept, label_en=en,
        label_en_source=source, change=change, n_edition=now, n_previous=before, log_ratio=float(now - before),
        log_ratio_low=0.5, log_ratio_high=3.0, q_value=0.004 * rank, p_value=0.001, n_permutations=4999, **rates,
    )  # fmt: skip


def passage_changes(edition: str, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every fourth message is new; of the others the second half stood first. Two were dropped, one was merged."""
    rows = []
    n = len(messages)
    for number, message in enumerate(messages):
        standing = {"passage": message["passage_id"], "section": message["section"]}
        if number % 4 == 3:
            rows.append({"change": "new", **standing})
            continue
        before = f"{PREVIOUS}/a#{(number + n // 2) % n + 1:03}"
        kind = ("carried over", "reworded", "split off")[number % 3]
        moved = "another order" if number < n // 2 and kind != "split off" else None
        rows.append({"change": kind, "moved": moved, **standing, **_before(before), "similarity": 0.75})
    rows += [{"change": "dropped", **_before(f"{PREVIOUS}/a#{n + 1 + left:03}")} for left in range(2)]
    if messages:
        merged = {"passage": messages[0]["passage_id"], "section": messages[0]["section"]}
        rows.append({"change": "merged", **merged, **_before(f"{PREVIOUS}/a#{n + 3:03}"), "similarity": 0.4})
    return [
        _row("passage_changes", edition=edition, previous=PREVIOUS, number=number, **row)
        for number, row in enumerate(rows, start=1)
    ]


def _before(passage: str) -> dict[str, Any]:
    return {
        "passage_before": passage,
        "section_before": f"{int(passage[-3:]) // 9}、关于扩大有意义的互联网接入与能力建设",
    }
