"""Which message of the later edition is which of the earlier: word for word, reworded, or a piece of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.statistics.shared_pairs import Overlaps, overlaps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import CompareSettings

WORD_FOR_WORD = 1.0
"""The similarity of two messages with the same letters and digits in the same order."""


class Match(NamedTuple):
    """A message of either side, by number, and how alike they are, 0–1."""

    before: int
    after: int
    similarity: float


class Piece(NamedTuple):
    """A message (``piece``) most of which stands inside a longer one of the other side (``whole``)."""

    piece: int
    whole: int
    similarity: float


class Texts(NamedTuple):
    """The messages of one side: the wording of each, and the name of what it stands under."""

    wordings: Sequence[str]
    places: Sequence[str]


@dataclass(frozen=True)
class Matches:
    """No message has two ``pairs``. ``splits`` are later messages inside an earlier one, ``merges`` earlier ones inside
    a later one; the longer message may have a pair of its own beside.
    """

    pairs: tuple[Match, ...]
    splits: tuple[Piece, ...]
    merges: tuple[Piece, ...]


def wording(text: str) -> str:
    """What has to be the same for a text to be carried over word for word: its letters and digits.

    >>> wording("数字鸿沟，仍在 扩大。")
    '数字鸿沟仍在扩大'
    """
    return "".join(filter(str.isalnum, text))


def match_messages(before: Texts, after: Texts, settings: CompareSettings) -> Matches:
    """Pair the wordings of the two sides one to one, then find pieces among those left over.

    Equal wordings go first, those in places of one name before others, then in order. Of the others the most similar
    two go together, then the most similar two of the rest, down to ``least_similarity``: no two messages that are apart
    are more alike than what either is paired with (a stable matching). An assignment with the largest sum would break
    up two nearly equal messages to help others. Ties go to places of one name, then to the messages that stand first.
    """
    pairs = _word_for_word(before, after)
    found = overlaps(
        before.wordings,
        after.wordings,
        settings.max_messages_of_pair,
        settings.least_similarity,
        settings.least_share,
    )
    pairs += _most_alike(found, pairs, before, after, settings)
    pairs.sort(key=lambda pair: pair.after)
    splits = _pieces(
        (found.second, found.first), found.share_of_second, found, {pair.after for pair in pairs}, settings
    )
    merges = _pieces(
        (found.first, found.second), found.share_of_first, found, {pair.before for pair in pairs}, settings
    )
    return Matches(
        tuple(pairs),
        tuple(one for one in splits if len(after.wordings[one.piece]) >= settings.least_characters),
        tuple(one for one in merges if len(before.wordings[one.piece]) >= settings.least_characters),
    )


def _word_for_word(before: Texts, after: Texts) -> list[Match]:
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(before.wordings):
        waiting[text].append(number)
    again = [number for number, text in enumerate(after.wordings) if text in waiting]
    pairs: list[Match] = []
    for is_same_place in (True, False):
        left = []
        for number in again:
            of_text = waiting[after.wordings[number]]
            fitting = (one for one in of_text if not is_same_place or before.places[one] == after.places[number])
            chosen = next(fitting, None)
            if chosen is None:
                left.append(number)
            else:
                of_text.remove(chosen)
                pairs.append(Match(chosen, number, WORD_FOR_WORD))
        again = left
    return pairs


def _most_alike(
    found: Overlaps, pairs: Sequence[Match], before: Texts, after: Texts, settings: CompareSettings
) -> list[Match]:
    taken, taken_after = {pair.before for pair in pairs}, {pair.after for pair in pairs}
    made = []
    for match in sorted(_alike(found, before, after, settings), key=lambda match: _order(match, before, after)):
        if match.before not in taken and match.after not in taken_after:
            made.append(match)
            taken.add(match.before)
            taken_after.add(match.after)
    return made


def _alike(found: Overlaps, before: Texts, after: Texts, settings: CompareSettings) -> Iterator[Match]:
    """Every two messages that are alike enough to be one, and long enough for that to say something."""
    similarities = found.similarity.round(settings.decimals)
    for match in map(Match, found.first.tolist(), found.second.tolist(), similarities.tolist()):
        shorter = min(len(before.wordings[match.before]), len(after.wordings[match.after]))
        if match.similarity >= settings.least_similarity and shorter >= settings.least_characters:
            yield match


def _order(match: Match, before: Texts, after: Texts) -> tuple[float, bool, int, int]:
    is_elsewhere = before.places[match.before] != after.places[match.after]
    return -match.similarity, is_elsewhere, match.after, match.before


def _pieces(
    ends: tuple[NDArray[np.int64], NDArray[np.int64]],
    shares: NDArray[np.float64],
    found: Overlaps,
    paired: set[int],
    settings: CompareSettings,
) -> list[Piece]:
    """Unpaired messages with ``least_share`` of their wording in one of the other side, each in the one with most.

    ``ends``: the piece and the whole of each overlap.
    """
    similarities = found.similarity.round(settings.decimals)
    best: dict[int, tuple[float, int, float]] = {}
    for at in (shares >= settings.least_share).nonzero()[0].tolist():
        piece, whole = int(ends[0][at]), int(ends[1][at])
        if piece not in paired:
            kept = (round(float(shares[at]), settings.decimals), -whole, float(similarities[at]))
            best[piece] = max(best.get(piece, kept), kept)
    return [Piece(piece, -whole, similarity) for piece, (_, whole, similarity) in sorted(best.items())]
