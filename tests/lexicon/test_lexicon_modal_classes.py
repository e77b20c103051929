"""modal-classes.tsv: what a line says, what the overlay does to it, and that it covers the modal words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.modal_classes import CLASSES, NEGATED, NEGATION


def classes(folder: Path, text: str) -> dict[str, str]:
    (folder / "modal-classes.tsv").write_text(text, encoding="utf-8")
    return dict(load_lexicon(folder).modal_classes)


def test_the_overlay_goes_before_the_shipped_list(tmp_path: Path) -> None:
    shipped = dict(load_lexicon(None).modal_classes)
    found = classes(tmp_path, "要\tobligation\n亟盼\tneed\n-能\n")
    assert found == {
        **{word: name for word, name in shipped.items() if word != "能"},
        "要": "obligation",
        "亟盼": "need",
    }


@pytest.mark.parametrize("line", ["要\n", "要\tduty\n", "\tneed\n", "要\tneed\tnote\n", "-没有这个词\n"])
def test_a_line_that_says_nothing_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(LexiconError, match=r"modal-classes\.tsv, line 1"):
        classes(tmp_path, line)


def test_every_shipped_modal_word_has_a_class() -> None:
    lexicon = load_lexicon(None)
    assert lexicon.modals - lexicon.modal_classes.keys() == set()
    assert set(lexicon.modal_classes.values()) == {*CLASSES, NEGATION}
    assert set(NEGATED) == set(CLASSES)
