"""Properties of the whole rewriting, on text that nobody would write."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.lexicon.model import Correction
from pipeline.normalise.clean import CleanText, clean
from pipeline.normalise.ledger import replay_backwards
from pipeline.normalise.repair_rows import repairs_table
from pipeline.settings import NormaliseSettings

SETTINGS = NormaliseSettings()
CORRECTION = Correction("人又", "人口", "网人又的", "", "corrections.tsv:1")

# Words and faults: each piece is likely enough to meet its neighbours in every order.
PIECES = st.sampled_from(
    [
        "互联网治理", "的", "论坛", "网人又的", "网絡", "國際", "这个", "体", "〇", "第一章", "（一）", "1.", "2018", "IGF", "multi", "A",
        "，", "。", "？", "；", "“", "”", "（", "）", "《", "》", "、", "?", ".", "-", "*", "#", ">", "|", "·", "—", "——", "注：",
        "•", "●", "\uf0b7", " ", "  ", "\t", "\u00a0", "\u3000", "\u2009", "\n", "\n", "\r\n", "\n\n", "\r", "\f", "\v", "\u2028", "\x85",
        "\u200b", "\ufeff", "\u00ad", "\u200d", "\u202a", "\x1f", "\U000e0100", "\ufe0f",
        "\N{KANGXI RADICAL NET}", "\N{KANGXI RADICAL MAN}", "\N{KANGXI RADICAL DOOR}", "\N{CJK RADICAL C-SIMPLIFIED LONG}",
        "\N{CJK RADICAL REPEAT}", "\N{CJK COMPATIBILITY IDEOGRAPH-F9B0}", "①", "㎡", "％", "１", "Ａ", "😀", "<!--", "-->", "乾",
        "\"", "'", "``", "''", "(", ")", ",", ";", ":", "!", "...", "。。", "”", "\u301d", "\u301e", "\uff0e", "\uff20", "\ufe30", "\ufe50", "\uff61",
        "1 9 9 3 年", "5 ", " 3 ", "I G F", "\ufb01", "e\u0301", "(cid:127)", "(cid:3)", "\uf0a7", "\ue010", "\ufffd", "gover-", "nance", "３．５",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)
WRAPPED = st.lists(st.text(alphabet="互联网治理论坛的。，IGF ", min_size=1, max_size=120), min_size=1, max_size=6).map(
    lambda paragraphs: "\n\n".join(re.sub("(.{20})", "\\1\n", paragraph) for paragraph in paragraphs)
)
ANY_TEXT = TEXTS | WRAPPED | st.text(max_size=80)


def cleaned(text: str) -> CleanText:
    return clean(text, (CORRECTION,), SETTINGS)


@pytest.mark.parametrize("texts", [ANY_TEXT])
def test_replaying_the_log_backwards_gives_the_received_text(texts: st.SearchStrategy[str]) -> None:
    @settings(max_examples=300)
    @example(" \r\n•\u3000互联\u200b\N{KANGXI RADICAL NET} \r\n人\f\f\n")
    @given(texts)
    def check(text: str) -> None:
        result = cleaned(text)
        ids = [f"e/d#{number}" for number in range(len(result.kinds))]
        rows = repairs_table(result, "e/d", ids, 5).to_pylist()
        assert replay_backwards("\n".join(result.texts), rows) == text

    check()


@settings(max_examples=300)
@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    texts = cleaned(text).texts
    assert [cleaned(passage).texts for passage in texts] == [[passage] for passage in texts]
    assert cleaned("\n\n".join(texts)).texts == texts


@settings(max_examples=200)
@given(ANY_TEXT)
def test_passages_are_clean(text: str) -> None:
    for passage in cleaned(text).texts:
        assert passage
        assert passage == passage.strip()
        assert not re.search("[\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\n\r\f\u00a0\u3000\u200b\ufeff]|  ", passage)
