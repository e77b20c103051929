"""The engine with the lexicon's words in it: made once, for the documents of a run and for the stages that ask it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Generic, TypeVar

from pipeline.lexicon.entries import list_entries
from pipeline.segment.engine import Engine, load_engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.lexicon.model import Concept, Term
    from pipeline.settings import SegmentSettings

T = TypeVar("T")


class Same(Generic[T]):
    """Stands for a value in a cache that is to ask whether it is the same one, since comparing takes a while."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value


def lexicon_words(concepts: Sequence[Concept], terms: Sequence[Term]) -> dict[str, int | None]:
    """All that comes out whole, with the frequency that a person stated."""
    return {entry.text: entry.frequency for entry in list_entries(concepts, terms)}


def lexicon_engine(concepts: tuple[Concept, ...], terms: tuple[Term, ...], settings: SegmentSettings) -> Engine:
    """The engine for these very objects; the last one is kept, since reading the dictionary takes a while."""
    return _made(Same(concepts), Same(terms), Same(settings))


@functools.lru_cache(maxsize=1)
def _made(
    concepts: Same[tuple[Concept, ...]], terms: Same[tuple[Term, ...]], settings: Same[SegmentSettings]
) -> Engine:
    return load_engine(lexicon_words(concepts.value, terms.value).items(), settings.value)
