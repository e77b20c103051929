"""Lines of the analysts' own that do nothing here are told of; shipped ones and those that work are not."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.notices import AFTER
from pipeline.terminology.idle import idle_entries
from tests.conftest import Workspace

COUNTS = {column.name: 0 for column in TABLES["lexicon_audit"].columns if column.type == "int64"}
TEXTS = {column.name: None if column.nullable else "" for column in TABLES["lexicon_audit"].columns}


def row(term: str, origin: str, *, n_whole: int = 0, inside: str | None = None, **columns: Any) -> dict[str, Any]:
    n = {"n_whole": n_whole, "n_inside": int(bool(inside)), "n_occurrences": n_whole + int(bool(inside))}
    return {
        **TEXTS, **COUNTS, "term": term, "origin": origin, "is_shipped": origin == "shipped", **n,
        "inside_terms": inside, **columns,
    }  # fmt: skip


def told(*rows: dict[str, Any]) -> tuple[str, ...]:
    return idle_entries(tables.make("lexicon_audit", rows))


def of_concept(term: str, line: int, relation: str, **columns: Any) -> dict[str, Any]:
    return row(term, f"concepts.toml:{line}", concept="net", relation=relation, **columns)


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (row("治理", "shipped"),),
        (row("治理", "terms.txt:3", n_whole=1, inside="互联网治理 ×1"),),
        # One wording of a concept is enough: the others are there for other texts.
        (of_concept("网", 4, "label"), of_concept("网络", 5, "same", n_whole=2)),
    ],
)
def test_nothing_to_tell(rows: tuple[dict[str, Any], ...]) -> None:
    assert told(*rows) == ()


def test_lines_that_do_nothing_by_file_and_number() -> None:
    lines = told(
        row("网络学院", "terms.txt:12"),
        row("治理", "terms.txt:3", inside="互联网治理 ×5"),
        row("网管", "variants.tsv:1", concept="net", relation="same"),
        of_concept("网络", 9, "same"),
        of_concept("网", 8, "label"),
    )
    assert [line.partition(" stands")[0] for line in lines] == [
        "lexicon/concepts.toml, line 8: '网' and 1 more of 'net'",
        "lexicon/terms.txt, line 3: '治理'",
        "lexicon/terms.txt, line 12: '网络学院'",
        "lexicon/variants.tsv, line 1: '网管'",
    ]
    assert "stands only in or across other words (互联网治理 ×5)" in lines[1]
    assert "stands nowhere in this corpus" in lines[2]
    assert all(line.endswith("see tables/lexicon_audit.csv") for line in lines)


def test_only_so_many_are_told() -> None:
    lines = told(*(row(f"词{number}", f"terms.txt:{number}") for number in range(1, 31)))
    assert len(lines) == 21
    assert lines[-1] == "10 more entries of the lexicon do nothing here; see tables/lexicon_audit.csv"


def test_a_run_tells_it_after_the_stage() -> None:
    table = tables.make("lexicon_audit", [row("网络学院", "terms.txt:12")])
    assert len(AFTER["terminology"]({"lexicon_audit": table}, None)) == 1  # type: ignore[arg-type]


def test_a_run_tells_file_and_line_and_the_table_begins_with_the_analysts_own(workspace: Workspace) -> None:
    workspace.add("2019/messages.txt", "论坛消息\n\n各国政府应当加强互联网治理方面的能力建设学院。\n")
    workspace.add("lexicon/terms.txt", "# 自己的词\n能力建设学院\n能力建\n零星学院\n")
    workspace.add(
        "lexicon/concepts.toml",
        '[[concept]]\nid = "academy"\nlabel_zh = "零星大学"\nlabel_en = "academy"\nkind = "body"\n'
        'variants.same = [\n  "零星高校",\n]\n',
    )
    _, said = workspace.run("terminology")
    assert [line.partition(";")[0] for line in said.warnings if "lexicon/" in line] == [
        "lexicon/concepts.toml, line 3: '零星大学' and 1 more of 'academy' stands nowhere in this corpus",
        "lexicon/terms.txt, line 3: '能力建' stands only in or across other words (能力建设学院 ×1)",
        "lexicon/terms.txt, line 4: '零星学院' stands nowhere in this corpus",
    ]
    rows = tables.read_parquet(workspace.outputs / "data/lexicon_audit.parquet").to_pylist()
    assert [(row["term"], row["origin"], row["status"]) for row in rows if not row["is_shipped"]] == [
        ("能力建", "terms.txt:3", "shadowed"),
        ("能力建设学院", "terms.txt:2", "used"),
        ("零星大学", "concepts.toml:3", "unused"),
        ("零星学院", "terms.txt:4", "unused"),
        ("零星高校", "concepts.toml:7", "unused"),
    ]
    assert not any(row["is_shipped"] for row in rows[:5])
