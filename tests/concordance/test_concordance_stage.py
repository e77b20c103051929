"""Concordance lines: which there are, how many are kept of many, and that each shows the text where it says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.concordance.contexts import cut_out, in_context
from pipeline.concordance.lines import spread
from pipeline.concordance.places import place_schema, starts, text_places, token_places
from pipeline.concordance.stage import concordance
from pipeline.settings import ConcordanceSettings
from pipeline.tables import Partitions, PartitionWriter, make
from tests.report.conftest import Edition, Received, keyword, mention


def made(
    received: Received, folder: Path, compounds: dict[str, Path] | None = None, **settings: Any
) -> dict[str, list[dict[str, Any]]]:
    ready = received.tables(folder)
    names = ("passages", "tokens", "vocabulary", "mentions", "keywords")
    found = Partitions("compounds", compounds or {})
    given = {**{name: ready[name] for name in names}, "compounds": found}
    lines = concordance(**given, settings=ConcordanceSettings(**settings))
    return {edition: table.to_pylist() for edition, table in lines.tables["kwic"].items()}


@pytest.fixture
def edition() -> Edition:
    return Edition(
        "2030-sample", [("title", "数据"), ("paragraph", "利益相关者/和/涉众/用/数据"), ("bullet", "数据/数据")]
    )


@pytest.fixture
def received(edition: Edition) -> Received:
    sample = Received(edition)
    sample.whole["keywords"] = [
        keyword(edition, 1, "利益相关者", concept="stakeholder"),
        keyword(edition, 2, "数据"),
        keyword(edition, 3, "用"),
        keyword(edition, 2, "和", level="term"),
    ]
    sample.parts[edition.edition]["mentions"] = [
        mention(edition, "stakeholder", "利益相关者", 2),
        {**mention(edition, "stakeholder", "涉众", 2, "nested"), "start": 6, "end": 8},
    ]
    return sample


def test_concepts_and_leading_terms_have_a_line_a_place(received: Received, tmp_path: Path) -> None:
    (lines,) = made(received, tmp_path, top_n=2, context_characters=3).values()
    found = [
        (row["sought"], row["passage_id"][-3:], row["left"], row["node"], row["right"], row["form"]) for row in lines
    ]
    assert found == [
        ("stakeholder", "002", "", "利益相关者", "和涉众", "own"),
        ("stakeholder", "002", "关者和", "涉众", "用数据", "nested"),
        ("数据", "001", "", "数据", "", "own"),
        ("数据", "002", "涉众用", "数据", "", "own"),
        ("数据", "003", "", "数据", "数据", "own"),
        ("数据", "003", "数据", "数据", "", "own"),
    ]
    assert [row["is_message"] for row in lines] == [True, True, False, True, True, True]
    assert {row["section"] for row in lines} == {"数据治理"}


def test_a_leading_compound_has_its_own_lines(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["keywords"].append(keyword(edition, 4, "数据数据", kind="compound"))
    place = {"document_id": edition.document_id, "passage_id": edition.passage_id(3), "start": 0, "end": 4}
    file = tmp_path / "compounds.parquet"
    writer = PartitionWriter("compounds", file)
    writer.write(make("compounds", [{**place, "compound": "数据数据"}, {**place, "end": 2, "compound": "数据"}]))
    writer.close()
    (lines,) = made(received, tmp_path, {edition.edition: file}, top_n=4).values()
    found = {(row["sought_kind"], row["sought"], row["node"]) for row in lines}
    assert ("compound", "数据数据", "数据数据") in found
    assert ("compound", "数据", "数据") not in found


def test_lines_left_out_are_counted_not_silent(received: Received, tmp_path: Path) -> None:
    (lines,) = made(received, tmp_path, top_n=2, max_lines=2).values()
    assert [(row["sought"], row["line"], row["n_lines"]) for row in lines] == [
        ("stakeholder", 1, 2), ("stakeholder", 2, 2), ("数据", 1, 4), ("数据", 3, 4),
    ]  # fmt: skip


def test_an_edition_without_tokens_has_no_lines(received: Received, tmp_path: Path) -> None:
    ready = received.tables(tmp_path)
    gone = {name: Partitions(name, {}) for name in ("tokens", "vocabulary", "compounds", "mentions")}
    settings = ConcordanceSettings()
    lines = concordance(passages=ready["passages"], keywords=ready["keywords"], **gone, settings=settings)
    assert [table.num_rows for table in lines.tables["kwic"].values()] == [0]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=5), st.integers(1, 12))
def test_so_many_lines_of_each_are_kept_spread_evenly(sizes: list[int], most: int) -> None:
    sought = np.repeat(np.arange(len(sizes)), sizes)
    line, n_lines, kept = spread(sought, most)
    for at, n in enumerate(sizes):
        own = sought == at
        assert line[own].tolist() == list(range(1, n + 1))
        assert n_lines[own].tolist() == [n] * n
        chosen = line[own & kept].tolist()
        assert len(chosen) == min(n, most)
        assert chosen[0] == 1
        gaps = {after - before for before, after in pairwise(chosen)}
        assert not gaps or max(gaps) - min(gaps) <= 1


def test_tokens_are_found_by_text_but_not_repeats_in_brackets_or_marks() -> None:
    document = pa.array(["e/a", "e/a", "e/b", "e/b", "e/a"]).dictionary_encode()
    passage = pa.array(["e/a#001", "e/a#001", "e/b#001", "e/b#001", "e/a#002"]).dictionary_encode()
    spans = {"start": [0, 2, 0, 1, 0], "end": [2, 4, 1, 3, 2], "term": [1, 1, 0, 1, 1]}
    ints = {name: pa.array(values, pa.int32()) for name, values in spans.items()}
    tokens = pa.table(
        {"document_id": document, "passage_id": passage, **ints, "is_apposition": [False, True] + [False] * 3}
    )
    vocabulary = pa.table(
        {"document_id": ["e/a", "e/a", "e/b", "e/b"], "term": [0, 1, 0, 1], "text": ["，", "网络", "网络", "数据"],
         "kind": ["punctuation", "word", "word", "word"]}
    )  # fmt: skip
    found = token_places(tokens.to_batches(max_chunksize=2), vocabulary, {"网络", "，", "没有"})
    assert [(row["passage_id"], row["start"], row["end"], row["term"]) for row in found.to_pylist()] == [
        ("e/a#001", 0, 2, "网络"), ("e/b#001", 0, 1, "网络"), ("e/a#002", 0, 2, "网络"),
    ]  # fmt: skip


def test_a_string_is_found_across_tokens_and_overlapping() -> None:
    passages = pa.table(
        {"document_id": ["e/a"] * 2, "passage_id": ["e/a#001", "e/a#002"], "text": ["协商协商协商", "商"]}
    )
    found = text_places(passages.to_batches(), "协商协商").to_pylist()
    assert [(row["passage_id"], row["start"], row["end"]) for row in found] == [("e/a#001", 0, 4), ("e/a#001", 2, 6)]


@given(st.text("协商", max_size=12), st.text("协商", min_size=1, max_size=3))
def test_every_start_is_one_and_none_is_missed(text: str, sought: str) -> None:
    expected = [at for at in range(len(text)) if text.startswith(sought, at)]
    assert list(starts(text, sought)) == expected


@given(st.text(max_size=20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 5))
def test_what_is_cut_out_is_the_text_again(text: str, first: int, second: int, window: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    left, node, right = cut_out(text, start, end, window)
    assert node == text[start:end]
    assert text[start - len(left) :].startswith(left + node + right)
    assert (len(left), len(right)) == (min(start, window), min(len(text) - end, window))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4)])
def test_a_span_outside_of_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="in a passage of 3 characters"):
        cut_out("互联网", start, end, 2)


def test_a_place_in_no_passage_is_refused(received: Received, tmp_path: Path) -> None:
    passages = received.tables(tmp_path)["passages"].edition("2030-sample")
    row = {"document_id": "e/a", "passage_id": "e/a#009", "start": 0, "end": 1, "form": "own"}
    with pytest.raises(ValueError, match="there is no passage e/a#009"):
        in_context(pa.Table.from_pylist([row], schema=place_schema()), passages, 5)
