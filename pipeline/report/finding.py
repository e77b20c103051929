"""One statement on an edition, and how it names what it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.bilingual import Bilingual
from pipeline.trace.keys import key_of


@dataclass(frozen=True)
class Finding:
    """One statement; ``passage_ids`` are the passages behind it, ``rows`` the table rows, as table and key."""

    finding: str
    strength: str
    text: Bilingual
    n: int
    unit: str
    evidence: str
    passage_ids: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def named_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Rows of a table as ``trace`` takes them: the table and the key."""
    return tuple(f"{table} {key_of(table, row)}" for row in rows)
