"""Bags: which tokens count, and that wordings of one concept are one unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from planted_text import LEXICON, planted
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Bag, Cut, Units, linked, number_units, text_bag

DOCUMENTS = {
    "2018-paris/b": [("paragraph", ["利益相关者", "和", "利益攸关方", "（利益相关者）", "合作"])],
    "2018-paris/a": [
        ("title", ["合作"]),
        ("heading", ["合作"]),
        ("bullet", ["合作", "必须", "合作", "的"]),
        ("note", ["合作"]),
    ],
}

MANY = {f"2018-paris/{name}": planted(4 + number, seed=number) for number, name in enumerate("abc")}


def _read(tables_read: dict[str, Any], **glosses: str) -> tuple[Bag, Units]:
    edition = "2018-paris"
    meaning = replace(LEXICON, glosses=glosses)
    units = number_units([tables_read["vocabulary"].edition(edition)], meaning, ThemesSettings())
    cut = Cut(edition, *(tables_read[name].edition(edition) for name in ("passages", "tokens", "vocabulary")))
    return text_bag([cut], units.number, len(units.labels)), units


def test_only_content_of_messages_counts_and_wordings_are_merged(table_set: Callable[..., Any]) -> None:
    bag, units = _read(table_set(DOCUMENTS))
    assert units.labels == ("利益攸关方", "合作")
    # …/a#003 has 合作 twice; …/b#001 has two wordings of one concept, the one in brackets left out.
    rows = dict(zip(bag.passage_ids, bag.counts.toarray().tolist(), strict=True))
    assert rows == {"2018-paris/a#003": [0, 2], "2018-paris/b#001": [2, 1]}


def test_english_is_the_lexicons_then_the_dictionarys(table_set: Callable[..., Any]) -> None:
    _, units = _read(table_set(DOCUMENTS))
    assert units.labels_en[0] == "stakeholder"
    assert "cooperat" in (units.labels_en[1] or "")
    _, glossed = _read(table_set(DOCUMENTS), 合作="working together; co-operate", 利益攸关方="interested party")
    assert glossed.labels_en == ("stakeholder", "working together")


def _renamed(names: dict[str, str]) -> dict[str, Any]:
    return {f"2018-paris/{names[document]}": MANY[f"2018-paris/{document}"] for document in names}


def test_rows_are_in_an_order_of_content_whatever_documents_are_called(table_set: Callable[..., Any]) -> None:
    as_it_is, _ = _read(table_set(_renamed({"a": "a", "b": "b", "c": "c"}), "one"))
    renamed, _ = _read(table_set(_renamed({"a": "z", "c": "m", "b": "f"}), "two"))
    assert as_it_is.keys == renamed.keys == tuple(sorted(as_it_is.keys))
    assert as_it_is.documents.tolist() == renamed.documents.tolist()
    assert as_it_is.counts.toarray().tolist() == renamed.counts.toarray().tolist()
    assert as_it_is.passage_ids != renamed.passage_ids


def test_documents_are_numbered_in_order_of_appearance(table_set: Callable[..., Any]) -> None:
    bag, _ = _read(table_set(MANY))
    of_number = {}
    for passage_id, number in zip(bag.passage_ids, bag.documents.tolist(), strict=True):
        assert of_number.setdefault(number, passage_id.split("#")[0]) == passage_id.split("#")[0]
    assert list(of_number) == [0, 1, 2]
    assert bag.rows(np.flatnonzero(bag.documents == 2)).documents.tolist() == [0] * (bag.documents == 2).sum()


def test_the_same_text_in_two_documents_is_told_apart_by_its_document(table_set: Callable[..., Any]) -> None:
    same = ("bullet", ["合作", "治理"])
    bag, _ = _read(table_set({"2018-paris/a": [same, ("bullet", ["合作"])], "2018-paris/b": [same]}))
    assert len(set(bag.keys)) == 3


def test_editions_are_joined_in_the_same_order(table_set: Callable[..., Any]) -> None:
    tables_read = table_set({**MANY, "2021-katowice/a": planted(5, seed=9)})
    cuts = [
        Cut(edition, *(tables_read[name].edition(edition) for name in ("passages", "tokens", "vocabulary")))
        for edition in ("2018-paris", "2021-katowice")
    ]
    units = number_units([cut.vocabulary for cut in cuts], LEXICON, ThemesSettings())
    bags = [text_bag(chosen, units.number, len(units.labels)) for chosen in (cuts, cuts[::-1])]
    assert bags[0].passage_ids == bags[1].passage_ids
    assert bags[0].keys == tuple(sorted(bags[0].keys))
    assert len(np.unique(bags[0].documents)) == 4


@pytest.mark.parametrize(
    ("label", "counts", "expected"),
    [
        ("only what all have, or its own", [[1, 1, 0], [1, 1, 0], [1, 0, 3]], ("a", "b")),
        ("nothing at all", [[0, 1, 0], [0, 1, 1], [0, 0, 0]], ("a", "b")),
        ("all share something", [[1, 1, 0], [0, 1, 1], [1, 0, 1]], ("a", "b", "c")),
        ("nothing is shared", [[1, 0, 0], [0, 1, 0], [0, 0, 1]], ()),
    ],
)
def test_linked(label: str, counts: list[list[int]], expected: tuple[str, ...]) -> None:
    found = linked(csr_array(np.array(counts)))
    assert tuple(name for name, is_linked in zip("abc", found, strict=True) if is_linked) == expected, label
