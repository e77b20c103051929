"""The lexicon that comes with the program keeps its own promises."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import MERGED_RELATIONS, NEAR
from pipeline.lexicon.nesting import NestingRules
from pipeline.lexicon.reading import SHIPPED_FOLDER
from pipeline.settings import ThemesSettings
from tests.lexicon.field import CORE_TERMS, named_things

LEXICON = load_lexicon(None)
CLAIMED = {variant.text: (concept.id, variant.relation) for concept in LEXICON.concepts for variant in concept.variants}
KIND = {concept.id: concept.kind for concept in LEXICON.concepts}
FILES = sorted(SHIPPED_FOLDER.iterdir())


@pytest.mark.parametrize("term", CORE_TERMS)
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


@pytest.mark.parametrize(("id_", "kind", "merged", "near"), named_things())
def test_what_the_field_names_is_there(id_: str, kind: str, merged: str, near: str) -> None:
    assert KIND[id_] == kind
    assert {wording: CLAIMED.get(wording, ("", NEAR))[0] for wording in merged.split("|")} == dict.fromkeys(
        merged.split("|"), id_
    )
    assert NEAR not in {CLAIMED[wording][1] for wording in merged.split("|")}
    assert {CLAIMED[wording] for wording in near.split("|") if wording} <= {(id_, NEAR)}


def test_there_are_hundreds_of_concepts() -> None:
    assert len(LEXICON.concepts) >= 600
    assert set(KIND) == {concept["id"] for _, concepts in sections() for concept in concepts}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("错误信息", "虚假信息"),
        ("欧洲委员会", "欧盟委员会"),
        ("欧盟委员会", "欧洲理事会"),
        ("网络犯罪公约", "联合国打击网络犯罪公约"),
        ("巴黎倡议", "巴黎协定"),
        ("数字合作", "全球数字契约"),
        ("中小企业", "中小微企业"),
        ("卫星", "低轨卫星"),
        ("数字政府", "电子政务"),
        ("碳中和", "净零排放"),
        ("知识共享", "信息共享"),
        ("IGF", "IGFs"),
    ],
)
def test_what_must_not_be_counted_together(one: str, other: str) -> None:
    assert CLAIMED[one][0] != CLAIMED.get(other, ("",))[0]


@pytest.mark.parametrize(
    "word",
    [
        "数码",
        "数位",
        "资料",
        "资讯",
        "网络",
        "网路",
        "审查",
        "中断",
        "秘书长",
        "领导小组",
        "协商",
        "信息",
        "平台",
        "开放",
    ],
)
def test_everyday_words_count_for_no_concept(word: str) -> None:
    assert CLAIMED.get(word, ("", NEAR))[1] == NEAR


def test_the_lists_do_not_overlap() -> None:
    wordings, terms = set(CLAIMED), {term.text for term in LEXICON.terms}
    assert not LEXICON.stopwords & LEXICON.modals
    assert not wordings & (LEXICON.stopwords | LEXICON.modals | terms)
    assert not terms & LEXICON.modals
    assert terms & LEXICON.stopwords == {"更多"}  # kept whole so that what follows it is, and never ranked


def test_glosses_are_of_words_that_can_be_ranked_and_fit_a_charts_line() -> None:
    assert not LEXICON.glosses.keys() & (set(CLAIMED) | LEXICON.stopwords | LEXICON.modals)
    longest = ThemesSettings().max_gloss_characters
    assert [
        word for word, english in LEXICON.glosses.items() if len(english) > longest or english != english.strip()
    ] == []
    assert LEXICON.glosses["相关性"] == "relevance"


def sections() -> list[tuple[str, list[dict[str, object]]]]:
    """The headings of concepts.toml, each with the entries below it."""
    text = (SHIPPED_FOLDER / "concepts.toml").read_text(encoding="utf-8")
    _, *pieces = re.split(r"^# ---- (.+) ----$", text, flags=re.MULTILINE)
    return [(name, tomllib.loads(body)["concept"]) for name, body in zip(pieces[::2], pieces[1::2], strict=True)]


def test_the_file_of_concepts_is_in_sections() -> None:
    names = [name for name, _ in sections()]
    assert len(names) == len(set(names)) >= 10
    assert min(len(concepts) for _, concepts in sections()) >= 8


def test_labels_name_one_concept_each() -> None:
    for labels in (
        [concept.label_zh for concept in LEXICON.concepts],
        [concept.label_en.casefold() for concept in LEXICON.concepts],
    ):
        assert [label for label, n in Counter(labels).items() if n > 1] == []


def test_wordings_are_words() -> None:
    assert [wording for wording in CLAIMED if len(wording) < 2 or wording != wording.strip()] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in {".txt", ".tsv"}], ids=lambda path: path.name
)
def test_no_line_says_what_another_says(path: Path) -> None:
    n_keys = 2 if path.name in {"expansions.tsv", "not-nested.tsv"} else 1
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    keys = Counter(tuple(line.split("\t")[:n_keys]) for line in lines)
    assert [key for key, n in keys.items() if n > 1] == []


def test_acronyms_stand_in_order_and_have_chinese_and_english_names() -> None:
    lines = [
        line.split("\t")
        for line in (SHIPPED_FOLDER / "expansions.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert lines == sorted(lines, key=lambda fields: (fields[0].casefold(), fields[0], fields[1]))
    assert len(LEXICON.expansions) >= 60
    without = [acronym for acronym, names in LEXICON.expansions.items() if not any(map(is_chinese, names))]
    assert without == []


def is_chinese(name: str) -> bool:
    return re.search("[\u4e00-\u9fff]", name) is not None


@pytest.mark.parametrize(
    ("outer", "inner", "is_mention"),
    [
        ("非政府组织", "政府", False),
        ("政府间组织", "政府", True),
        ("最不发达国家", "发达国家", False),
        ("印度尼西亚", "印度", False),
        ("巴布亚新几内亚", "几内亚", False),
        ("密克罗尼西亚", "西亚", False),
        ("西亚经社会", "西亚", True),
        ("东南亚国家联盟", "南亚", False),
        ("中东欧", "中东", False),
        ("中东和北非", "中东", True),
        ("亚太经合组织", "经合组织", False),
        ("经合组织人工智能原则", "经合组织", True),
        ("七十七国集团", "七国集团", False),
        ("联合国打击网络犯罪公约", "网络犯罪公约", False),
        ("联合国打击网络犯罪公约", "网络犯罪", True),
        ("欧洲委员会网络犯罪公约", "网络犯罪公约", True),
        ("区域互联网注册管理机构", "注册管理机构", False),
        ("域名注册管理机构", "注册管理机构", True),
        ("残疾人权利公约", "人权", False),
        ("残疾人权利公约", "残疾人", True),
        ("国际人权法", "人权", True),
        ("有利环境", "环境", False),
        ("环境可持续性", "环境", True),
        ("零信任架构", "信任", False),
        ("建立信任措施", "信任", True),
        ("加密货币", "加密", False),
        ("端到端加密", "加密", True),
        ("非个人数据", "个人数据", False),
        ("个人数据保护", "个人数据", True),
    ],
)
def test_mentions_inside_longer_words(outer: str, inner: str, is_mention: bool) -> None:
    at = outer.index(inner)
    assert NestingRules(LEXICON.not_nested).forbid(outer, at, at + len(inner)) is not is_mention


def test_modals_and_content_words_are_no_stop_words() -> None:
    assert {"必须", "应该", "应", "应当", "需要", "须", "必要", "可以"} <= LEXICON.modals
    assert not {"地方", "社区", "国家", "政府", "发展", "合作", "参与"} & LEXICON.stopwords
    assert {"的", "了", "在", "和", "以及", "通过", "有关", "方面"} <= LEXICON.stopwords
    assert len(LEXICON.stopwords) > 300
