"""Find wordings that repeat in brackets the concept just named: 互联网治理论坛（IGF）is one mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.segment.kinds import LATIN, SPACE, kind_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.segment.whole import Cut

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


def mark_appositions(cut: Cut, concepts: Mapping[str, str]) -> NDArray[np.bool_]:
    """For each token of several passages whether it repeats a concept in brackets right after it.

    Only passages in which a bracket stands behind a name, a quotation mark or a blank are looked at token by token.
    """
    import numpy as np

    is_marked = np.zeros(len(cut.term), dtype=bool)
    behind = np.flatnonzero(cut.are(_OPENING)[1:])  # the token before each bracket
    if not len(behind):
        return is_marked
    texts = list(cut.numbers)
    may_name = [
        number
        for number in np.unique(cut.term[behind]).tolist()
        if texts[number] in concepts or texts[number] in _AFTER_NAME or texts[number].isspace()
    ]
    named = behind[np.isin(cut.term[behind], may_name)]
    last = np.cumsum(cut.n_tokens)
    for passage in np.unique(np.searchsorted(last, named, side="right")).tolist():
        first = int(last[passage] - cut.n_tokens[passage])
        tokens = [texts[number] for number in cut.term[first : last[passage]].tolist()]
        is_marked[[first + index for index in appositions(tokens, concepts)]] = True
    return is_marked


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
