"""The stage: integers that lead back to the text, local numbering, concepts of merged wordings only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.lexicon.load import load_lexicon
from pipeline.segment.stage import merged_wordings, segment
from pipeline.settings import SegmentSettings

LEXICON = load_lexicon(None)
SETTINGS = SegmentSettings()
DOCUMENT = "2018-paris/a"


def passages(texts: Sequence[str], document: str = DOCUMENT) -> pa.Table:
    """A document's passages, all of them bullets."""
    fixed: dict[str, Any] = dict.fromkeys(TABLES["passages"].column_names)
    fixed |= {"edition": "2018-paris", "document_id": document, "section_order": 0, "kind": "bullet"}
    fixed |= {"is_message": True, "start": 0, "end": 0}
    return tables.make(
        "passages",
        [
            fixed | {"passage_id": f"{document}#{order:03}", "order": order, "text": text}
            for order, text in enumerate(texts, start=1)
        ],
    )


def made(texts: Sequence[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of tokens and of the vocabulary."""
    result = segment(
        passages=passages(texts), concepts=LEXICON.concepts, terms=LEXICON.terms, settings=SegmentSettings()
    )
    return result.tables["tokens"].to_pylist(), result.tables["vocabulary"].to_pylist()


def test_worked_example() -> None:
    tokens, vocabulary = made(["IGF社区", "", "论坛（IGF）"])
    # Sorted by code point: IGF U+0049, 社区 U+793E, 论坛 U+8BBA, （ U+FF08, ） U+FF09.
    assert [row["text"] for row in vocabulary] == ["IGF", "社区", "论坛", "（", "）"]
    assert [row["term"] for row in vocabulary] == [0, 1, 2, 3, 4]
    assert [row["kind"] for row in vocabulary] == ["latin", "word", "word", "punctuation", "punctuation"]
    assert [row["concept"] for row in vocabulary] == ["internet-governance-forum", "community", None, None, None]
    assert [(row["passage_id"][-3:], row["start"], row["end"], row["term"]) for row in tokens] == [
        ("001", 0, 3, 0), ("001", 3, 5, 1),
        ("003", 0, 2, 2), ("003", 2, 3, 3), ("003", 3, 6, 0), ("003", 6, 7, 4),
    ]  # fmt: skip
    assert not any(row["is_apposition"] for row in tokens)


def test_apposition_is_marked() -> None:
    tokens, vocabulary = made(["在", "互联网治理论坛（IGF）与IGF"])
    texts = [row["text"] for row in vocabulary]
    marked = [(texts[row["term"]], row["start"]) for row in tokens if row["is_apposition"]]
    assert marked == [("IGF", 8)]


def test_near_variants_name_no_concept() -> None:
    _, vocabulary = made(["互联网碎片化或互联网分裂"])
    concepts = {row["text"]: row["concept"] for row in vocabulary}
    assert concepts["互联网碎片化"] == "fragmentation"
    assert concepts["互联网分裂"] is None


def test_no_passages_no_tokens() -> None:
    assert made([]) == ([], [])
    assert made([""]) == ([], [])


@pytest.mark.parametrize(
    ("text", "own", "nested"),
    [
        ("不同的利益相关者解释给利益攸关方", 2, 0),
        ("多利益攸关方社区与多方利益相关者模型", 0, 2),
        ("多涉众模式的涉众，多利益攸关者模式", 1, 2),
        ("所有利益相关者的发言权", 1, 0),
    ],
)
def test_stakeholders_on_their_own_and_inside_multistakeholder(text: str, own: int, nested: int) -> None:
    tokens, vocabulary = made([text])
    concepts = [vocabulary[row["term"]]["concept"] for row in tokens]
    assert concepts.count("stakeholder") == own
    assert concepts.count("multistakeholder") == nested


def test_input_stays_and_output_repeats() -> None:
    table = passages(["互联网治理论坛（IGF）", "能力建设"])
    before = table.to_pylist()
    parts = {"concepts": LEXICON.concepts, "terms": LEXICON.terms, "settings": SegmentSettings()}
    first, second = segment(passages=table, **parts).tables, segment(passages=table, **parts).tables
    assert table.to_pylist() == before
    assert all(first[name].equals(second[name]) for name in ("tokens", "vocabulary"))


@given(st.lists(st.lists(st.text("互联网治理论坛（IGF）人权益。 ，3.5%é", max_size=12), max_size=3), max_size=4))
def test_a_document_is_cut_alike_alone_and_with_others(documents: list[list[str]]) -> None:
    parts = {"concepts": LEXICON.concepts, "terms": LEXICON.terms, "settings": SETTINGS}
    ids = [f"2018-paris/{number}" for number in range(len(documents))]
    alone = [passages(texts, document) for texts, document in zip(documents, ids, strict=True)]
    together = segment(passages=pa.concat_tables([passages([]), *alone]), **parts).tables
    for name in ("tokens", "vocabulary"):
        for part, rows, document in zip(tables.apart(together[name], ids), alone, ids, strict=True):
            (by_itself,) = tables.apart(segment(passages=rows, **parts).tables[name], [document])
            assert part.alone().equals(by_itself.alone())


@settings(max_examples=60)
@given(st.lists(st.text("互联网治理论坛（IGF）人权益 ，3.5%\n𠮷é", max_size=20), max_size=5))
def test_spans_lead_back_to_the_text(texts: list[str]) -> None:
    tokens, vocabulary = made(texts)
    by_passage: dict[str, str] = {f"{DOCUMENT}#{order:03}": "" for order in range(1, len(texts) + 1)}
    for row in tokens:
        so_far = by_passage[row["passage_id"]]
        assert row["start"] == len(so_far)
        by_passage[row["passage_id"]] = so_far + vocabulary[row["term"]]["text"]
        assert row["end"] == len(by_passage[row["passage_id"]])
    assert list(by_passage.values()) == texts


def test_merged_wordings_leave_near_ones_out() -> None:
    merged = merged_wordings(LEXICON.concepts)
    assert merged["AI"] == "artificial-intelligence"
    assert "互联网分裂" not in merged
