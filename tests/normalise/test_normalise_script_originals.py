"""Converted passages beside what was written, and positions from one to the other, by hand and on any text."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon.model import Correction
from pipeline.normalise.clean import CleanText, clean
from pipeline.normalise.ledger import replay_backwards
from pipeline.normalise.repair_rows import repairs_table
from pipeline.normalise.script.originals import OriginalPositions, original_texts
from pipeline.settings import NormaliseSettings

CORRECTION = Correction("发展", "开展", "的发展", "", "corrections.tsv:1")
SIMPLIFIED, TRADITIONAL = "他们的发展。", "我們談網際網路的發展。"


def rows(cleaned: CleanText) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of the tables passages and repairs, as far as positions need them."""
    ids = [f"e/d#{number}" for number in range(len(cleaned.texts))]
    parts = zip(ids, cleaned.texts, cleaned.originals, strict=True)
    passages = [{"passage_id": name, "text": text, "original_text": original} for name, text, original in parts]
    return passages, repairs_table(cleaned, "e/d", ids, 5).to_pylist()


def test_positions_by_hand() -> None:
    # 我 們 談 網 際 網 路 的 發 展 。 stand as 我 们 谈 互 联 网 的 开 展 。: 路 has no character of its own.
    cleaned = clean(f"{SIMPLIFIED}\n\n{TRADITIONAL}", (CORRECTION,), NormaliseSettings(), region="tw")
    assert cleaned.texts == ["他们的开展。", "我们谈互联网的开展。"]
    assert cleaned.originals == [None, TRADITIONAL]
    positions = OriginalPositions(*rows(cleaned))
    assert positions.to_original("e/d#1", np.arange(10)).tolist() == [0, 1, 2, 3, 4, 5, 7, 8, 9, 10]
    assert positions.from_original("e/d#1", np.arange(11)).tolist() == [0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9]
    assert positions.to_original("e/d#0", np.arange(6)).tolist() == list(range(6))


def test_positions_through_words_and_a_correction_of_another_length() -> None:
    # Two words lose 路 each, then 发展 becomes 大力开展 between them: the last step is undone first.
    grown = Correction("发展", "大力开展", "的发展与", "", "corrections.tsv:1")
    cleaned = clean("網際網路的發展與網際網路", (grown,), NormaliseSettings(), region="tw")
    assert cleaned.texts == ["互联网的大力开展与互联网"]
    positions = OriginalPositions(*rows(cleaned))
    back, forth = positions.to_original("e/d#0", np.arange(12)), positions.from_original("e/d#0", np.arange(12))
    assert back.tolist() == [0, 1, 2, 4, 5, 6, 6, 6, 7, 8, 9, 10]
    assert forth.tolist() == [0, 1, 2, 2, 3, 4, 5, 8, 9, 10, 11, 11]


def test_without_a_conversion_positions_stay() -> None:
    cleaned = clean(SIMPLIFIED, (CORRECTION,), NormaliseSettings(), region="tw")
    assert cleaned.originals == [None]
    assert OriginalPositions(*rows(cleaned)).to_original("e/d#0", np.arange(6)).tolist() == list(range(6))


@pytest.mark.parametrize(
    ("written", "converted", "originals"),
    [
        ("", "", []),
        ("網\n人\n網", "网\n人\n网", ["網", None, "網"]),
    ],
)
def test_original_texts(written: str, converted: str, originals: list[str | None]) -> None:
    assert original_texts(written, converted) == originals


PIECES = st.sampled_from(
    ["網際網路", "個人資料", "透過", "伺服器", "著作", "接著", "乾隆", "的", "治理。", "互联网", "他们", "IGF", "，", "\n", "\n\n",
     "的發展", "\N{KANGXI RADICAL DOOR}", "• "]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_stands_where_nothing_changed_is_found_again(source: str) -> None:
    cleaned = clean(source, (CORRECTION,), NormaliseSettings(), region="tw")
    passages, repairs = rows(cleaned)
    assert replay_backwards("\n".join(cleaned.texts), repairs) == source
    positions = OriginalPositions(passages, repairs)
    for row in passages:
        text, original = row["text"], row["original_text"]
        if original is None:
            continue
        back = positions.to_original(row["passage_id"], np.arange(len(text)))
        forth = positions.from_original(row["passage_id"], np.arange(len(original)))
        assert back.tolist() == sorted(back)
        assert forth.tolist() == sorted(forth)
        assert 0 <= back.min() <= back.max() < len(original)
        assert 0 <= forth.min() <= forth.max() < len(text)
        same = [at for at in range(len(text)) if forth[back[at]] == at]
        assert {text[at] for at in range(len(text)) if text[at] in "IGF，治理"} <= {text[at] for at in same}
        assert all(text[at] == original[back[at]] for at in same if text[at] in "IGF，治理")
