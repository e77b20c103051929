"""What matplotlib writes into an SVG and a page need not carry: half of its bytes, and nothing that is seen.

Left out are groups that only name what they hold, ids that nothing refers to, clipping at the edge of the sheet (all
that is drawn lies on it), rotations by nothing, values that are SVG's own defaults, and decimals below a hundredth of
a point. Rectangles that are written as paths become rectangles.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DROPPED = {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style", f"{{{_SVG}}}clipPath"}
"""Elements that go: the style is the page's matter, a clip hides nothing."""
_MEASURES = frozenset({"d", "x", "y", "width", "height", "points", "transform", "viewBox", "style"})
_DEFAULTS = frozenset(
    {
        "text-anchor: start",
        "font-family: 'Noto Sans SC', 'DejaVu Sans'",
        "stroke-miterlimit: 4",
        "stroke-linejoin: miter",
        "stroke-dasharray: none",
    }
)
"""Declarations that say what holds anyway; the page's sheet has the font for all charts."""
_NUMBER = re.compile(r"-?\d+\.\d+")
_UNROTATED = re.compile(r"rotate\(-?0 [^)]*\)")
_REFERENCE = re.compile(r"#([\w.-]+)")
_COORDINATE = r"(-?[\d.]+)"
_RECTANGLE = re.compile(
    rf"M {_COORDINATE} {_COORDINATE} L {_COORDINATE} \2 L \3 {_COORDINATE} L \1 \4 z"
)  # from a corner along the page, down, back, and up again


def slimmed(svg: str) -> str:
    """A chart's SVG, from its element on, without what is not needed inside a page."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(svg)
    wanted = set(_references(root))
    for element in list(root.iter()):
        _slim(element, wanted)
    _unwrap(root)
    return ET.tostring(root, encoding="unicode")


def _references(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name not in {"id", "clip-path"}:
                yield from _REFERENCE.findall(value)


def _slim(element: ET.Element, wanted: set[str]) -> None:
    element.attrib.pop("clip-path", None)
    if element.get("id") not in wanted and element.get("id") != "chart":
        element.attrib.pop("id", None)
    for name in _MEASURES & element.attrib.keys():
        element.set(name, _NUMBER.sub(_rounded, element.attrib[name]))
    _slim_style(element)
    _slim_transform(element)
    _make_rectangle(element)
    if element.tag != f"{{{_SVG}}}text":
        element.text = None
    element.tail = None


def _rounded(number: re.Match[str]) -> str:
    shown = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _slim_style(element: ET.Element) -> None:
    declarations = [one.strip() for one in element.get("style", "").split(";")]
    kept = [one for one in declarations if one and one not in _DEFAULTS]
    if kept:
        element.set("style", "; ".join(kept))
    else:
        element.attrib.pop("style", None)


def _slim_transform(element: ET.Element) -> None:
    kept = _UNROTATED.sub("", element.get("transform", "")).strip()
    if kept:
        element.set("transform", kept)
    else:
        element.attrib.pop("transform", None)


def _make_rectangle(element: ET.Element) -> None:
    """Turn the path of an upright rectangle into a rectangle; write any other path in one line."""
    if "d" not in element.attrib:
        return
    path = " ".join(element.attrib["d"].split())
    corners = _RECTANGLE.fullmatch(path)
    if corners is None:
        element.set("d", path)
        return
    xs, ys = (float(corners[1]), float(corners[3])), (float(corners[2]), float(corners[4]))
    del element.attrib["d"]
    element.tag = f"{{{_SVG}}}rect"
    sides = {"x": min(xs), "y": min(ys), "width": max(xs) - min(xs), "height": max(ys) - min(ys)}
    for name, value in sides.items():
        element.set(name, _NUMBER.sub(_rounded, f"{value:.4f}"))


def _unwrap(parent: ET.Element) -> None:
    """Put the children of groups that say nothing in their place; drop what a page does not need."""
    children: list[ET.Element] = []
    for child in parent:
        _unwrap(child)
        if child.tag in _DROPPED or (child.tag == f"{{{_SVG}}}defs" and len(child) == 0):
            continue
        is_bare = child.tag == f"{{{_SVG}}}g" and not child.attrib
        children.extend(child if is_bare else (child,))
    parent[:] = children
