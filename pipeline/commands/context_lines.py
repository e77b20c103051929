"""Concordance lines as text: the node in one column, what stands before it to its left, what follows to its right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.commands.terminal import Screen, cells, fit, fit_end, pad, pad_before, visible

Row = Mapping[str, Any]

_GAP = "  "
_LONGEST_SECTION = 24
_SECTION_SHARE, _ID_SHARE, _NODE_SHARE = 8, 3, 2
"""On a screen a heading takes an eighth of it at most, an id a third, and a node half of what is left for the text."""
_N_GAPS = 5


def context_lines(rows: Sequence[Row], screen: Screen, indent: str = "") -> Iterator[str]:
    """A line a row: passage id, section, page where there is one, left, node, right, aligned and cut to the screen.

    Rows have passage_id, section, page, left, node and right. On a screen, a document that all lines are of is named
    once above them; of several, an id that is too long loses the end of its document's name, never its ordinal.
    """
    room = None if screen.width is None else screen.width - len(indent)
    documents = {row["passage_id"].rpartition("#")[0] for row in rows}
    is_one = room is not None and len(documents) == 1
    if is_one:
        yield f"{indent}{visible(documents.pop())}:"
    before = [_place(row, room, is_one=is_one) for row in rows]
    widths = [max(map(cells, column), default=0) for column in zip(*before, strict=True)]
    texts = _fitted(rows, None if room is None else room - sum(widths) - len(_GAP) * _N_GAPS)
    left_width, node_width = (max((cells(text[at]) for text in texts), default=0) for at in (0, 1))
    for place, (left, node, right) in zip(before, texts, strict=True):
        columns = [pad(cell, width) for cell, width in zip(place, widths, strict=True) if width]
        blanks = " " * (node_width - cells(node))
        columns += [pad_before(left, left_width), screen.bold(node) + blanks, right]
        yield indent + _GAP.join(columns).rstrip()


def _place(row: Row, room: int | None, *, is_one: bool) -> tuple[str, str, str]:
    """Passage id, section and page as they are shown."""
    passage_id, section = (visible(row[name] or "") for name in ("passage_id", "section"))
    page = "" if row["page"] is None else f"p. {row['page']}"
    if room is None:
        return passage_id, fit(section, _LONGEST_SECTION), page
    shown = "#" + passage_id.rpartition("#")[2] if is_one else short_id(passage_id, room // _ID_SHARE)
    return shown, fit(section, min(_LONGEST_SECTION, room // _SECTION_SHARE)), page


def _fitted(rows: Sequence[Row], room: int | None) -> list[tuple[str, str, str]]:
    """Left, node and right of each row, made visible; cut to the cells that there are, the contexts to equal parts."""
    texts = [tuple(visible(row[name] or "") for name in ("left", "node", "right")) for row in rows]
    if room is None:
        return [(left, node, right) for left, node, right in texts]
    widest = max(room // _NODE_SHARE, 1)
    nodes = [fit(node, widest) for _, node, _ in texts]
    side = max((room - max(map(cells, nodes), default=0)) // 2, 1)
    return [(fit_end(left, side), node, fit(right, side)) for (left, _, right), node in zip(texts, nodes, strict=True)]


def short_id(passage_id: str, width: int | None) -> str:
    """A passage id without the end of its document's name, so that edition and ordinal stay.

    >>> short_id("2018-paris/evolution-of-internet-governance#012", 30)
    '2018-paris/evolution-of-i…#012'
    """
    if width is None or cells(passage_id) <= width:
        return passage_id
    document, _, ordinal = passage_id.rpartition("#")
    return f"{fit(document, width - len(ordinal) - 1)}#{ordinal}"
