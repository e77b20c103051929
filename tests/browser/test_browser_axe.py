"""WCAG 2.2 AA and good practice, as far as axe-core can tell: in both languages, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THINNED = """() => {
    const alike = ['.wide tbody tr', '.mark', '.passage', '.messages li', '.ids a', '.chart svg > :not(.marks)'];
    for (const selector of alike) {
        for (const one of document.querySelectorAll(`${selector}:nth-child(n + 6)`)) one.remove();
    }
}"""
"""Takes out rows of tables after the fifth, and such, made like those before: of thousands axe would take a minute."""


def violations(page: Page) -> list[str]:
    """What is wrong, a line a rule, with the first places."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
    ]


@pytest.mark.parametrize(
    ("which", "language", "scheme", "window", "view"),
    [
        ("shipped_report", "zh", "light", WIDE, ""),
        ("shipped_report", "en", "dark", NARROW, ""),
        ("report", "en", "dark", WIDE, "#find?concept=internet"),
        ("report", "zh", "light", NARROW, "#find?concept=internet"),
    ],
    ids=["zh-light-wide", "en-dark-narrow", "en-dark-wide-panel", "zh-light-narrow-panel"],
)
def test_axe_finds_nothing(
    watched: Page,
    which: str,
    language: str,
    scheme: str,
    window: dict[str, int],
    view: str,
    request: pytest.FixtureRequest,
) -> None:
    watched.set_viewport_size(window)
    watched.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    watched.goto(request.getfixturevalue(which).as_uri())
    if language == "en":
        watched.locator("#language").click()
    if view:
        watched.evaluate("view => { location.hash = view; }", view)
        watched.locator("#panel .hit").first.wait_for()
    watched.evaluate(THINNED)
    assert violations(watched) == []
