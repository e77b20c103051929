"""``trace``: from a row of a published table to what each of its numbers was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.columns import TABLES, Column
from pipeline.trace.evidence import having, plain
from pipeline.trace.kinds import (
    Count,
    Derived,
    Evidence,
    Kind,
    Measured,
    Position,
    Rank,
    Remade,
    Setting,
    Share,
    Stated,
    Varied,
)
from pipeline.trace.numbers import NUMBERS
from pipeline.trace.outputs import Outputs, Row
from pipeline.trace.remake import Remaker, setting
from pipeline.trace.rows import find_row

if TYPE_CHECKING:
    import pyarrow as pa

NUMERIC = ("int32", "int64", "float64")


@dataclass(frozen=True)
class Traced:
    """One number of a row: as published, made again, and from what.

    ``made`` is None where there is nothing to make again (``is_checked`` is then false). ``inputs`` are the numbers and
    settings of a derived statistic; ``behind`` are the rows of evidence of a count.
    """

    column: str
    meaning: str
    value: float | None
    kind: Kind
    made: float | None = None
    is_checked: bool = False
    inputs: dict[str, Any] = field(default_factory=dict)
    behind: pa.Table | None = None

    @property
    def is_equal(self) -> bool:
        """As published, or not checked."""
        if not self.is_checked or self.value == self.made:
            return True
        if self.value is None or self.made is None:
            return False
        tolerance = self.kind.tolerance if isinstance(self.kind, Derived) else 0.0
        return abs(self.value - self.made) <= tolerance * max(1.0, abs(self.value))


@dataclass(frozen=True)
class Trace:
    """A row with its number in the CSV file (from 1), and what its numbers were made from."""

    table: str
    number: int
    row: Row
    numbers: tuple[Traced, ...]

    @property
    def unequal(self) -> tuple[Traced, ...]:
        return tuple(number for number in self.numbers if not number.is_equal)


def trace(outputs: Outputs, table: str, sought: Sequence[str], *, is_remaking: bool = True) -> Trace:
    """The trace of the one row that ``sought`` names (see ``find_row``); ``PipelineError`` where it names none.

    ``is_remaking``: run a stage again for a number that only its stage can make; else that number is not checked.
    """
    number, row = find_row(outputs, table, sought)
    return Trace(table, number, row, tuple(trace_row(Tracer(outputs, is_remaking=is_remaking), table, row)))


def trace_row(tracer: Tracer, table: str, row: Row) -> Iterator[Traced]:
    """Each numeric column of a row, in their order."""
    for column in TABLES[table].columns:
        if column.type in NUMERIC:
            yield tracer.number(table, column, row)


def chosen(kind: Kind, row: Row) -> Kind:
    """The kind of a number in one row."""
    return kind.choose(row) if isinstance(kind, Varied) else kind


class Tracer:
    """Makes numbers again; what several rows need, such as a stage run again, is made once."""

    def __init__(self, outputs: Outputs, *, is_remaking: bool = True) -> None:
        self.outputs = outputs
        self._is_remaking = is_remaking
        self._remaker = Remaker(outputs)
        self._last: tuple[Row, Evidence, pa.Table] | None = None

    def number(self, table: str, column: Column, row: Row) -> Traced:
        """One number of a row; a column without a value is not made again."""
        kind, value = chosen(NUMBERS[table][column.name], row), row[column.name]
        if value is None or isinstance(kind, Position | Stated | Measured):
            return Traced(column.name, column.meaning, value, kind)
        if isinstance(kind, Remade) and not self._is_remaking:
            return Traced(column.name, column.meaning, value, kind, inputs=self._settings(kind.settings))
        made, inputs, behind = self._made(table, column.name, kind, row)
        return Traced(column.name, column.meaning, value, kind, made, is_checked=True, inputs=inputs, behind=behind)

    def _made(self, table: str, column: str, kind: Kind, row: Row) -> tuple[Any, dict[str, Any], pa.Table | None]:
        match kind:
            case Count():
                behind = self._behind(kind.of, row)
                return count(behind, kind.each), {}, behind
            case Share():
                behind = self._behind(kind.of.of, row)
                n, of = count(behind, kind.of.each), count(self._behind(kind.out_of.of, row), kind.out_of.each)
                return round(n / of, kind.decimals), {"n": n, "of": of}, behind
            case Derived():
                inputs = self._inputs(kind, row)
                return kind.by(**{name.rpartition(".")[2]: value for name, value in inputs.items()}), inputs, None
            case Setting(path):
                return setting(self.outputs.settings, path), {path: setting(self.outputs.settings, path)}, None
            case Rank():
                return rank(self.outputs.table(table), kind, row), {}, None
            case Remade():
                again = self._remaker.row(kind.stage, table, row)
                return None if again is None else again[column], self._settings(kind.settings), None
            case _:
                raise TypeError(f"{table}.{column}: a {type(kind).__name__} is not made again")

    def _behind(self, of: Evidence, row: Row) -> pa.Table:
        """Evidence of a row; several of its columns may be of the same."""
        if self._last is None or self._last[0] is not row or self._last[1] is not of:
            self._last = (row, of, of(self.outputs, row))
        return self._last[2]

    def _inputs(self, kind: Derived, row: Row) -> dict[str, Any]:
        gathered = {name: gather(self.outputs, row) for name, gather in kind.gathered.items()}
        return {name: row[name] for name in kind.inputs} | gathered | self._settings(kind.settings)

    def _settings(self, paths: Sequence[str]) -> dict[str, Any]:
        return {path: setting(self.outputs.settings, path) for path in paths}


def count(behind: pa.Table, each: str) -> int:
    """Rows, or different passages or documents, or characters of the texts, or a column added up."""
    import pyarrow.compute as pc

    if each == "row" or not behind.num_rows:  # nothing is nothing, whatever is counted
        return int(behind.num_rows)
    if each == "character":
        return pc.sum(pc.utf8_length(behind.column("text"))).as_py() or 0
    if each in {"n", "n_tokens", "n_words"}:
        return pc.sum(behind.column(each)).as_py() or 0
    return len(pc.unique(behind.column(each)))


def rank(table: pa.Table, kind: Rank, row: Row) -> int:
    """1 + how many rows of the same group stand before this one."""
    import pyarrow.compute as pc

    table = having(table, **{name: row[name] for name in kind.within})
    before, tied = 0, table
    for name in kind.by:
        column, value = plain(tied.column(name.removeprefix("-"))), row[name.removeprefix("-")]
        is_before = pc.greater(column, value) if name.startswith("-") else pc.less(column, value)
        before += pc.sum(is_before).as_py() or 0
        tied = tied.filter(pc.equal(column, value))
    return before + 1
