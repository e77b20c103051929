"""What the source says its blocks are becomes passages and kinds; line ends inside an element are joined and logged."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.block_spans import BlockSpan
from pipeline.normalise.clean import CleanText, clean
from pipeline.normalise.elements import _groups
from pipeline.normalise.ledger import replay_backwards
from pipeline.normalise.repair_rows import repairs_table
from pipeline.settings import NormaliseSettings

BODY = "各国政府应当加强能力建设，缩小数字鸿沟。"


def spans(*parts: tuple[str, str | None, dict[str, object]]) -> tuple[str, list[BlockSpan]]:
    """Blocks of one element each, one after the other: text, tag, and what else is known of it."""
    starts = accumulate((len(text) for text, *_ in parts), initial=0)
    made = [
        BlockSpan(start, start + len(text), tag, **{"element": number, **more})  # type: ignore[arg-type]
        for number, ((text, tag, more), start) in enumerate(zip(parts, starts, strict=False))
    ]
    return "".join(text for text, *_ in parts), made


def read(*parts: tuple[str, str | None, dict[str, object]]) -> CleanText:
    text, blocks = spans(*parts)
    return clean(text, (), NormaliseSettings(), blocks)


def passages(*parts: tuple[str, str | None] | tuple[str, str | None, dict[str, object]]) -> list[tuple[str, str]]:
    cleaned = read(*[(text, tag, more[0] if more else {}) for text, tag, *more in parts])  # type: ignore[misc]
    return list(zip(cleaned.kinds, cleaned.texts, strict=True))


BOLD, PLAIN = {"is_bold": True}, {"font_size": 12.0, "is_bold": False}
LARGE, HUGE = {"font_size": 16.0}, {"font_size": 22.0}

KINDS = [
    ("tags say it", [("题\n", "Title"), ("网络\n", "H1"), (BODY, "P"), ("能力\n", "LI"), ("说明\n", "Note")],
     ["title", "heading", "paragraph", "bullet", "note"]),
    ("a first H1 of its own rank is the title", [("论坛消息\n", "H1"), ("总体信息\n", "H2"), (BODY, "P")],
     ["title", "heading", "paragraph"]),
    ("a first H1 among its like is none", [("总体信息\n", "H1"), ("组织\n", "H1"), (BODY, "P")],
     ["heading", "heading", "paragraph"]),
    ("where there are headings a short paragraph is none", [("总体信息\n", "H2"), ("谢谢大家\n", "P"), (BODY, "P")],
     ["title", "paragraph", "paragraph"]),
    ("… unless its number says so", [("总论\n", "H2"), (BODY, "P"), ("二、组织\n", "P"), (BODY, "P")],
     ["title", "paragraph", "heading", "paragraph"]),
    ("… or its type", [("总论\n", "H2"), (BODY, "P", PLAIN), ("组织\n", "P", BOLD), (BODY, "P", PLAIN)],
     ["title", "paragraph", "heading", "paragraph"]),
    ("no heading by tag: by type", [(BODY, "P", PLAIN), ("组织\n", "P", LARGE), ("谢谢大家\n", "P", PLAIN)],
     ["paragraph", "heading", "paragraph"]),
    ("no heading by tag or type: by the text", [(BODY, "P"), ("组织和角色\n", "P"), (BODY, "P")],
     ["paragraph", "heading", "paragraph"]),
    ("bold where everything is bold says nothing", [("总论\n", "H2"), (BODY, "P", BOLD), ("谢谢\n", "P", BOLD)],
     ["title", "paragraph", "paragraph"]),
    ("a bold sentence is a sentence", [(BODY, "P", PLAIN), (BODY, "P", BOLD), (BODY, "P", PLAIN)], ["paragraph"] * 3),
    ("a numbered heading stays one beside its like", [("1. 总则\n", "H1"), ("2. 附则\n", "H1"), (BODY, "P")],
     ["heading", "heading", "paragraph"]),
    ("list signs in a paragraph", [("总论\n", "H2"), ("1. 能力建设\n", "P"), ("• 能力\n", "P"), ("注：草案\n", "P")],
     ["title", "bullet", "bullet", "note"]),
    ("a bold item alone between texts heads one", [(BODY, "P", PLAIN), ("总则\n", "LI", BOLD), (BODY, "P", PLAIN)],
     ["paragraph", "heading", "paragraph"]),
    ("… and beside its like is an item", [(BODY, "P", PLAIN), ("总则\n", "LI", BOLD), ("附则\n", "LI", BOLD)],
     ["paragraph", "bullet", "bullet"]),
    ("a heading's style on a long paragraph", [("总论\n", "H1"), (BODY * 10, "H2"), (BODY, "P")],
     ["title", "paragraph", "paragraph"]),
    ("the largest type of all is the title", [("消息\n", "P", HUGE), ("总则\n", "P", LARGE), (BODY, "P", PLAIN)],
     ["title", "heading", "paragraph"]),
    ("… of the largest two neither", [("总则\n", "H1", LARGE), ("附则\n", "H1", LARGE), (BODY, "P", PLAIN)],
     ["heading", "heading", "paragraph"]),
    ("a row is never a heading", [(BODY, "P"), ("主题 | 次数\n", "TR"), ("2018 | 12\n", "TR")],
     ["paragraph", "paragraph", "note"]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "parts", "kinds"), KINDS, ids=[case[0] for case in KINDS])
def test_kinds(label: str, parts: list[tuple[str, str]], kinds: list[str]) -> None:
    assert [kind for kind, _ in passages(*parts)] == kinds


def test_marks_go_and_line_ends_inside_an_element_are_joined() -> None:
    found = passages(("• 互联网治理\n", "LI"), ("第一行没有写完\n第二行 IGF\nforum。\n", "P"), (" \n", "P"))
    assert found == [("bullet", "互联网治理"), ("paragraph", "第一行没有写完第二行 IGF forum。")]


def test_blocks_of_one_number_are_one_passage_across_an_artifact() -> None:
    parts = (
        ("各国政府应当加\n", "P", {"element": 7}),
        ("— 3 —\n", "Artifact", {"element": None}),
        ("强能力建设。\n", "P", {"element": 7}),
    )
    cleaned = read(*parts)  # type: ignore[arg-type]
    assert cleaned.texts == ["各国政府应当加强能力建设。"]
    rows = repairs_table(cleaned, "e/d", ["e/d#001"], 5).to_pylist()
    artifact = next(row for row in rows if row["rule"] == "artifacts")
    assert (artifact["before"], artifact["after"], artifact["passage_id"]) == ("— 3 —\n", "", None)


# The lines of an element that a page's end may have cut, those of the next one, whether they are one passage.
CUT = ["各国政府应当加强能力\n", "建设，缩小\n"]
PAGE_ENDS = [
    ("in mid-sentence", CUT, "P", ["数字鸿沟。\n"], "P", 2, True),
    ("an item", CUT, "LI", ["数字鸿沟。\n"], "LI", 2, True),
    ("behind a finished sentence", [CUT[0], "建设。\n"], "P", ["论坛闭幕。\n"], "P", 2, False),
    ("before a bullet", CUT, "LI", ["• 数字鸿沟。\n"], "LI", 2, False),
    ("before a number", CUT, "P", ["二、数字鸿沟。\n"], "P", 2, False),
    ("before another kind", CUT, "P", ["数字鸿沟。\n"], "LI", 2, False),
    ("a heading", CUT, "H2", ["数字鸿沟\n"], "H2", 2, False),
    ("a note", CUT, "Note", ["数字鸿沟。\n"], "Note", 2, False),
    ("an element of one line", CUT[:1], "P", ["建设。\n"], "P", 2, False),
    ("on one page", CUT, "P", ["数字鸿沟。\n"], "P", 1, False),
    ("over a page between", CUT, "P", ["数字鸿沟。\n"], "P", 3, False),
    ("before nothing", CUT, "P", [" \n"], "P", 2, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "before", "tag", "after", "next_tag", "next_page", "is_one"),
    PAGE_ENDS,
    ids=[case[0] for case in PAGE_ENDS],
)
def test_elements_that_a_page_s_end_cuts(
    label: str, before: list[str], tag: str, after: list[str], next_tag: str, next_page: int, is_one: bool
) -> None:
    cut = [(text, tag, {"element": 1, "page": 1}) for text in before]
    rest = [(text, next_tag, {"element": 2, "page": next_page}) for text in after]
    texts, blocks = spans(*cut, *rest)
    groups = _groups(texts, blocks)
    assert [len(group) for group in groups] == ([len(before) + len(after)] if is_one else [len(before), len(after)])


def test_an_element_may_go_on_over_two_pages_ends() -> None:
    parts = [(text, "P", {"element": page, "page": page}) for page in (1, 2, 3) for text in CUT]
    assert len(_groups(*spans(*parts))) == 1  # type: ignore[arg-type]


# A note as it is tagged, and its text.
NOTE_MARKS = [
    ("a figure", "1 见附件。", "见附件。"),
    ("… without a space", "1见附件。", "见附件。"),
    ("… with a point", "12. 见附件。", "见附件。"),
    ("in brackets", "[3]见附件。", "见附件。"),
    ("circled", "②见附件。", "见附件。"),
    ("a sign without a meaning", "\ufffd见附件。", "见附件。"),
    ("a year", "2018年的数字。", "2018年的数字。"),
    ("a day", "15 日的数字。", "15 日的数字。"),
    ("a share", "25%的数字。", "25%的数字。"),
    ("a fraction", "1.5亿人。", "1.5亿人。"),
    ("nothing but a figure", "12", "12"),
    ("… and a point", "12.", "12."),
]


@pytest.mark.parametrize(("label", "text", "expected"), NOTE_MARKS, ids=[case[0] for case in NOTE_MARKS])
def test_the_mark_of_a_note_is_no_part_of_it(label: str, text: str, expected: str) -> None:
    assert passages((BODY + "\n", "P"), (text + "\n", "Note"))[1] == ("note", expected)


def test_only_notes_lose_a_figure() -> None:
    assert passages(("1 见附件。\n", "P"), ("3 | 次数\n", "TR"), ("• 2018 | 12\n", "TR")) == [
        ("paragraph", "1 见附件。"), ("paragraph", "3 | 次数"), ("note", "• 2018 | 12")
    ]  # fmt: skip


TEXTS = st.lists(
    st.sampled_from(
        ["互联网", "IGF ", "。", "\n", "•", "# ", "|", "\N{KANGXI RADICAL NET}", "\u200b", "<!--", "-->", " "]
    ),
    max_size=8,
).map("".join)
TAGS = st.sampled_from(["Title", "H1", "H3", "P", "LI", "Note", "TR", "Artifact", None])


@given(st.lists(st.tuples(TEXTS, TAGS, st.fixed_dictionaries({"is_bold": st.booleans()})), max_size=8))
def test_the_log_leads_back_and_passages_are_clean(parts: list[tuple[str, str | None, dict[str, object]]]) -> None:
    cleaned = read(*parts)
    ids = [f"e/d#{number}" for number in range(len(cleaned.kinds))]
    rows = repairs_table(cleaned, "e/d", ids, 5).to_pylist()
    assert replay_backwards("\n".join(cleaned.texts), rows) == "".join(text for text, *_ in parts)
    assert len(cleaned.kinds) == len(cleaned.texts)
    assert all(text == text.strip() != "" for text in cleaned.texts)
