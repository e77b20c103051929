"""Running heads, footers and page numbers: what stands on page after page and is no part of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.ingest.pdf.lines import PageLine

OUTER = 0.2
"""Furniture stands in the upper or lower fifth of a page, a small one too …"""
N_OUTERMOST = 3
"""… among the three outermost rows there."""
MIN_PAGES = 2
MIN_SHARE = 0.2
"""Least share of pages with a line for it to be a head: heads change with the chapter and from left to right page."""
MIN_SLOT_SHARE = 0.6
"""Least share of pages with a row set apart at one height for rows there to be heads whatever they say."""
SAME_HEIGHT = 4.0
"""Points by which the height of one head may differ between pages."""
SET_APART = 2.2
"""Distance of baselines, in font sizes, at which a row stands apart from the running text: twice its leading."""

_NUMERAL = "(?:[0-9\uff10-\uff19]{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十百〇零]{1,5})"
_PAGE = "[页頁\u2eda\u2fb4]"  # ⻚ and ⾴, the radicals that PDFs write for 页 and 頁
_PAGE_NUMBER = re.compile(
    rf"[-–—·•~\s\[(（|第]*(?:page\s*|p\.\s*)?{_NUMERAL}\s*{_PAGE}?"
    rf"(?:[\s,，、/|共总of]*{_NUMERAL}\s*{_PAGE}?)?[-–—·•~\s\])）|]*",
    re.IGNORECASE,
)
_END_NUMBERS = re.compile(r"^\d+(?=\s|$)|(?<=\s)\d+$")
_DIGITS = re.compile("[0-9\uff10-\uff19]+")


class _Outer(NamedTuple):
    """A row in the outer part of a page."""

    page: int
    numbers: tuple[int, ...]
    """Its lines, as places in the page's list."""
    is_upper: bool
    key: str
    height: float
    """Baseline of an upper row from the page's top, of a lower one from its bottom, which is where it is aligned."""
    is_outermost: bool
    is_apart: bool
    """From the row after it, inwards."""
    is_in_head: bool
    """It or one of the few rows after it stands apart: a head may have two lines."""
    is_page_number: bool
    is_own_number: bool
    """Says the number of the page that it stands on."""


def mark_furniture(pages: Sequence[Sequence[PageLine]], heights: Sequence[float]) -> list[list[PageLine]]:
    """All lines of all pages, furniture marked as artifacts; ``heights`` of the pages in points."""
    rows = [row for page, lines in enumerate(pages) for row in _outer_rows(page, lines, heights[page])]
    furniture = _repeated(rows, len(pages)) | _numbered(rows, len(pages))
    furniture |= _in_slots(rows, furniture, len(pages))
    marked = {(row.page, number) for row in furniture for number in row.numbers}
    return [
        [replace(line, is_artifact=True) if (page, number) in marked else line for number, line in enumerate(lines)]
        for page, lines in enumerate(pages)
    ]


def _outer_rows(page: int, lines: Sequence[PageLine], height: float) -> Iterator[_Outer]:
    rows = _by_baseline(lines)
    for is_upper, inwards in ((True, rows), (False, rows[::-1])):
        for at, row in enumerate(inwards[:N_OUTERMOST]):
            baseline = lines[row[0]].baseline
            from_edge = baseline if is_upper else height - baseline
            text = " ".join(lines[number].text for number in sorted(row, key=lambda number: lines[number].x0))
            is_own_number = str(page + 1) in _END_NUMBERS.findall(text)
            if from_edge > OUTER * height and not (at == 0 and is_own_number):
                continue
            yield _Outer(
                page=page,
                numbers=tuple(row),
                is_upper=is_upper,
                key=_DIGITS.sub("#", text),
                height=from_edge,
                is_outermost=at == 0,
                is_apart=_is_gap_within(lines, inwards[at : at + 2]),
                is_in_head=_is_gap_within(lines, inwards[at : N_OUTERMOST + 1]),
                is_page_number=_PAGE_NUMBER.fullmatch(text.strip()) is not None,
                is_own_number=is_own_number,
            )


def _is_gap_within(lines: Sequence[PageLine], rows: Sequence[Sequence[int]]) -> bool:
    """Is a row, or the few rows that it stands with, set apart from what follows inwards?"""
    return len(rows) < 2 or any(
        abs(lines[after[0]].baseline - lines[row[0]].baseline) >= SET_APART * max(lines[number].size for number in row)
        for row, after in pairwise(rows)
    )


def _by_baseline(lines: Sequence[PageLine]) -> list[list[int]]:
    """Numbers of the lines by row, from the top."""
    rows: list[list[int]] = []
    for number in sorted(range(len(lines)), key=lambda number: lines[number].baseline):
        line = lines[number]
        if line.is_artifact:
            continue
        if rows and line.baseline - lines[rows[-1][0]].baseline < 0.3 * line.size:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _repeated(rows: Sequence[_Outer], n_pages: int) -> set[_Outer]:
    """Rows that say the same, digits aside, at one height of enough pages.

    What does not stand apart, or stands where running text begins on other pages, may be the text's own: a speaker's
    name where a page happens to begin.
    """
    by_key: dict[tuple[bool, str], list[_Outer]] = defaultdict(list)
    for row in rows:
        by_key[row.is_upper, row.key].append(row)
    text = [row for row in rows if row.is_outermost and not row.is_apart]
    found: set[_Outer] = set()
    for same in by_key.values():
        heads = _at_one_height([row for row in same if row.is_in_head], n_pages, MIN_SHARE)
        n_text = len({row.page for row in text if heads and _is_level(row, heads[0])} - {row.page for row in heads})
        if heads and n_text < MIN_SHARE * n_pages:
            found.update(heads)
        else:
            found.update(_at_one_height(same, n_pages, MIN_SLOT_SHARE))
    return found


def _is_level(one: _Outer, other: _Outer) -> bool:
    return one.is_upper is other.is_upper and abs(one.height - other.height) <= SAME_HEIGHT


def _numbered(rows: Sequence[_Outer], n_pages: int) -> set[_Outer]:
    """Page numbers: on several pages at one height, or the number of this very page; on a single one, set apart."""
    numbers = [row for row in rows if row.is_page_number]
    own = {row for row in numbers if row.is_outermost and (row.is_own_number or (n_pages == 1 and row.is_apart))}
    numbers += [row for row in rows if row.is_own_number and not row.is_page_number]
    sides = [[row for row in numbers if row.is_upper is is_upper] for is_upper in (True, False)]
    return own | {row for side in sides for row in _at_one_height(side, n_pages, MIN_SHARE)}


def _at_one_height(rows: Sequence[_Outer], n_pages: int, min_share: float) -> list[_Outer]:
    if not rows:
        return []
    usual = median(row.height for row in rows)
    there = [row for row in rows if abs(row.height - usual) <= SAME_HEIGHT]
    return there if len({row.page for row in there}) >= max(MIN_PAGES, min_share * n_pages) else []


def _in_slots(rows: Sequence[_Outer], furniture: set[_Outer], n_pages: int) -> set[_Outer]:
    """Rows that stand apart at a height where most pages have such a row: heads that are new on every page."""
    found: set[_Outer] = set()
    for is_upper in (True, False):
        side = [row for row in rows if row.is_upper is is_upper and (row.is_apart or row in furniture)]
        for height in sorted({round(row.height) for row in side}):
            there = [row for row in side if abs(row.height - height) <= SAME_HEIGHT]
            if len({row.page for row in there}) >= max(MIN_PAGES + 1, MIN_SLOT_SHARE * n_pages):
                found.update(there)
    return found
