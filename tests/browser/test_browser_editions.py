"""One edition at a time: chosen from the list, or because a link leads into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

SHOWN = "all => [...new Set(all.map(one => one.dataset.edition))]"


def shown(page: Page) -> list[str]:
    """The editions whose parts stand in the chapters."""
    found: list[str] = page.locator(".chapter > .edition").evaluate_all(SHOWN)
    return found


def offered(page: Page) -> list[str]:
    found: list[str] = page.locator("#edition-switch option").evaluate_all("all => all.map(one => one.value)")
    return found


def test_the_latest_edition_is_shown_until_another_is_chosen(watched: Page, report: Path) -> None:
    watched.goto(report.as_uri())
    editions = offered(watched)
    assert len(editions) == 3
    assert shown(watched) == editions[:1]
    n_parts = watched.locator(".chapter > .edition").count()
    for edition in (editions[2], editions[1], editions[2], editions[0]):
        watched.locator("#edition-switch").select_option(edition)
        expect(watched.locator(f'#keywords > .edition[data-edition="{edition}"]')).to_be_visible()
        assert shown(watched) == [edition]
        assert watched.locator(".chapter > .edition").count() == n_parts


@pytest.mark.parametrize("way", ["typed", "followed"])
def test_a_link_into_an_edition_shows_it(watched: Page, report: Path, way: str) -> None:
    watched.goto(report.as_uri())
    earliest = offered(watched)[-1]
    if way == "typed":
        watched.goto(f"{report.as_uri()}#{earliest}-analysed")
    else:
        watched.locator(f'#editions a[href="#{earliest}-analysed"]').click()
    expect(watched.locator(f'[id="{earliest}-analysed"]')).to_be_in_viewport()
    expect(watched.locator("#edition-switch")).to_have_value(earliest)
    assert shown(watched) == [earliest]


def test_an_edition_that_is_inflated_is_as_alive_as_the_one_that_stands_in_the_page(
    watched: Page, report: Path
) -> None:
    watched.goto(report.as_uri())
    watched.locator("#language").click()
    earlier = offered(watched)[1]
    watched.locator("#edition-switch").select_option(earlier)
    part = watched.locator(f'#keywords > .edition[data-edition="{earlier}"]')
    expect(part).to_be_visible()
    region = part.locator(".wide[role=group]").first
    assert region.get_attribute("aria-label") == region.get_attribute("data-en")
    marks = part.locator('.marks .mark[tabindex="0"]')
    expect(marks.first).to_have_attribute("href", re.compile("^#find"))


def test_ids_stay_unique_and_the_reader_stays_where_they_are(watched: Page, report: Path) -> None:
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(f"{report.as_uri()}#terminology")
    expect(watched.locator("#terminology > h2")).to_be_in_viewport()
    before = watched.locator("#terminology").bounding_box()
    for edition in offered(watched)[1:]:
        watched.locator("#edition-switch").select_option(edition)
        expect(watched.locator(f'#terminology > .edition[data-edition="{edition}"]')).to_be_attached()
        ids = watched.locator("[id]").evaluate_all("all => all.map(one => one.id)")
        assert len(ids) == len(set(ids))
    after = watched.locator("#terminology").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2


def test_with_one_edition_there_is_nothing_to_choose(watched: Page, shipped_report: Path) -> None:
    watched.goto(shipped_report.as_uri())
    assert watched.locator("#edition-switch").count() == 0
