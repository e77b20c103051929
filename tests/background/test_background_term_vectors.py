"""Term vectors in a file: what is read is what was written, and what cannot be used is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.background.stored import Origin, StoredBackground
from pipeline.background.term_vectors import TermVectors, find_vectors, read_vectors
from pipeline.errors import LexiconError, SettingsError

VECTORS = TermVectors(("发展", "网络", "展"), np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float16), "abc")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The vectors of a background named reports, its counts beside them."""
    origin = Origin("reports", "reports", "abc", "def", 1, 2)
    (tmp_path / "backgrounds").mkdir()
    counts = tmp_path / "backgrounds" / "reports.tsv"
    counts.write_text(StoredBackground(origin, {"发展": 3, "网络": 1}).text(), encoding="utf-8")
    counts.with_suffix(".npz").write_bytes(VECTORS.content())
    return counts.with_suffix(".npz")


def test_vectors_by_name_and_zeros_for_what_is_not_known() -> None:
    found = VECTORS.of(["网络", "治理", "发展"])
    assert found == pytest.approx(np.array([[0.6, 0.8], [0, 0], [1, 0]]), abs=0.001)
    assert VECTORS.of([]).shape == (0, 2)


def test_what_is_read_is_what_was_written(file: Path) -> None:
    named = find_vectors("reports", file.parents[1])
    assert named is not None
    found = named.load()
    assert (found.terms, found.vectors.tolist(), found.sha256) == (VECTORS.terms, VECTORS.vectors.tolist(), "abc")
    assert found.content() == VECTORS.content() == file.read_bytes()


def test_none_are_looked_for_where_none_are_named(tmp_path: Path) -> None:
    assert find_vectors(None, tmp_path) is None


def test_a_background_without_vectors_is_said(file: Path) -> None:
    file.unlink()
    with pytest.raises(SettingsError, match="background build DIR --name reports"):
        find_vectors("reports", file.parents[1])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "no term vectors"),
        (b"not a zip file", "no term vectors"),
        (VECTORS.content()[:-40], "no term vectors"),
        (TermVectors(("甲", "乙"), VECTORS.vectors, "abc").content(), "2 terms and vectors of shape"),
        (TermVectors(VECTORS.terms, VECTORS.vectors, "other").content(), "other texts than those of reports.tsv"),
    ],
)
def test_a_damaged_file_is_refused(file: Path, content: bytes, found: str) -> None:
    file.write_bytes(content)
    with pytest.raises(LexiconError, match=found):
        read_vectors(file)


def test_vectors_without_counts_are_refused(file: Path) -> None:
    file.with_suffix(".tsv").unlink()
    with pytest.raises(LexiconError, match="other texts"):
        read_vectors(file)
