"""The rows of the tables that a reader quotes first, told one by one: what they said and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.changes.causes import ADDED, CHANGED, REMOVED
from pipeline.changes.pieces import changed_pieces
from pipeline.changes.rows import Compared, column_of, is_number, places_of
from pipeline.columns import compare, trends
from pipeline.columns.keyness import KEY, LOCKWORD

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """How the rows of a table are told, those of its groups that both runs have.

    ``group``: a column that says what a row is of; without one all rows are of one group.
    ``named_by``: columns that name a row; ``columns``: what is said of it; ``texts``: whole statements in it. ``only``:
    rows that have, then or now, one of these values. ``rank``: a column of which only the first are told.
    ``measure``: the column whose greatest changes come first, behind rows of which what they are called changed;
    without either the order is that of the names.
    """

    named_by: tuple[str, ...]
    columns: tuple[str, ...]
    texts: tuple[str, ...] = ()
    group: str = ""
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rank: str = ""
    measure: str = ""

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are read, each once."""
        return tuple(dict.fromkeys((*self.named_by, *self.columns, *self.texts)))

    @property
    def needed(self) -> tuple[str, ...]:
        """Those, and the ones that rows are chosen by."""
        return (*self.read, *self.only, *filter(None, (self.group, self.rank, self.measure)))


_COUNTED_TWICE = ("n_previous", "n_edition", "rate_previous", "rate_edition")

FIRST: Mapping[str, Told] = {
    "findings": Told(("scope", "finding"), ("strength", "n"), texts=("text_zh", "text_en"), group="scope"),
    "keywords": Told(
        ("scope", "term"),
        ("rank", "count", "n_messages_in_scope", "document_frequency", "tfidf"),
        only={"scope_kind": frozenset({"edition"}), "level": frozenset({"concept"})},
        group="scope",
        rank="rank",
    ),
    "concepts": Told(
        ("label_zh", "label_en"), ("n_own", "n_nested", "n_inclusive", "n_messages"), measure="n_inclusive"
    ),
    "keyness": Told(
        ("focus", "reference", "term"),
        ("state", "n_focus", "n_reference", "log_ratio", "q_value"),
        only={"level": frozenset({"concept"}), "state": frozenset({KEY, LOCKWORD})},
        group="comparison",
        measure="log_ratio",
    ),
    "term_changes": Told(
        ("edition", "previous", "term"),
        ("change", *_COUNTED_TWICE, "log_ratio", "q_value"),
        only={"change": frozenset({compare.RISING, compare.FALLING, compare.ARRIVED, compare.GONE})},
        group="edition",
        measure="log_ratio",
    ),
    "modal_changes": Told(
        ("edition", "previous", "class"), ("change", *_COUNTED_TWICE, "log_ratio", "q_value"), group="edition"
    ),
    "passage_changes": Told(
        ("edition", "previous", "passage_before", "passage"), ("change", "moved", "similarity"), group="edition"
    ),
    "trends": Told(
        ("term", "label_en"),
        ("rank", "state", "n_occurrences", "rate", "trend_z", "trend_q"),
        only={"state": frozenset({trends.RISING, trends.FALLING, trends.VARYING})},
        rank="rank",
    ),
}
"""Tables whose changed rows are listed, in this order; themes are told by the messages that they share."""


@dataclass(frozen=True)
class Figure:
    """A column of a row, as it was printed and is; None where there was or is no such row."""

    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Statement:
    """A text of a row: what stands in another's place, and the whole as it is, or was where it is gone.

    ``replaced``: the earlier one, where the two have too little in common to name pieces.
    """

    column: str
    pieces: tuple[tuple[str, str], ...]
    text: str
    replaced: str | None = None


@dataclass(frozen=True)
class ToldRow:
    """A row that is new, gone or changed, by its name, with the columns that are told."""

    name: tuple[str, ...]
    what: str
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...] = ()
    place: tuple[float, ...] = (0,)
    """Where it stands among the others: what comes first has less."""


def told_rows(compared: Compared, top: int) -> tuple[list[ToldRow], int]:
    """The rows to tell, in the order of their places, and how many more there are of which only the rank is another:
    one row that is new moves every one below it.
    """
    told = FIRST[compared.name]
    rows = [_told_row(compared.name, told, *pair) for pair in _pairs(compared, told, top)]
    said = [row for row in rows if [figure.column for figure in row.figures] != [told.rank]]
    return sorted(said, key=lambda row: (row.place, row.name)), len(rows) - len(said)


def _pairs(compared: Compared, told: Told, top: int) -> Iterator[tuple[Row | None, Row | None]]:
    """Each row then and now that is new, gone, or changed in a column that is told."""
    import numpy as np

    old_is_told = _is_told(compared.old, told, top, others=compared.new)
    new_is_told = _is_told(compared.new, told, top, others=compared.old)
    chosen = np.zeros(len(compared.new_places), dtype=bool)
    for name in (*told.columns, *told.texts):
        chosen |= compared.differs.get(name, chosen)
    chosen &= old_is_told[compared.old_places] | new_is_told[compared.new_places]
    old, new = (
        table.select([name for name in told.read if name in table.column_names])
        for table in (compared.old, compared.new)
    )
    yield from zip(
        old.take(compared.old_places[chosen]).to_pylist(),
        new.take(compared.new_places[chosen]).to_pylist(),
        strict=True,
    )
    yield from ((None, row) for row in new.take(compared.added[new_is_told[compared.added]]).to_pylist())
    yield from ((row, None) for row in old.take(compared.removed[old_is_told[compared.removed]]).to_pylist())


def _is_told(table: pa.Table, told: Told, top: int, others: pa.Table) -> NDArray[np.bool_]:
    """Which rows have the values that are meant, are among the first, and are of a group that the other run has."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    is_told = np.ones(table.num_rows, dtype=bool)
    for name, values in told.only.items():
        is_told &= pc.is_in(table[name], value_set=pa.array(sorted(values))).to_numpy()
    if told.group:
        is_told &= pc.is_in(table[told.group], value_set=others[told.group].combine_chunks()).to_numpy()
    if told.rank:
        is_told &= pc.less_equal(table[told.rank], top).to_numpy()
    return is_told


def _told_row(table: str, told: Told, old: Row | None, new: Row | None) -> ToldRow:
    row = new or old or {}
    what = CHANGED if old and new else ADDED if new else REMOVED
    figures = tuple(_figures(table, told, old, new))
    statements = tuple(_statements(told, old, new))
    place = _place(table, told, old, new)
    named = tuple(str(row[name]) for name in told.named_by if row[name] is not None)
    return ToldRow(named, what, figures, statements, place)


def _figures(table: str, told: Told, old: Row | None, new: Row | None) -> Iterator[Figure]:
    for name in told.columns:
        before, after = (None if row is None else shown(table, name, row.get(name)) for row in (old, new))
        if before != after:
            yield Figure(name, before, after)


def shown(table: str, column: str, value: Any) -> str:
    """A cell as it is printed.

    >>> shown("concepts", "n_own", 2150), shown("keyness", "q_value", 0.04961), shown("keyness", "q_value", None)
    ('2,150', '0.050', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.{places_of(column_of(table, column))}f}"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,}" if isinstance(value, int) else str(value)


def _statements(told: Told, old: Row | None, new: Row | None) -> Iterator[Statement]:
    for name in told.texts:
        texts = [None if row is None else str(row[name]) for row in (old, new)]
        if None in texts:
            yield Statement(name, (), texts[0] or texts[1] or "")
        elif texts[0] != texts[1]:
            before, after = map(str, texts)
            pieces = changed_pieces(before, after)
            yield Statement(name, pieces, after, None if pieces else before)


def _place(table: str, told: Told, old: Row | None, new: Row | None) -> tuple[float, ...]:
    if told.measure:
        values = [float(row[told.measure] or 0) if row else 0.0 for row in (old, new)]
        return (_is_called_as_before(table, told, old, new), -abs(values[1] - values[0]))
    return (float((new or old or {}).get(told.rank, 0)),)


def _is_called_as_before(table: str, told: Told, old: Row | None, new: Row | None) -> bool:
    """No verdict on the row is another: it is there in both runs, and so is what stands in its columns of text."""
    words = [name for name in told.columns if not is_number(column_of(table, name))]
    return old is not None and new is not None and all(old[name] == new[name] for name in words)
