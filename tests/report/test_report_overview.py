"""The first screen: which findings and charts it shows, and what it says is not solid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Edition, Received, keyword, part

from pipeline.report.counted_concepts import counted_concepts
from pipeline.report.evidence import latest_first
from pipeline.report.overview import FirstScreen, first_screen, part_address, tiles
from pipeline.report.page import EditionPage, edition_page
from pipeline.settings import ReportSettings

COMPOUND = keyword(Edition("2030-sample", []), 3, "数据流动", kind="compound")


def finding(order: int, name: str, strength: str) -> dict[str, Any]:
    return {
        "finding": name, "scope": "2030-sample", "order": order, "strength": strength, "text_zh": f"{name}。",
        "text_en": f"{name}.", "n": 2, "unit": "messages", "evidence": "mentions", "n_passages": 1,
        "passage_ids": "2030-sample/sample#002", "evidence_rows": "", "all_passages": ("2030-sample/sample#002",),
    }  # fmt: skip


FOUND = [
    finding(1, "not_final", "solid"),
    finding(2, "most_mentioned", "descriptive"),
    finding(3, "wordings", "descriptive"),
    finding(4, "themes", "exploratory"),
]


def chart(name: str, order: int, state: str = "drawn") -> dict[str, Any]:
    words = {"title_zh": f"图{order}", "title_en": f"chart {order}", "alt_zh": "太少", "alt_en": "too few"}
    return {"chart": name, "edition": "2030-sample", "order": order, "state": state, "n": 2, **words}


def page_of(received: Received, folder: Path, found: list[dict[str, Any]] | None = None) -> EditionPage:
    (evidence,) = latest_first(received.tables(folder))
    return edition_page(evidence, counted_concepts(evidence), FOUND if found is None else found, ReportSettings())


def screen_of(received: Received, folder: Path, **settings: int) -> FirstScreen:
    return first_screen(page_of(received, folder), ReportSettings.model_validate(settings))


def test_findings_that_hold_stand_in_their_order_and_exploratory_ones_under_what_is_not_solid(
    received: Received, tmp_path: Path
) -> None:
    screen = screen_of(received, tmp_path)
    assert [row["finding"] for row in screen.findings] == ["not_final", "most_mentioned", "wordings"]
    assert screen.n_more == 0
    assert "Exploratory, not to be quoted as a finding: themes." in [doubt.words.en for doubt in screen.doubts]


@pytest.mark.parametrize(("most", "n_more"), [(0, 3), (2, 1), (3, 0)])
def test_findings_are_limited_and_say_how_many_more_there_are(
    received: Received, tmp_path: Path, most: int, n_more: int
) -> None:
    screen = screen_of(received, tmp_path, max_shown_findings=most)
    assert (len(screen.findings), screen.n_more) == (most, n_more)


def test_charts_are_those_that_were_drawn_and_carry_a_finding_that_is_shown(received: Received, tmp_path: Path) -> None:
    received.whole["charts"] = [
        chart("theme-overview", 1),  # carries a finding that does not hold
        chart("concept-wordings", 2),
        chart("concept-dispersion", 3),
        chart("keyword-bars", 4),  # carries none
    ]
    screen = screen_of(received, tmp_path / "drawn")
    assert [row["chart"] for row in screen.charts] == ["concept-dispersion", "concept-wordings"]
    assert [row["chart"] for row in screen_of(received, tmp_path / "one", max_shown_charts=1).charts] == [
        "concept-dispersion"
    ]
    received.whole["charts"][2] |= {"state": "not enough evidence"}
    screen = screen_of(received, tmp_path / "missing")
    assert [row["chart"] for row in screen.charts] == ["concept-wordings"]
    assert "Chart not drawn, “chart 3”: too few" in [doubt.words.en for doubt in screen.doubts]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: None, "Few messages (2)"),
        (lambda _: None, "There is one document"),
        (lambda _: None, "Documents that are not final: 1."),
        (lambda one: one.whole["keywords"].append(COMPOUND), "confirmed by nobody: 1."),
        (lambda one: one.parts["2030-sample"]["documents"][0].update(n_suspects=4), "nobody has checked: 4."),
    ],
)  # fmt: skip
def test_what_is_not_solid_is_said_with_its_number(received: Received, tmp_path: Path, change: Any, said: str) -> None:
    change(received)
    assert any(said in doubt.words.en for doubt in screen_of(received, tmp_path).doubts)


def test_nothing_is_doubted_without_a_reason(received: Received, tmp_path: Path) -> None:
    documents = received.parts["2030-sample"]["documents"]
    documents[0]["status"] = "final"
    documents.append({**documents[0], "document_id": "2030-sample/second"})
    page = page_of(received, tmp_path, FOUND[:3])
    assert first_screen(page, ReportSettings(few_messages=2)).doubts == ()


def test_totals_lead_to_where_they_are_shown(received: Received, tmp_path: Path) -> None:
    shown = {tile.words.en: (tile.n, tile.address) for tile in tiles([page_of(received, tmp_path)])}
    assert shown["editions"] == (1, "#2030-sample-analysed")
    assert shown["documents"] == (1, "#2030-sample-analysed")
    assert shown["messages"] == (2, "#find")
    assert shown["passages"] == (4, "#find?in_all_kinds=1")
    assert shown["repairs"] == (4, "#2030-sample-repairs")
    assert tiles([]) == ()


def test_a_part_is_found_in_its_edition_or_chapter() -> None:
    assert part_address("keywords", "2018-paris") == "#2018-paris-keywords"
    assert part_address("audit", "2018-paris") == "#terminology-audit"


def test_the_page_states_the_rule_and_leads_to_the_passages(received: Received, tmp_path: Path) -> None:
    html = received.report(tmp_path)[1]["index.html"].decode()
    assert "At most 5 are listed" in part(html, "findings")
    assert re.findall(r'href="#find\?listed=([^"]+)"', part(html, "findings")) == ["finding:2030-sample:not_final"]
