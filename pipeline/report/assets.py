"""The style sheet and the script that the page carries, each put together from files, and the policy that allows them.

The Content-Security-Policy names the checksum of each, so that a browser runs and applies nothing else, and lets no
request go anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

STYLES = (
    "base.css", "layout.css", "tables.css", "chart-colours.css", "charts.css", "text.css", "panel.css", "print.css",
    "table-buttons.css",
)  # fmt: skip
# From a view to passages, in reading order.
FINDING = (
    "words.js", "view.js", "folding.js", "passages.js", "units.js", "nearness.js", "find.js", "typed.js", "facets.js",
    "view_says.js", "rows.js", "passage_items.js", "lines.js", "hand_on.js", "panel.js", "panel_parts.js",
    "search_box.js", "router.js", "start_finding.js",
)  # fmt: skip
SCRIPTS = (
    "switches.js", "bar.js", "charts.js", "tooltip.js", "clones.js", *FINDING,
    "tables.js", "chart_numbers.js", "editions.js", "copy.js",
)  # fmt: skip
"""Files of ``assets/`` in the order in which they are put together; a later one may use what earlier ones define."""

FONT_CHECKSUM = "sha256-font"


@cache
def style_sheet() -> Markup:
    """All styles as one sheet, part of the page."""
    return _trusted("\n".join(map(_asset, STYLES)))


@cache
def script() -> Markup:
    """All of the page's script as one strict function, part of the page."""
    return _trusted("(() => {\n'use strict';\n" + "\n".join(map(_asset, SCRIPTS)) + "\n})();\n")


@cache
def content_security_policy() -> str:
    """What the page may do: run its script, apply its sheets and the charts' own attributes, show what it carries.

    ``FONT_CHECKSUM`` stands in it for the sheet of the font, which is only known when the page is rendered.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{checksum(script())}'",
            f"style-src-elem '{checksum(style_sheet())}' '{FONT_CHECKSUM}'",
            "style-src-attr 'unsafe-inline'",
            "font-src data:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def font_sheet(address: str) -> str:
    """The sheet that makes the page's font known, given where it is."""
    return f'@font-face {{ font-family: "Noto Sans SC"; src: url("{address}") format("woff"); }}'


def _asset(name: str) -> str:
    return files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8")


def checksum(content: str) -> str:
    """The checksum by which a policy knows an inline element with this content, without the quotes around it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")


def _trusted(content: str) -> Markup:
    from markupsafe import Markup

    return Markup(content)
