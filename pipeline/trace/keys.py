"""What names a row of a table for good: the values of its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.columns import TABLES

SEPARATOR = "/"


def key_of(table: str, row: Mapping[str, Any]) -> str:
    """What names a row for good: the values of its key.

    >>> key_of("stability", {"fit": "2018-paris", "k": 3})
    '2018-paris/3'
    """
    return SEPARATOR.join(_text(row[name]) for name in TABLES[table].key)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
