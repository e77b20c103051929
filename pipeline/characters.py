"""Which code points are Chinese characters: one answer for every stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# First and last code point. Planes 2 and 3 hold ideographs and nothing else, so new extensions of Unicode are in.
HAN_RANGES = (
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3005),  # 々, the iteration mark
    (0x3007, 0x3007),  # 〇, zero, which writes years
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # the basic ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x3FFFF),  # the ideographic planes
)
_HAN_EDGES = [edge for first, last in HAN_RANGES for edge in (first, last + 1)]
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
"""The same as the inside of a regular expression's brackets: ``f"[{HAN}]"``, ``f"[^{HAN}]"``."""


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text, one a character; lone surrogates too."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def are_han(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """For each code point whether it is a Chinese character."""
    import numpy as np

    # Behind an odd number of edges one is inside a range.
    inside: npt.NDArray[np.bool_] = np.searchsorted(_HAN_EDGES, codes, side="right") % 2 == 1
    return inside
