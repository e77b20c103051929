"""Blocks as they were read against blocks as they were meant: how many are right, and how far off the text is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Block(NamedTuple):
    """A passage, by kind (title, heading, paragraph, bullet, note) and text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Agreement:
    """How the blocks read from a file agree with those that it was made from."""

    n_expected: int
    n_found: int
    n_exact: int
    """Expected blocks that were found with their text, character for character, and their kind."""
    n_same_text: int
    """Expected blocks that were found with their text, whatever their kind."""
    character_error_rate: float
    """Insertions, deletions and substitutions that make one text of the other, per expected character."""

    @property
    def block_accuracy(self) -> float:
        """Share of the expected blocks that were found exactly, 0 to 1; 1 where none was expected."""
        return self.n_exact / self.n_expected if self.n_expected else 1.0

    def __str__(self) -> str:
        return (
            f"{self.n_exact} of {self.n_expected} blocks ({100 * self.block_accuracy:.1f} %), "
            f"same text {self.n_same_text}, read {self.n_found}, "
            f"character errors {100 * self.character_error_rate:.2f} %"
        )


def agreement(expected: Sequence[Block], found: Sequence[Block]) -> Agreement:
    """Match the blocks one to one and in order, as many texts as possible, and among such matches as many kinds.

    Two blocks match where their texts are equal: a block in two pieces, two blocks glued together, one character wrong,
    or a block in another place than it stands in, is a block that was not found. What was read and matches nothing
    (a running head, a page number) counts in ``n_found`` and in the characters.
    """
    n_same_text, n_exact = _best_match(expected, found)
    meant, read = "\n".join(block.text for block in expected), "\n".join(block.text for block in found)
    distance = edit_distance(meant, read)
    return Agreement(len(expected), len(found), n_exact, n_same_text, distance / max(len(meant), 1))


def _best_match(expected: Sequence[Block], found: Sequence[Block]) -> tuple[int, int]:
    """Blocks of equal text, and of equal kind among them, in the longest common subsequence."""
    row = [(0, 0)] * (len(found) + 1)
    for wanted in expected:
        above, row = row, [(0, 0)]
        for at, block in enumerate(found):
            same_text, same_kind = above[at]
            if wanted.text == block.text:
                matched = (same_text + 1, same_kind + (wanted.kind == block.kind))
                row.append(max(matched, above[at + 1], row[at]))
            else:
                row.append(max(above[at + 1], row[at]))
    return row[-1]


def edit_distance(left: str, right: str) -> int:
    """Levenshtein distance in code points (Wagner and Fischer, 1974), a row of the table at a time.

    In a row, the cost of reaching a cell from its left neighbour grows by 1 a cell: a running minimum of cost - column.

    >>> edit_distance("利益相关者", "利益攸关方"), edit_distance("互联网", "")
    (2, 3)
    """
    letters = np.frombuffer(right.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    columns = np.arange(len(letters) + 1)
    row = columns.copy()
    for number, letter in enumerate(left, 1):
        substituted = row[:-1] + (letters != ord(letter))
        reached = np.concatenate(([number], np.minimum(row[1:] + 1, substituted)))
        row = np.minimum.accumulate(reached - columns) + columns
    return int(row[-1])
