"""Joint counts, marginals and totals of the three kinds of span: by hand, and against counting one by one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import message_words

from pipeline.collocations import spans
from pipeline.collocations.message_words import MessageWords
from pipeline.collocations.spans import Near, near_in_passage, near_in_sentence, near_in_window, unit_words

REACH = 2


def counted(words: MessageWords, chosen: list[str] | None = None) -> dict[str, Near]:
    names = words.units.names
    units = unit_words(words, np.array([names.index(name) for name in chosen or names], dtype=np.int64))
    n = len(chosen or names)
    return {
        "window": near_in_window(units, n, REACH),
        "sentence": near_in_sentence(units, n, words.n_sentences, words.n_messages),
        "passage": near_in_passage(units, n, words.n_messages),
    }


def of_pair(near: Near, one: int, other: int) -> tuple[int, int, int, int, int]:
    return (
        int(near.n_together[one, other]), int(near.n_alone[one]), int(near.n_alone[other]), near.n_total,
        int(near.n_messages[one, other]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("span", "counts"),
    [
        # Pairs within 2 words: 甲乙, 甲甲, 乙甲; 甲乙; 甲丙. Five, each from either side: 10. 甲 has 1 + 2 + 1, 1, 1.
        pytest.param("window", (3, 6, 3, 10, 1), id="pairs of places"),
        pytest.param("sentence", (2, 3, 2, 3, 1), id="sentences: a in three, b in two, three in all"),
        pytest.param("passage", (1, 2, 1, 2, 1), id="messages"),
    ],
)
def test_counts_by_hand(span: str, counts: tuple[int, ...]) -> None:
    words = message_words(["甲 乙 甲。甲 乙", "甲 的 丙"])
    assert words.units.names == ["丙", "乙", "甲"]
    assert of_pair(counted(words)[span], 2, 1) == counts


def _names(words: MessageWords) -> list[str]:
    return words.units.names


texts = st.lists(
    st.lists(st.lists(st.sampled_from("甲乙丙丁的"), max_size=7), max_size=3).map(
        lambda sentences: "。".join(" ".join(sentence) for sentence in sentences)
    ),
    min_size=1,
    max_size=4,
)


def one_by_one(messages: list[str], span: str) -> dict[str, Any]:
    """The same counts from the definition: sets and loops over words."""
    together: Counter[frozenset[str]] = Counter()
    alone: Counter[str] = Counter()
    found_in: dict[frozenset[str], set[int]] = {}
    total = 0
    for message, text in enumerate(messages):
        sentences = [part.split() for part in text.split("。") if part.split()]
        places = [[word for sentence in sentences for word in sentence]] if span == "passage" else sentences
        for place in places or ([[]] if span == "passage" else []):
            if span == "window":
                pairs = [
                    (one, other)
                    for (at, one), (beside, other) in combinations(enumerate(place), 2)
                    if beside - at <= REACH and "的" not in (one, other)
                ]
                alone.update(word for pair in pairs for word in pair)
                total += 2 * len(pairs)
            else:
                held = sorted(set(place) - {"的"})
                pairs = list(combinations(held, 2))
                alone.update(held)
                total += 1
            for pair in pairs:
                together[frozenset(pair)] += 1
                found_in.setdefault(frozenset(pair), set()).add(message)
    return {"together": together, "alone": alone, "total": total, "messages": found_in}


@given(texts, st.sampled_from(["window", "sentence", "passage"]))
def test_counts_are_those_of_the_definition(messages: list[str], span: str) -> None:
    words = message_words(messages)
    names = _names(words)
    if not names:
        return
    near, wanted = counted(words)[span], one_by_one(messages, span)
    assert near.n_total == wanted["total"]
    assert near.n_alone.tolist() == [wanted["alone"][name] for name in names]
    for (one, name), (other, beside) in combinations(enumerate(names), 2):
        pair = frozenset((name, beside))
        assert near.n_together[one, other] == near.n_together[other, one] == wanted["together"][pair]
        assert near.n_messages[one, other] == len(wanted["messages"].get(pair, ()))


@given(texts)
def test_marginals_do_not_hang_on_the_candidates(messages: list[str]) -> None:
    words = message_words(messages)
    names = _names(words)
    if len(names) < 3:
        return
    every, some = counted(words), counted(words, names[1:])
    for span in spans.SPANS:
        assert some[span].n_total == every[span].n_total
        assert some[span].n_alone.tolist() == every[span].n_alone[1:].tolist()
        off_diagonal = ~np.eye(len(names) - 1, dtype=bool)
        assert (some[span].n_together[off_diagonal] == every[span].n_together[1:, 1:][off_diagonal]).all()


@given(texts)
def test_some_words_at_a_time_are_as_good_as_all(messages: list[str]) -> None:
    words = message_words(messages)
    if not _names(words):
        return
    whole = counted(words)
    at_once, spans._WORDS_AT_ONCE = spans._WORDS_AT_ONCE, 3
    try:
        in_parts = counted(words)
    finally:
        spans._WORDS_AT_ONCE = at_once
    for span in spans.SPANS:
        assert (whole[span].n_messages == in_parts[span].n_messages).all()
        assert (whole[span].n_together == in_parts[span].n_together).all()


def test_a_window_ends_with_its_sentence_and_counts_function_words() -> None:
    near = counted(message_words(["甲。乙", "甲 的 的 乙", "甲 的 乙"]))["window"]
    assert near.n_together[0, 1] == 1
