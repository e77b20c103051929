"""Is this Chinese? Decided by the characters alone, never by path, name or what is stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.characters import HAN_RANGES
from pipeline.ingest.identify import CHINESE, HAN_LETTER, HANGUL, KANA, identify, language_name, share_not_japanese

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

# Primary subtags that state Chinese too: of its varieties, and by ISO 639-2.
_ALSO = {CHINESE: ("cmn", "yue", "wuu", "lzh", "nan", "hak", "chi", "zho")}

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
    per_code_point = np.bincount(np.minimum(code_points, _BEYOND))
    return LetterCounts(
        tuple(
            (name, int(sum(per_code_point[first : last + 1].sum() for first, last in ranges)))
            for name, ranges in _WRITING
        )
    )


@dataclass(frozen=True)
class Language:
    """A document's language, BCP 47; ``reason``: why it is skipped, None where it is read; ``remark``: it is mixed."""

    code: str
    reason: str | None = None
    remark: str | None = None


def detect_language(text: str, settings: IngestSettings) -> Language:
    """Chinese, Chinese among other languages, or not Chinese with the language that it is.

    Japanese and Korean have as many Chinese characters as some Chinese texts, and kana or Hangul beside them: all
    shares decide. Of a document that is mostly in another language, the Chinese passages are what an analyst wants,
    however small their share; it is read where there are enough of them to be more than names and titles.
    """
    letters = count_letters(text)
    if (
        letters.share("Chinese characters") >= settings.min_chinese_share
        and letters.share("Japanese kana") <= settings.max_kana_share
        and letters.share("Korean Hangul") <= settings.max_hangul_share
    ):
        return Language(CHINESE)
    n_chinese = sum(_n_chinese(line, settings) for line in text.splitlines())
    if n_chinese >= settings.min_chinese_characters:
        return Language(
            CHINESE,
            remark=f"mixed: {n_chinese} characters of Chinese text; of {letters.n_letters} letters {letters}; passages "
            "in other languages are listed apart",
        )
    code = identify(text, settings.min_language_confidence)
    return Language(code, _why_not_chinese(code, letters, n_chinese, settings))


def _why_not_chinese(code: str, letters: LetterCounts, n_chinese: int, settings: IngestSettings) -> str:
    return (
        f"not Chinese; the language is {language_name(code)} ({code}): of {letters.n_letters} letters {letters}; "
        f"expected at least {100 * settings.min_chinese_share:g} % Chinese characters (setting min_chinese_share), at "
        f"most {100 * settings.max_kana_share:g} % kana (max_kana_share) and {100 * settings.max_hangul_share:g} % "
        f"Hangul (max_hangul_share), or {settings.min_chinese_characters} characters of Chinese text "
        f"(min_chinese_characters; found {n_chinese}); leave the file out or add its Chinese version"
    )


def _n_chinese(line: str, settings: IngestSettings) -> int:
    """Chinese characters of a line of Chinese text; 0 for a line of anything else.

    A line of Japanese may happen to have no kana: at least so many characters of a Chinese one are none that modern
    Japanese is written with. A short line is a name or a heading, of whatever language.
    """
    han = HAN_LETTER.findall(line)
    if len(han) < settings.min_line_characters or len(han) < sum(map(str.isalpha, line)) / 2:
        return 0
    if KANA.search(line) or HANGUL.search(line):
        return 0
    return len(han) if share_not_japanese(line) >= settings.min_not_japanese_share else 0


def contradiction(stated: str | None, detected: str) -> str | None:
    """A remark where edition.toml states another language than the content has; which script is not compared.

    >>> contradiction("en", "zh")
    'edition.toml states the language en; the content is Chinese (zh), which is what counts'
    >>> contradiction("zh-Hant", "zh")
    """
    if stated is None or stated.lower().partition("-")[0] in {detected, *_ALSO.get(detected, ())}:
        return None
    return (
        f"edition.toml states the language {stated}; the content is {language_name(detected)} ({detected}), "
        "which is what counts"
    )
