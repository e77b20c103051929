"""Draws: whole documents where there are enough, each message once, and nothing but order and seed decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings import ThemesSettings
from pipeline.themes.draws import resamples, resampling_unit

SETTINGS = ThemesSettings()
ONE_DOCUMENT = np.zeros(26, dtype=np.int64)
EIGHT_DOCUMENTS = np.repeat(np.arange(8), [1, 2, 3, 4, 5, 6, 2, 3])


@pytest.mark.parametrize(("n_documents", "unit"), [(1, "message"), (4, "message"), (5, "document"), (33, "document")])
def test_documents_are_drawn_where_there_are_enough(n_documents: int, unit: str) -> None:
    assert resampling_unit(np.repeat(np.arange(n_documents), 3), SETTINGS) == unit


def test_a_document_is_drawn_whole_or_not_at_all() -> None:
    for sample in resamples(EIGHT_DOCUMENTS, 20, SETTINGS):
        drawn = set(EIGHT_DOCUMENTS[sample].tolist())
        assert sample.tolist() == [n for n, document in enumerate(EIGHT_DOCUMENTS.tolist()) if document in drawn]


@given(st.integers(1, 60), st.integers(1, 12))
def test_each_message_is_in_a_resample_once_in_order(n_messages: int, n_resamples: int) -> None:
    samples = resamples(np.zeros(n_messages, dtype=np.int64), n_resamples, SETTINGS)
    assert len(samples) == n_resamples
    for sample in samples:
        assert sample.tolist() == sorted(set(sample.tolist()))
        assert 0 < len(sample) <= n_messages


def test_a_resample_holds_63_percent_of_the_messages_on_average() -> None:
    sizes = [len(sample) for sample in resamples(ONE_DOCUMENT, 200, SETTINGS)]
    # 1 - (25/26)^26 = 0.639; the standard deviation of one share is 0.07.
    assert np.mean(sizes) / 26 == pytest.approx(0.639, abs=0.015)


def test_more_resamples_begin_with_the_same() -> None:
    five, ten = (resamples(ONE_DOCUMENT, n, SETTINGS) for n in (5, 10))
    assert [sample.tolist() for sample in five] == [sample.tolist() for sample in ten[:5]]
    assert len({tuple(sample.tolist()) for sample in ten}) == 10


def test_the_seed_decides() -> None:
    (first,), (second,) = (resamples(ONE_DOCUMENT, 1, ThemesSettings(seed=seed)) for seed in (1, 2))
    assert first.tolist() != second.tolist()
