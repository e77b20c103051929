"""The first rows of what is too long to show whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """The first rows of a table, and how many more it has."""

    rows: Sequence[T]
    n_more: int = 0


def listing(rows: Sequence[T], limit: int) -> Listing[T]:
    """At most ``limit`` rows."""
    return Listing(rows[:limit], max(len(rows) - limit, 0))
