"""Bags: which tokens count, and that wordings of one concept are one unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from planted_text import LEXICON
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Bag, Units, connected, edition_bag, join, number_units

DOCUMENTS = {
    "2018-paris/b": [("paragraph", ["利益相关者", "和", "利益攸关方", "（利益相关者）", "合作"])],
    "2018-paris/a": [
        ("title", ["合作"]),
        ("heading", ["合作"]),
        ("bullet", ["合作", "必须", "合作", "的"]),
        ("note", ["合作"]),
    ],
}


def _read(tables_read: dict[str, Any], **glosses: str) -> tuple[Bag, Units]:
    edition = "2018-paris"
    meaning = replace(LEXICON, glosses=glosses)
    units = number_units([tables_read["vocabulary"].edition(edition)], meaning, ThemesSettings())
    rows = (tables_read[name].edition(edition) for name in ("passages", "tokens", "vocabulary"))
    return edition_bag(edition, *rows, units), units


def test_only_content_of_messages_counts_and_wordings_are_merged(table_set: Callable[..., Any]) -> None:
    bag, units = _read(table_set(DOCUMENTS))
    assert units.labels == ("利益攸关方", "合作")
    # By passage id: …/a#003 has 合作 twice; …/b#001 has two wordings of one concept, the one in brackets left out.
    assert bag.passage_ids == ("2018-paris/a#003", "2018-paris/b#001")
    assert bag.counts.toarray().tolist() == [[0, 2], [2, 1]]


def test_english_is_the_lexicons_then_the_dictionarys(table_set: Callable[..., Any]) -> None:
    _, units = _read(table_set(DOCUMENTS))
    assert units.labels_en[0] == "stakeholder"
    assert "cooperat" in (units.labels_en[1] or "")
    _, glossed = _read(table_set(DOCUMENTS), 合作="working together; co-operate", 利益攸关方="interested party")
    assert glossed.labels_en == ("stakeholder", "working together")


def test_join_sorts_by_passage_id() -> None:
    first, second = Bag(("b#1",), csr_array(np.array([[1, 0]]))), Bag(("a#1",), csr_array(np.array([[0, 2]])))
    joined = join([first, second])
    assert joined.passage_ids == ("a#1", "b#1")
    assert joined.counts.toarray().tolist() == [[0, 2], [1, 0]]


@pytest.mark.parametrize(
    ("label", "counts", "expected"),
    [
        ("only what all have, or its own", [[1, 1, 0], [1, 1, 0], [1, 0, 3]], ("a", "b")),
        ("nothing at all", [[0, 1, 0], [0, 1, 1], [0, 0, 0]], ("a", "b")),
        ("all share something", [[1, 1, 0], [0, 1, 1], [1, 0, 1]], ("a", "b", "c")),
        ("nothing is shared", [[1, 0, 0], [0, 1, 0], [0, 0, 1]], ()),
    ],
)
def test_connected(label: str, counts: list[list[int]], expected: tuple[str, ...]) -> None:
    assert connected(Bag(("a", "b", "c"), csr_array(np.array(counts)))).passage_ids == expected, label
