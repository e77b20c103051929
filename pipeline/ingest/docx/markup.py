"""Words of WordprocessingML: names of elements, attributes, and what an on-off property says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PREFIXES = {_W: "", _M: "m:", _MC: "mc:"}
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: _Element) -> str:
    """The local name in WordprocessingML, ``m:`` and ``mc:`` names with their prefix, "" for anything else."""
    namespace, _, local = str(element.tag).rpartition("}")
    prefix = _PREFIXES.get(f"{namespace}}}")
    return "" if prefix is None else f"{prefix}{local}"


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first element at the end of a path of names."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{_W}{name}")
    return element


def attribute(element: _Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(f"{_W}{name}")


def value(element: _Element | None, *path: str) -> str | None:
    """What the element at the end of a path has as its ``w:val``."""
    return attribute(child(element, *path))


def integer(text: str | None) -> int | None:
    """A whole number as written in an attribute; None for what is none, as Word ignores it."""
    return int(text) if text is not None and text.strip().lstrip("-").isdecimal() else None


def is_on(element: _Element | None, *path: str) -> bool | None:
    """An on-off property: None where it is not stated, so that what lies below it decides."""
    found = child(element, *path)
    return None if found is None else (attribute(found) or "1").lower() not in _OFF


def alternative(element: _Element) -> _Element | None:
    """Of alternative content, the first choice, which any current program shows; else the fallback."""
    return next((branch for branch in element if name_of(branch) in {"mc:Choice", "mc:Fallback"}), None)
