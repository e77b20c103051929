"""Which code points are Chinese characters: one answer for every stage."""

from __future__ import annotations

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
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
"""The same as the inside of a regular expression's brackets: ``f"[{HAN}]"``, ``f"[^{HAN}]"``."""
