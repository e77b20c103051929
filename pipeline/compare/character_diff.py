"""What was taken out of a text and put into it, character by character: stored, shown, and applied again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

KEPT, DELETED, INSERTED = "=", "-", "+"
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")


class Edit(NamedTuple):
    """A run of text that is kept, deleted or inserted."""

    kind: str
    text: str


def edits(before: str, after: str, min_kept: int, max_cells: int) -> tuple[Edit, ...]:
    """The runs that turn one text into the other, a deletion before the insertion that replaces it.

    Runs are those of the longest block in common, then of what stands left and right of it (Ratcliff and Obershelp's
    way, in ``difflib``), which reads better than the fewest edits. A kept run of fewer than ``min_kept`` characters
    between two changes is taken into them: 的 in common of two clauses that have nothing else in common is confetti.
    Texts whose lengths multiply to more than ``max_cells`` are compared by whole sentences.
    """
    start = _common_start(before, after)
    end = _common_start(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    runs = [Edit(KEPT, before[:start]), *_runs(old, new, max_cells), Edit(KEPT, before[len(before) - end :])]
    return _without_islands([run for run in runs if run.text], min_kept)


def _common_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _runs(before: str, after: str, max_cells: int) -> Iterator[Edit]:
    from difflib import SequenceMatcher

    is_long = len(before) * len(after) > max_cells
    old: Sequence[str] = _SENTENCE.findall(before) if is_long else before
    new: Sequence[str] = _SENTENCE.findall(after) if is_long else after
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Edit(KEPT, "".join(old[start:end]))
        else:
            yield Edit(DELETED, "".join(old[start:end]))
            yield Edit(INSERTED, "".join(new[new_start:new_end]))


def _without_islands(runs: Sequence[Edit], min_kept: int) -> tuple[Edit, ...]:
    """With short kept runs between changes taken into these, and neighbours of a kind in one run."""
    is_change = [run.kind != KEPT for run in runs]
    drowned = [
        not changed and len(run.text) < min_kept and 0 < number < len(runs) - 1
        for number, (run, changed) in enumerate(zip(runs, is_change, strict=True))
    ]
    joined: list[Edit] = []
    marked = zip(runs, (changed or island for changed, island in zip(is_change, drowned, strict=True)), strict=True)
    for changed, group in groupby(marked, key=lambda pair: pair[1]):
        some = [run for run, _ in group]
        if not changed:
            joined += some
            continue
        joined.append(Edit(DELETED, "".join(run.text for run in some if run.kind != INSERTED)))
        joined.append(Edit(INSERTED, "".join(run.text for run in some if run.kind != DELETED)))
    return tuple(run for run in joined if run.text)


def encode(runs: Sequence[Edit]) -> str:
    """As kept in a table: ``[["=",12],["-","旧"],["+","新"]]``, kept runs by their number of characters.

    >>> encode(edits("数字鸿沟扩大", "数字鸿沟缩小", 2, 100))
    '[["=",4],["-","扩大"],["+","缩小"]]'
    """
    stored = [[run.kind, len(run.text) if run.kind == KEPT else run.text] for run in runs]
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def decode(diff: str, before: str) -> tuple[Edit, ...]:
    """The runs of a stored diff, given the text that it starts from.

    Raises ``ValueError`` where it is not a diff of that text.
    """
    runs, at = [], 0
    for kind, held in json.loads(diff):
        if kind == INSERTED:
            runs.append(Edit(kind, held))
            continue
        length = held if kind == KEPT else len(held)
        text = before[at : at + length]
        if len(text) != length or kind not in (KEPT, DELETED) or (kind == DELETED and text != held):
            raise ValueError(
                f"the diff does not fit its text: {kind} {held!r} at character {at}, where {text!r} stands"
            )
        runs.append(Edit(kind, text))
        at += length
    if at != len(before):
        raise ValueError(f"the diff ends at character {at} of {len(before)}")
    return tuple(runs)


def text_after(runs: Sequence[Edit]) -> str:
    """The later text.

    >>> text_after(decode('[["=",2],["-","鸿沟"],["+","平台"]]', "数字鸿沟"))
    '数字平台'
    """
    return "".join(run.text for run in runs if run.kind != DELETED)
