"""Each kind of chart leads to the passages that its marks stand for, and none loses its way when it is shown twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.charts.registry import CHARTS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

LAST = "2032-neapolis"
NAMES = [kind.name for kind in CHARTS]
MESSAGES = re.compile(r"(\d[\d,]*) 条消息")
COUNTED = re.compile(r"(\d[\d,]*) (?:次|处)")
"""Numbers of a mark and of the panel: how often, in how many messages."""


def chart(page: Page, name: str) -> Locator:
    """A chart of the whole corpus or of the last edition, in Chinese."""
    return page.locator(f"#chart-corpus-{name} > .zh, #chart-{LAST}-{name} > .zh")


def opened(page: Page, mark: Locator) -> tuple[str, str]:
    """What a mark says, and the heading of the panel that it opens, which is closed again."""
    address, says = mark.get_attribute("href"), mark.get_attribute("aria-label")
    assert address
    assert address.startswith("#find?")
    mark.dispatch_event("click")
    page.locator("#panel").wait_for()
    assert page.evaluate("location.hash") == address
    found = page.locator("#panel-title").inner_text()
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    return says or "", found


def test_every_kind_of_chart_leads_to_as_many_passages_as_its_marks_say(watched: Page, report: Path) -> None:
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(report.as_uri())
    for name in NAMES:
        marks = chart(watched, name).locator(".mark")
        assert marks.count() > 0, name
        for place in sorted({0, marks.count() // 2}):
            says, found = opened(watched, marks.nth(place))
            for kind in (MESSAGES, COUNTED):
                if kind.search(says) and kind.search(found):
                    assert kind.search(says)[1] == kind.search(found)[1], (name, says, found)  # type: ignore[index]


def test_marks_lie_on_the_drawing(watched: Page, report: Path) -> None:
    watched.goto(report.as_uri())
    for name in NAMES:
        outside = (
            chart(watched, name)
            .locator("svg")
            .evaluate(
                """svg => {
                const paper = svg.getBoundingClientRect();
                return [...svg.querySelectorAll('.mark')].filter(mark => {
                    const box = mark.getBoundingClientRect();
                    return box.left < paper.left - 2 || box.right > paper.right + 2
                        || box.top < paper.top - 2 || box.bottom > paper.bottom + 2;
                }).map(mark => mark.getAttribute('aria-label'));
            }"""
            )
        )
        assert outside == [], name


def test_no_id_stands_twice_and_no_reference_leads_nowhere(watched: Page, report: Path) -> None:
    watched.goto(report.as_uri())
    watched.wait_for_function(
        "() => [...document.querySelectorAll('figure[data-clone]')].every(figure => figure.querySelector('svg'))"
    )
    twice, nowhere = watched.evaluate(
        """() => {
            const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
            const used = [...document.querySelectorAll('use')].map(one => one.getAttribute('xlink:href').slice(1));
            const clips = [...document.querySelectorAll('[clip-path], [style*="url(#"], [fill^="url(#"]')].flatMap(
                one => [...one.outerHTML.split('>', 1)[0].matchAll(/url\\(#([^)]+)\\)/g)].map(match => match[1]));
            const known = new Set(ids);
            return [ids.filter((id, at) => ids.indexOf(id) !== at), [...used, ...clips].filter(id => !known.has(id))];
        }"""
    )
    assert twice == []
    assert nowhere == []


def test_the_first_screen_shows_copies_that_can_be_walked(watched: Page, report: Path) -> None:
    watched.goto(report.as_uri())
    copies = watched.locator("#overview figure[data-clone]:visible")
    assert copies.count() > 0
    mark = copies.first.locator(".zh .mark[tabindex='0']")
    mark.wait_for(state="attached")
    mark.focus()
    watched.keyboard.press("ArrowRight")
    assert watched.evaluate("document.activeElement.closest('figure[data-clone]') !== null")
