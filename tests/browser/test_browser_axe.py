"""WCAG 2.2 AA and good practice, as far as axe-core can tell: in both languages, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What is wrong, a line a rule, with the first places."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
    ]


@pytest.mark.parametrize("which", ["report", "shipped_report"])
@pytest.mark.parametrize(
    ("language", "scheme", "window"),
    [("zh", "light", WIDE), ("en", "dark", WIDE), ("zh", "dark", NARROW), ("en", "light", NARROW)],
    ids=["zh-light-wide", "en-dark-wide", "zh-dark-narrow", "en-light-narrow"],
)
def test_axe_finds_nothing(
    watched: Page, which: str, language: str, scheme: str, window: dict[str, int], request: pytest.FixtureRequest
) -> None:
    watched.set_viewport_size(window)
    watched.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    watched.goto(request.getfixturevalue(which).as_uri())
    if language == "en":
        watched.locator("#language").click()
    assert violations(watched) == []
