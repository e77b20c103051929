"""Which words may be part of a new term, and which may begin or end one: the linguistic filter before any count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.keywords.roles import CONTENT, Roles

# Classes of jieba's dictionary. In government work reports 积极|推进, 稳步|增长 and 各位|代表 are among the most
# frequent sequences; an adverb, a pronoun, a preposition or a particle at an edge makes a phrase.
_ON_NO_EDGE = frozenset({"ad", "c", "d", "e", "o", "p", "r", "u", "ud", "ug", "uj", "ul", "uv", "uz", "y"})
# Of what ends in a numeral (说明|一下), a place word (改革|以来) or an attribute (高|小型) the head is still to come.
_NOT_LAST = _ON_NO_EDGE | {"b", "f", "m"}
_NOT_FIRST = _ON_NO_EDGE | {"k"}  # 们, 者, 性: endings
# 这件, 那场: a pronoun with any measure word, which no dictionary lists; no noun begins so.
_POINTING = ("这", "那")


@dataclass(frozen=True)
class TermWords:
    """Judges words by the analysts' lists and by their classes in a dictionary; unknown words may stand anywhere.

    ``stopwords`` and ``modals`` stand nowhere in a new term, numbers and addresses neither: 权利|和|义务 is two terms.
    """

    stopwords: Collection[str]
    modals: Collection[str]
    classes: Mapping[str, str]

    def may_be_part(self, text: str, kind: str) -> bool:
        roles = Roles(self.stopwords, self.modals, min_term_characters=1, min_latin_characters=1)
        return roles.of(text, kind, is_wording=False) == CONTENT

    def may_begin(self, text: str) -> bool:
        """Whether a word of a term may be its first.

        >>> words = TermWords((), (), {"积极": "ad", "一下": "m"})
        >>> words.may_begin("积极"), words.may_begin("一下"), words.may_end("一下"), words.may_end("碎片化")
        (False, True, False, True)
        """
        return self.classes.get(text) not in _NOT_FIRST and not text.startswith(_POINTING)

    def may_end(self, text: str) -> bool:
        return self.classes.get(text) not in _NOT_LAST and not text.startswith(_POINTING)
