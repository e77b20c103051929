"""The page's styles: none for what no page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.report.assets import SCRIPTS, STYLES

PACKAGE = Path(__file__).parents[2] / "pipeline"
ASSETS = PACKAGE / "report" / "assets"
_CLASS = re.compile(r"\.([a-z][\w-]*)(?=[^{}]*\{)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def made_by() -> str:
    """All that makes markup: templates, script, and the code of report and charts."""
    makers = (
        *PACKAGE.glob("report/templates/**/*.html"), *ASSETS.glob("*.js"),
        *PACKAGE.glob("report/*.py"), *PACKAGE.glob("charts/*.py"),
        *PACKAGE.glob("report/text/values.toml"), *PACKAGE.glob("columns/*.py"),
    )  # fmt: skip
    return "\n".join(file.read_text(encoding="utf-8") for file in makers)


@pytest.mark.parametrize("style", STYLES)
def test_every_class_that_is_styled_is_on_some_page(style: str) -> None:
    classes = set(_CLASS.findall(_COMMENT.sub("", (ASSETS / style).read_text(encoding="utf-8"))))
    makers = made_by()
    assert [name for name in sorted(classes) if not re.search(rf"(?<![\w-]){name}(?![\w-])", makers)] == []


def test_no_style_sheet_and_no_script_is_forgotten() -> None:
    assert {file.name for file in ASSETS.glob("*.*")} == {*STYLES, *SCRIPTS}
