"""One fit: numbering, map, and the notes on what was left out of a large text."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Bag, Units
from pipeline.themes.fit import approximation, fit_themes, largest_first, numbers_of_themes, plane

QUICK = ThemesSettings(
    n_resamples=8, n_resamples_many=8, n_test_resamples=15, n_test_resamples_many=5, n_shuffles=20, n_shuffles_many=20
)


def _bag(counts: np.ndarray) -> tuple[Bag, Units]:
    terms = tuple(f"词{n}" for n in range(counts.shape[1]))
    return Bag(tuple(f"d#{n:03d}" for n in range(len(counts))), csr_array(counts)), Units(
        terms, (None,) * len(terms), {}
    )


@pytest.mark.parametrize(
    ("labels", "expected"),
    [([5, 5, 2, 2, 2], [1, 1, 0, 0, 0]), ([3, 1, 3, 1], [0, 1, 0, 1]), ([0, 1, 1, 0], [0, 1, 1, 0]), ([7], [0])],
)
def test_largest_first(labels: list[int], expected: list[int]) -> None:
    assert largest_first(np.array(labels)).tolist() == expected


@pytest.mark.parametrize(("n_messages", "most"), [(8, 2), (26, 6), (400, 20)])
def test_numbers_of_themes(n_messages: int, most: int) -> None:
    assert list(numbers_of_themes(n_messages, ThemesSettings())) == list(range(2, most + 1))


def test_map_does_not_depend_on_the_sign_of_axes() -> None:
    vectors = np.random.default_rng(3).standard_normal((30, 8))
    places = plane(vectors)
    assert places.shape == (30, 2)
    assert plane(vectors * ([1, -1] * 4)) == pytest.approx(places, abs=1e-5)
    assert np.abs(places).max(axis=0) == pytest.approx(places.max(axis=0))


def test_map_shows_the_directions_of_largest_spread() -> None:
    # Four messages in three dimensions: spread 2 along the third axis, 1 along the first, none along the second.
    vectors = np.array([[1.0, 5, 0], [-1, 5, 0], [0, 5, 2], [0, 5, -2]])
    assert np.abs(plane(vectors)).tolist() == [[0, 1], [0, 1], [2, 0], [2, 0]]


def test_map_of_vectors_with_one_axis_is_a_line() -> None:
    assert plane(np.array([[1.0], [3.0]])).tolist() in ([[-1, 0], [1, 0]], [[1, 0], [-1, 0]])


def test_planted_themes_are_found_and_stable(planted_counts: np.ndarray) -> None:
    rows = fit_themes("2018-paris", *_bag(planted_counts[:45]), QUICK)
    assert rows is not None
    assert [row["n_messages"] for row in rows.themes] == [15, 15, 15]
    assert all(row["is_stable"] and row["stability"] > 0.9 for row in rows.themes)
    # Messages 0, 3, 6 … have the first topic: ties in size go to the theme of the first passage.
    first = {row["passage_id"] for row in rows.passage_themes if row["theme_id"] == "2018-paris/theme-1"}
    assert first == {f"d#{n:03d}" for n in range(0, 45, 3)}


def test_rows_fit_together(planted_counts: np.ndarray) -> None:
    rows = fit_themes("x", *_bag(planted_counts[:30]), QUICK)
    assert rows is not None
    for theme in rows.themes:
        members = [row for row in rows.passage_themes if row["theme_id"] == theme["theme_id"]]
        assert [row["centrality_rank"] for row in members] == list(range(1, theme["n_messages"] + 1))
        assert members[0]["passage_id"] == theme["exemplar"]
        assert sum(row["is_core"] for row in members) == theme["n_core"]
        similarities = [row["similarity"] for row in members]
        assert similarities == sorted(similarities, reverse=True)
    chosen = [row for row in rows.stability if row["is_chosen"]]
    assert [row["k"] for row in chosen] == [len(rows.themes)]
    assert chosen[0]["z"] == max(row["z"] for row in rows.stability)
    assert len({theme["label_zh"] for theme in rows.themes}) == len(rows.themes)


def test_noise_gives_groups_that_are_not_stable() -> None:
    counts = np.random.default_rng(4).poisson(0.4, (26, 40))
    # Even where any group would do: a fit that does not beat its null has no stable theme.
    rows = fit_themes("noise", *_bag(counts), QUICK.model_copy(update={"min_theme_stability": 0.0}))
    assert rows is not None
    assert rows.themes
    assert not any(row["is_stable"] for row in (*rows.themes, *rows.stability))


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("no message", np.zeros((0, 12), dtype=int)),
        ("seven messages", np.random.default_rng(0).poisson(1, (7, 30))),
        ("no shared term", np.eye(30, dtype=int)),
        ("nine shared terms", np.random.default_rng(0).poisson(1, (30, 9))),
        ("all messages alike", np.ones((30, 30), dtype=int)),
    ],
)
def test_too_little_gives_nothing(label: str, counts: np.ndarray) -> None:
    assert fit_themes("x", *_bag(counts), QUICK) is None, label


def test_too_few_messages_for_two_themes_of_the_set_size_give_nothing(planted_counts: np.ndarray) -> None:
    settings = QUICK.model_copy(update={"messages_per_theme": len(planted_counts) // 2 + 1})
    assert fit_themes("x", *_bag(planted_counts), settings) is None


def test_copies_of_two_messages_do_not_stop_the_fit() -> None:
    counts = np.repeat(np.array([[1] * 10 + [0] * 10, [0] * 10 + [1] * 10]), 10, axis=0)
    rows = fit_themes("x", *_bag(counts), QUICK)
    assert rows is not None
    assert sum(row["n_messages"] for row in rows.themes) == 20


def test_what_was_left_out_is_said() -> None:
    bag, _ = _bag(np.ones((40, 30), dtype=int))
    assert approximation(bag, QUICK) is None
    small = QUICK.model_copy(
        update={"max_tested_messages": 20, "max_tested_terms": 10, "max_terms": 25, "max_clustered_messages": 30}
    )
    assert approximation(bag, small) == (
        "stability tested on 20 of 40 messages; stability tested on at most 10 terms; vectors of 25 of 30 terms; "
        "trees built on 30 messages, the others join the nearest theme"
    )
