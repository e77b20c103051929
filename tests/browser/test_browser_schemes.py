"""Light and dark: as the system is, until the reader says otherwise; readable in the system's own few colours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

BRIGHTNESS = """selector => {
    const colour = getComputedStyle(document.querySelector(selector)).backgroundColor;
    const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number);
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""


def is_dark(page: Page, selector: str = "html") -> bool:
    return page.evaluate(BRIGHTNESS, selector) < 0.2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_looks_as_the_system_does(watched: Page, report: Path, scheme: str) -> None:
    watched.emulate_media(color_scheme=scheme)
    watched.goto(report.as_uri())
    assert is_dark(watched) == (scheme == "dark")
    assert watched.locator("#scheme").get_attribute("aria-pressed") == str(scheme == "dark").lower()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_decides_and_is_remembered(watched: Page, report: Path, scheme: str) -> None:
    watched.emulate_media(color_scheme=scheme)
    watched.goto(report.as_uri())
    watched.locator("#scheme").click()
    assert is_dark(watched) == (scheme == "light")
    watched.reload()
    assert is_dark(watched) == (scheme == "light")
    assert watched.locator("#scheme").get_attribute("aria-pressed") == str(scheme == "light").lower()


def test_charts_are_dark_on_a_dark_page(watched: Page, report: Path) -> None:
    watched.emulate_media(color_scheme="dark")
    watched.goto(report.as_uri())
    assert is_dark(watched, ".chart")
    watched.locator("#scheme").click()
    assert not is_dark(watched, ".chart")


def test_paper_is_white(watched: Page, report: Path) -> None:
    watched.emulate_media(color_scheme="dark")
    watched.goto(report.as_uri())
    watched.emulate_media(color_scheme="dark", media="print")
    assert not is_dark(watched)
    assert not is_dark(watched, ".chart")


def test_in_forced_colours_what_tells_things_apart_is_still_there(watched: Page, report: Path) -> None:
    watched.emulate_media(forced_colors="active")
    watched.goto(report.as_uri())
    assert watched.evaluate("matchMedia('(forced-colors: active)').matches")
    border, paper = watched.evaluate(
        """() => {
            const finding = getComputedStyle(document.querySelector('.findings > li'));
            const chart = getComputedStyle(document.querySelector('.chart'));
            return [finding.borderLeftWidth, chart.forcedColorAdjust];
        }"""
    )
    assert border != "0px"
    assert paper == "none"  # a chart keeps its own paper, or its letters would stand on another's
