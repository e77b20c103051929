"""Which pairs of wordings are proposed, which are not, and that a decided pair never comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenised_terms import Passage, run_terminology

from pipeline.lexicon.model import Concept, Variant, VariantDecision
from pipeline.settings import VariantEvidenceSettings
from pipeline.tables import read_parquet
from pipeline.terminology.evidence import Contexts, Forms, compare, listed_parts, score
from pipeline.terminology.groups import connected
from pipeline.terminology.senses import Senses
from tests.conftest import Workspace

NO_SENSES = Senses({}, {})
CYBERCRIME = Concept(
    "cybercrime", "网络犯罪行为", "cybercrime", "issue",
    (Variant("网络犯罪行为", "label"), Variant("网上犯罪行为", "same"), Variant("网络不法行为", "near")),
)  # fmt: skip
CRIME = Concept("crime", "网络侵害行为", "harm", "issue", (Variant("网络侵害行为", "label"),))


def proposed(folder: Path, messages: list[str], **options: Any) -> list[dict[str, Any]]:
    options.setdefault("concepts", ())
    corpus = {"2030-a": {"a": [Passage(message) for message in messages]}}
    rows: list[dict[str, Any]] = run_terminology(folder, corpus, **options)["variant_candidates"].to_pylist()
    return rows


def pairs(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["wording"], row["other"]) for row in rows]


@pytest.mark.parametrize(
    ("wording", "other"),
    [
        ("利益攸关方", "利益相关方"),
        ("世贸组织", "世界贸易组织"),
        ("发展国家", "发展中国家"),
        ("内陆发展中国家", "发展中内陆国家"),
        ("账户", "帐户"),
        ("資訊", "信息"),
        ("网际网路", "互联网"),
        ("ecommerce", "e-commerce"),
        ("Blockchain", "blockchain"),
        ("网络中立性", "网络中立"),
    ],
)
def test_two_wordings_of_one_thing_are_proposed(tmp_path: Path, wording: str, other: str) -> None:
    assert pairs(proposed(tmp_path, [wording, other, other])) == [(wording, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国内市场", "国外市场"),
        ("发达国家", "发展中国家"),
        ("第一产业", "第二产业"),
        ("上行速率", "下行速率"),
        ("男性用户", "女性用户"),
        ("东部地区经济", "西部地区经济"),
        ("网络", "网络安全"),
        ("国家主权", "主权"),
        ("IGF", "IGFs"),
        ("IPv4", "IPv6"),
        ("产品质量", "产品数量"),
        ("政府间组织", "非政府间组织"),
    ],
)
def test_siblings_and_wider_terms_are_not(tmp_path: Path, one: str, other: str) -> None:
    assert pairs(proposed(tmp_path, [one, other, other])) == []


def test_what_is_listed_side_by_side_is_two_things(tmp_path: Path) -> None:
    apart = ["研究生教育部", "研究院教育部"]
    assert pairs(proposed(tmp_path / "apart", apart)) == [("研究生教育部", "研究院教育部")]
    assert pairs(proposed(tmp_path / "listed", [*apart, "研究生教育部 、 研究院教育部"])) == []


def test_words_in_which_they_differ_listed_side_by_side_speak_against_it_too(tmp_path: Path) -> None:
    apart = ["国家公路建设", "国家铁路建设"]
    assert len(proposed(tmp_path / "apart", apart)) == 1
    assert proposed(tmp_path / "listed", [*apart, "公路 和 铁路"]) == []


def test_a_row_says_what_it_rests_on(tmp_path: Path) -> None:
    (row,) = proposed(tmp_path, ["加入 世贸组织 后", "世界贸易组织 规则", "世界贸易组织"], context_characters=4)
    # Distance 2 of 6, so form similarity 2/3 with 4 characters shared: 0.75 · 4/9 · 4/5 = 0.2667; abbreviation 0.35.
    # CC-CEDICT has no sense that both share beyond those of the evidence columns.
    assert (row["edit_distance"], row["shared_head"], row["is_abbreviation"]) == (2, "组织", True)
    assert (row["n_wording"], row["n_messages_wording"], row["n_other"], row["n_messages_other"]) == (1, 1, 2, 2)
    assert (row["passage_ids_wording"], row["passage_ids_other"]) == ("2030-a/a#001", "2030-a/a#002 2030-a/a#003")
    assert (row["context_wording"], row["context_other"]) == ("加入世贸组织后", "世界贸易组织规则")
    assert row["context_similarity"] is None  # the rarer one stands once
    assert row["line"] == "世贸组织\t世界贸易组织\tabbreviation\t"


MESSAGES = ["网络犯罪行为", "网络犯罪行为", "网络犯罪作为", "网上犯罪行为"]


def test_the_lexicons_wording_is_what_another_is_proposed_for(tmp_path: Path) -> None:
    rows = proposed(tmp_path, [*MESSAGES, "网络犯罪作为", "网络犯罪作为"], concepts=(CYBERCRIME,))
    assert [(row["wording"], row["other"], row["concept"], row["group"]) for row in rows] == [
        ("网络犯罪作为", "网络犯罪行为", "cybercrime", "网络犯罪行为")
    ]


def test_what_the_text_has_instead_of_an_unused_wording_is_proposed(tmp_path: Path) -> None:
    (row,) = proposed(tmp_path, ["网络犯罪作为"], concepts=(CYBERCRIME,))
    assert (row["other"], row["n_other"], row["passage_ids_other"], row["context_other"]) == (
        "网络犯罪行为",
        0,
        "",
        None,
    )


def test_words_side_by_side_are_compared_with_the_lexicon(tmp_path: Path) -> None:
    (row,) = proposed(tmp_path, ["打击 网络 犯罪 作为", "网络 犯罪 作为"], concepts=(CYBERCRIME,))
    assert (row["wording"], row["other"], row["n_wording"]) == ("网络犯罪作为", "网络犯罪行为", 2)
    assert row["passage_ids_wording"] == "2030-a/a#001 2030-a/a#002"


@pytest.mark.parametrize(
    "words",
    ["网络犯罪 的 行为", "网络 犯罪 ， 作为", "网络 犯罪 行为", "反 网络犯罪行为", "网络 犯罪 行为 学"],
    ids=["stop word", "punctuation", "the wording itself", "longer", "longer at the end"],
)
def test_other_words_side_by_side_are_no_wording(tmp_path: Path, words: str) -> None:
    assert proposed(tmp_path, [words], concepts=(CYBERCRIME,)) == []


@pytest.mark.parametrize("decided", [("网络犯罪作为", "网络犯罪行为"), ("网上犯罪行为", "网络犯罪作为")])
def test_a_rejected_pair_never_comes_back_not_with_another_wording_of_the_concept_either(
    tmp_path: Path, decided: tuple[str, str]
) -> None:
    decisions = (VariantDecision(*decided, "different"),)
    assert proposed(tmp_path, MESSAGES, concepts=(CYBERCRIME,), decisions=decisions) == []


def test_wordings_of_one_concept_or_of_two_are_decided(tmp_path: Path) -> None:
    messages = ["网络犯罪行为", "网上犯罪行为", "网络不法行为", "网络侵害行为"]
    assert pairs(proposed(tmp_path / "none", messages))
    assert proposed(tmp_path / "told", messages, concepts=(CYBERCRIME, CRIME)) == []


def test_the_best_come_first_and_no_more_than_set(tmp_path: Path) -> None:
    messages = ["利益攸关方", "利益相关方", "世贸组织", "世界贸易组织", "ecommerce", "e-commerce"]
    rows = proposed(tmp_path / "all", messages)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert proposed(tmp_path / "two", messages, max_variant_pairs=2) == rows[:2]


def test_the_shipped_corpus_proposes_what_its_own_lexicon_leaves_open(main_job: Workspace) -> None:
    rows = read_parquet(main_job.outputs / "data/variant_candidates.parquet").to_pylist()
    assert ("制订", "制定") in pairs(rows)
    claimed = {"利益相关者", "利益攸关方", "多利益相关者", "互联网治理论坛", "IGF"}
    assert not any({row["wording"], row["other"]} <= claimed for row in rows)


def forms(**found: Any) -> Forms:
    plain = {
        "n_shortest": 4, "edit_distance": 1, "form_similarity": 0.75, "n_shared": 3, "shared_head": "", "spelling": "",
        "is_abbreviation": False, "is_reordered": False, "has_same_parts": False, "is_contained": False,
        "shared_english": (),
    }  # fmt: skip
    return Forms(**{**plain, **found})


RARE = Contexts(None, 1)


def rated(found: Forms, contexts: Contexts = RARE, n_listed: int = 0) -> float:
    return score(found, contexts, n_listed, VariantEvidenceSettings(), in_lexicon=False)


def test_the_score_by_hand() -> None:
    # Form 0.75 · 0.75² · 3/4 = 0.31640625.
    assert rated(forms()) == pytest.approx(0.31640625)
    # One English sense more: 1 - (1 - 0.3164)(1 - 0.15); a verb's: 0.1.
    assert rated(forms(shared_english=("crime",))) == pytest.approx(1 - 0.68359375 * 0.85)
    assert rated(forms(shared_english=("to commit",))) == pytest.approx(1 - 0.68359375 * 0.9)
    # Contexts half alike: 0.6 · 0.5.
    assert rated(forms(), Contexts(0.5, 3)) == pytest.approx(1 - 0.68359375 * 0.7)
    # Listed side by side twice: a third.
    assert rated(forms(), n_listed=2) == pytest.approx(0.31640625 / 3)
    # Frequent, and nothing in common: half. Not so rare ones.
    assert rated(forms(), Contexts(0.0, 10)) == pytest.approx(0.31640625 / 2)
    assert rated(forms(), Contexts(0.0, 9)) == pytest.approx(0.31640625)


@given(st.floats(0, 1), st.integers(0, 50), st.integers(0, 5), st.booleans(), st.booleans())
def test_a_score_is_a_share_and_more_evidence_never_lowers_it(
    similarity: float, n_rarer: int, n_listed: int, is_short: bool, has_parts: bool
) -> None:
    contexts = Contexts(similarity, n_rarer)
    plain = rated(forms(is_abbreviation=is_short, has_same_parts=has_parts), contexts, n_listed)
    more = rated(forms(is_abbreviation=True, has_same_parts=True, spelling="region"), contexts, n_listed)
    assert 0 <= plain <= more <= 1


def test_a_part_of_the_other_counts_neither_as_form_nor_as_abbreviation() -> None:
    found = compare("网络", "网络安全", "word", ("abbreviation",), NO_SENSES)
    assert found is not None
    assert found.is_contained
    assert rated(found) == 0


def test_words_in_which_two_wordings_differ() -> None:
    assert list(listed_parts("养老保险", "医疗保险")) == [("养老", "医疗"), ("养老保", "医疗保")]
    assert ("发达", "发展中") in list(listed_parts("发达国家", "发展中国家"))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_groups_part_what_the_pairs_join(edges: list[tuple[int, int]]) -> None:
    groups = connected(edges)
    members = [member for group in groups for member in group]
    assert sorted(members) == sorted({member for edge in edges for member in edge})
    assert all(any({one, other} <= set(group) for group in groups) for one, other in edges)
