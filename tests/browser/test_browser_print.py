"""Printing the page gives a report: A4, numbered, light, each chapter in it, in one language, no chart cut in two."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.report.words import words
from tests.browser.test_browser_chapters import CHAPTERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

A4 = (595, 842)
"""Points."""
TYPE_AREA = {"width": 680, "height": 988}
"""CSS pixels of the sheet less its margins, 180 by 261.5 millimetres."""


def printed(page: Page) -> list[tuple[tuple[int, int], str]]:
    """Size and text of each page of paper."""
    import pdfplumber

    with pdfplumber.open(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))) as pdf:
        return [((round(sheet.width), round(sheet.height)), sheet.extract_text()) for sheet in pdf.pages]


@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_the_page_prints_as_a_report(watched: Page, shipped_report: Path, language: str, other: str) -> None:
    watched.goto(shipped_report.as_uri())
    if language == "en":
        watched.locator("#language").click()
    headings = watched.locator("section.chapter > h2").all_inner_texts()
    sheets = printed(watched)
    assert len(sheets) > len(CHAPTERS)
    assert {size for size, _ in sheets} <= {A4, (A4[0] + 1, A4[1])}
    for number, (_, text) in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in text.splitlines()[-1]
    everything = "".join("".join(text.split()) for _, text in sheets)
    assert [heading for heading in headings if "".join(heading.split()) not in everything] == []
    unwanted = words("interface")["title"].said_in(other)
    assert "".join(unwanted.split()) not in everything


def test_on_paper_nothing_can_be_pressed_and_everything_is_unfolded(watched: Page, shipped_report: Path) -> None:
    watched.goto(shipped_report.as_uri())
    watched.locator("button.save").first.wait_for(state="attached")
    watched.emulate_media(media="print")
    shown = watched.evaluate(
        """() => [...document.querySelectorAll('button:not(th button), select, input, .bar, .skip')]
            .filter(one => one.getClientRects().length > 0).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert shown == []
    assert watched.locator("thead th").first.is_visible()
    assert watched.locator("thead th").first.inner_text().strip()
    folded = watched.evaluate(
        """() => [...document.querySelectorAll('details > :not(summary)')].filter(
            one => one.getBoundingClientRect().height === 0 && one.textContent.trim()
                && !one.matches('[lang], .zh, .en, [hidden], button, script, template, .numbers *'))
            .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert folded == []


@pytest.mark.parametrize("which", ["report", "shipped_report"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_chart_is_cut_in_two(watched: Page, which: str, language: str, request: pytest.FixtureRequest) -> None:
    watched.set_viewport_size(TYPE_AREA)
    watched.goto(request.getfixturevalue(which).as_uri())
    if language == "en":
        watched.locator("#language").click()
    watched.emulate_media(media="print")
    charts = watched.evaluate(
        """() => [...document.querySelectorAll('.chart')].filter(chart => chart.checkVisibility()).map(chart => ({
            id: chart.id, height: chart.getBoundingClientRect().height, width: chart.scrollWidth,
            breaks: getComputedStyle(chart).breakInside,
        }))"""
    )
    assert charts
    assert [chart for chart in charts if chart["breaks"] != "avoid"] == []
    assert [chart for chart in charts if chart["height"] > TYPE_AREA["height"]] == []
    assert [chart for chart in charts if chart["width"] > TYPE_AREA["width"]] == []


def test_a_chart_of_the_first_screen_stays_on_one_sheet(watched: Page, shipped_report: Path) -> None:
    watched.goto(shipped_report.as_uri())
    watched.locator(".leading svg").first.wait_for(state="attached")
    ends = watched.evaluate(
        """() => [...document.querySelectorAll('.leading .chart')].map(chart => {
            const texts = [...chart.querySelectorAll('.zh svg text')].map(text => text.textContent);
            return [texts[1], texts.at(-1)].map(text => text.replace(/\\s/g, ''));
        })"""
    )
    sheets = ["".join(text.split()) for _, text in printed(watched)]
    following = watched.locator("section.chapter > h2").nth(1).inner_text()
    first_screen = sheets[: next(number for number, text in enumerate(sheets) if text.startswith(following))]
    assert len(ends) > 1
    assert [chart for chart in ends if not any(all(end in text for end in chart) for text in first_screen)] == []
