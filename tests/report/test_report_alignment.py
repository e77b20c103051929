"""What became of themes and headings on the page of what is new; names in doubt and all messages on the report's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Edition, Received

from pipeline.columns.compare import COMPARED, EDITIONS
from pipeline.report.alignment import alignments
from pipeline.report.evidence import latest_first
from pipeline.settings import ReportSettings


def change(order: int, relation: str, title: str, **columns: Any) -> dict[str, Any]:
    return {
        "edition": "2030-sample", "previous": "2029-sample", "order": order, "relation": relation, "title_zh": title,
        "theme_id": f"2030-sample/theme-{order}", "similarity": 0.456, "shared_terms": "互联网", **columns,
    }  # fmt: skip


@pytest.fixture
def two_editions(edition: Edition) -> Received:
    made = Received(Edition("2029-sample", edition.text), edition)
    pair = {"edition": "2030-sample", "previous": "2029-sample", "kind": EDITIONS, "state": COMPARED}
    made.whole["edition_pairs"] = [pair]
    return made


def test_links_stand_before_what_is_new_and_what_ended(two_editions: Received, tmp_path: Path) -> None:
    two_editions.whole["theme_changes"] = [
        change(1, "ended", "", is_exploratory=False),
        change(2, "born", "新", is_exploratory=True),
        change(3, "unclear", "不明", is_exploratory=True),
        change(4, "split", "拆", is_exploratory=True),
    ]
    evidence = next(iter(latest_first(two_editions.tables(tmp_path))))
    themes = alignments(evidence, "2029-sample", ReportSettings()).themes
    assert [row["relation"] for row in themes.told.rows] == ["split", "born", "ended"]
    assert [row["title_zh"] for row in themes.unclear.rows] == ["不明"]
    assert not themes.is_exploratory
    assert alignments(evidence, "2030-sample", ReportSettings()).themes.is_empty


@pytest.mark.parametrize(("is_exploratory", "n_said"), [(True, 1), (False, 0)])
def test_themes_that_are_not_stable_are_no_finding(
    two_editions: Received, tmp_path: Path, is_exploratory: bool, n_said: int
) -> None:
    two_editions.whole["theme_changes"] = [change(1, "continued", "青年、参与", is_exploratory=is_exploratory)]
    _, files = two_editions.report(tmp_path)
    for name in ("what-is-new.html", "what-is-new.md"):
        text = files[name].decode()
        assert "青年、参与" in text
        assert "0.46" in text
        assert text.count("it is no finding and not to be quoted") == n_said


def test_headings_say_what_their_relation_rests_on(two_editions: Received, tmp_path: Path) -> None:
    told = {"heading_previous": "数字包容", "heading": "包容", "basis": "crosswalk", "q_value": None, "similarity": 0.5}
    two_editions.whole["track_changes"] = [change(1, "continued", "") | told]
    del two_editions.whole["track_changes"][0]["title_zh"], two_editions.whole["track_changes"][0]["theme_id"]
    page = two_editions.report(tmp_path)[1]["what-is-new.html"].decode()
    assert "数字包容" in page
    assert "人工对照表" in page


def test_a_name_in_doubt_stands_on_the_page_with_its_file_and_line(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    theme = {"theme_id": "2030-sample/theme-1", "fit": "2030-sample", "label_zh": "数据、利益相关者"}
    received.whole["themes"] = [theme | {"name_zh": "谁来参与", "name_en": "Who takes part"}]
    received.whole["passage_themes"] = [
        {"passage_id": edition.passage_id(number), "fit": "2030-sample", "theme_id": theme["theme_id"],
         "standing": "core", "centrality_rank": number - 1, "similarity": 0.5}
        for number in (2, 3)
    ]  # fmt: skip
    received.whole["theme_fits"] = [{"fit": "2030-sample", "state": "unstable", "resampling_unit": "message"}]
    doubt = {"fit": "2030-sample", "name_zh": "又一个名字", "line": "lexicon/theme-names.toml, line 7"}
    received.whole["theme_names"] = [
        doubt | {"rank": 1, "theme_id": theme["theme_id"], "state": "several names", "score": 0.75,
                 "n_quotes_in_theme": 1.0, "shared_terms": ""},
        doubt | {"name_zh": "没有主题的", "rank": 1, "state": "no theme"},
    ]  # fmt: skip
    _, files = received.report(
        tmp_path,
    )
    page, text = files["index.html"].decode(), files["report.md"].decode()
    for said in ("谁来参与", "又一个名字", "没有主题的", "lexicon/theme-names.toml, line 7"):
        assert said in page
        assert said in text.replace("\\", "")
    assert page.index("谁来参与") < page.index("数据、利益相关者")
    assert "several names suit it alike" in page
    assert "no theme suits it" in page
