"""Words of Taiwan and Hong Kong: what becomes of them, what stays, and where no rule may reach."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import pytest

from pipeline.normalise.clean import clean
from pipeline.normalise.script.convert import shipped_converter
from pipeline.normalise.script.vocabulary import regional_vocabulary, vocabulary
from pipeline.normalise.script.words import read_rules
from pipeline.settings import NormaliseSettings

# region, comment, original, expected
CASES = [
    ("tw", "", "網際網路與資訊安全", "互联网与信息安全"),
    ("tw", "longest first", "無線網路、網域名稱系統、社群網路", "无线网络、域名系统、社交网络"),
    ("tw", "", "軟體、硬體、伺服器與演算法", "软件、硬件、服务器与算法"),
    ("tw", "", "透過數位轉型提升服務品質", "通过数字转型提升服务质量"),
    ("tw", "one word of several", "多方利害關係人的資料治理", "多利益相关方的数据治理"),
    ("tw", "", "永續發展目標、氣候變遷", "可持续发展目标、气候变化"),
    ("tw", "", "個人資料保護、開放資料、資料庫", "个人数据保护、开放数据、数据库"),
    ("tw", "stays: papers", "請把會議資料帶來", "请把会议资料带来"),
    ("tw", "stays: several persons", "這數位專家、無數位委員", "这数位专家、无数位委员"),
    ("tw", "stays: 多數 | 位於", "多數位於歐洲", "多数位于欧洲"),
    ("tw", "stays: 投資 | 訊息", "投資訊息", "投资信息"),
    ("tw", "stays: 方程式, 過程 | 式", "聯立方程式", "联立方程式"),
    ("tw", "stays: 穿透 | 過", "穿透過濾", "穿透过滤"),
    ("tw", "stays: 電影 | 片段", "電影片段", "电影片段"),
    ("tw", "stays: a word of policy", "核心價值、關鍵指標、法律程序、執行計畫、建立制度、文字", "核心价值、关键指标、法律程序、执行计划、建立制度、文字"),
    ("hk", "", "個人資料私隱與網絡管治", "个人数据隐私与网络治理"),
    ("hk", "", "持份者、質素、數碼化", "利益相关者、质量、数字化"),
    ("hk", "stays: a name", "數碼港", "数码港"),
    ("hk", "stays: no word of Hong Kong", "網際網路", "网际网路"),
    (None, "stays: no region stated", "網際網路與資訊", "网际网路与资讯"),
    ("cn", "stays: taken back for a file", "網際網路與資訊", "网际网路与资讯"),
    ("tw", "stays: Simplified text", "他们透过数位专家的网路", "他们透过数位专家的网路"),
    ("tw", "stays: no Traditional character", "程式、使用者", "程式、使用者"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "comment", "original", "expected"), CASES)
def test_vocabulary(region: str | None, comment: str, original: str, expected: str) -> None:
    assert clean(original, (), NormaliseSettings(), region=region).texts == [expected]


def test_words_and_script_are_logged_apart() -> None:
    steps = clean("網際網路與私隱", (), NormaliseSettings(), region="tw").rewriting.steps
    assert [(edit.rule, edit.before, edit.after) for step in steps for edit in step.edits] == [
        ("traditional_to_simplified", "網際網", "网际网"),
        ("traditional_to_simplified", "與", "与"),
        ("traditional_to_simplified", "隱", "隐"),
        ("regional_vocabulary", "网际网路", "互联网"),
    ]


def test_a_word_that_stays_is_no_change() -> None:
    assert regional_vocabulary([(3, "数位专家与方程式")], "tw") == []
    assert [edit.start for edit in regional_vocabulary([(3, "数位专家与网路")], "tw")] == [8]


@pytest.mark.parametrize(("region", "file"), [("tw", "taiwan.tsv"), ("hk", "hong_kong.tsv")])
def test_lists(region: str, file: str) -> None:
    words, rules = vocabulary(region), read_rules(file)
    assert words is not None
    assert len(words.words) == len(rules)  # no two words are one in Simplified characters
    convert = shipped_converter().convert
    assert {word for word, becomes in rules.items() if convert(becomes) != becomes} == set()
    # What one rule writes is no word of another: a second pass would change nothing.
    again = {to: words.find(to) for to in words.words.values()}
    assert [to for to, found in again.items() if any(words.words[word] != word for _, word in found)] == []
