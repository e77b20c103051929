"""Every place where a wording stands has one outcome, told from the tokens alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.lexicon.match import Matcher
from pipeline.terminology.occurrences import OUTCOMES, find_occurrences, read_documents
from tests.evaluation.texts import passages
from tests.terminology.audited_text import NOTHING, WORDINGS, cut_by_hand, cut_by_segmenter, outcomes


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("尊重|人权|。", [("人权", "whole", "人权")]),
        ("保护|个人|权益", [("人权", "across", "个人|权益")]),
        ("印度尼西亚|的", [("印度", "inside", "印度尼西亚")]),
        ("人|权", [("人权", "split", "人|权")]),
        ("互联网|治理", [("互联网治理", "split", "互联网|治理"), ("治理", "whole", "治理")]),
        ("互联网治|理", [("互联网治理", "split", "互联网治|理"), ("治理", "across", "互联网治|理")]),
        (
            "网络安全",
            [("网络安全", "whole", "网络安全"), ("网络", "inside", "网络安全")],
        ),
        # Both edges within tokens, and a whole one between: 人 and 益 are left over.
        ("每个人|权|益处", [("人权", "across", "每个人|权")]),
        # One edge is a boundary.
        ("人|权益", [("人权", "across", "人|权益")]),
        ("个人|权", [("人权", "across", "个人|权")]),
        # Every position counts at which one begins.
        (
            "协商|协商|协商",
            [("协商协商", "split", "协商|协商"), ("协商", "whole", "协商")] * 2 + [("协商", "whole", "协商")],
        ),
        # A wording of Latin letters stands as a whole word only.
        ("OpenAI|和|AID|及|AI", [("AI", "whole", "AI")]),
        ("igf@un.org|，|IGF", [("IGF", "whole", "IGF")]),
        ("www.IGF.org", [("IGF", "inside", "www.IGF.org")]),
        ("Web| |3.0", [("Web 3.0", "split", "Web| |3.0")]),
        ("", []),
    ],
)
def test_outcomes_by_hand(tokens: str, expected: list[tuple[str, str, str]]) -> None:
    document = cut_by_hand("前言", tokens, "末") if tokens else cut_by_hand("前言", "末")
    assert list(outcomes(document)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保护个人权益", {("人权", "across", "个人|权益")}),
        ("信息系统和平台", {("和平", "across", "和|平台")}),
        ("网络安全", {("网络安全", "whole", "网络安全"), ("网络", "inside", "网络安全")}),
        ("印度尼西亚", {("印度", "inside", "印度尼西亚")}),
        ("OpenAI发布", set()),
        ("IGF讨论AI", {("IGF", "whole", "IGF"), ("AI", "whole", "AI")}),
        ("WSIS+20和Web 3.0及.中国", {(text, "whole", text) for text in ("WSIS+20", "Web 3.0", ".中国")}),
    ],
)
def test_outcomes_of_what_the_segmenter_makes(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert set(outcomes(cut_by_segmenter(text))) == expected


def test_spans_do_not_reach_from_one_passage_into_the_next() -> None:
    assert list(outcomes(cut_by_hand("个人", "权益"))) == []


def test_an_occurrence_is_told_where_it_stands() -> None:
    document = cut_by_hand("前言", "尊重|人权")
    found = find_occurrences(document, Matcher(["人权"]), {"人权": 0})
    assert document.passage_ids[found.passage[0]] == "evaluation/texts#000002"
    assert (found.start[0], found.end[0]) == (4, 6)  # the first passage has two characters


PIECES = st.sampled_from([*WORDINGS, "个", "益", "OpenAI", "，", " ", "论坛", "网", "安全", "技术"])
TEXTS = st.lists(st.lists(st.tuples(PIECES, st.booleans()), min_size=1, max_size=8), min_size=1, max_size=4)


@given(TEXTS)
def test_every_occurrence_has_one_outcome_and_a_plain_search_finds_as_many(cut: list[list[tuple[str, bool]]]) -> None:
    """Pieces are joined to random tokens; the search is by regular expression, the outcomes by sets of positions."""
    strokes = ["".join(piece + ("|" if ends else "") for piece, ends in one).strip("|") for one in cut]
    strokes = [re.sub(r"\|+", "|", text) for text in strokes]
    expected = []
    for text in strokes:
        plain, bounds = text.replace("|", ""), {0}
        for token in text.split("|"):
            bounds.add(max(bounds) + len(token))
        for start in range(len(plain)):
            expected += [
                (wording, _outcome(bounds, start, start + len(wording)))
                for wording in sorted(WORDINGS, key=len, reverse=True)
                if _stands(wording, plain, start)
            ]
    found = [(wording, outcome) for wording, outcome, _ in outcomes(cut_by_hand(*strokes))]
    assert found == expected


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_the_segmenter_splits_no_wording(text: str) -> None:
    assert "split" not in {outcome for _, outcome, _ in outcomes(cut_by_segmenter(text))}


def _stands(wording: str, text: str, start: int) -> bool:
    letter = "[A-Za-z0-9_]"
    before = f"(?<!{letter})" if re.match(letter, wording) else ""
    after = f"(?!{letter})" if re.search(f"{letter}$", wording) else ""
    return re.compile(before + re.escape(wording) + after).match(text, start) is not None


def _outcome(bounds: set[int], start: int, end: int) -> str:
    has_inner = bool(bounds & set(range(start + 1, end)))
    if {start, end} <= bounds:
        return "split" if has_inner else "whole"
    return "across" if has_inner else "inside"


def test_outcomes_are_named_in_the_order_of_their_numbers() -> None:
    from pipeline.terminology import occurrences

    assert [getattr(occurrences, name.upper()) for name in OUTCOMES] == [0, 1, 2, 3]


def test_tokens_of_another_text_are_a_bug() -> None:
    document = cut_by_hand("尊重|人权")
    made = passages(["尊重人权和"])
    names = {**NOTHING, "document_id": document.document_id, "passage_id": document.passage_ids[0]}
    rows = [{**names, "start": start, "end": start + 2, "term": number} for number, start in enumerate((0, 2))]
    vocabulary = [
        {"document_id": document.document_id, "term": number, "text": text, "kind": "word", "concept": None}
        for number, text in enumerate(("尊重", "人权"))
    ]
    made_tables = tables.make("tokens", rows), tables.make("vocabulary", vocabulary)
    with pytest.raises(ValueError, match="do not tile"):
        list(read_documents(made, *made_tables))
    with pytest.raises(ValueError, match="do not tile"):
        list(read_documents(passages(["尊", "重人权"]), *made_tables))
    assert len(list(read_documents(passages(["尊重人权"]), *made_tables))) == 1
