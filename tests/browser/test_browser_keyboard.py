"""With the keyboard alone: to every control, to each chart in one step, from mark to mark, from a mark to passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FOCUSED = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const bar = document.querySelector('.bar');
    const style = getComputedStyle(at.matches('.mark') ? at.firstElementChild : at);
    return {
        name: at.id || at.getAttribute('class') || at.tagName.toLowerCase(),
        href: at.getAttribute('href') ?? '',
        isSeen: at.matches('.mark') ? style.stroke !== 'rgba(0, 0, 0, 0)' : style.outlineStyle !== 'none',
        isCovered: !at.matches('.skip') && !bar.contains(at) && box.top >= bar.getBoundingClientRect().top
            && box.bottom <= bar.getBoundingClientRect().bottom,
    };
}"""
"""What has the focus: what it is, whether it can be seen to have it, whether the bar lies over it."""


@pytest.fixture
def still(watched: Page, report: Path) -> Page:
    """The report, in a window that scrolls at once."""
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(report.as_uri())
    return watched


def pressed(page: Page, key: str, times: int) -> list[dict[str, object]]:
    """What has the focus after each press of a key."""
    seen = []
    for _ in range(times):
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))
    return seen


def test_tab_goes_from_the_skip_link_through_the_bar_into_the_text(still: Page) -> None:
    stops = pressed(still, "Tab", 60)
    names = [stop["name"] for stop in stops]
    assert names[0] == "skip"
    assert {"language", "scheme"} <= set(names)
    assert "#keywords" in [stop["href"] for stop in stops]
    assert [stop for stop in stops if not stop["isSeen"]] == []
    assert [stop for stop in stops if stop["isCovered"]] == []


def test_going_back_nothing_hides_behind_the_bar(still: Page) -> None:
    first_mark(still).focus()
    stops = pressed(still, "Shift+Tab", 30)
    assert [stop for stop in stops if stop["isCovered"]] == []


def test_the_skip_link_leads_past_the_bar(still: Page) -> None:
    still.keyboard.press("Tab")
    still.keyboard.press("Enter")
    still.keyboard.press("Tab")
    assert still.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_chart_is_one_stop(still: Page) -> None:
    stops = still.evaluate(
        """() => [...document.querySelectorAll('.chart .marks')].map(
            marks => marks.querySelectorAll('.mark[tabindex="0"]').length)"""
    )
    assert stops
    assert set(stops) == {1}


def first_mark(page: Page) -> Locator:
    """The first mark of the ranked keywords, a column of bars."""
    return page.locator("figure.chart[id$='-keyword-bars']:visible .zh .mark").first


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["ArrowDown"], 1),
        (["ArrowRight", "ArrowRight"], 2),
        (["ArrowDown", "ArrowUp"], 0),
        (["ArrowUp"], 0),
        (["ArrowRight", "ArrowLeft"], 0),
        (["End"], -1),
        (["End", "ArrowRight"], -1),
        (["End", "Home"], 0),
    ],
)
def test_arrow_keys_walk_the_marks_of_a_chart(still: Page, keys: list[str], place: int) -> None:
    first_mark(still).focus()
    for key in keys:
        still.keyboard.press(key)
    at = still.evaluate(
        """() => {
            const marks = [...document.activeElement.parentNode.children];
            return [marks.indexOf(document.activeElement), marks.length, document.activeElement.tabIndex,
                    marks.filter(mark => mark.tabIndex === 0).length];
        }"""
    )
    assert at[0] == place % at[1]
    assert at[2:] == [0, 1]


def test_tab_leaves_the_chart_and_comes_back_to_the_mark_left(still: Page) -> None:
    first_mark(still).focus()
    still.keyboard.press("ArrowDown")
    still.keyboard.press("ArrowDown")
    left, chart = still.evaluate(
        "[document.activeElement.getAttribute('aria-label'), document.activeElement.closest('.chart').id]"
    )
    still.keyboard.press("Tab")
    assert still.evaluate("document.activeElement.closest('.chart')?.id") != chart
    still.keyboard.press("Shift+Tab")
    assert still.evaluate("document.activeElement.getAttribute('aria-label')") == left


def test_enter_on_a_mark_opens_its_view(still: Page) -> None:
    mark = first_mark(still)
    address = mark.get_attribute("href")
    mark.focus()
    still.keyboard.press("Enter")
    still.wait_for_function("address => location.hash === address", arg=address)


def test_a_mark_says_what_it_stands_for_until_escape(still: Page) -> None:
    mark, says = first_mark(still), still.locator(".tooltip")
    mark.focus()
    assert says.is_visible()
    assert says.inner_text() == mark.get_attribute("aria-label")
    still.keyboard.press("Escape")
    assert says.is_hidden()
    still.keyboard.press("ArrowDown")
    assert says.is_visible()


def test_the_pointer_can_go_onto_what_a_mark_says(still: Page) -> None:
    mark, says = first_mark(still), still.locator(".tooltip")
    mark.scroll_into_view_if_needed()
    mark.hover()
    assert says.is_visible()
    says.hover()
    still.wait_for_timeout(300)
    assert says.is_visible()
    still.mouse.move(2, 2)
    says.wait_for(state="hidden")
