"""Concepts that messages mention together more often than chance has it: links, and the threshold that makes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.collocations.digits import significant, significant_one
from pipeline.collocations.incidence import Incidence
from pipeline.collocations.layout import Point, place_concepts
from pipeline.statistics.association import expected_together, log_likelihood, normalised_pmi
from pipeline.statistics.swaps import Threshold, link_threshold, swapped_copies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.collocations.message_words import MessageWords
    from pipeline.settings import CollocationsSettings

LINKED, NOT_ENOUGH_EVIDENCE = "linked", "not enough evidence"


class Shuffled(NamedTuple):
    """What shuffled copies of the incidence give; ``scores`` of all copies' pairs that might be drawn."""

    n_copies: int
    scores: NDArray[np.float64]
    mean: NDArray[np.float64]
    """Mean messages together, concepts × concepts."""
    n_as_many: NDArray[np.int64]
    """Copies in which two concepts meet in at least as many messages as in the text."""


class Network(NamedTuple):
    """One edition's pairs that might be linked, the strongest first, and the threshold; None where no score makes it.

    Arrays have one item a pair; ``one`` and ``other`` number the concepts of the incidence.
    """

    incidence: Incidence
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    score: NDArray[np.float64]
    n_together: NDArray[np.int64]
    n_messages: NDArray[np.int64]
    """Messages of each concept."""
    shuffled: Shuffled
    threshold: Threshold | None

    @property
    def is_linked(self) -> NDArray[np.bool_]:
        import numpy as np

        if self.threshold is None:
            return np.zeros(len(self.score), dtype=bool)
        linked: NDArray[np.bool_] = self.score >= self.threshold.score
        return linked


def concept_network(incidence: Incidence, settings: CollocationsSettings) -> Network:
    """A pair may be linked where it is in ``min_shared_messages`` messages and in more than its two counts lead to.

    Its score is G² of the messages that mention both, one or neither. The threshold is the lowest score at which
    ``max_false_share`` of the links, at most, would be there in shuffled copies too.
    """
    import numpy as np

    n_messages = np.bincount(incidence.concept, minlength=len(incidence.concepts))
    together = incidence.n_together(incidence.message) - incidence.n_same_words
    one, other, score = _scored(together, n_messages, incidence.n_messages, settings)
    shuffled = _shuffle(incidence, together, n_messages, settings)
    order = np.lexsort((other, one, -score))
    one, other, score = one[order], other[order], score[order]
    threshold = link_threshold(score, shuffled.scores, shuffled.n_copies, settings.max_false_share)
    return Network(incidence, one, other, score, together[one, other], n_messages, shuffled, threshold)


def _scored(
    together: NDArray[np.int64], n_messages: NDArray[np.int64], n_total: int, settings: CollocationsSettings
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Pairs that may be linked, each once, and their scores, rounded so that ties are ties."""
    import numpy as np

    is_pair = np.triu(together >= settings.min_shared_messages, k=1)
    is_pair &= np.minimum.outer(n_messages, n_messages) >= settings.min_unit_messages
    one, other = np.nonzero(is_pair & (together * n_total > np.multiply.outer(n_messages, n_messages)))
    score = log_likelihood(together[one, other], n_messages[one], n_messages[other], n_total)
    return one, other, score.round(settings.digits)


def _shuffle(
    incidence: Incidence, together: NDArray[np.int64], n_messages: NDArray[np.int64], settings: CollocationsSettings
) -> Shuffled:
    import numpy as np

    is_many = incidence.n_messages > settings.thorough_messages
    n_copies = settings.n_shuffles_many if is_many else settings.n_shuffles
    random = np.random.default_rng(settings.seed)
    scores = [np.empty(0)]
    summed, n_as_many = np.zeros_like(together), np.zeros_like(together)
    for message in swapped_copies(incidence.message, incidence.concept, n_copies, settings.n_trades, random):
        met = incidence.n_together(message)
        scores.append(_scored(met, n_messages, incidence.n_messages, settings)[2])
        summed += met
        n_as_many += met >= together
    return Shuffled(n_copies, np.concatenate(scores), summed / n_copies, n_as_many)


def drawn_links(network: Network, settings: CollocationsSettings) -> list[int]:
    """The links that a chart has room for, by place: the strongest, until concepts or links would be too many."""
    concepts: set[int] = set()
    drawn: list[int] = []
    for place in network.is_linked.nonzero()[0].tolist():
        both = {int(network.one[place]), int(network.other[place])}
        if len(drawn) < settings.max_drawn_links and len(concepts | both) <= settings.max_drawn_concepts:
            drawn.append(place)
            concepts |= both
    return drawn


def network_rows(
    network: Network, words: MessageWords, labels: Mapping[str, Mapping[str, str]], settings: CollocationsSettings
) -> Iterator[dict[str, Any]]:
    """Rows of ``concept_network``: the ``max_links`` strongest pairs, linked or not."""
    if not len(network.one):
        return
    at = slice(0, settings.max_links)
    one, other, together = network.one[at], network.other[at], network.n_together[at]
    n_one, n_other, n_total = network.n_messages[one], network.n_messages[other], network.incidence.n_messages
    shuffled = network.shuffled
    measures = {
        "expected": expected_together(n_one, n_other, n_total),
        "expected_shuffled": shuffled.mean[one, other],
        "npmi": normalised_pmi(together, n_one, n_other, n_total),
        "g2": network.score[at],
        "p_value": (shuffled.n_as_many[one, other] + 1) / (shuffled.n_copies + 1),
    }
    rounded = {name: significant(values, settings.digits) for name, values in measures.items()}
    drawn = set(drawn_links(network, settings))
    is_linked = network.is_linked.tolist()
    places = list(_messages_of(network, range(len(one)), settings.max_examples))
    message_ids = words.message_ids
    for place in range(len(one)):
        yield {
            "edition": words.edition,
            "rank": place + 1,
            **_labelled("", network.incidence.concepts[int(one[place])], labels),
            **_labelled("other_", network.incidence.concepts[int(other[place])], labels),
            "n_together": int(together[place]),
            "n_concept": int(n_one[place]),
            "n_other": int(n_other[place]),
            "n_messages": n_total,
            **{name: values[place] for name, values in rounded.items()},
            **_test(network, settings),
            "state": LINKED if is_linked[place] else NOT_ENOUGH_EVIDENCE,
            "is_drawn": place in drawn,
            "passage_ids": " ".join(message_ids[message].as_py() for message in places[place]),
        }


def _labelled(role: str, concept: str, labels: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    both = labels[concept]
    return {f"{role}concept": concept, f"{role}label_zh": both["label_zh"], f"{role}label_en": both["label_en"]}


def _test(network: Network, settings: CollocationsSettings) -> dict[str, Any]:
    """What is the same for all pairs of an edition."""
    threshold = network.threshold
    return {
        "threshold": None if threshold is None else threshold.score,
        "n_links": 0 if threshold is None else threshold.n_links,
        "n_links_by_chance": None if threshold is None else significant_one(threshold.n_by_chance, settings.digits),
        "n_shuffles": network.shuffled.n_copies,
        "seed": settings.seed,
    }


def _messages_of(network: Network, places: Iterable[int], most: int) -> Iterator[list[int]]:
    """The first messages that mention both concepts of each pair, those left out that do so in the same words alone."""
    import numpy as np

    incidence = network.incidence
    order = np.lexsort((incidence.message, incidence.concept))
    edges = np.searchsorted(incidence.concept[order], np.arange(len(incidence.concepts) + 1)).tolist()
    columns = [incidence.message[order][start:end] for start, end in pairwise(edges)]
    same: dict[tuple[int, int], list[int]] = {}
    for message, one, other in incidence.same_words.tolist():
        same.setdefault((one, other), []).append(message)
    for place in places:
        pair = int(network.one[place]), int(network.other[place])
        both = np.intersect1d(columns[pair[0]], columns[pair[1]], assume_unique=True)
        yield np.setdiff1d(both, same.get(pair, []))[:most].tolist()


def node_rows(
    network: Network, words: MessageWords, labels: Mapping[str, Mapping[str, str]], settings: CollocationsSettings
) -> Iterator[dict[str, Any]]:
    """Rows of ``concept_nodes``: the concepts that are drawn, each with its place; degree and strength are of all."""
    import numpy as np

    if not network.is_linked.any():
        return
    n = len(network.incidence.concepts)
    linked = network.is_linked.nonzero()[0]
    one, other = network.one[linked], network.other[linked]
    weight = normalised_pmi(
        network.n_together[linked], network.n_messages[one], network.n_messages[other], network.incidence.n_messages
    )
    degree = np.bincount(one, minlength=n) + np.bincount(other, minlength=n)
    strength = np.bincount(one, weights=weight, minlength=n) + np.bincount(other, weights=weight, minlength=n)
    points = _points(network, settings)
    for number, point in sorted(points.items()):
        yield {
            "edition": words.edition,
            **_labelled("", network.incidence.concepts[number], labels),
            "n_messages": int(network.n_messages[number]),
            "degree": int(degree[number]),
            "strength": significant_one(float(strength[number]), settings.digits),
            "x": point.x,
            "y": point.y,
        }


def _points(network: Network, settings: CollocationsSettings) -> dict[int, Point]:
    links = [
        (int(network.one[place]), int(network.other[place]), float(network.score[place]))
        for place in drawn_links(network, settings)
    ]
    return place_concepts(links, settings)
