"""A chart's SVG for the page: smaller, and drawn alike."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from pipeline.charts.slim import slimmed

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" id="chart">'


def slim(inside: str) -> str:
    """What becomes of an element inside a chart, without the chart's own tag."""
    whole = slimmed(f"{HEAD}{inside}</svg>")
    return whole[whole.index(">") + 1 :].removesuffix("</svg>")


@pytest.mark.parametrize(
    ("received", "kept"),
    [
        ('<g id="axes_1"><g id="a"><path d="M 0 0 L 1 2"/></g></g>', '<path d="M 0 0 L 1 2" />'),
        ('<g transform="scale(2)"><path d="M 0 0 L 1 2"/></g>', '<g transform="scale(2)"><path d="M 0 0 L 1 2" /></g>'),
        ('<path clip-path="url(#p)" d="M 1.23456 2 L 3.9999 0.001"/>', '<path d="M 1.23 2 L 4 0" />'),
        ('<defs><clipPath id="p"><rect/></clipPath></defs>', ""),
        ('<style type="text/css">*{stroke-linejoin: round}</style>', ""),
        ('<text x="5.0004" transform="rotate(-0 1 2)">网 3.14159</text>', '<text x="5">网 3.14159</text>'),
        ('<text transform="rotate(-90 1 2)">网</text>', '<text transform="rotate(-90 1 2)">网</text>'),
        (
            '<text transform="translate(1 2) rotate(-0 1 2)">网</text>',
            '<text transform="translate(1 2)">网</text>',
        ),
        (
            "<text style=\"font-size: 9px; font-family: 'Noto Sans SC', 'DejaVu Sans'; text-anchor: start\">a</text>",
            '<text style="font-size: 9px">a</text>',
        ),
        ('<text style="text-anchor: middle">a</text>', '<text style="text-anchor: middle">a</text>'),
    ],
)
def test_what_is_not_seen_goes_and_what_is_stays(received: str, kept: str) -> None:
    assert slim(received) == kept


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("M 1 2 \nL 5 2 \nL 5 9 \nL 1 9 \nz\n", '<rect x="1" y="2" width="4" height="7" />'),
        ("M 5 9 L 1 9 L 1 2 L 5 2 z", '<rect x="1" y="2" width="4" height="7" />'),
        ("M 1 2 L 5 2 L 5 9 L 1 9", '<path d="M 1 2 L 5 2 L 5 9 L 1 9" />'),
        ("M 1 2 L 5 3 L 5 9 L 1 9 z", '<path d="M 1 2 L 5 3 L 5 9 L 1 9 z" />'),
        ("M 1 2 L 5 2 L 6 9 L 1 9 z", '<path d="M 1 2 L 5 2 L 6 9 L 1 9 z" />'),
    ],
)
def test_an_upright_rectangle_becomes_one_and_nothing_else_does(path: str, kept: str) -> None:
    assert slim(f'<path d="{path}"/>') == kept


def test_what_is_referred_to_keeps_its_id() -> None:
    inside = '<defs><path id="mark" d="M 0 0 L 1 1"/><path id="other" d="M 0 0 L 2 2"/></defs><use xlink:href="#mark"/>'
    ids = [element.get("id") for element in ET.fromstring(slimmed(f"{HEAD}{inside}</svg>")).iter()]
    assert ids == ["chart", None, "mark", None, None]
