"""A keyword inside a longer one of nearly the same count takes no second place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tokenised import Passage, rows, run_keywords

from pipeline.keywords.redundancy import Contained, contained_units, stand_in
from pipeline.stages import Made

SHARE = 0.8


def by_text(names: list[str]) -> Contained:
    """Each name contains every other that is a part of its text."""
    numbered = list(enumerate(names))
    pairs = [(outer, inner) for outer, long in numbered for inner, short in numbered if short in long != short]
    return contained_units(names, np.array(pairs, dtype=np.int64).reshape(-1, 2))


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        ({"网络安全": 8, "网络": 10}, {"网络安全": "网络 ×10"}),  # 8 is 0.8 of 10
        ({"网络安全": 10, "网络": 8}, {"网络安全": "网络 ×8"}),
        ({"网络安全": 7, "网络": 10}, {"网络安全": "", "网络": ""}),  # too few of the longer
        ({"网络安全": 20, "网络": 10}, {"网络安全": "", "网络": ""}),  # too few of the shorter
        ({"网络安全": 10, "安全": 10, "网络": 9}, {"网络安全": "安全 ×10 网络 ×9"}),
        ({"网络安全": 10, "网民": 10}, {"网络安全": "", "网民": ""}),  # not inside
        # The middle one gives way to the longest; the shortest to the longest, not to what has no place itself.
        ({"网络安全法": 8, "网络安全": 9, "网络": 10}, {"网络安全法": "网络 ×10 网络安全 ×9"}),
        ({"网络安全法": 8, "网络安全": 10, "网络": 12}, {"网络安全法": "网络安全 ×10", "网络": ""}),
        # Of two that contain it the more frequent one stands for it; of two as frequent the one that sorts first.
        ({"网络安全": 9, "网络治理": 10, "网络": 10}, {"网络安全": "", "网络治理": "网络 ×10"}),
        ({"网络治理": 10, "网络安全": 10, "网络": 10}, {"网络安全": "网络 ×10", "网络治理": ""}),
    ],
)
def test_who_stands_for_whom(counts: dict[str, int], left: dict[str, str]) -> None:
    names = sorted(counts)
    n = len(names)
    matrix = csr_array(np.array([[counts[name] for name in names]]))
    found = stand_in(matrix, by_text(names), SHARE).tolist()
    said = {
        names[unit]: " ".join(f"{name} ×{counts[name]}" for name, by in zip(names, found, strict=True) if by == unit)
        for unit in range(n)
        if found[unit] < 0
    }
    assert said == left


def test_a_unit_with_the_longer_name_is_never_inside() -> None:
    # SH is a wording of the first, whose name is longer than the second's.
    assert contained_units(["利益相关者", "SH大会"], np.array([[1, 0]])).inner.tolist() == []


texts = st.text("甲乙丙", min_size=2, max_size=5)


@given(st.lists(st.dictionaries(texts, st.integers(1, 12), max_size=8), max_size=4))
def test_what_is_left_is_no_longer_redundant_and_what_is_not_has_a_reason(scopes: list[dict[str, int]]) -> None:
    names = sorted({name for scope in scopes for name in scope})
    cells = [(row, names.index(name), n) for row, scope in enumerate(scopes) for name, n in sorted(scope.items())]
    row, column, count = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    matrix = csr_array((count, (row, column)), shape=(len(scopes), len(names)))
    found = stand_in(matrix, by_text(names), SHARE).tolist()

    def gives_way(inner: int, outer: int) -> bool:
        short, long = names[column[inner]], names[column[outer]]
        low, high = sorted((count[inner], count[outer]))
        return bool(row[inner] == row[outer] and short != long and short in long and low >= SHARE * high)

    kept = [cell for cell, by in enumerate(found) if by < 0]
    assert not any(gives_way(inner, outer) for inner in kept for outer in kept)
    assert all(by in kept and gives_way(cell, by) for cell, by in enumerate(found) if by >= 0)


def ranked_in(keywords: list[dict[str, Any]], scope: str, level: str) -> list[tuple[int, str, int, str | None]]:
    chosen = [row for row in keywords if (row["scope"], row["level"]) == (scope, level)]
    return [(row["rank"], row["term"], row["count"], row["stands_for"]) for row in chosen]


def in_message(made: Made, passage_id: str) -> list[tuple[object, ...]]:
    """Rank, name and count of a message's keywords."""
    every = made.tables["passage_keywords"]["2018"].to_pylist()
    return [(row["rank"], row["term"], row["count"]) for row in every if row["passage_id"] == passage_id]


FILLER = Passage(" ， ".join(chr(0x4E00 + number) for number in range(1000, 1200)), section=3)
MESSAGES = [
    Passage("碎片 治理", section=1),
    Passage("碎片 治理 参与", section=1),
    Passage("治理 ， 治理 ， 治理", section=2),
    FILLER,
]


def test_each_scope_is_decided_by_its_own_counts(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": MESSAGES}}, with_compounds=True)
    keywords = rows(made.tables["keywords"])
    for scope in ("2018", "2018/a"):
        found = {row[1:] for row in ranked_in(keywords, scope, "concept")}
        assert found == {("碎片治理", 2, "碎片 ×2"), ("治理", 5, None), ("参与", 1, None)}
    assert ranked_in(keywords, "2018/a§1", "concept")[0] == (1, "碎片治理", 2, "治理 ×2、碎片 ×2")
    assert in_message(made, "2018/a#001") == [(1, "碎片治理", 1)]
    assert ranked_in(keywords, "2018/a§2", "concept") == [(1, "治理", 3, None)]


def test_single_words_are_never_inside_one_another(tmp_path: Path) -> None:
    corpus = {"2018": {"a": [Passage("网络安全 网络 网络安全 网络")]}}
    keywords = rows(run_keywords(tmp_path, corpus, with_compounds=True).tables["keywords"])
    for level in ("term", "concept"):
        assert {row[1] for row in ranked_in(keywords, "2018", level)} == {"网络安全", "网络"}


@pytest.mark.parametrize(
    ("concept_counts", "tokens", "left"),
    [
        # On its own in other places: not redundant, however near the counts.
        ("own", "多利益相关者 利益攸关方 SH", {"多利益相关者": None, "利益相关者": None}),
        ("inclusive", "多利益相关者 多利益攸关方", {"多利益相关者": "利益相关者 ×2"}),
        ("inclusive", "多利益相关者 SH", {"多利益相关者": None, "利益相关者": None}),
    ],
)
def test_a_concept_inside_another_is_redundant_where_it_is_counted_there(
    concept_counts: str, tokens: str, left: dict[str, str | None], tmp_path: Path
) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": [Passage(tokens)]}}, concept_counts=concept_counts)
    found = ranked_in(rows(made.tables["keywords"]), "2018", "concept")
    assert {term: stands_for for _, term, _, stands_for in found} == left


def test_a_concept_is_inside_a_compound_of_any_of_its_wordings(tmp_path: Path) -> None:
    corpus = {"2018": {"a": [Passage("利益攸关方 模式 ， 利益攸关方 模式"), FILLER]}}
    keywords = rows(run_keywords(tmp_path, corpus, with_compounds=True).tables["keywords"])
    assert ranked_in(keywords, "2018", "concept") == [(1, "利益攸关方模式", 2, "利益相关者 ×2、模式 ×2")]


def test_what_is_left_out_is_made_up_for_and_ranks_have_no_gap(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": MESSAGES}}, with_compounds=True, top_n_passage=2)
    assert in_message(made, "2018/a#002") == [(1, "碎片治理", 1), (2, "参与", 1)]


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": MESSAGES}}, with_compounds=True, remove_redundant=False)
    assert [row[1:] for row in in_message(made, "2018/a#001")] == [("碎片治理", 1), ("碎片", 1), ("治理", 1)]


def test_the_share_is_a_setting(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": MESSAGES}}, with_compounds=True, redundant_share=0.4)
    assert ("碎片治理", 2, "治理 ×5、碎片 ×2") in [
        row[1:] for row in ranked_in(rows(made.tables["keywords"]), "2018", "concept")
    ]
