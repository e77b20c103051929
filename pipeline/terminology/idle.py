"""Which of the analysts' own lines of the lexicon do nothing in this corpus: told to the person who wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.corpus import LEXICON_FOLDER
from pipeline.lexicon.load import FILE_NAMES
from pipeline.lexicon.model import LABEL

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]

_TABLE = "tables/lexicon_audit.csv"
_MOST = 20  # lines that are told of; the table has all


def idle_entries(lexicon_audit: pa.Table) -> tuple[str, ...]:
    """A line for each entry of the overlay of which no wording comes out whole anywhere, by file and line.

    A concept of the overlay is one entry: that some of its wordings stand nowhere is the ordinary case. A shipped entry
    that does nothing is no news.
    """
    entries: dict[str, list[Row]] = {}
    for row in lexicon_audit.to_pylist():
        if not row["is_shipped"]:
            entries.setdefault(_entry(row), []).append(row)
    idle = [_first(rows) for rows in entries.values() if not any(row["n_whole"] for row in rows)]
    lines = [_told(row, len(entries[_entry(row)])) for row in sorted(idle, key=_place)]
    if len(lines) > _MOST:
        return (*lines[:_MOST], f"{len(lines) - _MOST} more entries of the lexicon do nothing here; see {_TABLE}")
    return tuple(lines)


def _entry(row: Row) -> str:
    """What rows of one entry have in common: the concept, or the line of a list."""
    file, _ = _place(row)
    return str(row["concept"] if file == FILE_NAMES["concepts"] else row["origin"])


def _place(row: Row) -> tuple[str, int]:
    """File and line.

    >>> _place({"origin": "terms.txt:12"})
    ('terms.txt', 12)
    """
    file, _, line = row["origin"].rpartition(":")
    return file, int(line)


def _first(rows: Sequence[Row]) -> Row:
    """The row to name: the concept's label, else a wording that does stand somewhere."""
    return min(rows, key=lambda row: (row["relation"] != LABEL, not row["n_occurrences"], row["term"]))


def _told(row: Row, n_wordings: int) -> str:
    file, line = _place(row)
    others = f" and {n_wordings - 1} more of {row['concept']!r}" if n_wordings > 1 else ""
    where = row["inside_terms"] or row["crossings"] or row["splits"]
    found = f"only in or across other words ({where})" if where else "nowhere in this corpus"
    return f"{LEXICON_FOLDER}/{file}, line {line}: {row['term']!r}{others} stands {found}; see {_TABLE}"
