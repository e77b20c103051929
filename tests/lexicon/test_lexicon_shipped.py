"""The lexicon that comes with the program keeps its own promises."""

from __future__ import annotations

import pytest

from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import MERGED_RELATIONS, NEAR
from pipeline.settings import ThemesSettings

LEXICON = load_lexicon(None)
CLAIMED = {variant.text: (concept.id, variant.relation) for concept in LEXICON.concepts for variant in concept.variants}


CORE_TERMS = """
人工智能 网络安全 错误信息 私营部门 以人为本 残疾人 弱势群体 网络空间 多利益攸关方 互联网治理论坛 数字鸿沟 互联网碎片化
全球数字契约 可持续发展目标 数据治理 数字公共基础设施 全球南方 网络犯罪 虚假信息 端到端加密 生成式人工智能 跨境数据流动
信息社会世界峰会 民间社会 技术界 能力建设 数字素养 域名系统 新兴技术
"""


@pytest.mark.parametrize("term", CORE_TERMS.split())
def test_core_terms_are_concepts(term: str) -> None:
    assert CLAIMED[term][1] in MERGED_RELATIONS


@pytest.mark.parametrize(
    ("concept", "wordings"),
    [
        ("stakeholder", "利益相关者 利益攸关方 利益相关方 利益攸关者 涉众"),
        (
            "multistakeholder",
            "多利益相关者 多方利益相关者 多利益攸关方 多方利益攸关方 多利益攸关者 多利益相关方 多涉众",
        ),
        ("national-and-regional-initiatives", "IGFs NRIs"),
        ("internet-governance-forum", "互联网治理论坛 IGF"),
        ("artificial-intelligence", "人工智能 AI"),
        ("governance", "治理 管治"),
    ],
)
def test_wordings_that_are_counted_together(concept: str, wordings: str) -> None:
    assert {CLAIMED[wording][0] for wording in wordings.split()} == {concept}


def test_a_near_variant_is_claimed_but_not_merged() -> None:
    assert CLAIMED["互联网分裂"] == ("fragmentation", NEAR)


def test_the_lists_do_not_overlap() -> None:
    wordings, terms = set(CLAIMED), {term.text for term in LEXICON.terms}
    assert not LEXICON.stopwords & LEXICON.modals
    assert not wordings & (LEXICON.stopwords | LEXICON.modals | terms)
    assert not terms & (LEXICON.stopwords | LEXICON.modals)


def test_glosses_are_of_words_that_can_be_ranked_and_fit_a_charts_line() -> None:
    assert not LEXICON.glosses.keys() & (set(CLAIMED) | LEXICON.stopwords | LEXICON.modals)
    longest = ThemesSettings().max_gloss_characters
    assert [
        word for word, english in LEXICON.glosses.items() if len(english) > longest or english != english.strip()
    ] == []
    assert LEXICON.glosses["相关性"] == "relevance"


def test_modals_and_content_words_are_no_stop_words() -> None:
    assert {"必须", "应该", "应", "应当", "需要", "须", "必要", "可以"} <= LEXICON.modals
    assert not {"地方", "社区", "国家", "政府", "发展", "合作", "参与"} & LEXICON.stopwords
    assert {"的", "了", "在", "和", "以及", "通过", "有关", "方面"} <= LEXICON.stopwords
    assert len(LEXICON.stopwords) > 300
