"""The forum's own headings: the crosswalk goes first, then names, then the words beneath."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from scipy.sparse import csr_array

from pipeline.compare.crosswalk_notices import crosswalk_notices
from pipeline.compare.headings import Headings, headings
from pipeline.compare.track_changes import HeadedText, track_change_rows
from pipeline.lexicon.model import TrackLink
from pipeline.settings import AlignmentSettings

QUICK = AlignmentSettings(n_permutations=399)
LABELS = tuple(f"词{number}" for number in range(60))


def edition(name: str, names: tuple[str, ...], seed: int, n_each: int = 10) -> HeadedText:
    """Messages in turn under each heading, which is also their subject: the first has words 0–7 and so forth."""
    rng = np.random.default_rng(seed)
    under = [place % len(names) for place in range(n_each * len(names))]
    counts = np.zeros((len(under), 60), dtype=np.int64)
    for row, place in zip(counts, under, strict=True):
        np.add.at(row, 8 * place + rng.choice(8, 4), 1)
        np.add.at(row, rng.integers(40, 60, 8), 1)
    ids = tuple(f"{name}/a#{number:03}" for number in range(len(under)))
    return HeadedText(
        name, ids, csr_array(counts), Headings(names, (None,) * len(names), dict(zip(ids, under, strict=True)))
    )


def told(earlier: HeadedText, later: HeadedText, *crosswalk: TrackLink) -> set[tuple[Any, ...]]:
    rows = track_change_rows(earlier, later, crosswalk, LABELS, [], QUICK)
    return {(row["relation"], row["basis"], row["heading_previous"], row["heading"]) for row in rows}


PARIS = edition("2018-paris", ("安全", "青年", "数据"), 1)
BERLIN = edition("2019-berlin", ("信任与韧性", "包容", "三、数据"), 2)


def test_by_name_and_by_words() -> None:
    assert told(PARIS, BERLIN) == {
        ("continued", "computed", "安全", "信任与韧性"),
        ("continued", "computed", "青年", "包容"),
        ("continued", "same name", "数据", "三、数据"),
    }


def test_the_crosswalk_wins_over_words_and_names() -> None:
    stated = TrackLink("信任", None, (("2018-paris", "数据"), ("2019-berlin", "信任与韧性"), ("2020-x", "安全")))
    found = told(PARIS, BERLIN, stated)
    assert ("continued", "crosswalk", "数据", "信任与韧性") in found
    assert ("continued", "computed", "青年", "包容") in found
    assert not {row for row in found if row[2:] in {("数据", "三、数据"), ("安全", "信任与韧性")}}


def test_one_entry_with_two_headings_of_an_edition_is_a_split() -> None:
    stated = TrackLink("安", None, (("2018-paris", "安全"), ("2019-berlin", "信任与韧性"), ("2019-berlin", "包容")))
    assert {
        ("split", "crosswalk", "安全", "信任与韧性"),
        ("split", "crosswalk", "安全", "包容"),
    } <= told(PARIS, BERLIN, stated)


def test_headings_of_few_messages_are_matched_by_name_alone() -> None:
    few = edition("2019-berlin", ("安全", "其他"), 2, n_each=2)
    found = told(PARIS, few)
    assert ("continued", "same name", "安全", "安全") in found
    assert ("unclear", "not compared", None, "其他") in found


DOCUMENTS = [
    {"document_id": "a", "track": "安全", "track_en": "Security"},
    {"document_id": "b", "track": "青年", "track_en": None},
    {"document_id": "c", "track": None, "track_en": None},
]
SECTIONS = [
    {"document_id": name, "section_order": order, "section": section, "section_en": None}
    for name, order, section in (("a", 0, None), ("a", 1, "一 背景"), ("a", 2, "建议"), ("b", 1, "一、背景"))
]
MESSAGES = [
    {"passage_id": f"{name}#{order}", "document_id": name, "section_order": order}
    for name, order in (("a", 0), ("a", 1), ("a", 2), ("b", 1), ("c", 1))
]


@pytest.mark.parametrize(
    ("label", "documents", "names", "placed"),
    [
        ("several tracks", DOCUMENTS, ("安全", "青年"), {"a#0": 0, "a#1": 0, "a#2": 0, "b#1": 1}),
        ("one track", DOCUMENTS[:1], ("一 背景", "建议"), {"a#1": 0, "a#2": 1, "b#1": 0}),
        ("no track", DOCUMENTS[2:], ("一 背景", "建议"), {"a#1": 0, "a#2": 1, "b#1": 0}),
    ],
)
def test_headings(label: str, documents: list[dict[str, Any]], names: tuple[str, ...], placed: dict[str, int]) -> None:
    found = headings(documents, SECTIONS, MESSAGES)
    assert (found.names, found.place_of) == (names, placed), label


@pytest.mark.parametrize(
    ("edition_of", "heading", "n_said"),
    [
        ("2018-paris", "安全", 0),
        ("2018-paris", "一、安全", 0),
        ("2018-paris", "安保", 1),
        ("2019-berlin", "安全", 1),
        ("2030-oslo", "安保", 0),
    ],
)
def test_a_heading_of_the_crosswalk_that_stands_nowhere_is_told(edition_of: str, heading: str, n_said: int) -> None:
    rows = [
        {"edition": "2019-berlin", "previous": "2018-paris", "heading_previous": old, "heading": new}
        for old, new in (("安全", "信任"), (None, "包容"))
    ]
    entry = TrackLink("安", None, ((edition_of, heading),), line="lexicon/track-crosswalk.toml, line 2")
    said = crosswalk_notices(pa.Table.from_pylist(rows), [entry])
    assert len(said) == n_said
    assert all(
        line.startswith(f"{entry.line}: '{heading}' is no heading with messages in {edition_of}") for line in said
    )
