"""Lines of a tagged page, by element, in the order of the tag tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.ingest.extracted import ARTIFACT, PARAGRAPH, ROW
from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import PageLine, baselines, page_line
from pipeline.ingest.pdf.tables import CELL_BREAK, cell_text
from pipeline.ingest.pdf.tags import Place

MIN_TAGGED_SHARE = 0.9
"""Least share of the characters that the tree has to name for it to be believed: some programs tag pictures only."""
MAX_CUT_SHARE = 0.5
"""Most paragraphs that may be one line cut in mid-sentence: a program that tags line by line knows no paragraphs."""
MIN_CUT = 20
"""A shorter line without a final mark is a heading, or an item."""
MAX_HEAP = 12
"""A document of more lines that is one element has not been tagged, only wrapped."""
_FINAL = tuple("。！？；：…”’）》」』.!?;:")


def element_lines(glyphs: Sequence[Glyph], places: Sequence[Place]) -> list[PageLine]:
    """The lines of all elements on a page, those of a table's row as one."""
    by_element: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in sorted((glyph for glyph in glyphs if glyph.sequence >= 0), key=lambda glyph: glyph.sequence):
        by_element[places[glyph.sequence].element].append(glyph)
    found: list[PageLine] = []
    for element, own in sorted(by_element.items()):
        tag = places[own[0].sequence].tag
        lines = _row(own, places) if tag == ROW else _lines(own)
        found += [replace(line, element=element, tag=tag, is_artifact=tag == ARTIFACT) for line in lines]
    return found


def _lines(glyphs: Sequence[Glyph]) -> list[PageLine]:
    return [line for run in _downward(glyphs) for row in baselines(run) if (line := page_line(row)) is not None]


def _downward(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of an element by column: one that goes on in the next column goes up the page, and to the right."""
    run: list[Glyph] = []
    lowest = right = 0.0
    for glyph in glyphs:
        if run and glyph.baseline < lowest - 1.5 * glyph.size and glyph.x0 > right:
            yield run
            run, lowest, right = [], 0.0, 0.0
        run.append(glyph)
        lowest, right = max(lowest, glyph.baseline), max(right, glyph.x1)
    yield run


def _row(glyphs: Sequence[Glyph], places: Sequence[Place]) -> list[PageLine]:
    cells = [list(cell) for _, cell in groupby(glyphs, key=lambda glyph: places[glyph.sequence].cell)]
    texts = [text for cell in cells if (text := cell_text(cell))]
    first = page_line(sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.x0)))
    return [replace(first, text=CELL_BREAK.join(texts), raised=())] if first is not None and texts else []


def names_the_text(lines: Sequence[PageLine], n_tagged: int, n_shown: int) -> bool:
    """Do the tags say what the text is? They have to name nearly all of it, and paragraphs, not lines."""
    if not n_shown or n_tagged < MIN_TAGGED_SHARE * n_shown:
        return False
    elements = [list(group) for _, group in groupby(lines, key=lambda line: line.element)]
    paragraphs = [element for element in elements if element[0].tag == PARAGRAPH]
    n_cut = sum(
        len(each) == 1 and not each[0].text.endswith(_FINAL) and len(each[0].text) > MIN_CUT for each in paragraphs
    )
    is_one_heap = len(elements) == 1 and len(lines) > MAX_HEAP
    return n_cut <= MAX_CUT_SHARE * len(paragraphs) and not is_one_heap
