"""Clauses of a text, between marks that no token holds, and those that an engine cannot be left alone with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.characters import are_han

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What ends a clause: neither a wording nor an address, a number or a word in Latin script holds one of these.
BETWEEN_PASSAGES = "\ufffe"  # U+FFFE, no character; where a text has it, it is a token by itself
_ENDS = BETWEEN_PASSAGES + "。，、；：！？（）《》〈〉【】「」『』“”…"
# In jieba's blocks, and cut by it in its own way: C++, 3.5%, e-mail.
_IN_BLOCKS = "+#&._%-"
# After a Latin letter or digit these may go on in the same piece: 1,000, Int'l, https://, me@here.
_JOINERS = "'’,:/@"
_FIRST_LATE = (0x3400, 0x9FD6, 0xF900)  # ideographs that jieba does not know: extension A, late and compatibility ones
_LAST_LATE = (0x4DBF, 0x9FFF, 0xFAFF)
_FIRST_NOT_ASCII = 0x80
_BEYOND = 0xFFFF  # stands for all code points from here on

ALPHANUMERIC, ODD, END, JOINER, BLANK = 1, 2, 4, 8, 16


def mark_characters(wordings: Iterable[str]) -> NDArray[np.uint8]:
    """By code point up to U+FFFF what a character means here, as a sum of the five marks.

    A character that a wording holds ends no clause: 、 in 国家、区域和青年倡议.
    """
    import numpy as np

    characters = [chr(code) for code in range(_BEYOND + 1)]
    marks = np.zeros(_BEYOND + 1, dtype=np.uint8)
    is_alphanumeric = np.array([character.isalnum() for character in characters])
    is_ascii = np.arange(_BEYOND + 1) < _FIRST_NOT_ASCII
    marks[is_alphanumeric & is_ascii] = ALPHANUMERIC
    marks[is_alphanumeric & ~is_ascii & ~are_han(np.arange(_BEYOND + 1, dtype=np.uint32))] = ODD
    marks[[character.isspace() for character in characters]] = BLANK
    for first, last in zip(_FIRST_LATE, _LAST_LATE, strict=True):
        marks[first : last + 1] |= ODD
    marks[_BEYOND] |= ODD
    marks[[ord(character) for character in _IN_BLOCKS]] |= ODD
    marks[[ord(character) for character in _JOINERS]] |= JOINER
    held = set().union(*wordings)
    marks[[ord(character) for character in _ENDS if character not in held]] = END
    return marks


class Clauses:
    """The clauses of a text, numbered from 0; between two of them stands one mark, which belongs to neither."""

    def __init__(self, codes: NDArray[np.uint32], marks: NDArray[np.uint8], max_run: int) -> None:
        import numpy as np

        self._marks = marks.take(np.minimum(codes, _BEYOND))
        ends = np.flatnonzero(self._marks & END)
        self._starts = np.concatenate([[0], ends + 1])
        self._stops = np.concatenate([ends, [len(codes)]])
        self._max_run = max_run

    def odd(self, token_ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers of the clauses with pieces that the engine does not know, torn Latin words, or no end in sight."""
        import numpy as np

        marks = self._marks
        if not len(marks):
            return np.empty(0, dtype=np.int64)
        here, after = marks[:-1], marks[1:]
        is_odd = (marks & ODD) > 0
        is_odd[:-1] |= ((here & ALPHANUMERIC) > 0) & ((after & JOINER) > 0)
        is_odd[:-1] |= (here & after & BLANK) > 0
        inner = token_ends[:-1]
        torn = inner[(marks[inner - 1] & marks[inner] & ALPHANUMERIC) > 0]
        long = np.flatnonzero(self._stops - self._starts > self._max_run)
        return np.unique(np.concatenate([self.containing(np.flatnonzero(is_odd)), self.containing(torn), long]))

    def containing(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers of the clauses in which positions lie, in order and without repetition."""
        import numpy as np

        return np.unique(np.searchsorted(self._stops, positions, side="left"))

    def spans(self, numbers: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        """Start and end of clauses that are not empty."""
        spans = zip(self._starts[numbers].tolist(), self._stops[numbers].tolist(), strict=True)
        return ((start, stop) for start, stop in spans if start < stop)
