"""The shipped lexicon at work: its words come out whole, and cut none of their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

import pytest

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.lexicon.load import load_lexicon
from pipeline.segment.stage import segment
from pipeline.settings import SegmentSettings
from tests.lexicon.field import CORE_TERMS

LEXICON = load_lexicon(None)
FRAMES = ("{}", "关于{}的讨论", "各国在{}方面取得进展", "应加强{}和其他工作", "，{}。")


def tokens_of(texts: Sequence[str]) -> list[list[str]]:
    """The tokens of each text."""
    fixed = dict.fromkeys(TABLES["passages"].column_names) | {
        "edition": "e",
        "document_id": "e/d",
        "section_order": 0,
        "kind": "bullet",
        "is_message": True,
        "start": 0,
        "end": 0,
    }
    passages = [
        fixed | {"passage_id": f"e/d#{order:05}", "order": order, "text": text} for order, text in enumerate(texts)
    ]
    made = segment(
        passages=tables.make("passages", passages),
        concepts=LEXICON.concepts,
        terms=LEXICON.terms,
        settings=SegmentSettings(),
    ).tables
    word = made["vocabulary"].column("text").to_pylist()
    cut: dict[str, list[str]] = {row["passage_id"]: [] for row in passages}
    for passage, term in zip(
        *(made["tokens"].column(name).to_pylist() for name in ("passage_id", "term")), strict=True
    ):
        cut[passage].append(word[term])
    return list(cut.values())


def not_whole(words: Iterable[str]) -> list[tuple[str, str]]:
    """Words and frames in which they do not come out as one token."""
    cases = list(product(words, FRAMES))
    cut = tokens_of([frame.format(word) for word, frame in cases])
    return [(word, frame) for (word, frame), tokens in zip(cases, cut, strict=True) if word not in tokens]


def test_core_terms_are_whole_in_every_frame() -> None:
    assert not_whole(CORE_TERMS) == []


def test_every_wording_and_term_is_whole_in_every_frame() -> None:
    assert not_whole(variant.text for concept in LEXICON.concepts for variant in concept.variants) == []
    assert not_whole(term.text for term in LEXICON.terms) == []


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # a neighbour that a longer wording would have cut
        ("加强人工智能治理", "加强|人工智能治理"),
        ("扩大数据共享", "扩大|数据共享"),
        ("更新顶级域名", "更新|顶级域名"),
        ("维护老年人的尊严", "维护|老年人|的|尊严"),
        ("接受个人的监督", "接受|个人|的|监督"),
        ("高新技术企业", "高新技术|企业"),
        ("协调人与自然的关系", "协调|人与自然|的|关系"),
        # places
        ("印度尼西亚和印度", "印度尼西亚|和|印度"),
        ("几内亚比绍和几内亚", "几内亚比绍|和|几内亚"),
        ("尼日利亚和尼日尔", "尼日利亚|和|尼日尔"),
        ("多米尼加和多米尼克", "多米尼加|和|多米尼克"),
        ("南苏丹和苏丹", "南苏丹|和|苏丹"),
        ("南非和非洲", "南非|和|非洲"),
        ("刚果民主共和国和刚果", "刚果民主共和国|和|刚果"),
        ("中东欧和中东", "中东欧|和|中东"),
        ("东南亚和南亚", "东南亚|和|南亚"),
        ("马来西亚和西亚", "马来西亚|和|西亚"),
        # names in Latin letters, digits and signs
        ("参加WSIS+20和NETmundial+10", "参加|WSIS+20|和|NETmundial+10"),
        ("注册.中国的域名", "注册|.中国|的|域名"),
        ("行动方面C1和行动方面C10", "行动方面C1|和|行动方面C10"),
        ("IGF+和IGF", "IGF+|和|IGF"),
        # one concept's name inside another's
        ("联合国打击网络犯罪公约", "联合国打击网络犯罪公约"),
        ("亚太经合组织和经合组织", "亚太经合组织|和|经合组织"),
        ("互联网上的儿童", "互联网|上|的|儿童"),
    ],
)
def test_neighbours_and_names(text: str, tokens: str) -> None:
    assert tokens_of([text]) == [tokens.split("|")]


def test_a_longer_wording_goes_before_the_shorter_one_inside_it() -> None:
    forum = ["互联网", "互联网治理", "互联网治理论坛", "互联网治理论坛秘书处"]
    for shorter, longer in pairwise(forum):
        assert tokens_of([longer]) == [[longer]]
        assert tokens_of([f"{shorter}和{longer}"]) == [[shorter, "和", longer]]
