"""Line ends, passages and kinds: received text on one side, kind and text of each passage on the other."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from pipeline.normalise.clean import clean
from pipeline.normalise.lines import line_ends, n_columns, read_lines
from pipeline.normalise.structure import leading_mark
from pipeline.settings import NormaliseSettings

SETTINGS = NormaliseSettings()

# 20 characters, 40 columns, a line; the sentences end inside the lines.
WRAPPED = """新技术给社会带来新的挑战，对每个人的生活
都有影响。各国正在讨论如何回应，并寻找可
持续的办法。
"""


def passages(text: str) -> list[tuple[str, str]]:
    result = clean(text, (), SETTINGS)
    return list(zip(result.kinds, result.texts, strict=True))


CASES: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "wrapped lines are joined",
        WRAPPED,
        [("paragraph", "新技术给社会带来新的挑战，对每个人的生活都有影响。各国正在讨论如何回应，并寻找可持续的办法。")],
    ),
    (
        "a heading above a wrapped paragraph is not glued to it",
        "背景\n" + WRAPPED,
        [("title", "背景"), ("paragraph", passages(WRAPPED)[0][1])],
    ),
    (
        "a paragraph goes on after a blank line where its line is full and unfinished",
        WRAPPED + "\n" + WRAPPED.replace("生活\n", "生活\n\n\n").replace("寻找可\n", "寻找可 \n\f\n"),
        passages(WRAPPED) * 2,
    ),
    (
        "it does not where the sentence is finished",
        WRAPPED + "\n" + WRAPPED,
        passages(WRAPPED) * 2,
    ),
    (
        "nor where a bullet or a heading follows",
        WRAPPED.replace("办法。", "办法") + "\n• 促进人权。\n\n下一步\n\n" + WRAPPED,
        [
            ("paragraph", passages(WRAPPED)[0][1].removesuffix("。")),
            ("bullet", "促进人权。"),
            ("heading", "下一步"),
            passages(WRAPPED)[0],
        ],
    ),
    (
        "paragraphs told by their first line's indent",
        "　　" + WRAPPED.replace("新技术", "技术") + "　　" + WRAPPED.replace("新技术", "技术"),
        [("paragraph", passages(WRAPPED)[0][1].removeprefix("新"))] * 2,
    ),
    (
        "a word in Latin letters at a line end: a space between two, none beside Chinese",
        "各国代表在会上讨论了如何支持 open source\nsoftware 的发展以及怎样把这些经验介绍给IGF\n的其他参与者，使更多的人能够从中受益并且\n共同努力。",
        [
            ("paragraph", "各国代表在会上讨论了如何支持 open source software 的发展以及怎样把这些经验介绍给IGF的其他参与者，使更多的人能够从中受益并且共同努力。")
        ],
    ),
    (
        "a soft hyphen at a line end joins a word",
        "各国代表在会上讨论如何支持一个multi\u00ad\nstakeholder的进程以及怎样把这些经验介绍给\n其他的参与者，使更多的人能够从中受益并且\n共同努力。",
        [
            ("paragraph", "各国代表在会上讨论如何支持一个multistakeholder的进程以及怎样把这些经验介绍给其他的参与者，使更多的人能够从中受益并且共同努力。")
        ],
    ),
    (
        "one line a paragraph stays so, with and without blank lines",
        "关于数字合作的意见\n\n第一段讲背景。\n第二段讲得更长一些，并且说明理由。\n\n第三段。\r\n",
        [
            ("title", "关于数字合作的意见"),
            ("paragraph", "第一段讲背景。"),
            ("paragraph", "第二段讲得更长一些，并且说明理由。"),
            ("paragraph", "第三段。"),
        ],
    ),
    (
        "text broken at its links is put together",
        "三、关于《\n数据安全条例（草案）\n》的说明\n\n各部门要认真落实《\n数据安全条例\n》，完善制度，\n\n　　\n一是\n加强保护。\n\n结束语",
        [
            ("heading", "三、关于《数据安全条例（草案）》的说明"),
            ("paragraph", "各部门要认真落实《数据安全条例》，完善制度，一是加强保护。"),
            ("heading", "结束语"),
        ],
    ),
    (
        "Markdown",
        "# 会议纪要\n\n<!-- 内部 -->\n> （开场）\n\n## 第一章  总则\n\n### 主持人：\n大家好。\n\n---\n\n- 第一点\n- 第二点\n\n| 甲 | 乙 |\n| 丙 | 丁 |\n",
        [
            ("title", "会议纪要"),
            ("note", "（开场）"),
            ("heading", "第一章 总则"),
            ("heading", "主持人："),
            ("paragraph", "大家好。"),
            ("bullet", "第一点"),
            ("bullet", "第二点"),
            ("paragraph", "| 甲 | 乙 |"),
            ("paragraph", "| 丙 | 丁 |"),
        ],
    ),
    (
        "a short part with a full stop heads the text after it; beside its like it is an item",
        "（六）进一步推进改革开放。\n\n坚持以开放促改革。\n\n（一）有章程；\n\n（二）有住所。\n\n其他条件另行规定。",
        [
            ("heading", "（六）进一步推进改革开放。"),
            ("paragraph", "坚持以开放促改革。"),
            ("bullet", "（一）有章程；"),
            ("bullet", "（二）有住所。"),
            ("paragraph", "其他条件另行规定。"),
        ],
    ),
    (
        "blank lines between paragraphs, single line ends where bold words ended: a finished lead-in goes on",
        "各位代表：\n现在报告工作。\n\n发展第三产业。\n要使\n“三产”\n，加快增长。\n\n深化改革\n，扩大开放。\n\n坚持包容。\n\n坚持开放。\n\n谢谢大家。",
        [
            ("paragraph", "各位代表："),
            ("paragraph", "现在报告工作。"),
            ("paragraph", "发展第三产业。要使“三产”，加快增长。"),
            ("paragraph", "深化改革，扩大开放。"),
            ("paragraph", "坚持包容。"),
            ("paragraph", "坚持开放。"),
            ("paragraph", "谢谢大家。"),
        ],
    ),
    (
        "numbers: of parts, of items, of neither",
        "一、总体要求\n（一）指导思想\n要坚持开放。\n（二）要坚持包容。\n第一条 本法适用于此。\n1. 甲方\n2. 乙方\n2018年有3 个会议。\n1.5亿人上网。",
        [
            ("heading", "一、总体要求"),
            ("heading", "（一）指导思想"),
            ("paragraph", "要坚持开放。"),
            ("bullet", "（二）要坚持包容。"),
            ("paragraph", "第一条 本法适用于此。"),
            ("bullet", "1. 甲方"),
            ("bullet", "2. 乙方"),
            ("paragraph", "2018年有3 个会议。"),
            ("paragraph", "1.5亿人上网。"),
        ],
    ),
    (
        "an item's number heads a part where running text follows it",
        "1. 背景\n会议讨论了背景。\n2. 建议\n会议提出了建议。",
        [
            ("heading", "1. 背景"),
            ("paragraph", "会议讨论了背景。"),
            ("heading", "2. 建议"),
            ("paragraph", "会议提出了建议。"),
        ],
    ),
    (
        "notes",
        "会议要点\n\n2018年11月12日通过\n\n要点如下。\n\n*这是草案\n\n注：仅供参考。\n\n※ 未定稿\n\n[1] 见附件。\n\nContact: igf@un.org",
        [
            ("title", "会议要点"),
            ("note", "2018年11月12日通过"),
            ("paragraph", "要点如下。"),
            ("note", "*这是草案"),
            ("note", "注：仅供参考。"),
            ("note", "※ 未定稿"),
            ("note", "[1] 见附件。"),
            ("note", "Contact: igf@un.org"),
        ],
    ),
    (
        "a document need not have a title",
        "各位代表：\n\n现在开始。\n\n一、回顾\n\n去年很好。",
        [("paragraph", "各位代表："), ("paragraph", "现在开始。"), ("heading", "一、回顾"), ("paragraph", "去年很好。")],
    ),
    ("a subtitle after a dash", "携手共进\n——在年会上的讲话\n谢谢大家。", [("title", "携手共进"), ("title", "在年会上的讲话"), ("paragraph", "谢谢大家。")]),
    ("headings only", "甲\n\n乙\n\n丙", [("title", "甲"), ("heading", "乙"), ("heading", "丙")]),
    ("a bullet alone on its line takes the next one", "•\n促进人权。\n•\n\n保护隐私。", [("bullet", "促进人权。"), ("bullet", "保护隐私。")]),
    (
        "an indented line that lost its full stop is no heading",
        "　　一句话。\n\n　　又一句话。\n\n　　请各位审议\n\n回顾\n\n　　第三句话。",
        [
            ("paragraph", "一句话。"),
            ("paragraph", "又一句话。"),
            ("paragraph", "请各位审议"),
            ("heading", "回顾"),
            ("paragraph", "第三句话。"),
        ],
    ),
    (
        "an indent that every line has says nothing",
        "\t消息\n\n\t概述\n\n\t互联网治理需要合作。\n\n\t结论\n\n\t各方都应参与。",
        [
            ("title", "消息"),
            ("heading", "概述"),
            ("paragraph", "互联网治理需要合作。"),
            ("heading", "结论"),
            ("paragraph", "各方都应参与。"),
        ],
    ),
    ("nothing", " \n\f\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_passages(label: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert passages(text) == expected


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\x85", " \n"])
def test_any_line_end_is_one(line_end: str) -> None:
    assert passages(WRAPPED.replace("\n", line_end)) == passages(WRAPPED)


@pytest.mark.parametrize("name", ["characters", "lines", "structure"])
def test_the_examples_run(name: str) -> None:
    result = doctest.testmod(import_module(f"pipeline.normalise.{name}"))
    assert result.attempted > 0
    assert result.failed == 0


MARKS = [
    ("• 甲", 2, "bullet"),
    ("●甲", 1, "bullet"),
    ("\uf0b7\t甲", 2, "bullet"),
    ("\ue000 甲", 2, "bullet"),
    ("\ue000甲", 0, ""),  # without a space it may be a character that a font keeps to itself
    ("——甲", 2, "bullet"),
    ("———甲", 3, "bullet"),
    ("--甲", 2, "bullet"),
    ("————甲", 0, ""),
    ("--help", 0, ""),
    ("•———", 4, "bullet"),
    ("- 甲", 2, "bullet"),
    ("-5 度", 0, ""),
    ("* 甲", 2, "bullet"),
    ("*甲", 0, ""),
    ("· 甲", 2, "bullet"),
    ("·5", 0, ""),
    ("## 甲", 3, "heading"),
    ("#甲", 0, ""),
    ("> • 甲", 4, "quote"),
    ("○年", 0, ""),
    ("甲 • 乙", 0, ""),
]


@pytest.mark.parametrize(("text", "length", "kind"), MARKS)
def test_marks(text: str, length: int, kind: str) -> None:
    assert leading_mark(text)[:2] == (length, kind)


def test_width_of_wrapped_text() -> None:
    # Full lines have 20 Chinese characters, 40 columns; their following lines are not indented.
    ends = line_ends(read_lines(WRAPPED), WRAPPED, SETTINGS)
    assert (ends.width, ends.indent, ends.is_fragmented) == (40, 0, False)
    assert n_columns("，网 IGF①") == 2 + 2 + 1 + 3 + 2


@pytest.mark.parametrize(
    "text",
    [
        "关于数字合作与互联网治理若干问题的意见\n本文件说明背景，并对各方今后的工作提出一些具体的建议，供大家讨论。",
        "甲方代表\n乙方代表\n丙方代表\n丁方代表",
        "第一段讲背景。\n第二段讲理由。\n第三段讲办法。",
    ],
)
def test_text_that_is_not_wrapped(text: str) -> None:
    assert line_ends(read_lines(text), text, SETTINGS).width is None
    assert len(passages(text)) == text.count("\n") + 1
