"""Characters that nobody can read, in the report's part on the text's quality."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Edition, Received


@pytest.mark.parametrize("file", ["index.html", "report.md"])
def test_they_are_named_with_their_number_and_place(
    edition: Edition, received: Received, tmp_path: Path, file: str
) -> None:
    place = {"document_id": edition.document_id, "passage_id": edition.passage_id(2)}
    row = {**place, "code_point": "U+E010", "kind": "private use", "n_occurrences": 7, "context": "人均1\ue01070元"}
    received.parts[edition.edition]["unknown_characters"] = [row]
    text = received.report(tmp_path)[1][file].decode()
    for part in ("U+E010", "7", "私用区", "private use", "70元", "Unknown characters", "无法识别的字符"):
        assert part in text


def test_the_page_says_where_there_are_none(received: Received, tmp_path: Path) -> None:
    page = received.report(tmp_path)[1]["index.html"].decode()
    assert "No unknown character is left." in page
    assert "没有无法识别的字符。" in page
