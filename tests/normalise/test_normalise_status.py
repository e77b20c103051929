"""What a document says of its own status, and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.status import detect_status

DRAFTS = [
    ("the note of the 2018 message", "note", "*这是IGF消息的初步草案。如需提供信息反馈，请写信至igf@un.org"),
    ("said in a later sentence", "note", "注：译文由秘书处提供。本文件为征求意见稿，请于月底前反馈。"),
    ("for whom it is", "note", "以上为讨论稿供各方参考"),
    ("still one", "note", "本报告目前仍为第二次草稿。"),
    ("a note that is nothing else", "note", "（征求意见稿）"),
    ("with a date", "note", "（草案，2019年11月）"),
    ("with a wish", "note", "初稿，请勿引用"),
    ("in English", "note", "This is a preliminary draft of the IGF messages."),
    ("in English, by itself", "note", "[DRAFT]"),
    ("the end of a title", "title", "2019年互联网治理论坛关键信息（草案）"),
    ("with a version", "title", "柏林互联网治理论坛信息（零草案 v2）"),
    ("without brackets", "title", "IGF 2019 关键信息草案"),
    ("a subtitle", "title", "初步草案"),
    ("a title in English", "title", "互联网治理论坛 Messages (Draft)"),
]

NO_DRAFTS = [
    ("a paragraph talks of draft laws", "paragraph", "这是一部法律草案。"),
    ("a bullet does", "bullet", "《个人信息保护法（草案）》征求意见稿"),
    ("a heading does", "heading", "个人信息保护法（草案）"),
    ("a title on a draft", "title", "关于《数据安全法（草案）》的说明"),
    ("a title that ends in somebody's draft", "title", "——评《著作权法（修订草案送审稿）》"),
    ("a title on draft laws", "title", "人工智能立法与数据法草案"),
    ("a remark that is no status", "title", "分论坛信息（关于法律草案的讨论）"),
    ("a title that calls for comment", "title", "信息征求意见"),
    ("changes of a draft", "note", "本草案的修改由秘书处负责。"),
    ("a draft spoken of", "note", "注：该草案于2019年提交大会。"),
    ("what this is about", "note", "*这是对法律草案的评论。"),
    ("what this is about, at the end", "note", "*这是关于数据法草案"),
    ("changes, again", "note", "这是草案的第三处改动。"),
    ("a draft no more", "note", "本文件不再是草案。"),
    ("a named draft", "note", "这是《数据法（草案）》的摘要"),
    ("a draft resolution in English", "note", "This is a draft resolution sponsored by Brazil."),
    ("to draft", "note", "Drafting group: IGF Secretariat"),
    ("an author", "note", "（起草人：秘书处）"),
    ("no text", "note", ""),
]


@pytest.mark.parametrize(("label", "kind", "text"), DRAFTS, ids=[case[0] for case in DRAFTS])
def test_a_document_that_calls_itself_a_draft(label: str, kind: str, text: str) -> None:
    assert detect_status(["paragraph", kind], ["互联网治理。", text]) == "draft"


@pytest.mark.parametrize(("label", "kind", "text"), NO_DRAFTS, ids=[case[0] for case in NO_DRAFTS])
def test_a_document_that_only_speaks_of_drafts(label: str, kind: str, text: str) -> None:
    assert detect_status([kind], [text]) is None


@given(st.text(), st.sampled_from(["paragraph", "bullet", "heading"]))
def test_nothing_that_is_neither_title_nor_note_decides(text: str, kind: str) -> None:
    assert detect_status([kind] * 2, [text, "（草案）"]) is None
