"""The ``collocations`` table: pairs of units with their counts, measures and test, bounded by a stated rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.collocations.candidates import Candidates, candidates
from pipeline.collocations.digits import significant
from pipeline.collocations.message_words import MessageWords
from pipeline.collocations.spans import (
    SENTENCE,
    SPANS,
    WINDOW,
    Near,
    UnitWords,
    near_in_passage,
    near_in_sentence,
    near_in_window,
    presence,
    unit_words,
    window_meetings,
)
from pipeline.statistics.association import expected_together, log_dice, normalised_pmi, pointwise_mutual_information
from pipeline.statistics.meeting import meeting_p_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import CollocationsSettings

ATTRACTED, NOT_ENOUGH_EVIDENCE = "attracted", "not enough evidence"


class Listed(NamedTuple):
    """The pairs of one span that are listed, by node, then rank from 1: numbers of candidates."""

    node: NDArray[np.int64]
    collocate: NDArray[np.int64]
    rank: NDArray[np.int64]


def collocation_rows(words: MessageWords, settings: CollocationsSettings) -> Iterator[dict[str, Any]]:
    """One edition's rows, span by span; none where no two units are common enough to be compared."""
    chosen = candidates(words, settings)
    n = len(chosen.unit)
    if n < 2:
        return
    units = unit_words(words, chosen.unit)
    for span in SPANS:
        near = _count(span, units, words, n, settings)
        listed = list_pairs(near, chosen.n_nodes, settings)
        places = _first_messages(near.span, listed, units, words, n, settings)
        yield from _rows(words, chosen, near, listed, places, settings)


def _count(span: str, units: UnitWords, words: MessageWords, n: int, settings: CollocationsSettings) -> Near:
    if span == WINDOW:
        return near_in_window(units, n, settings.window)
    if span == SENTENCE:
        return near_in_sentence(units, n, words.n_sentences, words.n_messages)
    return near_in_passage(units, n, words.n_messages)


def list_pairs(near: Near, n_nodes: int, settings: CollocationsSettings) -> Listed:
    """For each node its ``max_collocates`` best by log-Dice, of those that it shares enough messages with.

    Ties go to the one in more messages together, then to the one that comes first among the candidates.
    """
    import numpy as np

    node, collocate = np.nonzero(near.n_messages[:n_nodes] >= settings.min_shared_messages)
    node, collocate = node[node != collocate], collocate[node != collocate]
    dice = log_dice(near.n_together[node, collocate], near.n_alone[node], near.n_alone[collocate])
    order = np.lexsort((collocate, -near.n_messages[node, collocate], -dice.round(settings.digits), node))
    node, collocate = node[order], collocate[order]
    rank = np.arange(len(node)) - np.searchsorted(node, node, side="left") + 1
    kept = rank <= settings.max_collocates
    return Listed(node[kept], collocate[kept], rank[kept])


def test_pairs(
    near: Near, chosen: Candidates, settings: CollocationsSettings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """p and q of every two candidates, candidates × candidates.

    Every two candidates are a test. Those that share fewer than ``min_shared_messages`` messages have p = 1 whatever
    is due by chance, so nothing that was looked at leaves the tests that q allows for.
    """
    import numpy as np

    n = len(chosen.unit)
    first, second = np.triu_indices(n, k=1)
    p = np.ones(len(first))
    at = np.flatnonzero(near.n_messages[first, second] >= settings.min_shared_messages)
    one, other = first[at], second[at]
    rarer = np.minimum(chosen.n_messages[one], chosen.n_messages[other])
    p[at] = meeting_p_value(near.n_messages[one, other], rarer, near.by_chance[one, other])
    q = benjamini_hochberg(p)
    return _square(p, n), _square(q, n)
