"""Links between concepts: what co-occurs, what does not, the threshold under the null, places that do not move."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from written import run_collocations

from pipeline.collocations.incidence import Incidence
from pipeline.collocations.layout import place_concepts
from pipeline.collocations.network import Network, concept_network, drawn_links
from pipeline.lexicon.model import Concept, Variant
from pipeline.settings import CollocationsSettings
from tests.keywords.tokenised import Passage


def concept(concept_id: str, *wordings: str) -> Concept:
    variants = tuple(Variant(text, "label" if text == wordings[0] else "same") for text in wordings)
    return Concept(concept_id, wordings[0], concept_id, "issue", variants)


CONCEPTS = (
    concept("governance", "治理"),
    concept("internet", "互联网"),
    concept("internet-governance", "互联网治理"),
    concept("trust", "信任", "互信"),
)


def pairs(folder: Path, messages: list[str], **settings: Any) -> dict[tuple[str, str], int]:
    """Messages together by pair of concepts, of those that are listed."""
    rows = run_collocations(
        folder,
        {"2030-sample": {"a": [Passage(text) for text in messages]}},
        concepts=CONCEPTS,
        **{"min_unit_messages": 2, "min_shared_messages": 1, "n_shuffles": 19, **settings},
    )["concept_network"]
    return {(row["concept"], row["other_concept"]): row["n_together"] for row in rows}


OTHERS = ["别的 词"] * 12
"""Messages without any concept, so that two that meet do so oftener than their counts lead to."""


@pytest.mark.parametrize(
    ("messages", "linked"),
    [
        pytest.param(["互联网治理"] * 3, {}, id="one word, three concepts: nothing meets"),
        pytest.param(["互联网治理 和 互联网治理"] * 3, {}, id="the same word twice is still one word"),
        pytest.param(
            ["互联网治理 和 互联网"] * 3,
            {("internet", "internet-governance"): 3, ("governance", "internet"): 3},
            id="互联网 on its own beside it meets what that word mentions",
        ),
        pytest.param(
            ["互联网治理 和 治理", "互联网治理", "互联网治理"],
            {("governance", "internet-governance"): 1, ("governance", "internet"): 1},
            id="only in the message that has it on its own",
        ),
        pytest.param(["治理 信任", "治理 互信"], {("governance", "trust"): 2}, id="any wording of a concept"),
        pytest.param(["治理", "信任", "治理", "信任"], {}, id="never in one message"),
    ],
)
def test_two_concepts_meet_in_different_words_only(
    tmp_path: Path, messages: list[str], linked: dict[tuple[str, str], int]
) -> None:
    assert pairs(tmp_path, [*messages, *OTHERS]) == linked


def test_passage_ids_leave_out_what_was_not_counted(tmp_path: Path) -> None:
    messages = ["互联网治理", "互联网治理 和 治理", "互联网治理", *OTHERS]
    rows = run_collocations(
        tmp_path,
        {"2030-sample": {"a": [Passage(text) for text in messages]}},
        concepts=CONCEPTS,
        min_unit_messages=2,
        min_shared_messages=1,
        n_shuffles=19,
    )["concept_network"]
    assert {row["passage_ids"] for row in rows} == {"2030-sample/a#002"}


def random_incidence(seed: int, n_messages: int = 80, n_concepts: int = 25) -> Incidence:
    """Concepts strewn over messages of uneven size."""
    random = np.random.default_rng(seed)
    size = random.integers(1, 12, n_messages)
    held = {
        (message, int(one)) for message in range(n_messages) for one in random.integers(0, n_concepts, size[message])
    }
    message, concepts = np.array(sorted(held)).T
    names = [f"concept-{number:02d}" for number in range(n_concepts)]
    return Incidence(names, message, concepts, n_messages, np.empty((0, 3), dtype=np.int64))


def planted(seed: int) -> Incidence:
    """The same with two more concepts that stand in ten messages together and nowhere else."""
    given = random_incidence(seed)
    more = np.arange(10)
    return given._replace(
        concepts=[*given.concepts, "x", "y"],
        message=np.concatenate([given.message, more, more]),
        concept=np.concatenate([given.concept, np.full(10, 25), np.full(10, 26)]),
    )


QUICK = CollocationsSettings(n_shuffles=39)


def test_few_shuffled_texts_have_a_link() -> None:
    n_linked = sum(concept_network(random_incidence(seed), QUICK).threshold is not None for seed in range(40))
    # At a share of 0.05 a text without links has one in about one of twenty: more than 6 of 40 in 0.3 % of cases.
    assert n_linked <= 6


def test_a_planted_link_is_found_and_nearly_alone() -> None:
    for seed in range(5):
        network = concept_network(planted(seed), QUICK)
        linked = [(int(network.one[place]), int(network.other[place])) for place in network.is_linked.nonzero()[0]]
        assert linked[0] == (25, 26)
        assert len(linked) <= 2


def test_sizes_of_messages_raise_what_is_due_by_chance() -> None:
    """Three long messages hold all ten concepts, the others one: all pairs meet, and none is linked."""
    long = [(message, one) for message in range(3) for one in range(10)]
    short = [(3 + number, number % 10) for number in range(40)]
    message, concepts = np.array([*long, *short]).T
    names = [str(number) for number in range(10)]
    network = concept_network(Incidence(names, message, concepts, 43, np.empty((0, 3), dtype=np.int64)), QUICK)
    assert len(network.score) == 45
    assert network.threshold is None
    mean = network.shuffled.mean[network.one, network.other]
    assert (mean > 1.5 * network.n_messages[network.one] * network.n_messages[network.other] / 43).all()


def linked_network(n: int) -> Network:
    given = concept_network(planted(1), QUICK)
    one = np.arange(n)
    assert given.threshold is not None
    return given._replace(
        one=one, other=one + 1, score=np.linspace(90.0, 50.0, n), threshold=given.threshold._replace(score=50.0)
    )


def test_the_strongest_links_are_drawn_until_concepts_or_links_are_too_many() -> None:
    network = linked_network(20)
    assert drawn_links(network, CollocationsSettings(max_drawn_links=7)) == list(range(7))
    assert drawn_links(network, CollocationsSettings(max_drawn_concepts=5)) == list(range(4))


LINKS = [(0, 1, 9.0), (1, 2, 8.0), (0, 2, 7.0), (2, 3, 6.0), (4, 5, 5.0)]


def test_places_hang_on_the_links_not_on_their_order_or_on_threads() -> None:
    from threadpoolctl import threadpool_limits

    settings = CollocationsSettings()
    places = place_concepts(LINKS, settings)
    assert places == place_concepts(LINKS[::-1], settings)
    with threadpool_limits(1):
        assert places == place_concepts(LINKS, settings)
    assert list(places) == [0, 1, 2, 3, 4, 5]
    assert all(value == round(value, 3) and -1 <= value <= 1 for place in places.values() for value in place)
    near = np.hypot(places[4].x - places[5].x, places[4].y - places[5].y)
    far = np.hypot(places[4].x - places[0].x, places[4].y - places[0].y)
    assert near < far


def test_no_links_have_no_places() -> None:
    assert place_concepts([], CollocationsSettings()) == {}
