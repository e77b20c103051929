"""Rows of two states of a table beside each other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.changes.rows import compare, told_apart_by
from pipeline.columns import TABLES
from tests.conftest import Workspace

EMPTY = {"int64": 0, "int32": 0, "float64": 0.0, "string": "", "bool": False, "dictionary": ""}


def made(name: str, *rows: dict[str, Any]) -> Any:
    """A table of rows that say no more than is needed; the rest is empty."""
    empty = {column.name: None if column.nullable else EMPTY[column.type] for column in TABLES[name].columns}
    return tables.make(name, [{**empty, **row} for row in rows])


def test_new_gone_and_changed() -> None:
    old = made("concepts", {"concept": "a", "n_own": 1}, {"concept": "b", "n_own": 2}, {"concept": "c", "n_own": 3})
    new = made("concepts", {"concept": "b", "n_own": 5}, {"concept": "c", "n_own": 3}, {"concept": "d", "n_own": 4})
    found = compare("concepts", old, new)
    assert [new["concept"][int(at)].as_py() for at in found.added] == ["d"]
    assert [old["concept"][int(at)].as_py() for at in found.removed] == ["a"]
    assert [new["concept"][int(found.new_places[at])].as_py() for at in found.changed] == ["b"]
    assert found.n_figures == 1


@pytest.mark.parametrize(
    ("column", "before", "after", "differs"),
    [
        ("log_ratio", 1.2341, 1.2339, False),  # both 1.23: two decimals are printed
        ("log_ratio", 1.234, 1.236, True),
        ("q_value", 0.0204, 0.0196, False),  # both 0.020: three of a probability
        ("q_value", 0.020, 0.021, True),
        ("q_value", None, 0.0, True),
        ("q_value", None, None, False),
        ("log_ratio", -0.001, 0.001, False),  # minus nought is nought
        ("n_focus", 3, 4, True),
        ("state", "key", "not key", True),
        ("concept", None, "net", True),
        ("concept", None, None, False),
        ("rank", 1, 2, True),
    ],
)
def test_what_counts_as_another_value(column: str, before: Any, after: Any, differs: bool) -> None:
    old, new = (made("keyness", {"comparison": "c", "term": "网", column: value}) for value in (before, after))
    found = compare("keyness", old, new)
    assert len(found.changed) == differs
    assert not len(found.added)


def test_a_place_in_the_report_is_no_change() -> None:
    old, new = (made("findings", {"scope": "e", "finding": "f", "order": order}) for order in (1, 2))
    assert not len(compare("findings", old, new).changed)


def test_rows_that_are_not_told_apart_are_compared_by_their_key() -> None:
    rows = [{"comparison": "c", "term": "网", "rank": rank, "n_focus": rank} for rank in (1, 2)]
    found = compare("keyness", made("keyness", *rows), made("keyness", rows[0], {**rows[1], "n_focus": 7}))
    assert found.n_figures == 1


def test_no_row_on_one_side() -> None:
    none, one = made("concepts"), made("concepts", {"concept": "a"})
    assert compare("concepts", none, one).added.tolist() == [0]
    assert compare("concepts", one, none).removed.tolist() == [0]
    assert not len(compare("concepts", none, none).changed)


def test_a_column_that_only_one_version_of_the_program_has_is_left_out() -> None:
    old = made("concepts", {"concept": "a"}).drop_columns(["n_own"])
    assert not len(compare("concepts", old, made("concepts", {"concept": "a", "n_own": 3})).changed)


counts = st.dictionaries(st.text("abc|\x1f", min_size=1, max_size=3), st.integers(0, 3), max_size=6)


@given(counts, counts)
def test_every_row_is_new_gone_changed_or_as_it_was(before: dict[str, int], after: dict[str, int]) -> None:
    old, new = (
        made("concepts", *({"concept": concept, "n_own": n} for concept, n in sorted(counted.items())))
        for counted in (before, after)
    )
    found = compare("concepts", old, new)
    assert len(found.added) == len(after.keys() - before.keys())
    assert len(found.removed) == len(before.keys() - after.keys())
    assert len(found.changed) == sum(before[concept] != after[concept] for concept in before.keys() & after.keys())


def test_rows_of_every_table_are_told_apart(main_job: Workspace) -> None:
    for name in TABLES:
        columns = told_apart_by(name)
        stored = tables.stored_table(name, main_job.outputs)
        parts = [part for _, part in stored] if isinstance(stored, tables.Partitions) else [stored]
        for part in parts:
            rows = [tuple(row.values()) for row in part.select(list(columns)).to_pylist()]
            assert len(set(rows)) == len(rows), name


def test_no_table_tells_its_rows_apart_by_their_rank() -> None:
    """A row that is new would change every row below it."""
    assert [name for name in TABLES if {"rank", "order"} & {*told_apart_by(name)}] == BY_RANK


# Their order is the place in the document, by which they are named.
BY_RANK = ["passages", "other_language_passages"]
