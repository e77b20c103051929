"""What the source says its blocks are becomes passages and kinds; line ends inside an element are joined and logged."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.block_spans import BlockSpan
from pipeline.normalise.clean import CleanText, clean
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
