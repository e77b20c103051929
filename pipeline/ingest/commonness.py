"""How likely is a text as running Chinese, character by character? What a choice between encodings is scored by.

Bytes read in a wrong encoding give characters all the same, but rare ones: written Chinese takes two thirds of its
characters from four hundred. Each character has the natural logarithm of its probability, from the class that it is in;
a text has their sum. Classes come from the levels of GB2312 and Big5, which Python's codecs know, and from the list of
the most frequent characters beside this module.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from pipeline.characters import HAN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Natural logarithms of share / size: what part of a text of its script a class has, over how many characters. Letters
# of other scripts stand lower than in text of their own, since misread bytes give them too.
_PLAIN = -4.0  # ASCII: a text of its own over about 60 characters
_MARK = -4.5  # ，。、“”: a tenth of Chinese text over a dozen marks
_FREQUENT = -6.4  # 0.67 / 400
_FREQUENT_HANGUL = -5.5  # 0.6 / 75 were -4.8
_HANGUL = -9.5  # 0.4 / 2275 were -8.6
_HIRAGANA = -6.0  # half of Japanese text over 80, less since Big5 misread gives them too
_COMMON = -8.5  # 0.32 / 3400 were -9.3; names and special subjects have more
_SYMBOL = -9.0
_LETTER = -9.0
_UNCOMMON = -11.5  # second level
_RADICAL = -9.5  # hardly ever the fruit of misreading
_RARE = -13.5
_PRIVATE = -13.5  # bullets of symbol fonts
_NEVER = -18.0  # controls, unassigned, noncharacters, surrogates, private use beyond the basic plane

_ODD = re.compile("[^\t\n\v\f\r -~]+")
_IS_HAN = re.compile(f"[{HAN}]")
_MARKS = frozenset("，。、；：？！“”‘’（）《》「」『』—…·　")
_FREQUENT_SYLLABLES = frozenset(
    "이다는에의가을로고하지은한를기사어도서자리시인아정나대수해일그라스부있으들보과상장주것제전원구여만성조비유신공면경국연선간안소거게습니였했터"
)
_BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
_SLICES, _SLICE = 100, 200


class Commonness(NamedTuple):
    """``total``: log probability of a whole text; ``mean``, ``worst``: a character's, ASCII aside; 0 with ASCII only.

    ``worst`` is the mean of the least likely of the slices into which a long text is cut.
    """

    total: float
    mean: float
    worst: float


def commonness(text: str, n_sample: int) -> Commonness:
    """Score a text; of its characters other than ASCII about ``n_sample`` at most are read, from all over the text."""
    odd = "".join(_ODD.findall(text))
    n_plain = len(text) - len(odd)
    if not odd:
        return Commonness(n_plain * _PLAIN, 0.0, 0.0)
    import numpy as np

    parts = list(_spread(odd, n_sample))
    scores = _log_probabilities("".join(parts))
    ends = list(accumulate(map(len, parts)))
    sums = np.add.reduceat(scores, [0, *ends[:-1]])
    mean = float(sums.sum()) / len(scores)
    worst = float((sums / [len(part) for part in parts]).min())
    return Commonness(n_plain * _PLAIN + len(odd) * mean, mean, worst)


def _spread(text: str, n_sample: int) -> Iterator[str]:
    """Slices all over a text; together the whole of a short one."""
    n_slices = min(max(len(text) // _SLICE, 1), _SLICES)
    length = min(-(-len(text) // n_slices), max(n_sample // n_slices, 1))
    for number in range(n_slices):
        start = number * len(text) // n_slices
        yield text[start : start + length]


def _log_probabilities(text: str) -> NDArray[np.float64]:
    """Every character's log probability; each is found once and then looked up."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = _known()
    for code in np.unique(codes[np.isnan(known[codes])]).tolist():
        known[code] = log_probability(chr(code))
    return known[codes]


@functools.cache
def _known() -> NDArray[np.float64]:
    """By code point; not a number where nobody has asked yet."""
    import numpy as np

    return np.full(0x110000, np.nan)


def log_probability(character: str) -> float:
    """Natural logarithm of a character's probability in running text of its script.

    >>> [log_probability(character) for character in ("的", "网", "龘", "嘅", "\\ue000")]
    [-6.4, -8.5, -11.5, -13.5, -13.5]
    """
    if character in _frequent():
        return _FREQUENT
    if character in _MARKS:
        return _MARK
    if _IS_HAN.match(character):
        return _log_probability_of_han(character)
    return _log_probability_of_other(character)


def _log_probability_of_han(character: str) -> float:
    if unicodedata.category(character) == "Cn":
        return _NEVER
    if character in _first_levels():
        return _COMMON
    if character <= "\u2fdf":
        return _RADICAL
    return _UNCOMMON if character in _second_levels() else _RARE


def _log_probability_of_other(character: str) -> float:
    category = unicodedata.category(character)
    if category in {"Cc", "Cn", "Cs"}:
        return _NEVER
    if category == "Co":
        return _PRIVATE if character <= "\uf8ff" else _NEVER
    return _log_probability_of_letter(character) if category.startswith("L") else _SYMBOL


def _log_probability_of_letter(character: str) -> float:
    """An alphabet's letters are few; syllables outside the Korean standard are as rare as ideographs can be."""
    if "\uac00" <= character <= "\ud7a3":
        if character in _FREQUENT_SYLLABLES:
            return _FREQUENT_HANGUL
        return _HANGUL if character in _hangul() else _RARE
    if "\u3041" <= character <= "\u3096":
        return _HIRAGANA
    is_narrow = "\uff61" <= character <= "\uffdc"  # half-width katakana and Hangul, of terminals
    return _LETTER if not is_narrow and (character < "\u3400" or character > "\uf900") else _RARE


@functools.cache
def _frequent() -> frozenset[str]:
    lines = files("pipeline.ingest").joinpath("frequent_characters.txt").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


@functools.cache
def _first_levels() -> frozenset[str]:
    """The commonest characters by both standards: 3,755 of GB2312 in rows 16 to 55, 5,401 of Big5 up to C67E."""
    return frozenset(pairs("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))) | frozenset(
        pairs("big5", range(0xA4, 0xC7), _BIG5_TRAILS)
    )


@functools.cache
def _second_levels() -> frozenset[str]:
    """The others: 3,008 of GB2312, 7,652 of Big5."""
    return frozenset(pairs("gb2312", range(0xD8, 0xF8), range(0xA1, 0xFF))) | frozenset(
        pairs("big5", range(0xC9, 0xFA), _BIG5_TRAILS)
    )


@functools.cache
def _hangul() -> frozenset[str]:
    """The 2,350 syllables of KS X 1001."""
    return frozenset(pairs("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)))


def pairs(codec: str, leads: Iterable[int], trails: Iterable[int]) -> Iterator[str]:
    """Characters of the pairs of bytes that are one in the codec."""
    trails = tuple(trails)
    for lead in leads:
        for trail in trails:
            character = bytes((lead, trail)).decode(codec, "ignore")
            if len(character) == 1 and ord(character) > 0x7F:
                yield character
