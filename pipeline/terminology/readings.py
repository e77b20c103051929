"""Two readings of a clause in which a word stands across a wording's edge: 个人|权益, and 个|人权|益 with 人权 whole.

Both are scored by the segmenter's dictionary, which has the lexicon in it: the natural log of the product of their
words' probabilities, each its frequency over the sum of all (as jieba's own route does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from pipeline.segment.kinds import PUNCTUATION, SPACE, WORD
from pipeline.terminology.occurrences import ACROSS, Document, Occurrences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.segment.engine import Engine


class Crossing(NamedTuple):
    """An occurrence that a word stands across; ``place`` is its index among the occurrences of the document.

    Both readings are of the same text: the tokens that share a character with the span, and as many around them as the
    other reading cuts otherwise. Both scores are of the whole ``clause``.
    """

    place: int
    clause: str
    reading: str
    reading_with_term: str
    score: float
    score_with_term: float


SEPARATOR = "|"


def read_crossings(
    document: Document, found: Occurrences, is_wording: NDArray[np.bool_], dictionary: Engine, max_tokens: int
) -> Iterator[Crossing]:
    """Every crossing of a document, in order.

    ``is_wording``: for each text of the vocabulary whether the lexicon has it; ``max_tokens``: most tokens read on
    each side of an occurrence.
    """
    import numpy as np

    across = np.flatnonzero(found.outcome == ACROSS)
    if len(across) == 0:
        return
    frames = _frames(document, found.first[across], found.last[across], is_wording, max_tokens)
    for place, frame in zip(across.tolist(), frames.tolist(), strict=True):
        span = (int(found.start[place]), int(found.end[place]))
        yield Crossing(place, *_compare(document, frame, span, dictionary))


def _frames(
    document: Document,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    is_wording: NDArray[np.bool_],
    max_tokens: int,
) -> NDArray[np.int64]:
    """For each occurrence six token numbers: clause, stretch that is cut again, and the tokens that it touches.

    The first and one past the last of each. A clause ends at punctuation and blanks. Cut again is what lies between
    the nearest tokens that are cut out before any word is looked for: wordings, numbers, Latin words, addresses.
    """
    import numpy as np

    kinds = np.array(document.kinds, dtype=object)
    passages = np.searchsorted(document.token_start, document.passage_start)
    before, after = np.maximum(first - max_tokens, 0), np.minimum(last + 1 + max_tokens, len(document.term))
    columns = []
    for is_bound in (np.isin(kinds, (PUNCTUATION, SPACE)), is_wording | (kinds != WORD)):
        bounds = np.flatnonzero(is_bound[document.term])
        begins, stops = np.union1d(passages, bounds + 1), np.union1d(passages, bounds)
        columns.append(np.maximum(begins[np.searchsorted(begins, first, side="right") - 1], before))
        columns.append(np.minimum(stops[np.searchsorted(stops, last, side="right")], after))
    return np.column_stack([*columns, first, last + 1])


def _compare(
    document: Document, frame: Sequence[int], span: tuple[int, int], dictionary: Engine
) -> tuple[str, str, str, float, float]:
    """Clause, both readings and both scores of one occurrence."""
    clause_first, clause_stop, first, stop, touched_first, touched_stop = frame
    origin = int(document.token_start[first])
    chosen = _words(document, first, stop)
    text = "".join(chosen)
    start, end = span[0] - origin, span[1] - origin
    cut = dictionary.cut_by_dictionary
    with_term = [*cut(text[:start]), text[start:end], *cut(text[end:])]
    before, after = _words(document, clause_first, first), _words(document, stop, clause_stop)
    around = _log_probability([*before, *after], dictionary)
    touched = tuple(int(document.token_start[token]) - origin for token in (touched_first, touched_stop))
    begin, finish = _common_stretch(chosen, with_term, *touched)
    return (
        "".join([*before, *chosen, *after]),
        _between(chosen, begin, finish),
        _between(with_term, begin, finish),
        around + _log_probability(chosen, dictionary),
        around + dictionary.log_probability(with_term),
    )


def _words(document: Document, first: int, stop: int) -> list[str]:
    return [document.texts[term] for term in document.term[first:stop].tolist()]


def _log_probability(tokens: Sequence[str], dictionary: Engine) -> float:
    """Tokens count as the dictionary reads them, since it was asked before anything was guessed.

    Characters that were left over are glued by a guess, now and then to a word that the dictionary has and holds less
    likely than its characters.
    """
    return dictionary.log_probability([word for token in tokens for word in dictionary.cut_by_dictionary(token)])


def _common_stretch(one: Sequence[str], other: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The shortest stretch around ``start`` to ``end`` at whose two ends both readings have a boundary."""
    shared = set(_boundaries(one)) & set(_boundaries(other))
    return max(at for at in shared if at <= start), min(at for at in shared if at >= end)


def _boundaries(words: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, words), initial=0))


def _between(words: Sequence[str], start: int, end: int) -> str:
    """The words from one boundary to another, joined.

    >>> _between(["信息", "和平", "台"], 2, 5)
    '和平|台'
    """
    return SEPARATOR.join(word for word, at in zip(words, _boundaries(words), strict=False) if start <= at < end)
