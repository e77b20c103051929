"""Texts in Chinese and English side by side, and the words that charts and report share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.columns.themes import CORE, FRINGE, OTHER
from pipeline.lexicon.model import ABBREVIATION, LABEL, NEAR, SAME

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""The languages that readers choose from, the default first."""


@dataclass(frozen=True)
class Bilingual:
    """A text for readers in Chinese and in English; templates hold the same ``{fields}`` in both."""

    zh: str
    en: str

    def format(self, **values: object) -> Bilingual:
        """Both texts with their fields filled in; a field ``x`` may differ by language as ``x_zh``, ``x_en``."""
        return Bilingual(self.zh.format(**values), self.en.format(**values))

    def said_in(self, language: Language) -> str:
        """The text in one language; where it has no English, as it is in Chinese.

        >>> Bilingual("治理", "").said_in("en")
        '治理'
        """
        return self.en or self.zh if language == "en" else self.zh

    def __add__(self, other: Bilingual) -> Bilingual:
        """Two sentences one after the other; an empty one adds nothing."""
        return Bilingual(self.zh + other.zh, " ".join(part for part in (self.en, other.en) if part))


NOTHING = Bilingual("", "")

EXPLORATORY = Bilingual("探索性分组，不稳定", "exploratory, not stable")
"""What stands on every group of messages that is not stable, word for word wherever groups are shown."""

STANDINGS: Mapping[str, Bilingual] = {
    CORE: Bilingual("核心", "core"),
    FRINGE: Bilingual("外围", "fringe"),
    OTHER: Bilingual("其他", "other"),
}
"""How a message stands to the theme it is nearest to; other ones fit nowhere."""

RELATIONS: Mapping[str, Bilingual] = {
    LABEL: Bilingual("标准写法", "label"),
    SAME: Bilingual("同义", "same"),
    ABBREVIATION: Bilingual("缩写", "abbreviation"),
    NEAR: Bilingual("近义，不合并", "near, not merged"),
}
"""What a wording is to its concept."""
