"""Where the messages of a compared group are found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.columns.keyness import REST
from pipeline.views import View

_SECTION = re.compile(r"(?P<document>.+)§(?P<order>\d+)")


def side_views(comparison: Mapping[str, Any]) -> tuple[View, View]:
    """The messages of the focus and of the reference of a row of ``comparisons`` or ``keyness``.

    Not for themes, which are never tested.
    """
    focus = group_view(comparison["focus"])
    if comparison["reference"] != REST:
        return focus, group_view(comparison["reference"])
    if comparison["kind"] == "edition":
        return focus, View(outside=f"edition:{focus.edition}")
    outside = f"section:{focus.section}" if focus.section else f"document:{focus.document}"
    return focus, View(edition=comparison["edition"], outside=outside)


def group_view(name: str) -> View:
    """The messages of an edition, a document or a section by the name that comparisons have for it.

    >>> group_view("2018-paris/trust§2").section
    '2018-paris/trust#2'
    """
    edition = View(edition=name.partition("/")[0])
    if section := _SECTION.fullmatch(name):
        return replace(edition, section=f"{section['document']}#{section['order']}")
    return replace(edition, document=name) if "/" in name else edition
