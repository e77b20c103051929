"""Planted themes found again in the next edition: continued, split, merged, new, ended; dealt at random, hardly any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.compare.theme_changes import ThemedText, theme_change_rows
from pipeline.settings import AlignmentSettings

QUICK = AlignmentSettings(n_permutations=399)
N_TERMS = 140
LABELS = tuple(f"词{number}" for number in range(N_TERMS))


def edition(name: str, topics: Sequence[int], themes: Sequence[int], seed: int, is_stable: bool = True) -> ThemedText:
    """Messages with a topic and a theme each: four words of eight of its topic, eight that all share."""
    rng = np.random.default_rng(seed)
    counts = np.zeros((len(topics), N_TERMS), dtype=np.int64)
    for row, topic in zip(counts, topics, strict=True):
        np.add.at(row, 8 * topic + rng.choice(8, 4), 1)
        np.add.at(row, rng.integers(80, N_TERMS, 8), 1)
    ids = tuple(f"{name}/a#{number:03}" for number in range(len(topics)))
    rows: list[dict[str, Any]] = [
        {"theme_id": f"{name}/theme-{theme}", "label_zh": f"题{theme}", "label_en": f"t{theme}", "name_zh": None,
         "name_en": None, "is_stable": is_stable}
        for theme in sorted(set(themes))
    ]  # fmt: skip
    theme_of = {id_: f"{name}/theme-{theme}" for id_, theme in zip(ids, themes, strict=True)}
    return ThemedText(name, ids, csr_array(counts), rows, theme_of)


def told(earlier: ThemedText, later: ThemedText, pairs: Sequence[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    return theme_change_rows(earlier, later, LABELS, pairs, QUICK)


def said(rows: Sequence[dict[str, Any]]) -> set[tuple[str, str, str]]:
    """Relation and numbers of the themes of each row."""
    return {
        (row["relation"], *((row[name] or "–").rpartition("-")[2] for name in ("theme_id_previous", "theme_id")))
        for row in rows
    }


THREE = [0, 1, 2] * 10


EIGHT = list(range(8)) * 14


def continued(*themes: int) -> set[tuple[str, str, str]]:
    return {("continued", str(theme), str(theme)) for theme in themes}


@pytest.mark.parametrize(
    ("label", "topics", "themes", "expected"),
    [
        ("the same", EIGHT, EIGHT, continued(*range(8))),
        (
            "another order",
            [4, 2, 0, 1, 3, 7, 6, 5] * 14,
            EIGHT,
            {("continued", old, new) for old, new in ("40", "21", "02", "13", "34", "75", "66", "57")},
        ),
        (
            "split in two",
            EIGHT,
            [9 if place % 16 == 0 else topic for place, topic in enumerate(EIGHT)],
            continued(*range(1, 8)) | {("split", "0", "0"), ("split", "0", "9")},
        ),
        (
            "two are one",
            EIGHT,
            [0 if topic == 1 else topic for topic in EIGHT],
            continued(*range(2, 8)) | {("merged", "0", "0"), ("merged", "1", "0")},
        ),
        (
            "one ended, another is new",
            [9 if topic == 4 else topic for topic in EIGHT],
            EIGHT,
            continued(0, 1, 2, 3, 5, 6, 7) | {("born", "–", "4"), ("ended", "4", "–")},
        ),
    ],
)
def test_what_was_planted_is_found(
    label: str, topics: list[int], themes: list[int], expected: set[tuple[str, str, str]]
) -> None:
    rows = told(edition("2018-paris", EIGHT, EIGHT, 1), edition("2019-berlin", topics, themes, 2))
    assert said(rows) == expected, label
    assert all(row["q_value"] <= QUICK.level for row in rows)
    assert [row["order"] for row in rows] == list(range(1, len(rows) + 1))


def test_themes_of_messages_dealt_at_random_are_seldom_linked() -> None:
    rng = np.random.default_rng(3)
    n_with_link = 0
    for seed in range(40):
        themes = rng.permutation(THREE).tolist()
        rows = told(edition("2018-paris", THREE, THREE, seed), edition("2019-berlin", THREE, themes, 100 + seed))
        n_with_link += any(row["theme_id"] and row["theme_id_previous"] for row in rows)
    assert n_with_link <= 4  # 5 % of 40 are 2


def test_unrelated_editions_are_seldom_linked() -> None:
    n_with_link = 0
    for seed in range(40):
        later = edition("2019-berlin", [topic + 4 for topic in THREE], THREE, 100 + seed)
        rows = told(edition("2018-paris", THREE, THREE, seed), later)
        n_with_link += any(row["theme_id"] and row["theme_id_previous"] for row in rows)
    assert n_with_link <= 4


def test_a_row_has_what_ties_the_two() -> None:
    earlier, later = edition("2018-paris", THREE, THREE, 1), edition("2019-berlin", THREE, THREE, 2)
    pairs = [("2018-paris/a#000", "2019-berlin/a#003"), ("2018-paris/a#000", "2019-berlin/a#001")]
    row = told(earlier, later, pairs)[0]
    # 000 and 003 are both of the first theme; 001 is of the second.
    assert (row["n_shared_passages"], row["shared_passages"]) == (1, "2019-berlin/a#003")
    assert (row["n_messages_previous"], row["n_messages"]) == (10, 10)
    shown = row["shared_terms"].split("、")
    assert len(shown) == min(row["n_shared_terms"], QUICK.n_shared_terms)
    assert {LABELS.index(term) // 8 for term in shown} == {0}
    assert (row["title_previous_zh"], row["title_en"], row["is_exploratory"]) == ("题0", "t0", False)


def test_a_theme_that_is_not_stable_makes_its_rows_exploratory() -> None:
    rows = told(edition("2018-paris", THREE, THREE, 1), edition("2019-berlin", THREE, THREE, 2, is_stable=False))
    assert all(row["is_exploratory"] for row in rows)


def test_a_theme_of_too_few_messages_is_not_tested() -> None:
    themes = [7 if place < 2 else topic for place, topic in enumerate(THREE)]
    rows = told(edition("2018-paris", THREE, THREE, 1), edition("2019-berlin", THREE, themes, 2))
    (row,) = (row for row in rows if row["theme_id"] == "2019-berlin/theme-7")
    assert (row["relation"], row["p_value"], row["q_value"], row["n_permutations"]) == ("unclear", None, None, None)


def test_without_themes_on_one_side_nothing_is_claimed_of_the_other() -> None:
    none = edition("2019-berlin", THREE, THREE, 2)
    none = ThemedText(none.edition, none.passage_ids, none.counts, [], {})
    rows = told(edition("2018-paris", THREE, THREE, 1), none)
    assert {row["relation"] for row in rows} == {"unclear"}
    assert theme_change_rows(none, none, LABELS, [], QUICK) == []
