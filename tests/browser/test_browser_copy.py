"""What is to be copied is copied as it is read: in the language shown, without a word of the other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.report.words import words

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEEP = "navigator.clipboard.writeText = async text => { window.copied = text; };"
HAN = re.compile("[\u4e00-\u9fff]")


def copied(page: Page, report: Path, language: str, text: str) -> str:
    """What the button below a text puts on the clipboard."""
    page.add_init_script(KEEP)
    page.goto(report.as_uri())
    if language == "en":
        page.locator("#language").click()
    page.locator(f"button[data-copies={text}]").click()
    page.wait_for_function("window.copied")
    kept: str = page.evaluate("window.copied")
    return kept


@pytest.mark.parametrize(("language", "is_chinese"), [("zh", True), ("en", False)])
def test_the_citation_is_copied_with_the_hash(watched: Page, report: Path, language: str, is_chinese: bool) -> None:
    line = copied(watched, report, language, "citation-line")
    run_hash = json.loads((report.parent / "manifest.json").read_text(encoding="utf-8"))["run_hash"]
    assert line.endswith(f"{run_hash[:12]}")
    assert bool(HAN.search(line)) is is_chinese
    assert "\n" not in line


def test_how_this_was_made_is_copied_whole(watched: Page, report: Path) -> None:
    text = copied(watched, report, "en", "how-made-text")
    assert text.startswith("Material\n")
    assert words("interface")["how_made_sources"].en in text
    assert "Each edition was held against the one before it" in text
    assert not HAN.search(text.split(words("interface")["how_made_sources"].en)[0])
