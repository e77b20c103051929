"""Lines of a page as the reader of PDFs gives them: a block a line, a square a Chinese character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from pipeline.normalise.block_spans import BlockSpan

SIZE, LEADING, LEFT, WIDTH = 12.0, 18.0, 72.0, 20
"""Points; a full line holds so many characters."""


def span(text: str, y: float, x: float = 0, **more: object) -> BlockSpan:
    """A line whose top is at ``y``, ``x`` characters from the left edge."""
    size = float(more.get("font_size", SIZE))  # type: ignore[arg-type]
    x0 = LEFT + x * size
    width = sum(size if ord(character) > 0x2E7F else size / 2 for character in text)
    known = {"page": 1, "column": 0, "font_size": size, "is_bold": False, **more}
    return BlockSpan(0, len(text), x0=x0, x1=x0 + width, top=y, bottom=y + size, **known)  # type: ignore[arg-type]


def on_page(lines: Sequence[tuple[str, BlockSpan]]) -> tuple[str, list[BlockSpan]]:
    """A text of these lines, and their blocks."""
    starts = list(accumulate((len(text) + 1 for text, _ in lines), initial=0))
    text = "".join(f"{each}\n" for each, _ in lines)
    return text, [
        replace(block, start=start, end=start + block.end + 1) for (_, block), start in zip(lines, starts, strict=False)
    ]


Row = str | tuple[str, float] | tuple[str, float, dict[str, object]]
"""A text; its distance from the left edge in characters; and what else its block knows."""


def page(*rows: Row) -> tuple[str, list[BlockSpan]]:
    """Rows one leading below the other; ``{"gap": 1}`` leaves a leading free above, a new page begins at the top."""
    lines, y, last = [], 100.0, (1, 0)
    for row in rows:
        text, x, more = (*row, {})[:3] if isinstance(row, tuple) else (row, 0, {})
        gap = float(more.get("gap", 0))  # type: ignore[arg-type]
        here = (int(more.get("page", 1)), int(more.get("column", 0)))  # type: ignore[call-overload]
        y = 100.0 if here != last else y + gap * LEADING
        lines.append((text, span(text, y, x, **{name: value for name, value in more.items() if name != "gap"})))
        y, last = y + LEADING, here
    return on_page(lines)
