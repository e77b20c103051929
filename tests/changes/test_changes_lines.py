"""What an edit of a file changed, line by line as a person sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.changes.lines import changed_lines, entry_at, line_of_key


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲\n乙\n", "甲\n乙\n", []),
        ("甲\n乙\n", "甲\n\n\n乙", []),  # blank lines and line ends mean nothing
        ("甲\n乙\n", "\ufeff甲\r\n乙\r\n", []),
        ("甲\n乙\n", "甲\n丙\n乙\n", ["+ terms.txt, line 2: 丙"]),
        ("甲\n乙\n", "乙\n", ["- terms.txt, line 1: 甲"]),
        ("甲\n乙\t5\n", "甲\n乙\t7\n", ["- terms.txt, line 2: 乙\t5", "+ terms.txt, line 2: 乙\t7"]),
        (None, "甲\n", ["+ terms.txt, line 1: 甲"]),
        ("甲\n", None, ["- terms.txt, line 1: 甲"]),
        (None, None, []),
    ],
)
def test_lines(tmp_path: Path, before: str | None, after: str | None, expected: list[str]) -> None:
    folders = [tmp_path / name for name in ("before", "after")]
    for folder, text in zip(folders, (before, after), strict=True):
        folder.mkdir()
        if text is not None:
            (folder / "terms.txt").write_text(text, encoding="utf-8")
    assert list(map(str, changed_lines(*folders))) == expected


def test_no_overlay_has_no_lines_and_notes_are_none(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("why\n")
    (tmp_path / "stopwords.txt").write_text("的\n")
    assert list(map(str, changed_lines(None, tmp_path))) == ["+ stopwords.txt, line 1: 的"]
    assert changed_lines(None, None) == []


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ('[[concept]]\nid = "net"\nlabel_zh = "网"\n\n[[concept]]\nid = "web"', 3, "net"),
        ('[[concept]]\nid = "net"\n[[concept]]\nlabel_zh = "万维网"\nid = "web"', 4, "web"),
        ('[[concept]]\nid = "net"\nvariants.same = [\n  "网",\n]', 4, "net"),
        ('[[files]]\nfile = "a.txt"\n[files.sections]\n"甲" = "A"', 4, "files.sections"),
        ("# above all\nyear = 2018", 2, ""),
        ('[concept] # [not] a heading\nid = "net"', 1, "net"),
    ],
)
def test_the_entry_that_a_line_stands_in(text: str, line: int, expected: str) -> None:
    assert entry_at(text.split("\n"), line - 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[themes]\nseed = 2", 2),
        ("themes.seed = 2", 1),
        ("themes . seed=2", 1),
        ("themes = { seed = 2 }", 1),
        ("[keywords]\nseed = 2", None),
        ("[themes]\n# seed = 2", None),
        ("[themes]\nseed_of = 2", None),
        ("", None),
    ],
)
def test_the_line_of_a_setting(text: str, expected: int | None) -> None:
    assert line_of_key(text.split("\n"), "themes.seed") == expected
