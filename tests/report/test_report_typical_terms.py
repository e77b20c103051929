"""What is typical of what on the page: key terms with their places, and every state in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import part

if TYPE_CHECKING:
    from conftest import Edition, Received

SECTION = "2030-sample/sample§1"


def comparison(**columns: Any) -> dict[str, Any]:
    return {
        "comparison": f"{SECTION}|rest", "kind": "section", "focus": SECTION, "reference": "rest",
        "edition": "2030-sample", "level": "concept", "state": "compared", "unit": "message",
        "n_messages_focus": 11, "n_messages_reference": 15, "n_tested": 20, "n_key": 1, **columns,
    }  # fmt: skip


def term(text: str, **columns: Any) -> dict[str, Any]:
    return {
        "comparison": f"{SECTION}|rest", "kind": "section", "focus": SECTION, "reference": "rest",
        "edition": "2030-sample", "level": "concept", "rank": 1, "term": text, "concept": None, "state": "key",
        "n_focus": 8, "n_reference": 1, "n_messages_focus": 6, "n_messages_reference": 1, "log_ratio": 2.0,
        "log_ratio_low": 1.0, "log_ratio_high": 3.0, "lrc": 0.5, "q_value": 0.024, **columns,
    }  # fmt: skip


def page(received: Received, folder: Path) -> tuple[str, list[dict[str, Any]]]:
    """The edition's part on typical terms as plain text, and the findings."""
    found, files = received.report(folder)
    html = files["index.html"].decode()
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", part(html, "keyness")))
    ), found.to_pylist()


def test_a_key_term_stands_with_its_numbers_and_places(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["comparisons"] = [comparison()]
    received.whole["keyness"] = [
        term("利益相关者", concept="stakeholder", label_en="stakeholder", label_en_source="lexicon"),
        term("数据", rank=2, state="not key"),
        term("互联网", rank=3, state="lockword", n_focus=30, n_reference=31),
        term("用", level="term"),
    ]
    text, findings = page(received, tmp_path)
    assert "数据治理 ↔ 本届其余消息" in text
    for shown in (
        "8 · 6",
        "1 · 1",
        "×4.00",
        "2.00–8.00",
        "0.024",
        "互联网 (30 / 31)",
    ):
        assert shown in text
    assert text.count("8 · 6") == 1
    assert "数据 data" not in text
    (finding,) = [row for row in findings if row["finding"] == "typical"]
    assert finding["text_en"].startswith(
        '"数据治理" (11 messages) beside the rest of its edition (15): terms that differ by more than chance '
        "allows, 1 of 20 tested; the surest: stakeholder (8 in 6 messages, against 1 in 1; 4.00 times as often, "
        "interval 2.00–8.00; q = 0.024)."
    )
    assert "comparisons in this edition" not in finding["text_en"]
    assert finding["passage_ids"] == f"{edition.passage_id(2)} {edition.passage_id(3)}"


def test_a_finding_picked_from_several_comparisons_says_so(received: Received, tmp_path: Path) -> None:
    other = comparison(comparison="2030-sample/sample§2|rest", focus="2030-sample/sample§2", n_key=0)
    received.whole["comparisons"] = [comparison(), other]
    received.whole["keyness"] = [
        term("违规", label_en="to violate the rules", label_en_source="CC-CEDICT", q_value=0.0002)
    ]
    _, findings = page(received, tmp_path)
    (finding,) = [row for row in findings if row["finding"] == "typical"]
    assert "out of 2 comparisons in this edition" in finding["text_en"]
    assert "本届共作 2 次比较" in finding["text_zh"]
    assert "the surest: 违规 (to violate the rules) (8 in 6 messages" in finding["text_en"]
    assert "q <0.001" in finding["text_zh"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no two groups of this edition have enough messages"),
        ([comparison(state="not enough evidence", n_tested=0, n_key=0)], "too few messages on one side"),
        ([comparison(n_key=0)], "Comparisons: 1. In none of them"),
        ([comparison(state="descriptive", kind="theme", n_key=0)], "the theme was made from these words"),
        ([comparison(state="left out", n_tested=0, n_key=0)], "Not compared: 1 more groups"),
    ],
)
def test_every_state_is_said_in_words_and_makes_no_finding(
    rows: list[dict[str, Any]], words: str, received: Received, tmp_path: Path
) -> None:
    received.whole["comparisons"] = rows
    text, findings = page(received, tmp_path)
    assert words in text
    assert "typical" not in {row["finding"] for row in findings}
