"""Find wordings that repeat in brackets the concept just named: 互联网治理论坛（IGF）is one mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.segment.kinds import LATIN, SPACE, kind_of

_OPENING = frozenset("（(")
_CLOSING = frozenset("）)")
# May stand between the name and the bracket: 《通用数据保护条例》（GDPR）
_AFTER_NAME = frozenset('》”’」』"')
# May stand beside the repeated name inside the brackets; words that announce it, and marks that separate or quote it.
_INTRODUCING = frozenset(
    (
        "以下",
        "下文",
        "简称",
        "下称",
        "以下简称",
        "下文简称",
        "全称",
        "英文",
        "缩写",
        "缩略语",
        "即",
        "又称",
        "亦称",
        "也称",
        "或",
        "称",
        "为",
    )
)
_MARKS = frozenset(",，、;；:：/“”‘’「」『』《》\"'")


def appositions(tokens: Sequence[str], concepts: Mapping[str, str]) -> list[int]:
    """Indices of the tokens that repeat a concept in brackets right after it.

    ``concepts`` maps a wording to the concept whose count it enters. The brackets hold nothing but wordings of that
    concept, Latin words of no concept (a full name in English), marks and words that announce a name: in
    人权（包括网络人权）the second one is a mention of its own.

    >>> appositions(["论坛", "（", "IGF", "）"], {"论坛": "forum", "IGF": "forum"})
    [2]
    """
    found: list[int] = []
    for index, token in enumerate(tokens):
        if token in _OPENING:
            concept = _named_before(tokens, index, concepts)
            if concept is not None:
                found += _repeated(tokens, index + 1, concept, concepts)
    return found


def _named_before(tokens: Sequence[str], bracket: int, concepts: Mapping[str, str]) -> str | None:
    for index in range(bracket - 1, -1, -1):
        if not tokens[index].isspace() and tokens[index] not in _AFTER_NAME:
            return concepts.get(tokens[index])
    return None


def _repeated(tokens: Sequence[str], start: int, concept: str, concepts: Mapping[str, str]) -> list[int]:
    """Wordings of the concept up to the closing bracket; none where anything else stands there too."""
    found: list[int] = []
    for index, token in _until_closed(tokens, start):
        if token in _CLOSING:
            return found
        if concepts.get(token) == concept:
            found.append(index)
        elif token in concepts or not _is_beside_a_name(token):
            return []
    return []


def _until_closed(tokens: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for index in range(start, len(tokens)):
        yield index, tokens[index]
        if tokens[index] in _CLOSING:
            return


def _is_beside_a_name(token: str) -> bool:
    return token in _MARKS or token in _INTRODUCING or kind_of(token) in {LATIN, SPACE}
