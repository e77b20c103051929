"""Keywords and themes side by side, aligned where a Chinese character takes two cells."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.commands.before_and_after import keyword_lines, theme_lines
from pipeline.commands.side_by_side import aligned

NOTHING = {"string": "", "int64": 0, "float64": 0.0, "bool": False}


def table(name: str, rows: list[dict[str, Any]]) -> Any:
    empty = {column.name: None if column.nullable else NOTHING[column.type] for column in TABLES[name].columns}
    return tables.make(name, [empty | row for row in rows])


def keywords(*ranked: tuple[str, int] | tuple[str, int, str], edition: str = "2018-paris") -> Any:
    names = {"scope_kind": "edition", "level": "concept", "scope": edition, "edition": edition}
    rows = [
        {**names, "rank": rank, "term": one[0], "count": one[1], "concept": one[2] if len(one) > 2 else None}
        for rank, one in enumerate(ranked, start=1)
    ]
    others = [{**rows[0], "scope_kind": "passage"}, {**rows[0], "level": "term"}] if rows else []
    return table("keywords", [*rows, *others])


def test_columns_stand_below_one_another() -> None:
    lines = list(aligned([("1", "互联网", "32", "x"), ("10", "AI", "5", "y"), ("2", "ＩＴ", "100", "z")], (0, 2)))
    assert lines == [" 1  互联网   32  x", "10  AI        5  y", " 2  ＩＴ    100  z"]
    assert len({cell_len(line) for line in lines}) == 1


def test_ranks_that_changed() -> None:
    before = keywords(("治理", 9), ("网络", 8), ("社区", 7), ("数据", 6))
    after = keywords(("网络", 8), ("治理", 7), ("平台", 6), ("社区", 5))
    assert list(keyword_lines(before, after, top=3)) == [
        "keywords of 2018-paris, the first 3:",
        "     before  n           after  n",
        "  1  治理    9        1  网络   8  up 1",
        "  2  网络    8        2  治理   7  down 1",
        "  3  社区    7  to 4  3  平台   6  new",
    ]
    assert list(keyword_lines(before, after, top=4))[-1] == "  4  数据    6  gone  4  社区   5  down 1"


def test_unequal_lengths_and_editions_of_one_side() -> None:
    lines = list(keyword_lines(keywords(("治理", 9), ("网络", 8)), keywords(("网络", 8)), top=30))
    assert lines[2:] == ["  1  治理    9  gone  1  网络   8  up 1", "  2  网络    8"]
    lines = list(keyword_lines(keywords(), keywords(("网络", 8)), top=30))
    assert [line.split() for line in lines[2:]] == [["1", "网络", "8", "new"]]


def test_a_concept_is_the_same_under_another_label_and_a_term_that_becomes_its_label() -> None:
    before, after = keywords(("互联网", 9, "internet")), keywords(("因特网", 9, "internet"))
    assert list(keyword_lines(before, after, top=3))[-1] == "  1  互联网  9    1  因特网  9"
    term = keywords(("社区", 10), ("互联网", 9))
    assert list(keyword_lines(term, before, top=3))[2:] == [
        "  1  社区    10  gone  1  互联网  9  up 1",
        "  2  互联网   9",
    ]


def test_editions_that_stay_have_one_line() -> None:
    same = keywords(("治理", 9), ("网络", 8))
    assert list(keyword_lines(same, same, top=30)) == ["keywords of 2018-paris: the first 2 stay as they are"]
    below = keywords(("治理", 9), ("数据", 8))
    assert list(keyword_lines(same, below, top=1)) == ["keywords of 2018-paris: the first 1 stay as they are"]


def themes(**groups: str) -> tuple[Any, Any]:
    """Label → the messages of the theme, a letter each; ``stable_`` before a label makes it stable."""
    rows = [
        {
            "theme_id": f"2018-paris/theme-{at}", "fit": "2018-paris", "label_zh": label.removeprefix("stable_"),
            "n_messages": len(members), "is_stable": label.startswith("stable_"),
        }
        for at, (label, members) in enumerate(groups.items(), start=1)
    ]  # fmt: skip
    members = [
        {"passage_id": letter, "fit": "2018-paris", "theme_id": row["theme_id"], "standing": "core"}
        for row, letters in zip(rows, groups.values(), strict=True)
        for letter in letters
    ]
    return table("themes", rows), table("passage_themes", members)


def test_themes_stand_beside_those_that_have_their_messages() -> None:
    before, after = themes(stable_A="abcd", B="efg", C="h"), themes(D="efgd", stable_E="abch")
    assert list(theme_lines(before, after)) == [
        "themes of 2018-paris: 6 of 8 messages are on both sides of one row:",
        "  before           messages  after            messages  of them the same",
        "  A                       4  E                       4                 3",
        "  B (exploratory)         3  D (exploratory)         4                 3",
        "  C (exploratory)         1",
    ]


def test_messages_that_fit_no_theme_are_on_no_side() -> None:
    rows, members = themes(A="abcd", B="efg")
    nowhere = [row | ({"standing": "other"} if row["passage_id"] in "dg" else {}) for row in members.to_pylist()]
    said = next(theme_lines((rows, table("passage_themes", nowhere)), themes(A="abcd", B="efg")))
    assert said == "themes of 2018-paris: 5 of 7 messages are on both sides of one row:"


def test_themes_that_stay_and_themes_that_are_none() -> None:
    some = themes(A="abcd", B="efg")
    assert list(theme_lines(some, some)) == ["themes of 2018-paris: stay as they are"]
    assert next(theme_lines(some, themes(A="abcd", C="efg"))).startswith("themes of 2018-paris: 7 of 7")
    assert list(theme_lines(some, themes()))[-1] == "  B (exploratory)         3"
    assert list(theme_lines(themes(), themes())) == []
