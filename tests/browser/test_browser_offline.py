"""The report asks for nothing, complains of nothing, and runs nothing that it did not bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch


@pytest.mark.parametrize("which", ["report", "shipped_report"])
def test_no_request_and_no_complaint(watched: Page, which: str, request: pytest.FixtureRequest) -> None:
    index: Path = request.getfixturevalue(which)
    watched.goto(index.as_uri())
    watched.wait_for_load_state("networkidle")
    assert watched.locator("main").is_visible()


@pytest.mark.parametrize(
    ("injected", "tag"),
    [
        ("document.documentElement.dataset.taken = 'over'", "script"),
        ("html { --taken: over }", "style"),
    ],
)
def test_the_policy_keeps_foreign_scripts_and_styles_out(
    page: Page, watch: Watch, report: Path, injected: str, tag: str
) -> None:
    page.goto(report.as_uri())
    page.evaluate(
        """([tag, content]) => {
            const element = document.createElement(tag);
            element.textContent = content;
            document.head.append(element);
        }""",
        [tag, injected],
    )
    taken = page.evaluate(
        "() => [document.documentElement.dataset.taken ?? '',"
        " getComputedStyle(document.documentElement).getPropertyValue('--taken')]"
    )
    assert taken == ["", ""]
    assert any("Content Security Policy" in complaint for complaint in watch.complaints)


@pytest.mark.parametrize("address", ["https://example.org/x.png", "http://127.0.0.1:9/x.png"])
def test_the_policy_lets_no_picture_be_fetched(page: Page, watch: Watch, report: Path, address: str) -> None:
    page.goto(report.as_uri())
    page.evaluate(
        """address => new Promise(resolve => {
            const picture = new Image();
            picture.onerror = resolve;
            picture.src = address;
        })""",
        address,
    )
    assert watch.requests == []
    assert any("Content Security Policy" in complaint for complaint in watch.complaints)


def test_a_hostile_title_is_shown_as_text(watched: Page, report: Path) -> None:
    watched.goto(report.as_uri())
    assert watched.title() != "taken over"
    assert watched.locator("body").get_by_text("<script>document.title=", exact=False).count() > 0
