"""One fit: numbering, map, and the notes on what was left out of a large text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pipeline.columns.themes import LOOSE, NOT_ENOUGH, STABLE, UNSTABLE
from pipeline.errors import SettingsError
from pipeline.settings import ThemesSettings
from pipeline.themes.fit import fit_themes, numbers_of_themes, plane
from pipeline.themes.rows import approximation, fit_rows
from tests.evaluation.planted import as_text

QUICK = ThemesSettings(
    n_resamples=12, n_resamples_many=8, n_test_resamples=5, n_test_resamples_many=5, n_shuffles=24, n_first_shuffles=12
)


def _rows(
    counts: np.ndarray, settings: ThemesSettings = QUICK, documents: np.ndarray | None = None
) -> dict[str, list[dict[str, Any]]]:
    units, text = as_text(counts, documents)
    return fit_rows(fit_themes("2018-paris", text, settings), units, settings)


@pytest.mark.parametrize(("n_messages", "most"), [(8, 2), (26, 6), (400, 20)])
def test_numbers_of_themes(n_messages: int, most: int) -> None:
    assert list(numbers_of_themes("2018-paris", n_messages, ThemesSettings())) == list(range(2, most + 1))


def test_a_set_number_of_themes_is_the_only_one_tried(planted_counts: np.ndarray) -> None:
    settings = QUICK.model_copy(update={"n_themes": {"2018-paris": 2, "2021-katowice": 5}})
    rows = _rows(planted_counts[:45], settings)
    assert [row["k"] for row in rows["stability"]] == [2]
    # Two groups of three topics are tested like any other number.
    assert rows["stability"][0]["n_shuffles"] > 0
    (fit,) = rows["theme_fits"]
    assert (fit["k"], fit["n_themes"], fit["is_k_set"]) == (2, 2, True)


def test_a_set_number_that_the_messages_cannot_fill_is_refused(planted_counts: np.ndarray) -> None:
    settings = QUICK.model_copy(update={"n_themes": {"2018-paris": 16}})
    with pytest.raises(SettingsError, match=r"\[themes\.n_themes\] 2018-paris = 16.*45 messages.*at least 3"):
        _rows(planted_counts[:45], settings)


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
    rows = _rows(planted_counts[:45])
    assert [row["n_messages"] for row in rows["themes"]] == [15, 15, 15]
    assert all(row["is_stable"] and row["stability"] > 0.9 for row in rows["themes"])
    assert rows["theme_fits"][0]["state"] == STABLE
    # Message i has topic i mod 3: ties in size go to the theme of the first message.
    first = {row["passage_id"] for row in rows["passage_themes"] if row["theme_id"] == "2018-paris/theme-1"}
    assert first == {f"planted/d000#{n:05d}" for n in range(0, 45, 3)}


def test_rows_fit_together(planted_counts: np.ndarray) -> None:
    rows = _rows(planted_counts[:30])
    for theme in rows["themes"]:
        near = [row for row in rows["passage_themes"] if row["theme_id"] == theme["theme_id"]]
        near.sort(key=lambda row: row["centrality_rank"])
        members = [row for row in near if row["standing"] != "other"]
        assert [row["centrality_rank"] for row in near] == list(range(1, len(near) + 1))
        assert members[0]["passage_id"] == theme["exemplar"]
        assert theme["n_messages"] == len(members) == theme["n_core"] + theme["n_fringe"]
        assert sum(row["is_core"] for row in members) == theme["n_core"]
        assert [row["similarity"] for row in near] == sorted((row["similarity"] for row in near), reverse=True)
        assert 0 <= theme["stability_low"] <= theme["stability"] <= theme["stability_high"] <= 1
    (fit,) = rows["theme_fits"]
    chosen = [row for row in rows["stability"] if row["is_chosen"]]
    assert [row["k"] for row in chosen] == [fit["k"]]
    assert chosen[0]["z"] == max(row["z"] for row in rows["stability"])
    assert len({theme["label_zh"] for theme in rows["themes"]}) == len(rows["themes"]) == fit["n_themes"]
    assert fit["n_core"] + fit["n_fringe"] + fit["n_other"] == fit["n_messages"] == 30


def test_every_message_stands_once_also_where_nothing_links_it(planted_counts: np.ndarray) -> None:
    counts = planted_counts[:30].copy()
    counts[7] = 0
    rows = _rows(counts)["passage_themes"]
    assert sorted(row["passage_id"] for row in rows) == [f"planted/d000#{n:05d}" for n in range(30)]
    alone = next(row for row in rows if row["passage_id"] == "planted/d000#00007")
    assert (alone["standing"], alone["membership"]) == ("other", 0.0)
    assert {alone[name] for name in ("theme_id", "centrality_rank", "similarity", "x", "y")} == {None}


def test_each_choice_and_each_k_is_a_row(planted_counts: np.ndarray) -> None:
    rows = _rows(planted_counts[:45])
    assert [row["k"] for row in rows["theme_choices"]] == [2, 3, 4] * 3
    assert {row["n_resamples"] for row in rows["theme_choices"]} == {12}
    at_k = {row["theme_id"]: row["stability"] for row in rows["theme_choices"] if row["k"] == 3}
    assert at_k == {row["theme_id"]: row["stability"] for row in rows["themes"]}
    # With one cluster fewer two of the three merge: found again by halves.
    assert all(row["stability"] < 0.9 for row in rows["theme_choices"] if row["k"] == 2)


def test_the_hierarchy_ends_in_one_group_of_all(planted_counts: np.ndarray) -> None:
    rows = _rows(planted_counts[:45])["theme_hierarchy"]
    assert [row["n_groups"] for row in rows] == [1, 2]
    assert sorted(f"{rows[0]['first']} {rows[0]['second']}".split()) == [f"2018-paris/theme-{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(("n_documents", "unit"), [(1, "message"), (3, "message"), (9, "document")])
def test_what_was_resampled_is_said(n_documents: int, unit: str, planted_counts: np.ndarray) -> None:
    (fit,) = _rows(planted_counts[:45], documents=np.repeat(np.arange(n_documents), 45 // n_documents))["theme_fits"]
    assert (fit["n_documents"], fit["resampling_unit"]) == (n_documents, unit)


def test_noise_gives_groups_that_are_not_stable() -> None:
    counts = np.random.default_rng(4).poisson(0.4, (26, 40))
    # Even where any group would do: a fit that does not beat its null has no stable theme.
    rows = _rows(counts, QUICK.model_copy(update={"min_theme_stability": 0.0}))
    assert rows["themes"]
    assert not any(row["is_stable"] for row in (*rows["themes"], *rows["stability"]))
    assert (rows["theme_fits"][0]["state"], rows["theme_fits"][0]["n_stable"]) == (UNSTABLE, 0)


def test_a_whole_that_beats_chance_does_not_make_a_theme_stable(planted_counts: np.ndarray) -> None:
    rows = _rows(planted_counts[:45], QUICK.model_copy(update={"min_theme_stability": 1.0, "min_core_membership": 1.0}))
    rows_of_noise = rows["theme_fits"][0]
    assert rows_of_noise["state"] in {LOOSE, STABLE}
    assert (rows_of_noise["state"] == LOOSE) == (rows_of_noise["n_stable"] == 0)


def test_where_no_theme_stands_every_message_is_other_and_the_test_is_shown(planted_counts: np.ndarray) -> None:
    rows = _rows(planted_counts[:30], QUICK.model_copy(update={"min_theme_messages": 16, "max_themes": 3}))
    assert set(rows) == {"theme_fits", "stability", "passage_themes"}
    (fit,) = rows["theme_fits"]
    assert (fit["n_themes"], fit["n_stable"], fit["n_other"]) == (0, 0, 30)
    assert {row["standing"] for row in rows["passage_themes"]} == {"other"}
    assert {row["theme_id"] for row in rows["passage_themes"]} == {None}


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("seven messages", np.random.default_rng(0).poisson(1, (7, 30))),
        ("no shared term", np.eye(30, dtype=int)),
        ("nine shared terms", np.random.default_rng(0).poisson(1, (30, 9))),
        ("all messages alike", np.ones((30, 30), dtype=int)),
    ],
)
def test_too_little_is_said_to_be(label: str, counts: np.ndarray) -> None:
    rows = _rows(counts)
    assert set(rows) == {"theme_fits"}, label
    (fit,) = rows["theme_fits"]
    assert (fit["state"], fit["k"], fit["p_value"], fit["n_messages"]) == (NOT_ENOUGH, None, None, len(counts)), label


def test_too_few_messages_for_two_themes_of_the_set_size(planted_counts: np.ndarray) -> None:
    settings = QUICK.model_copy(update={"messages_per_theme": len(planted_counts) // 2 + 1})
    assert _rows(planted_counts, settings)["theme_fits"][0]["state"] == NOT_ENOUGH


def test_copies_of_two_messages_do_not_stop_the_fit() -> None:
    counts = np.repeat(np.array([[1] * 10 + [0] * 10, [0] * 10 + [1] * 10]), 10, axis=0)
    rows = _rows(counts)
    assert len(rows["passage_themes"]) == 20
    kinds = [{row["theme_id"] for row in rows["passage_themes"][half : half + 10]} for half in (0, 10)]
    assert not kinds[0] & kinds[1]


def test_what_was_left_out_is_said() -> None:
    _, text = as_text(np.ones((40, 30), dtype=int))
    assert approximation(text, QUICK) is None
    small = QUICK.model_copy(
        update={
            "max_tested_messages": 20, "max_tested_terms": 10, "max_terms": 25, "max_clustered_messages": 30,
            "max_recut_messages": 39,
        }
    )  # fmt: skip
    assert approximation(text, small) == (
        "stability tested on 20 of 40 messages; tested on at most 10 terms and characters; "
        "vectors of 25 of 30 terms and characters; trees built on 30 messages, the others join the nearest theme; "
        "not cut again without the lexicon"
    )
