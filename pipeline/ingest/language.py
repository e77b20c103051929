"""Is this Chinese? Decided by the characters alone, never by path, name or what is stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.characters import HAN_RANGES
from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

CHINESE = "zh"  # BCP 47; which script is told in normalise, from what the characters are there

# First and last code point of the blocks that tell a writing system; letters in none of them count as "other".
_WRITING = (
    ("Latin", ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x1E00, 0x1EFF), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))),
    ("Chinese characters", HAN_RANGES),
    ("Japanese kana", ((0x3041, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9D))),
    ("Korean Hangul", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))),
    ("Greek", ((0x370, 0x3FF), (0x1F00, 0x1FFF))),
    ("Cyrillic", ((0x400, 0x52F),)),
    ("Hebrew", ((0x590, 0x5FF),)),
    ("Arabic", ((0x600, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    ("Indic and south-east Asian", ((0x900, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF))),
)
_BEYOND = 0x40000  # code points from here on are in no range above


@dataclass(frozen=True)
class LetterCounts:
    """Letters of a text by writing system; punctuation, digits and spaces are not counted."""

    counts: tuple[tuple[str, int], ...]

    @property
    def n_letters(self) -> int:
        return sum(count for _, count in self.counts)

    def share(self, name: str) -> float:
        return dict(self.counts)[name] / self.n_letters if self.n_letters else 0.0

    def __str__(self) -> str:
        seen = sorted(((count, name) for name, count in self.counts if count), reverse=True)
        return (
            ", ".join(f"{100 * count / self.n_letters:.1f} % {name}" for count, name in seen[:3]) or "no letters at all"
        )


def count_letters(text: str) -> LetterCounts:
    """Count letters by writing system, as ranges of code points.

    >>> count_letters("互联网 IGF 2018").counts[:2]
    (('Latin', 3), ('Chinese characters', 3))
    """
    import numpy as np

    code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    per_code_point = np.bincount(np.minimum(code_points, _BEYOND), minlength=_BEYOND + 1)
    return LetterCounts(
        tuple(
            (name, int(sum(per_code_point[first : last + 1].sum() for first, last in ranges)))
            for name, ranges in _WRITING
        )
    )


def check_is_chinese(text: str, settings: IngestSettings) -> None:
    """Raise ``UnreadableError`` with what was seen where a text is not Chinese.

    Japanese has as many Chinese characters as some Chinese texts have, and kana beside them: both shares decide.
    """
    letters = count_letters(text)
    chinese, kana = letters.share("Chinese characters"), letters.share("Japanese kana")
    if chinese >= settings.min_chinese_share and kana <= settings.max_kana_share:
        return
    raise UnreadableError(
        f"not Chinese: of {letters.n_letters} letters {letters}; expected at least "
        f"{100 * settings.min_chinese_share:g} % Chinese characters (setting min_chinese_share) and at most "
        f"{100 * settings.max_kana_share:g} % kana (max_kana_share); leave the file out or add its Chinese version"
    )
