"""The ``collocations`` table: pairs of units with their counts, measures and test, bounded by a stated rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
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
from pipeline.statistics.association import (
    expected_together,
    log_dice,
    log_likelihood,
    normalised_pmi,
    pointwise_mutual_information,
)
from pipeline.statistics.meeting import meeting_p_value
from pipeline.statistics.multiple_testing import benjamini_hochberg

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
        if not len(listed.rank):
            continue
        places = first_messages(near.span, listed, units, words, n, settings)
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


def tested_pairs(
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


def _square(of_pairs: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    import numpy as np

    square = np.ones((n, n))
    first, second = np.triu_indices(n, k=1)
    square[first, second] = square[second, first] = of_pairs
    return square


def first_messages(
    span: str, listed: Listed, units: UnitWords, words: MessageWords, n: int, settings: CollocationsSettings
) -> Mapping[int, list[int]]:
    """For each pair that is listed, as lower · n + higher, the first messages in which the two are that near."""
    import numpy as np

    pairs = np.unique(np.minimum(listed.node, listed.collocate) * n + np.maximum(listed.node, listed.collocate))
    if span == WINDOW:
        return _first_in_window(pairs, units, n, settings)
    place, n_places = (units.sentence, words.n_sentences) if span == SENTENCE else (units.message, words.n_messages)
    held = presence(place, units, n_places, n).tocsc()
    held.sort_indices()
    message_of = np.zeros(n_places, dtype=np.int64)
    message_of[place] = units.message
    columns = [held.indices[start:end] for start, end in pairwise(held.indptr.tolist())]
    return {
        pair: _distinct(
            message_of[np.intersect1d(columns[pair // n], columns[pair % n], assume_unique=True)], settings.max_examples
        )
        for pair in pairs.tolist()
    }


def _first_in_window(
    pairs: NDArray[np.int64], units: UnitWords, n: int, settings: CollocationsSettings
) -> dict[int, list[int]]:
    import numpy as np

    is_wanted = np.zeros(n * n, dtype=bool)
    is_wanted[pairs] = True
    found: dict[int, list[int]] = {pair: [] for pair in pairs.tolist()}
    for message, pair in window_meetings(units, n, settings.window):
        at = np.flatnonzero(is_wanted[pair])
        order = at[np.lexsort((message[at], pair[at]))]
        starts = np.flatnonzero(np.concatenate([[True], np.diff(pair[order]) != 0])).tolist() if len(order) else []
        for start, end in pairwise([*starts, len(order)]):
            kept = found[int(pair[order[start]])]
            kept += _distinct(message[order[start:end]], settings.max_examples - len(kept))
    return found


def _distinct(messages: NDArray[np.int64], most: int) -> list[int]:
    """The first different ones of sorted messages."""
    import numpy as np

    first: list[int] = np.unique(messages)[:most].tolist()
    return first


def _rows(
    words: MessageWords,
    chosen: Candidates,
    near: Near,
    listed: Listed,
    places: Mapping[int, list[int]],
    settings: CollocationsSettings,
) -> Iterator[dict[str, Any]]:
    p, q = tested_pairs(near, chosen, settings)
    node, collocate = listed.node, listed.collocate
    counts = (near.n_together[node, collocate], near.n_alone[node], near.n_alone[collocate])
    measures = {
        "expected": expected_together(*counts[1:], near.n_total),
        "pmi": pointwise_mutual_information(*counts, near.n_total),
        "npmi": normalised_pmi(*counts, near.n_total),
        "log_dice": log_dice(*counts),
        "g2": log_likelihood(*counts, near.n_total),
        "n_messages_by_chance": near.by_chance[node, collocate],
        "p_value": p[node, collocate],
        "q_value": q[node, collocate],
    }
    rounded = {name: significant(values, settings.digits) for name, values in measures.items()}
    message_ids = words.message_ids
    n = len(chosen.unit)
    for row, (one, other, rank) in enumerate(zip(node.tolist(), collocate.tolist(), listed.rank.tolist(), strict=True)):
        behind = places[min(one, other) * n + max(one, other)]
        yield {
            "edition": words.edition,
            "span": near.span,
            "window": settings.window if near.span == WINDOW else None,
            **_named("node", words, int(chosen.unit[one])),
            "rank": rank,
            **_named("collocate", words, int(chosen.unit[other])),
            "n_together": int(counts[0][row]),
            "n_node": int(counts[1][row]),
            "n_collocate": int(counts[2][row]),
            "n_total": near.n_total,
            "n_occurrences_node": int(chosen.n_occurrences[one]),
            "n_occurrences_collocate": int(chosen.n_occurrences[other]),
            "n_messages": int(near.n_messages[one, other]),
            "n_messages_node": int(chosen.n_messages[one]),
            "n_messages_collocate": int(chosen.n_messages[other]),
            "n_messages_edition": words.n_messages,
            **{name: values[row] for name, values in rounded.items()},
            "n_tests": n * (n - 1) // 2,
            "state": ATTRACTED if rounded["q_value"][row] <= settings.level else NOT_ENOUGH_EVIDENCE,
            "passage_ids": " ".join(message_ids[message].as_py() for message in behind),
        }


def _named(role: str, words: MessageWords, unit: int) -> dict[str, str | None]:
    return {role: words.units.names[unit], f"{role}_concept": words.units.concept_ids[unit]}
