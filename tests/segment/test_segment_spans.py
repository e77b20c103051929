"""Tokens tile the text; the lexicon is obeyed, and where a word stands across, the dictionary's score decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.match import Matcher
from pipeline.segment.engine import load_engine
from pipeline.segment.spans import Segmenter
from pipeline.settings import SegmentSettings

CHINESE = """
互联网治理 互联网治理论坛 利益攸关方 利益相关者 多利益相关者 多方利益相关者 网络中立 数字鸿沟 能力建设 最佳做法
可持续 可持续发展 小岛屿发展中国家 发展中国家 管治 人权 和平 公民社会 数据治理 网络安全 网络 印度 主权 管辖权 国际法
"""
LATIN = ["AI", "IGF", "IGFs", "NRIs", "WSIS", "WSIS+20", "COVID-19", ".中国", "互联网+", "Web 3.0"]
WORDINGS = [*CHINESE.split(), *LATIN]
SETTINGS = SegmentSettings()


def segmenter(wordings: list[str], settings: SegmentSettings = SETTINGS) -> Segmenter:
    engine = load_engine(((wording, None) for wording in wordings), settings)
    return Segmenter(Matcher(wordings), engine, settings.max_run)


SEGMENTER = segmenter(WORDINGS)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("利益攸关方对商定的价值观", "利益攸关方|对|商定|的|价值观"),
        ("全面把握管治所考虑的问题", "全面|把握|管治|所|考虑|的|问题"),
        ("多方利益相关者的框架", "多方利益相关者|的|框架"),
        ("互联网治理论坛（IGF）", "互联网治理论坛|（|IGF|）"),
        ("小岛屿发展中国家和发展中国家", "小岛屿发展中国家|和|发展中国家"),
        ("青年IGFs (NRIs) 与IGF社区", "青年|IGFs| |(|NRIs|)| |与|IGF|社区"),
        ("写信至igf@un.org", "写信|至|igf@un.org"),
        ("AI与AID", "AI|与|AID"),
        ("WSIS+20和Web 3.0及COVID-19、.中国", "WSIS+20|和|Web 3.0|及|COVID-19|、|.中国"),
        ("推进互联网+行动", "推进|互联网+|行动"),
        ("见www.IGF.org/IGF", "见|www.IGF.org/IGF"),
        ("网络安全与网络", "网络安全|与|网络"),
    ],
)
def test_wordings_come_out_whole(text: str, tokens: str) -> None:
    assert SEGMENTER.tokens(text) == tokens.split("|")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("保护个人权益", "保护|个人|权益"),
        ("侵犯个人权利", "侵犯|个人|权利"),
        ("信息系统和平台", "信息系统|和|平台"),
        ("公民社会保障", "公民|社会保障"),
        ("公民社会科学素质", "公民|社会科学|素质"),
        ("行使民主权利", "行使|民主权利"),
        ("管辖权限", "管辖|权限"),
        ("印度尼西亚", "印度尼西亚"),
        ("经营自主权", "经营|自主权"),
    ],
)
def test_a_word_across_an_edge_wins_where_the_dictionary_says_so(text: str, tokens: str) -> None:
    assert SEGMENTER.tokens(text) == tokens.split("|")


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("尊重人权和基本自由", "人权"),
        ("促进世界和平与发展", "和平"),
        ("公民社会参与", "公民社会"),
        ("加强数据治理能力", "数据治理"),
        ("印度的代表", "印度"),
        ("国家主权和安全", "主权"),
        ("行使管辖权的国家", "管辖权"),
        ("适用国际法规则", "国际法"),
        ("不可持续的资金", "可持续"),
    ],
)
def test_the_same_wordings_elsewhere_are_kept(text: str, wording: str) -> None:
    assert wording in SEGMENTER.tokens(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("众多利益攸关方参与", "众多|利益攸关方|参与"),
        ("并非个人数据", "并非|个人数据"),
        ("许多利益攸关方", "许多|利益攸关方"),
        # near misses
        ("多利益攸关方参与", "多利益攸关方|参与"),
        ("加强多利益攸关方社区", "加强|多利益攸关方|社区"),
        ("处理非个人数据", "处理|非个人数据"),
    ],
)
def test_a_wording_with_a_character_before_it_does_not_take_it_from_another_word(text: str, tokens: str) -> None:
    cut = segmenter(["利益攸关方", "多利益攸关方", "个人数据", "非个人数据", "数据"])
    assert cut.tokens(text) == tokens.split("|")


def test_a_shorter_wording_is_kept_where_the_longer_one_is_crossed() -> None:
    words = {"互联公民": 300, "互联公民社会": 1}
    cut = Segmenter(Matcher(words), load_engine(words.items(), SETTINGS), SETTINGS.max_run)
    assert cut.tokens("互联公民社会") == ["互联公民社会"]
    assert cut.tokens("互联公民社会保障") == ["互联公民", "社会保障"]


def test_of_overlapping_wordings_the_longer_one_wins() -> None:
    cut = segmenter(["网络安全", "安全治理框架"])
    assert cut.tokens("网络安全治理框架") == ["网络", "安全治理框架"]
    assert cut.tokens("网络安全治理") == ["网络安全", "治理"]


def test_nothing_runs_across_punctuation() -> None:
    assert SEGMENTER.tokens("互联网、治理") == ["互联网", "、", "治理"]
    assert SEGMENTER.tokens("人。权") == ["人", "。", "权"]


def test_a_long_run_is_cut_at_its_limit() -> None:
    cut = segmenter(["人权"], SegmentSettings(max_run=100))
    tokens = cut.tokens("发展" * 50 + "中国家人权" + "发展" * 60)
    assert "人权" in tokens
    assert "发展中国家" not in tokens  # 100 characters end between 发展 and 中
    assert segmenter(["人权"]).tokens("发展" * 50 + "中国家")[-1] == "发展中国家"


TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDINGS), st.text(max_size=6), st.sampled_from(list("益利对商（）。 台的")))
).map("".join)


@given(TEXTS)
def test_tokens_tile_any_text(text: str) -> None:
    tokens = SEGMENTER.tokens(text)
    assert "".join(tokens) == text
    assert "" not in tokens


@given(TEXTS)
def test_no_wording_is_split(text: str) -> None:
    """Whole, inside a longer token, or across a word: the edges of a wording are never both cuts with one inside."""
    cuts = {0}
    for token in SEGMENTER.tokens(text):
        cuts.add(max(cuts) + len(token))
    for start, end in Matcher(WORDINGS).spans(text):
        inside_another = any(a < end and start < b and (a, b) != (start, end) for a, b in Matcher(WORDINGS).spans(text))
        if {start, end} <= cuts and not inside_another:
            assert not cuts & set(range(start + 1, end))
