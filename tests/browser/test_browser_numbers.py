"""A number that is clicked is the number that the panel shows, for every kind of view that a table has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

NUMBERS = r"""() => [...document.querySelectorAll('a.of[href^="#find"]')]
    .filter(link => /^[\d,]+$/.test(link.textContent))
    .map(link => [link.getAttribute('href'), Number(link.textContent.replaceAll(',', ''))])"""
PER_KIND = 2


def numbers_by_kind(page: Page) -> dict[tuple[str, ...], list[tuple[str, int]]]:
    """Some links with their numbers, by the fields that their views name."""
    kinds: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for address, n in page.evaluate(NUMBERS):
        fields = tuple(said.partition("=")[0] for said in address.partition("?")[2].split("&"))
        of_kind = kinds.setdefault(fields, [])
        if len(of_kind) < PER_KIND:
            of_kind.append((address, n))
    return kinds


def test_each_kind_of_number_is_what_the_panel_shows(watched: Page, report: Path) -> None:
    watched.goto(report.as_uri())
    kinds = numbers_by_kind(watched)
    assert len(kinds) > 20
    for some in kinds.values():
        for address, n in some:
            watched.evaluate("address => { location.hash = address; }", address)
            expect(watched.locator("#panel")).to_have_attribute("data-address", address)
            shown = watched.locator("#panel").evaluate("panel => [panel.dataset.places, panel.dataset.passages]")
            assert str(n) in [*shown, watched.locator("#panel").get_attribute("data-pairs")], address


def test_a_number_is_a_link_that_opens_the_panel(watched: Page, shipped_report: Path) -> None:
    watched.goto(shipped_report.as_uri())
    tile = watched.locator(".totals a", has_text="26").first
    tile.click()
    expect(watched.locator("#panel")).to_have_attribute("data-passages", "26")
