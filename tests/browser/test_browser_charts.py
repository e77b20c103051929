"""Each kind of chart leads to the passages that its marks stand for, and none loses its way when it is shown twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.charts.registry import CHARTS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

LAST = "2032-neapolis"


def chart(page: Page, name: str, language: str = "zh") -> Locator:
    """A chart of the whole corpus or of the last edition, in one language."""
    return page.locator(f"#chart-corpus-{name} > .{language}, #chart-{LAST}-{name} > .{language}")


@pytest.mark.parametrize("name", [kind.name for kind in CHARTS])
def test_every_kind_of_chart_leads_to_passages(watched: Page, report: Path, name: str) -> None:
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(report.as_uri())
    marks = chart(watched, name).locator(".mark")
    assert marks.count() > 0
    mark = marks.nth(marks.count() // 2)
    address, says = mark.get_attribute("href"), mark.get_attribute("aria-label")
    assert address
    assert address.startswith("#find?")
    assert says
    mark.dispatch_event("click")
    watched.wait_for_function("address => location.hash === address", arg=address)


@pytest.mark.parametrize("name", [kind.name for kind in CHARTS])
def test_marks_lie_on_the_drawing(watched: Page, report: Path, name: str) -> None:
    watched.goto(report.as_uri())
    drawing = chart(watched, name).locator("svg").bounding_box()
    assert drawing
    marks = (
        chart(watched, name)
        .locator(".mark")
        .evaluate_all(
            "all => all.map(mark => mark.getBoundingClientRect())"
            ".map(box => [box.left, box.top, box.right, box.bottom])"
        )
    )
    left, top = drawing["x"] - 2, drawing["y"] - 2
    right, bottom = left + drawing["width"] + 4, top + drawing["height"] + 4
    scrolled = watched.evaluate("scrollY")
    assert scrolled == 0
    assert [mark for mark in marks if mark[0] < left or mark[1] < top or mark[2] > right or mark[3] > bottom] == []


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
