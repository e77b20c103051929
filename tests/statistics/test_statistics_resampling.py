"""Ranks in resamples: by hand, against the plain way of doing it, and what must not matter."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from pipeline.statistics.resampling import (
    Sample,
    _rivals,
    percentile_interval,
    resample_weights,
    resampled_ranks,
)
from pipeline.statistics.tfidf import document_frequency, inverse_document_frequency, rank_rows, tfidf

if TYPE_CHECKING:
    from numpy.typing import NDArray

DECIMALS = 6


def _sample(by_message: NDArray[np.int64], unit: list[int], outside: list[int] | None = None, n: int = 0) -> Sample:
    """Messages × terms, summed up by unit."""
    groups = csr_array((np.ones(len(unit), dtype=np.int64), (unit, np.arange(len(unit)))))
    counts = csr_array(by_message)
    return Sample(
        counts=csr_array(groups @ counts),
        message_frequency=csr_array(groups @ csr_array((by_message > 0).astype(np.int64))),
        n_messages=np.bincount(unit),
        outside_frequency=np.array(outside or [0] * by_message.shape[1], dtype=np.int64),
        n_outside=n,
    )


def _all_ranks(sample: Sample, weights: NDArray[np.int32]) -> NDArray[np.int64]:
    return resampled_ranks(sample, np.arange(sample.counts.shape[1]), weights, DECIMALS)


# Two documents: the first of two messages, 治理 治理 数据 and 治理; the second of one, 数据 隐私 隐私.
MESSAGES = np.array([[2, 1, 0], [1, 0, 0], [0, 1, 2]])
DOCUMENT = [0, 0, 1]


def test_hand_worked_reference() -> None:
    weights = np.array([[1, 1], [2, 0], [0, 2]], dtype=np.int32)
    ranks = _all_ranks(_sample(MESSAGES, DOCUMENT), weights)
    # As it is: N = 3, df 2, 2, 1. 治理 3·(ln 4/3 + 1) = 3.863; 数据 2·1.288 = 2.575; 隐私 2·(ln 4/2 + 1) = 3.386.
    assert ranks[0].tolist() == [1, 3, 2]
    # The first twice: N = 4. 治理 6·(ln 5/5 + 1) = 6; 数据 2·(ln 5/3 + 1) = 3.022; 隐私 is absent: third of three.
    assert ranks[1].tolist() == [1, 2, 3]
    # The second twice: N = 2. 治理 is absent; 数据 2·(ln 3/3 + 1) = 2; 隐私 4·1 = 4.
    assert ranks[2].tolist() == [3, 2, 1]


def test_messages_outside_the_scope_enter_the_document_frequency_alone() -> None:
    # A scope of one message, 数据 隐私, in an edition of which 9 other messages have 数据 and none 隐私:
    # 数据 1·(ln 11/11 + 1) = 1, 隐私 1·(ln 11/2 + 1) = 2.70. Without them the two would be tied, 数据 before 隐私.
    both = np.array([[1, 1]])
    once = np.ones((1, 1), dtype=np.int32)
    assert _all_ranks(_sample(both, [0], [9, 0], 9), once).tolist() == [[2, 1]]
    assert _all_ranks(_sample(both, [0]), once).tolist() == [[1, 2]]


def test_terms_that_are_absent_share_the_last_place() -> None:
    messages = np.array([[3, 0, 0, 0], [0, 1, 1, 1]])
    first_alone = np.array([[2, 0]], dtype=np.int32)
    assert _all_ranks(_sample(messages, [0, 1]), first_alone).tolist() == [[1, 4, 4, 4]]


def test_a_term_without_an_occurrence_in_the_scope_takes_no_place() -> None:
    messages = np.array([[3, 0, 1], [2, 0, 0]])
    second_alone = np.array([[0, 2]], dtype=np.int32)
    assert _all_ranks(_sample(messages, [0, 1]), second_alone).tolist() == [[1, 2, 2]]


def test_one_document_repeated_has_no_uncertainty() -> None:
    """Whichever are drawn, the text is the same."""
    messages = np.vstack([MESSAGES[:2]] * 6)
    sample = _sample(messages, [number // 2 for number in range(12)])
    ranks = _all_ranks(sample, resample_weights(6, 100, seed=1))
    assert (ranks == ranks[0]).all()


def test_a_term_that_leads_every_message_leads_every_resample() -> None:
    rng = np.random.default_rng(3)
    messages = np.column_stack([np.full(20, 9), rng.poisson(0.5, size=(20, 30))])
    ranks = _all_ranks(_sample(messages, list(range(20))), resample_weights(20, 200, seed=1))
    low, high = percentile_interval(ranks, 0.95)
    assert (low[0], high[0]) == (1, 1)
    assert (high[1:] > low[1:]).all()


def test_drawing_documents_is_wider_than_drawing_their_messages() -> None:
    """Each term stands in one document, five times in each of its messages: the document is what varies."""
    messages = np.kron(np.eye(6, dtype=np.int64), np.full((10, 1), 5))
    documents, single = [number // 10 for number in range(60)], list(range(60))
    widths = [
        float(np.mean(interval.high - interval.low))
        for unit, n in ((documents, 6), (single, 60))
        for interval in [
            percentile_interval(_all_ranks(_sample(messages, unit), resample_weights(n, 300, seed=1)), 0.95)
        ]
    ]
    assert widths[0] >= widths[1]
    assert widths[0] == 5


COUNTS = arrays(np.int64, st.tuples(st.integers(1, 6), st.integers(1, 8)), elements=st.integers(0, 4))


@given(COUNTS, st.integers(0, 99))
def test_agrees_with_the_ranking_of_the_repeated_text(messages: NDArray[np.int64], seed: int) -> None:
    """Each resample written out message by message, counted and ranked as any text is."""
    n_messages, n_terms = messages.shape
    weights = resample_weights(n_messages, 5, seed)
    ranks = _all_ranks(_sample(messages, list(range(n_messages))), weights)
    last = int((messages.sum(axis=0) > 0).sum())
    for drawn, found in zip(weights, ranks, strict=True):
        text = csr_array(np.repeat(messages, drawn, axis=0))
        scores = tfidf(
            csr_array(text.sum(axis=0).reshape(1, -1)),
            inverse_document_frequency(document_frequency(text), text.shape[0]),
        )
        scores.data = scores.data.round(DECIMALS)
        expected = np.full(n_terms, last)
        ranked = rank_rows(scores, n_terms)
        expected[ranked.column] = ranked.rank
        assert found.tolist() == expected.tolist()


@given(COUNTS, st.integers(0, 99), st.data())
def test_terms_that_cannot_come_before_change_no_rank(
    messages: NDArray[np.int64], seed: int, drawn: st.DataObject
) -> None:
    n_units, n_terms = messages.shape
    sample, weights = _sample(messages, list(range(n_units))), resample_weights(n_units, 5, seed)
    chosen = np.array(sorted(drawn.draw(st.sets(st.integers(0, n_terms - 1), min_size=1))))
    assert resampled_ranks(sample, chosen, weights, DECIMALS).tolist() == (
        _all_ranks(sample, weights)[:, chosen].tolist()
    )


def test_terms_that_are_far_behind_are_not_scored() -> None:
    messages = np.tile([500, 400, 1, 1, 1], (30, 1))
    sample, weights = _sample(messages, list(range(30))), resample_weights(30, 50, seed=1)
    assert _rivals(sample, np.array([0, 1]), weights, DECIMALS).tolist() == [0, 1]


@given(COUNTS, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(messages: NDArray[np.int64], seed: int, shuffle: Random) -> None:
    weights = resample_weights(len(messages), 5, seed)
    order = list(range(len(messages)))
    shuffle.shuffle(order)
    units = list(range(len(messages)))
    assert (
        _all_ranks(_sample(messages, units), weights).tolist()
        == _all_ranks(_sample(messages[order], units), weights[:, order]).tolist()
    )


def test_resamples_in_batches_are_those_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sample, weights = _sample(MESSAGES, DOCUMENT), resample_weights(2, 50, seed=4)
    at_once = _all_ranks(sample, weights)
    monkeypatch.setattr("pipeline.statistics.resampling._CELLS_TOGETHER", 7)
    assert _all_ranks(sample, weights).tolist() == at_once.tolist()


def test_input_is_untouched() -> None:
    sample, weights = _sample(MESSAGES, DOCUMENT), resample_weights(2, 20, seed=4)
    before = sample.counts.toarray(), weights.copy()
    _all_ranks(sample, weights)
    assert (sample.counts.toarray() == before[0]).all()
    assert (weights == before[1]).all()


def test_as_many_units_are_drawn_as_there_are() -> None:
    weights = resample_weights(7, 400, seed=2)
    assert weights.shape == (400, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert (weights == resample_weights(7, 400, seed=2)).all()
    assert (weights != resample_weights(7, 400, seed=3)).any()
    # A unit is absent from a resample with probability (6/7)^7 = 0.340: 2800 draws have a standard error below 0.01.
    assert (weights == 0).mean() == pytest.approx((6 / 7) ** 7, abs=0.03)


@pytest.mark.parametrize(
    ("level", "low", "high"),
    [
        (0.9, 1, 20),  # 20 values 1 to 20, 5 % on either side: places 0.95 and 18.05 of 0 to 19, rounded outwards
        (0.5, 5, 16),  # places 4.75 and 14.25
        (0.0, 10, 11),  # the median, 9.5
    ],
)
def test_percentiles_are_rounded_outwards(level: float, low: int, high: int) -> None:
    values = np.arange(1, 21).reshape(-1, 1)
    interval = percentile_interval(np.random.default_rng(0).permutation(values), level)
    assert (interval.low.tolist(), interval.high.tolist()) == ([low], [high])


def test_interval_of_one_resample_is_its_value() -> None:
    assert percentile_interval(np.array([[4]]), 0.95).low.tolist() == [4]
    assert percentile_interval(np.array([[4]]), 0.95).high.tolist() == [4]
