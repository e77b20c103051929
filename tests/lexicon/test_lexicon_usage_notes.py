"""usage-notes.tsv: what a line says, and lines that could say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.faults import KeptWarnings
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import UsageNote


def added(folder: Path, text: str) -> tuple[UsageNote, ...]:
    """The overlay's notes, and fewer shipped ones where it takes some back."""
    (folder / "usage-notes.tsv").write_text(text, encoding="utf-8")
    shipped = load_lexicon(None).usage_notes
    return tuple(note for note in load_lexicon(folder).usage_notes if note not in shipped)


def test_a_line_has_wordings_english_and_a_note(tmp_path: Path) -> None:
    text = "# remark\n包容 / 融合\tinclusion\t融合 is also convergence\n峰会?\tsummit\n"
    assert added(tmp_path, text) == (
        UsageNote(("包容", "融合"), frozenset(), "inclusion", "融合 is also convergence"),
        UsageNote(("峰会",), frozenset({"峰会"}), "summit"),
    )


def test_a_shipped_line_can_be_taken_back(tmp_path: Path) -> None:
    shipped = load_lexicon(None).usage_notes
    (tmp_path / "usage-notes.tsv").write_text("-免费/自由\tfree\n", encoding="utf-8")
    assert [note for note in shipped if note not in load_lexicon(tmp_path).usage_notes] == [
        note for note in shipped if note.english == "free"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("包容\tinclusion", "alone"),
        ("包容/包容\tinclusion", "different wordings"),
        ("包容/\tinclusion", "different wordings"),
        ("包容/融合\t", "the English"),
        ("包容/融合\t\tnote", "the English"),
        ("包容/融合 inclusion", "1 field"),
        ("包容/融合\ta\tb\tc", "4 field"),
        ("-包容/融合\tinclusion", "not in the shipped list"),
    ],
)
def test_a_line_that_says_nothing_is_named(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(LexiconError, match=said) as error:
        added(tmp_path, f"# remark\n{line}\n")
    assert "usage-notes.tsv, line 2" in str(error.value)


def test_a_line_that_stands_there_already_is_warned_of(tmp_path: Path) -> None:
    faults = KeptWarnings()
    (tmp_path / "usage-notes.tsv").write_text("包容/融合\tinclusion\n\n包容/融合\tinclusion\n", encoding="utf-8")
    load_lexicon(tmp_path, faults)
    (warning,) = faults.warnings
    assert "line 3" in warning
    assert "line 1" in warning


def test_shipped_notes_are_about_wordings_not_letters() -> None:
    notes = load_lexicon(None).usage_notes
    assert len(notes) > 30
    assert all(len(wording) > 1 for note in notes for wording in note.wordings)
