"""Small versions of the proofs of ``make evaluate``: shuffled corpora have no stable themes, planted ones are found."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.columns.themes import STABLE
from pipeline.settings import ThemesSettings
from pipeline.statistics.agreement import ABSENT, adjusted_rand_index
from pipeline.themes.fit import fit_themes
from pipeline.themes.null import shuffled
from pipeline.themes.rows import fit_rows
from tests.evaluation.planted import as_text, planted

QUICK = ThemesSettings(n_resamples=12, n_test_resamples=8, n_test_resamples_many=5, max_themes=5)
# Too few resamples may find two of four groups as sure as all four.
SURE = QUICK.model_copy(update={"n_test_resamples": 30})


def _state(counts: np.ndarray, documents: np.ndarray | None = None) -> str:
    units, text = as_text(counts, documents)
    return str(fit_rows(fit_themes("x", text, QUICK), units, QUICK)["theme_fits"][0]["state"])


@pytest.mark.parametrize("n_documents", [1, 6])
def test_shuffled_corpora_have_no_stable_themes(n_documents: int) -> None:
    counts, _ = planted(30, 3, overlap=0.6, seed=1)
    documents = np.repeat(np.arange(n_documents), 30 // n_documents)
    rng = np.random.default_rng(2)
    _, text = as_text(counts)
    states = [_state(shuffled(text.bag.counts, rng).toarray(), documents) for _ in range(8)]
    # Were a theme called stable in 5 % of such corpora, three of eight would be by a chance of 0.6 %.
    assert states.count(STABLE) <= 2


@pytest.mark.parametrize(("n_messages", "overlap", "least"), [(26, 0.5, 0.7), (60, 0.6, 0.8)])
def test_planted_groups_are_found_and_called_stable(n_messages: int, overlap: float, least: float) -> None:
    counts, group = planted(n_messages, 4, overlap, seed=3)
    units, text = as_text(counts)
    fit = fit_themes("x", text, SURE)
    assert fit_rows(fit, units, SURE)["theme_fits"][0]["state"] == STABLE
    assert fit.grouping is not None
    members = fit.grouping.standing.members
    assert adjusted_rand_index(members, np.where(members == ABSENT, ABSENT, group)) > least


def test_groups_that_share_all_their_words_are_not_found() -> None:
    assert _state(planted(60, 4, overlap=1.0, seed=4)[0]) != STABLE


def test_a_planted_corpus_has_the_stated_overlap_and_lengths() -> None:
    counts, group = planted(400, 4, overlap=0.7, seed=5)
    assert np.bincount(group).tolist() == [100] * 4
    common = counts[:, :300].sum() / counts.sum()
    assert common == pytest.approx(0.7, abs=0.01)
    assert counts.sum(axis=1).mean() == pytest.approx(32, abs=1)
    # Words of the other groups never stand in a message.
    assert all(counts[group == of, 300 + 40 * other : 340 + 40 * other].sum() == 0
               for of in range(4) for other in range(4) if other != of)  # fmt: skip
