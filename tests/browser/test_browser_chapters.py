"""Every chapter is there, can be gone to, and fits the narrowest window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import NARROW

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHAPTERS = ("overview", "keywords", "themes", "editions", "terminology", "together", "quality", "methods", "downloads")
REPORTS = ("report", "shipped_report")


@pytest.fixture(params=REPORTS)
def index(request: pytest.FixtureRequest) -> Path:
    """Either report."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_chapters_stand_in_their_order_with_their_ways(watched: Page, index: Path) -> None:
    watched.goto(index.as_uri())
    assert watched.locator("section.chapter").evaluate_all("all => all.map(one => one.id)") == list(CHAPTERS)
    ways = watched.locator("nav.chapters a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert ways == [f"#{name}" for name in CHAPTERS]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_chapter_can_be_gone_to_and_says_something(watched: Page, index: Path, language: str) -> None:
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(index.as_uri())
    if language == "en":
        watched.locator("#language").click()
    for name in CHAPTERS:
        watched.locator(f'nav.chapters a[href="#{name}"]').click()
        heading = watched.locator(f"#{name} > h2")
        assert heading.is_visible(), name
        assert heading.inner_text().strip(), name
        assert len(watched.locator(f"#{name}").inner_text()) > len(heading.inner_text()) + 20, name
        assert is_clear_of_the_bar(watched, f"#{name} > h2"), name


def is_clear_of_the_bar(page: Page, selector: str) -> bool:
    """Does what is gone to stand in the window, not behind the bar that stays?"""
    return page.evaluate(
        """selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            const bar = document.querySelector('.bar').getBoundingClientRect();
            return box.top >= bar.bottom - 1 && box.top < innerHeight;
        }""",
        selector,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_at_360_pixels_only_wide_tables_and_charts_scroll_sideways(watched: Page, index: Path, language: str) -> None:
    watched.set_viewport_size(NARROW)
    watched.goto(index.as_uri())
    if language == "en":
        watched.locator("#language").click()
    assert watched.evaluate(WIDER) == []
    assert watched.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


WIDER = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.checkVisibility() && !one.closest('.wide, .chart, nav.chapters, .skip'))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.slice(0, 60)}`)
    .slice(0, 10)"""
