"""``report.md`` and the outputs folder's ``README.md``: plain text that reads well as it is and when rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.report.html import environment
from pipeline.report.words import table_words, words

if TYPE_CHECKING:
    from jinja2 import Environment

    from pipeline.report.citation import Citation
    from pipeline.report.page import EditionPage

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
_BLOCK_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+#=]+(?:\s|$)))")
_LINE_END = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]+\s*")


class Markdown(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


def report_md(pages: Sequence[EditionPage], shared: Mapping[str, Any]) -> bytes:
    """The findings and main tables of the page as Markdown."""
    return render("report.md", pages=pages, **shared)


def folder_md(citation: Citation) -> bytes:
    """What each file of the outputs folder is, how to cite the run, each stage, and each table with its columns."""
    from pipeline.columns import TABLES
    from pipeline.stages import STAGES

    folder, files = words("folder"), words("files")
    about = [(table, table_words(table.name)) for table in TABLES.values()]
    return render("folder.md", stages=STAGES, tables=about, files=files, folder=folder, citation=citation)


def escape(value: object) -> str:
    """A value as one line of Markdown text in which nothing is markup.

    Line ends become spaces.

    >>> print(escape("<b> a|b_c"), escape("1. a"), escape("- a"))
    \\<b\\> a\\|b\\_c 1\\. a \\- a
    """
    if isinstance(value, Markdown):
        return value
    text = _SPECIAL.sub(r"\\\1", _LINE_END.sub(" ", str(value)).strip())
    return _BLOCK_START.sub(r"\1\\", text)


def render(template: str, **values: Any) -> bytes:
    """A template as Markdown: what is printed is escaped, but for what is Markdown already."""
    return _environment().get_template(template).render(**values).encode("utf-8")


@cache
def _environment() -> Environment:
    """As for the page, but what is printed is escaped for Markdown; ``md`` lets through what is Markdown already."""
    made = environment().overlay(autoescape=False, finalize=escape)
    made.globals = {**made.globals, "md": Markdown}
    return made
