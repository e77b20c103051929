"""How a published number came about: the words in which the columns of every table are declared.

Every numeric column of every table that is published is one of these; ``numbers/`` declares them, a file a stage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

Evidence: TypeAlias = "Callable[[Outputs, Row], pa.Table]"
"""The rows behind a number of a row: places (document, passage, span) or rows of another table."""

Each = Literal["row", "passage_id", "document_id", "character", "n", "n_tokens", "n_words"]
"""What is counted once; n, n_tokens and n_words are columns of evidence that are added up."""


@dataclass(frozen=True)
class Count:
    """So many rows of evidence; or different passages or documents, or characters, tokens or words, in them."""

    of: Evidence
    each: Each = "row"


@dataclass(frozen=True)
class Share:
    """One count divided by another, rounded to so many decimals."""

    of: Count
    out_of: Count
    decimals: int


@dataclass(frozen=True)
class Derived:
    """A statistic of numbers that stand in the row, or are gathered for it, and of settings.

    ``formula``: the function of ``pipeline.statistics`` or of a stage that has it, as module:function. ``by`` takes the
    ``inputs`` (columns of the row), what is ``gathered``, and the ``settings`` (as stage.name), each under its last
    name. ``tolerance``: the largest difference that rounding of published inputs can make, relative to 1 or the value.
    """

    formula: str
    by: Callable[..., float | None]
    inputs: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    gathered: Mapping[str, Callable[[Outputs, Row], Any]] = field(default_factory=dict)
    tolerance: float = 0.0


@dataclass(frozen=True)
class Rank:
    """The place of the row among the rows with the same values of ``within``, ordered by ``by``, the first 1.

    A name in ``by`` that begins with - is ordered downwards.
    """

    by: tuple[str, ...]
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remade:
    """A number that comes out of resampling or of a comparison with all others: its stage makes it again.

    ``formula`` and ``settings`` (the seed among them) as for ``Derived``; the stage is run on the tables of the run,
    with its settings and its lexicon, and its row of the same key is compared.
    """

    formula: str
    stage: str
    settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """Taken from the received file itself, which the checksum in the row identifies."""

    how: str


@dataclass(frozen=True)
class Position:
    """Where something stands: a page, an offset, an ordinal. It counts nothing."""


@dataclass(frozen=True)
class Stated:
    """Said by a person or a file, such as a year; nothing was computed."""


@dataclass(frozen=True)
class Setting:
    """The value of a setting, named as stage.name."""

    setting: str


@dataclass(frozen=True)
class Varied:
    """Of one kind in some rows and of another in others."""

    choose: Callable[[Row], Kind]


Kind: TypeAlias = Count | Share | Derived | Rank | Remade | Measured | Position | Stated | Setting | Varied

Numbers = Mapping[str, Mapping[str, Kind]]
"""Table → column → kind."""
