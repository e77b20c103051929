"""The page itself: what is told, in which order, and that nothing that comes from a text or a file can be markup."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from pipeline.changes import compared
from pipeline.changes.causes import HAPPENED, KINDS, Cause, Detail
from pipeline.changes.compared import TableChange
from pipeline.changes.explain import ChangesPage, ExplainedTable, NumberedCause
from pipeline.changes.markdown import changes_md
from pipeline.changes.rows import compare
from pipeline.changes.theme_pairs import belonging, theme_pairs
from pipeline.changes.told import FIRST, Figure, Statement, ToldRow, told_rows
from pipeline.changes.told_themes import THEME_COLUMNS, told_themes
from pipeline.columns import TABLES
from pipeline.columns.themes import CORE, FRINGE, OTHER
from pipeline.report.listing import Listing
from pipeline.report.words import words
from tests.changes.test_changes_rows import made

HOSTILE = "<script>|**b**[x](http://x)`\n# heading\n| cell |"


def page(**parts: Any) -> str:
    return changes_md(ChangesPage("explained", "1" * 64, (), last_run="0" * 64, **parts)).decode("utf-8")


def hostile_page() -> str:
    row = ToldRow((HOSTILE,), "changed", (Figure("n", HOSTILE, HOSTILE),), (Statement("t", ((HOSTILE, ""),), HOSTILE),))
    cause = Cause("lexicon", HOSTILE, (Detail(HOSTILE, "added", HOSTILE, HOSTILE, HOSTILE),))
    change = TableChange("concepts", "compared", 1, 1, 0, 0, 1, 1)
    return page(
        causes=(NumberedCause(1, cause, Listing(cause.details)),),
        tables=(ExplainedTable(change, (1,), Listing((row,))),),
        editions_added=(HOSTILE,),
    )


def test_nothing_that_comes_from_a_file_is_markup() -> None:
    text = hostile_page()
    assert text.count("script") == 11
    assert "<script" not in text.replace(r"\<", "")
    assert not re.search(r"(?<!\\)[|`\[]", re.sub(r"^\|.*\|$", "", text, flags=re.MULTILINE))
    assert not [line for line in text.splitlines() if line.startswith("#") and "heading" in line]


def told(name: str, old: list[dict[str, Any]], new: list[dict[str, Any]], top: int = 30) -> list[ToldRow]:
    return told_rows(compare(name, made(name, *old), made(name, *new)), top)[0]


def test_concepts_that_changed_most_come_first() -> None:
    old = [{"concept": name, "label_zh": name, "n_inclusive": n} for name, n in (("甲", 1), ("乙", 5), ("丙", 9))]
    new = [{**row, "n_inclusive": row["n_inclusive"] + n} for row, n in zip(old, (2, -4, 0), strict=True)]
    assert [(row.name[0], row.what, row.figures) for row in told("concepts", old, new)] == [
        ("乙", "changed", (Figure("n_inclusive", "5", "1"),)),
        ("甲", "changed", (Figure("n_inclusive", "1", "3"),)),
    ]


def test_terms_that_are_called_otherwise_come_before_those_that_changed_most() -> None:
    row = {"comparison": "c", "level": "concept", "state": "key"}
    old = [{**row, "term": term, "log_ratio": 3.0} for term in ("甲", "乙", "丙")]
    new = [{**old[0], "log_ratio": 5.0}, {**old[1], "log_ratio": 2.9, "state": "not key"}, old[2]]
    rows = told("keyness", old, new)
    assert [row.name[-1] for row in rows] == ["乙", "甲"]
    assert rows[0].figures == (Figure("state", "key", "not key"), Figure("log_ratio", "3.00", "2.90"))


def keyword(term: str, rank: int, count: int = 3, **other: Any) -> dict[str, Any]:
    return {
        "scope_kind": "edition",
        "scope": "e",
        "level": "concept",
        "term": term,
        "rank": rank,
        "count": count,
        **other,
    }


def test_keywords_that_moved_only_because_another_went_are_counted() -> None:
    old = [keyword("甲", 1), keyword("乙", 2), keyword("丙", 3), keyword("丁", 4)]
    new = [keyword("乙", 1), keyword("丙", 2, 7), keyword("丁", 3)]
    rows, n_moved = told_rows(compare("keywords", made("keywords", *old), made("keywords", *new)), top=30)
    assert [(row.name[1], row.what, [figure.column for figure in row.figures]) for row in rows] == [
        ("甲", "removed", ["rank", "count", "n_messages_in_scope", "document_frequency", "tfidf"]),
        ("丙", "changed", ["rank", "count"]),
    ]
    assert n_moved == 2


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ({"rank": 30}, True),
        ({"rank": 31}, False),  # behind the first in both runs
        ({"level": "term"}, False),
        ({"scope_kind": "section"}, False),
        ({"scope": "f"}, False),  # of an edition that one run alone has
    ],
)
def test_which_keywords_are_told(other: dict[str, Any], is_told: bool) -> None:
    old, new = [keyword("甲", 1)], [keyword("甲", 1), {**keyword("乙", 2), **other}]
    assert [row.name[1] for row in told("keywords", old, new)] == ["乙"] * is_told


def test_a_finding_says_which_pieces_of_it_changed() -> None:
    old, new = (
        [{"scope": "e", "finding": "leading", "text_zh": f"见于 {n} 条消息", "text_en": f"in {n} messages", "n": n}]
        for n in (12, 13)
    )
    (row,) = told("findings", old, new)
    assert row.figures == (Figure("n", "12", "13"),)
    assert row.statements[1] == Statement("text_en", (("12", "13"),), "in 13 messages")
    (gone,) = told("findings", [*old, {"scope": "e", "finding": "draft", "text_zh": "草案"}], old)
    assert (gone.what, gone.statements[0].text) == ("removed", "草案")


def themes(*groups: tuple[str, str]) -> tuple[Any, Any]:
    """Themes by label, each with messages of one letter."""
    rows = [
        {"theme_id": f"e/theme-{at}", "fit": "e", "label_zh": label, "n_messages": len(messages)}
        for at, (label, messages) in enumerate(groups, 1)
    ]
    members = [
        {"passage_id": passage, "fit": "e", "theme_id": f"e/theme-{at}", "standing": CORE}
        for at, (_, messages) in enumerate(groups, 1)
        for passage in messages
    ]
    return made("themes", *rows), made("passage_themes", *members)


def test_themes_are_held_against_those_that_they_share_messages_with() -> None:
    before = themes(("网络", "abcd"), ("治理", "efg"), ("人权", "hi"))
    after = themes(("治理", "efgd"), ("互联网", "abc"), ("人权", "hi"))
    assert [(row.name[1], row.figures) for row in told_themes(before, after)] == [
        (
            "互联网",
            (
                Figure("label_zh", "网络", "互联网"),
                Figure("n_messages", "4", "3"),
                Figure("n_messages_shared", None, "3"),
            ),
        ),
        ("治理", (Figure("n_messages", "3", "4"), Figure("n_messages_shared", None, "3"))),
    ]
    assert list(told_themes(before, before)) == []


def test_messages_that_belong_to_no_theme_are_shared_by_none() -> None:
    rows = [
        {"passage_id": one, "theme_id": "1", "standing": how} for one, how in (("a", CORE), ("b", OTHER), ("c", FRINGE))
    ]
    assert belonging(rows) == {"a": "1", "c": "1"}
    pairs = theme_pairs([{"theme_id": "1"}], [{"theme_id": "2"}], {"a": "1", "b": None}, {"a": None, "b": None})
    assert pairs == [({"theme_id": "1"}, None, 0), (None, {"theme_id": "2"}, 0)]


def test_what_is_told_is_in_the_tables() -> None:
    assert all({*needed} <= {*TABLES[name].column_names} for name, needed in THEME_COLUMNS.items())
    for name, how in FIRST.items():
        assert {*how.needed} <= {*TABLES[name].column_names}


def test_what_is_not_listed_is_counted() -> None:
    change = TableChange("concepts", "compared", 9, 9, 0, 0, 9, 9)
    row = ToldRow(("甲",), "added", (Figure("n_own", None, "2"),))
    text = page(tables=(ExplainedTable(change, (), Listing((row,), 8)),))
    assert "- 甲 (新增 added): n\\_own 2" in text
    assert "More changed rows: 8; as they are now they stand in tables/concepts.csv" in text
    assert "concepts 9;" in text


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    template = files("pipeline.report").joinpath("templates/changes.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bsaid\.(\w+)", template)) == set(words("changes"))
    assert (set(words("cause_kind")), set(words("happened"))) == (set(KINDS), set(HAPPENED))
    states = {compared.ROWS_COUNTED, compared.FIRST_MADE, compared.NO_LONGER_MADE, compared.UNREADABLE}
    assert set(words("table_state")) == states
