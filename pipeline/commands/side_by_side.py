"""Rows as aligned columns of a terminal, in which a Chinese character is two cells wide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

_GAP = "  "


def aligned(rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> Iterator[str]:
    """A line a row; the columns that ``numbers`` names stand to the right of their width.

    >>> list(aligned([("1", "互联网", "32"), ("10", "AI", "5")], numbers=(0, 2)))
    [' 1  互联网  32', '10  AI       5']
    """
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blanks = " " * (width - cell_len(cell))
            cells.append(blanks + cell if at in numbers else cell + blanks)
        yield _GAP.join(cells).rstrip()
