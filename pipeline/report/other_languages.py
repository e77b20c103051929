"""Passages in other languages, counted by document and language: what was left out of everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class OtherLanguage:
    """A document's passages in one other language; ``shown`` are the first of them."""

    document_id: str
    language: str
    n_passages: int
    n_characters: int
    shown: Sequence[dict[str, Any]]

    @property
    def n_more(self) -> int:
        return self.n_passages - len(self.shown)


def other_languages(passages: pa.Table, max_rows: int) -> tuple[OtherLanguage, ...]:
    """From the table other_language_passages; at most ``max_rows`` passages are shown in all."""
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in passages.to_pylist():
        grouped.setdefault((row["document_id"], row["language"]), []).append(row)
    found, room = [], max_rows
    for (document_id, language), rows in sorted(grouped.items()):
        n_characters = sum(len(row["text"]) for row in rows)
        found.append(OtherLanguage(document_id, language, len(rows), n_characters, rows[:room]))
        room -= len(found[-1].shown)
    return tuple(found)
