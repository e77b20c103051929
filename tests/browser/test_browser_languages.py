"""One button shows the whole page in Chinese or in English: words, charts, names for those who hear it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.report.words import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PARTS = ("interface", "columns", "strength", "status", "unit")
LEFT_OVER = """(words) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const left = [];
    const theirs = new Set(words);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        if (theirs.has(text) && element.checkVisibility() && !element.closest('code, button, td, [href$=".csv"]')) {
            left.push(text);
        }
    }
    return left;
}"""
"""Visible text nodes that are one of these words; names of files, and text in cells, stay as they are."""


def in_language(page: Page, report: Path, language: str) -> None:
    """Open a report and switch it to a language."""
    page.goto(report.as_uri())
    if language == "en":
        page.locator("#language").click()


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_everything_is_named_in_the_language_shown(watched: Page, report: Path, language: str, tag: str) -> None:
    in_language(watched, report, language)
    assert watched.locator("html").get_attribute("lang") == tag
    named = watched.evaluate(
        """language => [...document.querySelectorAll('[data-zh][data-en]')].map(element => [
            element.dataset[language],
            element.matches('title, option') ? element.textContent : element.getAttribute('aria-label'),
        ])""",
        language,
    )
    assert named
    assert [said for expected, said in named if said not in {expected, None}] == []


@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_no_word_of_the_other_language_is_left(watched: Page, report: Path, language: str, other: str) -> None:
    in_language(watched, report, language)
    both = [text for part in PARTS for text in words(part).values()]
    shown, hidden = ({text.said_in(each) for text in both} for each in (language, other))
    theirs = {word for word in hidden - shown if not word.isascii()} if other == "zh" else hidden - shown - {"q"}
    assert watched.evaluate(LEFT_OVER, sorted(theirs)) == []


@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_charts_are_shown_in_one_language(watched: Page, report: Path, language: str, other: str) -> None:
    in_language(watched, report, language)
    shown, hidden = (
        watched.evaluate(
            """language => [...document.querySelectorAll(`.chart > .${language}`)].filter(
                chart => chart.parentElement.checkVisibility() && chart.checkVisibility()).length""",
            each,
        )
        for each in (language, other)
    )
    assert shown > 0
    assert hidden == 0


def test_the_language_is_kept_for_the_next_time_and_can_be_switched_back(watched: Page, report: Path) -> None:
    in_language(watched, report, "en")
    watched.reload()
    assert watched.locator("html").get_attribute("data-language") == "en"
    assert watched.title() == words("interface")["title"].en
    watched.locator("#language").click()
    assert watched.locator("html").get_attribute("lang") == "zh-Hans"
    assert watched.title() == words("interface")["title"].zh


def test_a_browser_that_keeps_nothing_switches_all_the_same(watched: Page, report: Path) -> None:
    watched.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused'); } });"
    )
    in_language(watched, report, "en")
    assert watched.locator("html").get_attribute("data-language") == "en"


def test_without_its_script_the_page_reads_in_chinese(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("h1 .zh").is_visible()
    assert page.locator("h1 .en").is_hidden()
    assert page.locator(".chart > .zh").first.is_visible()
    context.close()
