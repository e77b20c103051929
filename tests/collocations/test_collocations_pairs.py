"""Which pairs are listed, what their columns say, and that shuffled words attract nobody."""

from __future__ import annotations

import numpy as np
import pytest
from written import message_words

from pipeline.collocations.candidates import candidates
from pipeline.collocations.pairs import collocation_rows
from pipeline.settings import CollocationsSettings

SETTINGS = CollocationsSettings()
FILLER = [f"词{number:02d}" for number in range(30)]


def shuffled_messages(seed: int, n: int = 60) -> list[str]:
    """Messages of 5 to 40 words of uneven frequency, drawn at random: nothing is near anything but by chance."""
    random = np.random.default_rng(seed)
    weight = 1 / np.arange(1, len(FILLER) + 1)
    sizes = random.integers(5, 41, n)
    return [" ".join(random.choice(FILLER, size, p=weight / weight.sum())) for size in sizes]


def with_pair(messages: list[str], n: int) -> list[str]:
    """The first ``n`` messages begin with two words that no other message has."""
    return [f"甲 乙 {text}" if number < n else text for number, text in enumerate(messages)]


def test_a_planted_pair_is_attracted_in_every_span() -> None:
    rows = list(collocation_rows(message_words(with_pair(shuffled_messages(1), 12)), SETTINGS))
    found = {row["span"]: row for row in rows if (row["node"], row["collocate"]) == ("甲", "乙")}
    assert {span: row["state"] for span, row in found.items()} == dict.fromkeys(
        ("window", "sentence", "passage"), "attracted"
    )
    row = found["passage"]
    assert (row["n_together"], row["n_node"], row["n_collocate"], row["n_total"]) == (12, 12, 12, 60)
    assert (row["npmi"], row["log_dice"], row["expected"]) == (1.0, 14.0, 2.4)
    assert row["pmi"] == pytest.approx(np.log2(5), abs=1e-5)
    assert row["passage_ids"].split() == [f"2030-sample/a#{number:03d}" for number in range(1, 11)]


def test_few_shuffled_texts_have_an_attracted_pair() -> None:
    """Under the null q is at its level at most: of 40 texts, each span may find something in two on average."""
    n_false = dict.fromkeys(("window", "sentence", "passage"), 0)
    for seed in range(40):
        rows = list(collocation_rows(message_words(shuffled_messages(seed)), SETTINGS))
        for span in n_false:
            n_false[span] += any(row["state"] == "attracted" for row in rows if row["span"] == span)
    # A binomial count of 40 at 0.05 exceeds 5 in 1.4 % of cases.
    assert max(n_false.values()) <= 5, n_false


def test_rows_can_be_computed_again_from_their_own_counts() -> None:
    from scipy.stats import binom

    for row in collocation_rows(message_words(with_pair(shuffled_messages(2), 9)), SETTINGS):
        expected = row["n_node"] * row["n_collocate"] / row["n_total"]
        assert row["expected"] == pytest.approx(expected, rel=1e-5)
        assert row["pmi"] == pytest.approx(np.log2(row["n_together"] / expected), abs=1e-4)
        assert row["npmi"] == pytest.approx(row["pmi"] / -np.log2(row["n_together"] / row["n_total"]), abs=1e-4)
        assert row["log_dice"] == pytest.approx(
            14 + np.log2(2 * row["n_together"] / (row["n_node"] + row["n_collocate"])), abs=1e-4
        )
        rarer = min(row["n_messages_node"], row["n_messages_collocate"])
        chance = min(row["n_messages_by_chance"] / rarer, 1)
        assert row["p_value"] == pytest.approx(binom.sf(row["n_messages"] - 1, rarer, chance), rel=1e-3, abs=1e-12)
        assert row["q_value"] >= row["p_value"]


def test_each_node_has_its_best_collocates_by_log_dice() -> None:
    settings = CollocationsSettings(max_collocates=3, max_nodes=4)
    rows = list(collocation_rows(message_words(shuffled_messages(3)), settings))
    by_node: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        by_node.setdefault((row["span"], row["node"]), []).append(row["log_dice"])
        assert row["rank"] == len(by_node[row["span"], row["node"]])
    assert len({node for _, node in by_node}) == 4
    for dice in by_node.values():
        assert len(dice) <= 3
        assert dice == sorted(dice, reverse=True)


def test_candidates_are_common_enough_and_the_most_widespread_come_first() -> None:
    words = message_words(["甲 乙", "甲 乙", "甲 丙", "乙 丙", "甲 甲 甲 丁"])
    chosen = candidates(words, CollocationsSettings(min_unit_messages=2, max_nodes=1))
    assert [words.units.names[unit] for unit in chosen.unit] == ["甲", "乙", "丙"]
    assert chosen.n_nodes == 1
    assert chosen.n_messages.tolist() == [4, 3, 2]
    assert chosen.n_occurrences.tolist() == [6, 3, 2]


@pytest.mark.parametrize("messages", [[], [""], ["甲"], ["甲 乙"] * 2, ["的 和"] * 9])
def test_too_little_text_gives_no_row(messages: list[str]) -> None:
    assert list(collocation_rows(message_words(messages), SETTINGS)) == []


def test_pairs_that_share_too_few_messages_are_tests_all_the_same() -> None:
    rows = list(collocation_rows(message_words(["甲 乙 丙", "甲 乙", "甲 乙", "丙", "丙"]), SETTINGS))
    assert {(row["node"], row["collocate"]) for row in rows} == {("甲", "乙"), ("乙", "甲")}
    assert {row["n_tests"] for row in rows} == {3}
