"""Characters that nobody can read, still there after all repairs: private, unassigned, or lost before the text came.

They are left as they are. What a private code point means is known to its font alone, and a wrong guess would be read
as the text; but a word that holds one is in no count, so each kind is counted and named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables

if TYPE_CHECKING:
    import pyarrow as pa

PRIVATE, UNASSIGNED, SURROGATE, LOST = "private use", "unassigned", "surrogate", "lost"
_KINDS = {"Co": PRIVATE, "Cn": UNASSIGNED, "Cs": SURROGATE}
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Unknown(NamedTuple):
    """One such character, its kind, and how often it stands in a text."""

    character: str
    kind: str
    n: int


def unknown_characters(text: str, signs: str) -> list[Unknown]:
    """Unknown characters of a text by code point; ``signs``: its characters but for common ones (``signs_in``).

    What is unassigned is so in the version of Unicode of the running Python.

    >>> unknown_characters("人均1\\ue01070元", "\\ue010")
    [Unknown(character='\\ue010', kind='private use', n=1)]
    """
    kinds = ((character, _kind(character)) for character in signs)
    return [Unknown(character, kind, n) for character, kind in kinds if kind and (n := text.count(character))]


def _kind(character: str) -> str | None:
    return LOST if character == _REPLACEMENT else _KINDS.get(unicodedata.category(character))


def unknown_characters_table(
    found: Sequence[Unknown], document_id: str, passages: pa.Table, n_context: int
) -> pa.Table:
    """The table of one document, with the first passage of each."""
    if not found:
        return tables.make("unknown_characters", [])
    ids, texts = passages.column("passage_id").to_pylist(), passages.column("text").to_pylist()
    return tables.make(
        "unknown_characters", [_row(unknown, document_id, *_first(unknown, ids, texts), n_context) for unknown in found]
    )


def _first(unknown: Unknown, ids: Sequence[str], texts: Sequence[str]) -> tuple[str, str]:
    return next((name, text) for name, text in zip(ids, texts, strict=True) if unknown.character in text)


def _row(unknown: Unknown, document_id: str, passage_id: str, text: str, n_context: int) -> dict[str, Any]:
    at = text.index(unknown.character)
    return {
        "document_id": document_id,
        "code_point": f"U+{ord(unknown.character):04X}",
        "kind": unknown.kind,
        "n_occurrences": unknown.n,
        "passage_id": passage_id,
        "context": text[max(at - n_context, 0) : at + 1 + n_context],
    }
