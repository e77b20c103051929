"""Where the fonts lie, and what is said where one does not."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.font_files import fallback_font_file, font_file


class Entry(PurePosixPath):
    """A file of an installed package that is in its record, but no longer on the disk."""

    def locate(self) -> Path:
        return Path("/nowhere") / self


def not_installed(_package: str) -> Any:
    raise PackageNotFoundError


def test_the_font_comes_from_the_package_without_importing_it() -> None:
    import sys

    assert font_file().name == "NotoSansSC-Regular.ttf"
    assert font_file().is_file()
    assert "zhplot" not in sys.modules


def test_the_second_font_is_there() -> None:
    assert fallback_font_file().is_file()


@pytest.mark.parametrize(
    "files",
    [
        not_installed,
        lambda _package: None,
        lambda _package: [Entry("zhplot/other.ttf")],
        lambda _package: [Entry("zhplot/NotoSansSC-Regular.ttf")],
    ],
    ids=["no package", "no record", "no font in the record", "no font on the disk"],
)
def test_a_missing_font_says_what_to_do(monkeypatch: pytest.MonkeyPatch, files: Any) -> None:
    monkeypatch.setattr("pipeline.font_files.files", files)
    with pytest.raises(PipelineError, match=r"NotoSansSC-Regular\.ttf.*zhplot.*make clean"):
        font_file.__wrapped__()
