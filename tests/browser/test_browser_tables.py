"""Tables are sorted by a heading and saved as they are shown."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def cells(table: Locator, column: int) -> list[str]:
    """What a column shows."""
    found: list[str] = table.locator(f"tbody tr td:nth-child({column})").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def heading(table: Locator, words: str) -> tuple[Locator, int]:
    """A heading's button and its column, from 1."""
    headings = table.locator("thead th").all_inner_texts()
    column = next(at for at, text in enumerate(headings, start=1) if words in text)
    return table.locator(f"thead th:nth-child({column}) button"), column


@pytest.fixture
def table(watched: Page, shipped_report: Path) -> Locator:
    """The concepts of the shipped corpus with their counts."""
    watched.goto(shipped_report.as_uri())
    return watched.locator('section.part:has(> [id="2018-paris-concepts"]) .wide > table').first


def test_numbers_are_sorted_by_value_the_largest_first(table: Locator) -> None:
    button, column = heading(table, "内嵌")
    shown = [int(text) for text in cells(table, column)]
    assert shown != sorted(shown, reverse=True)
    button.click()
    assert [int(text) for text in cells(table, column)] == sorted(shown, reverse=True)
    assert table.locator(f"thead th:nth-child({column})").get_attribute("aria-sort") == "descending"
    button.click()
    assert [int(text) for text in cells(table, column)] == sorted(shown)
    assert table.locator("thead th[aria-sort]").count() == 1


def test_equals_stay_as_they_stood_first(table: Locator) -> None:
    labels = cells(table, 1)
    button, column = heading(table, "消息数")
    counts = dict(zip(labels, [int(text.split(" / ")[0]) for text in cells(table, column)], strict=True))
    button.click()
    assert cells(table, 1) == sorted(labels, key=lambda label: -counts[label])
    button.click()
    assert cells(table, 1) == sorted(labels, key=lambda label: counts[label])


def test_chinese_is_sorted_by_its_sounds_and_english_by_its_alphabet(table: Locator, watched: Page) -> None:
    button, column = heading(table, "概念")
    button.click()
    zh = cells(table, column)
    assert zh.index("安全") < zh.index("互联网") < zh.index("政府") < zh.index("治理")  # an, hu, zheng, zhi
    watched.locator("#language").click()
    button, column = heading(table, "English")
    button.click()
    en = cells(table, column)
    assert en == sorted(en, key=str.casefold)


def test_a_heading_is_pressed_by_keyboard(table: Locator, watched: Page) -> None:
    button, column = heading(table, "单独")
    button.focus()
    watched.keyboard.press("Enter")
    assert table.locator(f"thead th:nth-child({column})").get_attribute("aria-sort") == "descending"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_shown_is_saved_in_its_order_and_language(
    table: Locator, watched: Page, tmp_path: Path, language: str
) -> None:
    if language == "en":
        watched.locator("#language").click()
    button, column = heading(table, {"zh": "单独", "en": "own"}[language])
    button.click()
    button.click()
    wide = watched.locator('section.part:has(> [id="2018-paris-concepts"]) .wide').first
    with watched.expect_download() as saving:
        wide.locator("xpath=following-sibling::button[1]").click()
    saving.value.save_as(tmp_path / "saved.csv")
    text = (tmp_path / "saved.csv").read_text(encoding="utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows] == cells(table, 1)
    assert head[column - 1] == {"zh": "单独", "en": "own"}[language]
    assert saving.value.suggested_filename == "2018-paris-concepts.csv"


def test_a_cell_of_several_rows_is_saved_in_each(watched: Page, shipped_report: Path, tmp_path: Path) -> None:
    watched.goto(shipped_report.as_uri())
    part = watched.locator('section.part:has(> [id="2018-paris-variants"])')
    assert part.locator("thead button").count() == 0  # rows that belong together are not torn apart
    with watched.expect_download() as saving:
        part.locator("button.save").click()
    saving.value.save_as(tmp_path / "saved.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "saved.csv").read_text(encoding="utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert sum(row[0] == "利益相关者" for row in rows) == 5


def test_a_chart_says_itself_in_words_and_numbers(watched: Page, shipped_report: Path) -> None:
    watched.goto(f"{shipped_report.as_uri()}#2018-paris-keywords")
    about = watched.locator('[id="chart-2018-paris-keyword-bars"] + details')
    assert about.locator("table").count() == 0
    about.locator("summary").click()
    expect(about.locator("table tbody tr").first).to_be_visible()
    numbers = (shipped_report.parent / "charts/2018-paris/keyword-bars.csv").read_text(encoding="utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(numbers)))
    assert [text.strip() for text in about.locator("thead th").all_inner_texts()] == head
    assert cells(about.locator("table"), head.index("term") + 1) == [row[head.index("term")] for row in rows]
    assert "条形图" in about.inner_text()
    about.locator("summary").click()
    about.locator("summary").click()
    assert about.locator("table").count() == 1
