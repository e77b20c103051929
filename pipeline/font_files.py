"""Where the fonts lie that charts are lettered with and that the page carries a part of.

matplotlib's own font has no Chinese glyphs. Noto Sans SC comes with the ``zhplot`` wheel (SIL Open Font License 1.1),
whose files are found through ``importlib.metadata``: importing the package would change matplotlib's settings.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from pipeline.errors import PipelineError

_PACKAGE, _FILE = "zhplot", "NotoSansSC-Regular.ttf"


@cache
def font_file() -> Path:
    """The Noto Sans SC file of the installed ``zhplot`` package.

    Raises ``PipelineError`` where the package, or the file in it, is not there.
    """
    try:
        found = [Path(str(entry.locate())) for entry in files(_PACKAGE) or () if entry.name == _FILE]
    except PackageNotFoundError:
        found = []
    if not found or not found[0].is_file():
        raise PipelineError(
            f"the font {_FILE} of the package {_PACKAGE} is not installed; charts and the page need it: "
            f"run `make clean`, then `make analyze`, or `pip install --force-reinstall {_PACKAGE}`"
        )
    return found[0]


def fallback_font_file() -> Path:
    """DejaVu Sans as matplotlib carries it, for characters that Noto Sans SC lacks."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
