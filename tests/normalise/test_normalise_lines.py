"""Lines read column by column are those read one by one, and quick looks say nothing that the rules do not."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.normalise import lines, structure
from pipeline.normalise.layout import passages
from pipeline.normalise.lines import Line, n_columns, read_lines
from pipeline.normalise.structure import MARK_SIGNS, NO_MARK, _is_plain_sentence, _kind, is_rule_line, leading_mark
from pipeline.settings import NormaliseSettings

SETTINGS = NormaliseSettings()
PIECES = [
    "网",
    "治理。",
    "A",
    " ",
    "\u3000",
    "\t",
    "\x1c",
    "\n",
    "\r",
    "\r\n",
    "\f",
    "\v",
    "\x85",
    "\u2028",
    "\u2029",
    "- ",
    "---",
    "# 章",
    "•",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def one_by_one(text: str) -> list[Line]:
    """What ``read_lines`` says it does, with a regular expression and ``str.strip``."""
    found: list[Line] = []
    last_end, is_apart = 0, True
    for match in re.finditer("[^\n\r\v\f\x85\u2028\u2029]+", text):
        start, end = match.span()
        is_apart |= text[last_end:start] not in {"\n", "\r\n", "\r", "\v", "\x85", "\u2028"}
        last_end = end
        stripped = match.group().strip()
        if not stripped or is_rule_line(stripped):
            is_apart = True
            continue
        indent = match.group()[: match.group().index(stripped)]
        start += len(indent)
        mark = leading_mark(stripped)
        found.append(Line(start, start + len(stripped), stripped, mark, n_columns(indent), is_apart))
        is_apart = False
    return found


@settings(max_examples=400)
@example("\r\n\r\n网\r\n \r\n治")
@example("网\r\r\n治\n---\n理")
@given(TEXTS)
def test_lines_are_those_read_one_by_one(text: str) -> None:
    assert list(read_lines(text)) == one_by_one(text)


def test_every_space_is_one() -> None:
    table = lines._space_kinds()
    spaces = {code_point for code_point in range(sys.maxunicode + 1) if chr(code_point).isspace()}
    assert {code_point for code_point, kind in enumerate(table.tolist()) if kind} == spaces
    assert table[-1] == 0  # what lies beyond


def test_no_mark_begins_with_another_sign() -> None:
    begins = {
        character
        for character in map(chr, range(0x10000))
        if any(leading_mark(character + rest) != NO_MARK for rest in ("", " 网", "网", "—网", "\ue000网"))
    }
    assert begins == MARK_SIGNS


@settings(max_examples=300)
@given(st.text(alphabet="注备附脚：:网治理一二第章、，年月日通过（）。！;…* []1A", min_size=1, max_size=12))
def test_a_plain_sentence_is_a_paragraph_by_all_rules(text: str) -> None:
    if _is_plain_sentence(text):
        assert _kind(text, None, is_indented=False, settings=SETTINGS) == structure.PARAGRAPH


@pytest.mark.parametrize("text", ["注：网。", "备注：网。", "（注）。", "1. 网。", "网", "IGF。", "〇。"])
def test_no_plain_sentence(text: str) -> None:
    assert not _is_plain_sentence(text)


def test_most_passages_are_no_objects() -> None:
    found = passages("关于合作的意见\n\n一、背景\n\n第一段。\n\n• 第二段。\n\n第三段。\n", SETTINGS)
    assert found.texts == ["关于合作的意见", "一、背景", "第一段。", "第二段。", "第三段。"]
    assert list(found.described) == [3]
