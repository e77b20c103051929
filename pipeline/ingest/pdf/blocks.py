"""From lines to blocks: the order in which they are read, and what each is said to be."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from pipeline.ingest.extracted import ARTIFACT, ITEM, NOTE, Block
from pipeline.ingest.pdf.footnotes import reference_marks
from pipeline.ingest.pdf.glyphs import REGULAR
from pipeline.ingest.pdf.lines import PageLine


def body_size(lines: Iterable[PageLine]) -> float:
    """The font size of most characters, in points, to half a point; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.is_artifact:
            sizes[round(2 * line.size) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def body_weight(lines: Iterable[PageLine]) -> int:
    """The weight of most characters."""
    weights: Counter[int] = Counter()
    for line in lines:
        if not line.is_artifact:
            weights[line.weight] += len(line.text)
    return max(weights, key=lambda weight: (weights[weight], -weight), default=REGULAR)


def with_notes_last(lines: Sequence[PageLine]) -> list[PageLine]:
    """Notes behind everything else, each an element, so that a paragraph goes on from page to page."""
    body = [line for line in lines if line.tag != NOTE]
    notes, number = [], 1 + max((line.element for line in lines if line.element is not None), default=-1)
    for line in lines:
        if line.tag == NOTE:
            number += line.has_drawn_mark
            notes.append(replace(line, element=number))
    return body + notes


def with_loose_lines(elements: Sequence[PageLine], loose: Sequence[PageLine]) -> list[PageLine]:
    """Lines that the tags do not name, between the elements where they stand on the page; never inside one."""
    groups = [list(group) for _, group in groupby(elements, key=lambda line: line.element)]
    starts = [(group[0].page, group[0].baseline) for group in groups]
    latest = list(accumulate(starts, max))  # ascending, whatever the order of the tree
    behind: list[list[PageLine]] = [[] for _ in range(len(groups) + 1)]
    for line in loose:
        behind[bisect_right(latest, (line.page, line.baseline))].append(line)
    found = list(behind[0])
    for group, after in zip(groups, behind[1:], strict=True):
        found += [*group, *after]
    return found


def blocks(lines: Sequence[PageLine]) -> tuple[Block, ...]:
    """A block a line; marks that refer to a note are left out where there is such a note."""
    weight, marks = body_weight(lines), reference_marks(lines)
    return tuple(
        Block(
            text=_without_references(line, marks) + "\n",
            page=line.page,
            column=line.column,
            x0=round(line.x0, 1),
            x1=round(line.x1, 1),
            top=round(line.top, 1),
            bottom=round(line.bottom, 1),
            font_size=round(line.size, 1),
            is_bold=line.weight > weight,
            tag=_tag(line),
            element=line.element,
        )
        for line in lines
    )


def _tag(line: PageLine) -> str | None:
    if line.is_artifact:
        return ARTIFACT
    return line.tag or (ITEM if line.has_drawn_mark else None)


def _without_references(line: PageLine, marks: frozenset[str]) -> str:
    text = line.text
    for begin, end in reversed(line.raised):
        if text[begin:end].strip("[]〔〕()（） ") in marks and begin > 0:
            text = text[:begin] + text[end:]
    return text
