"""No tofu: what a reader sees is drawn with the font that the page carries, as the browser itself says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.font_files import font_file

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

OWN = "Noto Sans SC"
LETTERED = """() => {
    const lettered = [];
    for (const element of document.body.querySelectorAll('*')) {
        const text = [...element.childNodes].filter(child => child.nodeType === 3).map(child => child.data).join('');
        if (text.trim() && element.checkVisibility()) lettered.push([element, text]);
    }
    lettered.forEach(([element], number) => element.setAttribute('data-lettered', number));
    return lettered.map(([, text]) => text);
}"""
"""The own text of each visible element that has any, which is numbered."""


@cache
def drawable() -> frozenset[int]:
    """Code points that the font has."""
    from fontTools.ttLib import TTFont

    with TTFont(font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def fonts_used(session: CDPSession, root: int, n: int) -> list[list[dict[str, Any]]]:
    """What each numbered element is really drawn with."""
    ids = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-lettered]"})["nodeIds"]
    assert len(ids) == n
    return [session.send("CSS.getPlatformFontsForNode", {"nodeId": id_})["fonts"] for id_ in ids]


@pytest.mark.parametrize("which", ["report", "shipped_report"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_letter_is_of_the_font_that_the_page_carries(
    watched: Page, which: str, language: str, request: pytest.FixtureRequest
) -> None:
    index: Path = request.getfixturevalue(which)
    watched.goto(index.as_uri())
    if language == "en":
        watched.locator("#language").click()
    watched.evaluate("document.fonts.ready")
    texts = watched.evaluate(LETTERED)
    session = watched.context.new_cdp_session(watched)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    foreign = [
        (text.strip()[:60], [font["familyName"] for font in fonts])
        for text, fonts in zip(texts, fonts_used(session, root, len(texts)), strict=True)
        if is_drawable(text) and not all(font["isCustomFont"] and font["familyName"] == OWN for font in fonts)
    ]
    assert len(texts) > 500
    assert foreign == []


def is_drawable(text: str) -> bool:
    """Has the font every character? What it lacks is drawn with another: there is none for all of Unicode."""
    return all(ord(character) in drawable() or character.isspace() for character in text)
