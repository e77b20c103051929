"""The whole stage on small corpora written down as tokens."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenised import CONCEPTS, NEWS, Passage, rows, run_keywords

from pipeline.lexicon.model import Concept, NestingRule, Term, Variant

EDITION = {
    "a": [
        Passage("利益攸关方 与 治理", "heading", 1),
        Passage("多利益相关者 （ 利益相关者 ） 参与 治理 的 治理", "paragraph", 1),
        Passage("SH ~SH~ 利益攸关方 必须 参与 网 2018 a@b.c", "bullet", 2),
        Passage("多利益攸关方 相关人员 ， 相关人员", "bullet", 2),
        Passage("译者 利益相关者", "note", 2),
    ],
    "b": [Passage("参与 利益相关者")],
}
CORPUS = {"2018-paris": EDITION, "2019-berlin": {"c": [Passage("治理 SH"), Passage("治理 参与")]}}


def one(found: Iterable[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    (row,) = [row for row in found if all(row[name] == value for name, value in wanted.items())]
    return row


def test_terms_are_unmerged_and_of_messages_alone(tmp_path: Path) -> None:
    terms = rows(run_keywords(tmp_path, CORPUS).tables["terms"])
    assert [row["term"] for row in terms] == sorted(row["term"] for row in terms)
    assert not {"与", "译者", "，", "（"} & {row["term"] for row in terms}
    assert one(terms, term="治理") == {
        "term": "治理", "concept": None, "kind": "word", "list": "content",
        "n_occurrences": 4, "n_messages": 3, "n_documents": 2,
    }  # fmt: skip
    assert one(terms, term="SH")["n_occurrences"] == 2
    assert one(terms, term="参与")["n_documents"] == 3
    assert {row["term"]: row["list"] for row in terms if row["list"] != "content"} == {
        "的": "stopword", "必须": "modal", "网": "short", "2018": "other", "a@b.c": "other",
    }  # fmt: skip


def test_terms_of_a_concept_add_up_to_its_own_mentions(tmp_path: Path) -> None:
    tables = run_keywords(tmp_path, CORPUS).tables
    added: Counter[str] = Counter()
    for row in rows(tables["terms"]):
        added[row["concept"]] += row["n_occurrences"]
    for row in rows(tables["concepts"]):
        assert added[row["concept"]] == row["n_own"]
    assert one(rows(tables["terms"]), term="相关人员")["concept"] is None


def test_a_concept_is_counted_own_nested_and_inclusive(tmp_path: Path) -> None:
    row = one(rows(run_keywords(tmp_path, CORPUS).tables["concepts"]), concept="stakeholder")
    # Own in messages: a#002 利益相关者, a#003 SH and 利益攸关方, b#001 利益相关者, c#001 SH, without the repeat.
    # Nested: in 多利益相关者 (a#002) and 多利益攸关方 (a#004). Heading and note have one own mention each.
    assert {name: value for name, value in row.items() if name.startswith("n_")} == {
        "n_own": 5, "n_nested": 2, "n_inclusive": 7,
        "n_messages": 5, "n_messages_own": 4, "n_messages_nested": 2, "n_documents": 3,
        "n_own_in_passages": 7, "n_nested_in_passages": 2, "n_inclusive_in_passages": 9,
    }  # fmt: skip


def test_a_concept_that_stands_in_no_passage_has_no_row(tmp_path: Path) -> None:
    unseen = Concept("drones", "无人机", "drones", "technology", (Variant("无人机", "label"),))
    corpus = {"2018": {"a": [Passage("利益相关者", "heading"), Passage("参与")]}}
    concepts = rows(run_keywords(tmp_path, corpus, concepts=(*CONCEPTS, unseen)).tables["concepts"])
    assert [(row["concept"], row["n_inclusive"], row["n_inclusive_in_passages"]) for row in concepts] == [
        ("stakeholder", 0, 1)
    ]


def recount(mentions: list[dict[str, Any]]) -> dict[str, int]:
    """Every count of a concept, from its mentions."""
    messages = [row for row in mentions if row["is_message"]]
    own, nested = ([row for row in messages if row["form"] == form] for form in ("own", "nested"))

    def passages(of: list[dict[str, Any]]) -> int:
        return len({row["passage_id"] for row in of})

    return {
        "n_own": len(own), "n_nested": len(nested), "n_inclusive": len(messages),
        "n_messages": passages(messages), "n_messages_own": passages(own), "n_messages_nested": passages(nested),
        "n_documents": len({row["document_id"] for row in messages}),
        "n_own_in_passages": sum(row["form"] == "own" for row in mentions),
        "n_nested_in_passages": sum(row["form"] == "nested" for row in mentions),
        "n_inclusive_in_passages": len(mentions),
    }  # fmt: skip


def test_every_concept_count_follows_from_the_mentions(tmp_path: Path) -> None:
    tables = run_keywords(tmp_path, CORPUS).tables
    mentions = rows(tables["mentions"])
    concepts = rows(tables["concepts"])
    assert {row["concept"] for row in concepts} == {row["concept"] for row in mentions}
    for row in concepts:
        counts = {name: value for name, value in row.items() if name.startswith("n_")}
        assert counts == recount([one for one in mentions if one["concept"] == row["concept"]])


def test_mentions_are_spans_of_the_passage(tmp_path: Path) -> None:
    mentions = rows(run_keywords(tmp_path, CORPUS).tables["mentions"])
    texts = {
        f"{edition}/{document}#{order:03d}": passage.tokens.replace(" ", "").replace("~", "")
        for edition, documents in CORPUS.items()
        for document, passages in documents.items()
        for order, passage in enumerate(passages, start=1)
    }
    for row in mentions:
        assert texts[row["passage_id"]][row["start"] : row["end"]] == row["term"]
        assert (row["inside"] == row["term"]) == (row["form"] == "own")
        assert row["term"] in row["inside"]
    nested = one(mentions, form="nested", passage_id="2018-paris/a#002")
    assert (nested["start"], nested["end"], nested["inside"]) == (1, 6, "多利益相关者")


def test_variants_show_near_wordings_unmerged(tmp_path: Path) -> None:
    variants = rows(run_keywords(tmp_path, CORPUS).tables["variants"])
    found = {
        (row["edition"], row["term"]): (row["relation"], row["n_own"], row["n_nested"], row["n_messages"])
        for row in variants
        if row["concept"] == "stakeholder"
    }
    assert found == {
        ("2018-paris", "SH"): ("abbreviation", 1, 0, 1),
        ("2018-paris", "利益攸关方"): ("same", 1, 1, 2),
        ("2018-paris", "利益相关者"): ("label", 2, 1, 2),
        ("2018-paris", "相关人员"): ("near", 2, 0, 1),
        ("2019-berlin", "SH"): ("abbreviation", 1, 0, 1),
    }
    assert variants == sorted(variants, key=lambda row: (row["edition"], row["concept"], row["term"]))


def test_keywords_of_an_edition_by_hand(tmp_path: Path) -> None:
    keywords = rows(run_keywords(tmp_path, CORPUS).tables["keywords"])
    ranked = [
        (row["rank"], row["term"], row["count"], row["document_frequency"], row["tfidf"])
        for row in keywords
        if row["scope_kind"] == "edition" and row["scope"] == "2018-paris" and row["level"] == "concept"
    ]
    # N = 4 messages. Concept stakeholder: 4 own mentions in 3 messages, 4·(ln(5/4) + 1) = 4.892574; its label has five
    # characters, 4.892574·log2 5 = 11.360206. Concept multistakeholder: 2 in 2, 2·(ln(5/3) + 1)·log2 6 = 7.810855.
    # 相关人员: 2 in 1, 2·(ln(5/2) + 1)·log2 4 = 7.665163. 治理: the same with log2 2, 3.832581. 参与: 3 in 3, 3.669431.
    assert ranked == [
        (1, "利益相关者", 4, 3, pytest.approx(11.360206, abs=1e-6)),
        (2, "多利益相关者", 2, 2, pytest.approx(7.810855, abs=1e-6)),
        (3, "相关人员", 2, 1, pytest.approx(7.665163, abs=1e-6)),
        (4, "治理", 2, 1, pytest.approx(3.832581, abs=1e-6)),
        (5, "参与", 3, 3, pytest.approx(3.669431, abs=1e-6)),
    ]


def test_without_weights_of_length_the_score_is_the_plain_one(tmp_path: Path) -> None:
    for weigh_length, expected in ((True, math.log2(5)), (False, 1.0)):
        keywords = rows(
            run_keywords(tmp_path / str(weigh_length), CORPUS, weigh_length=weigh_length).tables["keywords"]
        )
        of_edition = [row for row in keywords if row["scope"] == "2018-paris" and row["concept"] == "stakeholder"]
        weights = {(row["level"], row["term"]): row["length_weight"] for row in of_edition}
        assert weights["concept", "利益相关者"] == pytest.approx(expected, abs=1e-6)
        assert weights["term", "利益相关者"] == 1.0


def test_concepts_can_be_ranked_by_inclusive_counts(tmp_path: Path) -> None:
    """The messages of 2018, each with its mentions of *stakeholder*, own + nested:

    a#002: 多利益相关者 holds one; the one in brackets 利益相关者 is no repeat here: 1 + 1
    a#003: SH and 利益攸关方, without the marked repeat: 2 + 0
    a#004: 多利益攸关方 holds one: 0 + 1
    b#001: 利益相关者: 1 + 0

    Own: 4 in 3 messages. Inclusive: 6 in all 4, so the score is 6·(ln(5/5) + 1) = 6. Nothing else has nested mentions.
    """

    def ranked(counts: str) -> dict[str, tuple[int, int, int, float]]:
        made = run_keywords(tmp_path / counts, CORPUS, concept_counts=counts)
        return {
            row["term"]: (row["count"], row["n_messages_in_scope"], row["document_frequency"], row["tfidf"])
            for row in rows(made.tables["keywords"])
            if (row["scope"], row["level"], row["concept_counts"]) == ("2018-paris", "concept", counts)
        }

    own, inclusive = ranked("own"), ranked("inclusive")
    # The label's five characters weigh log2 5.
    assert own["利益相关者"] == (4, 3, 3, pytest.approx(4 * (math.log(5 / 4) + 1) * math.log2(5), abs=1e-6))
    assert inclusive["利益相关者"] == (6, 4, 4, pytest.approx(6 * math.log2(5), abs=1e-6))
    assert {term: row for term, row in inclusive.items() if term != "利益相关者"} == {
        term: row for term, row in own.items() if term != "利益相关者"
    }


def test_inclusive_ranks_agree_with_the_concepts_table(tmp_path: Path) -> None:
    tables = run_keywords(tmp_path, CORPUS, concept_counts="inclusive").tables
    assert rows(tables["concepts"]) == rows(run_keywords(tmp_path / "own", CORPUS).tables["concepts"])
    totals: dict[str, list[int]] = {}
    for row in rows(tables["keywords"]):
        if row["scope_kind"] == "edition" and row["level"] == "concept" and row["concept"]:
            total = totals.setdefault(row["concept"], [0, 0])
            total[0] += row["count"]
            total[1] += row["document_frequency"]
    assert totals == {row["concept"]: [row["n_inclusive"], row["n_messages"]] for row in rows(tables["concepts"])}


def test_a_concept_that_only_stands_inside_terms_is_ranked_where_these_count(tmp_path: Path) -> None:
    corpus = {
        "2018": {"a": [Passage("利益相关者大会 多利益攸关方"), Passage("参与"), Passage("利益相关者大会", "heading")]}
    }

    def ranked(**options: Any) -> list[tuple[str, int, int]]:
        made = run_keywords(
            tmp_path / str(len(options)), corpus, terms=(Term("利益相关者大会"),), remove_redundant=False, **options
        )
        return [
            (row["term"], row["count"], row["document_frequency"])
            for row in rows(made.tables["keywords"])
            if (row["scope_kind"], row["level"], row["concept"]) == ("edition", "concept", "stakeholder")
        ]

    assert ranked() == []
    assert ranked(concept_counts="inclusive") == [("利益相关者", 2, 1)]
    # The term's wording no longer counts; what is left stands in 多利益攸关方.
    rules = (NestingRule("利益相关者", "利益相关者大会"),)
    assert ranked(concept_counts="inclusive", not_nested=rules) == [("利益相关者", 1, 1)]
    assert ranked(concept_counts="inclusive", not_nested=rules, stopwords=frozenset({"利益相关者"})) == []


def test_own_and_nested_add_up_with_terms_and_rules(tmp_path: Path) -> None:
    corpus = {"2018": {"a": [Passage("利益相关者大会 利益相关者 非利益相关者"), Passage("多利益攸关方 利益攸关方")]}}
    terms, rules = (Term("利益相关者大会"), Term("非利益相关者")), (NestingRule("*", "非*"),)
    made = run_keywords(tmp_path, corpus, terms=terms, not_nested=rules)
    row = one(rows(made.tables["concepts"]), concept="stakeholder")
    # Own: 利益相关者, 利益攸关方. Nested: in 利益相关者大会 and 多利益攸关方, not in 非利益相关者.
    assert (row["n_own"], row["n_nested"], row["n_inclusive"], row["n_messages"]) == (2, 2, 4, 2)
    nested = {row["inside"] for row in rows(made.tables["mentions"]) if row["form"] == "nested"}
    assert nested == {"利益相关者大会", "多利益攸关方"}


@pytest.mark.parametrize(("decimals", "order"), [(2, ["参与", "治理"]), (6, ["治理", "参与"])])
def test_scores_are_rounded_before_they_are_ranked(tmp_path: Path, decimals: int, order: list[str]) -> None:
    texts = ["参与 参与 治理 治理", "参与 参与 治理 治理", "参与 参与 治理 治理", "参与", "的", "的"]
    corpus = {"2018": {"a": [Passage(text) for text in texts]}}
    keywords = rows(run_keywords(tmp_path, corpus, score_decimals=decimals).tables["keywords"])
    ranked = [row for row in keywords if (row["scope_kind"], row["level"]) == ("edition", "term")]
    # N = 6. 参与: 7 in 4 messages, 7·(ln(7/5) + 1) = 9.355306. 治理: 6 in 3, 6·(ln(7/4) + 1) = 9.357695.
    # Both are 9.36 to two decimals: a tie, which goes to the name that sorts first.
    assert [row["term"] for row in ranked] == order
    assert [row["tfidf"] for row in ranked] == ([9.36, 9.36] if decimals == 2 else [9.357695, 9.355306])


def test_terms_whose_scores_differ_in_the_twelfth_decimal_tie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As another processor's logarithm may: the second by name is the higher one, by less than is told apart.
    monkeypatch.setattr("pipeline.keywords.ranks.inverse_document_frequency", lambda *_: np.array([1.0, 1.0 + 1e-12]))
    keywords = rows(run_keywords(tmp_path, {"2018": {"a": [Passage("治理 参与")]}}).tables["keywords"])
    in_edition = [row for row in keywords if (row["scope_kind"], row["level"]) == ("edition", "term")]
    assert [(row["rank"], row["term"], row["tfidf"]) for row in in_edition] == [(1, "参与", 1.0), (2, "治理", 1.0)]


def test_document_frequency_counts_a_message_with_two_wordings_once(tmp_path: Path) -> None:
    corpus = {"2018": {"a": [Passage("利益相关者 利益攸关方 SH"), Passage("参与")]}}
    keywords = rows(run_keywords(tmp_path, corpus).tables["keywords"])
    merged = one(keywords, scope_kind="edition", level="concept", term="利益相关者")
    assert (merged["count"], merged["document_frequency"], merged["n_messages_in_scope"]) == (3, 1, 1)
    unmerged = one(keywords, scope_kind="edition", level="term", term="利益相关者")
    assert (unmerged["count"], unmerged["document_frequency"]) == (1, 1)
    assert merged["tfidf"] == pytest.approx(3 * (math.log(3 / 2) + 1) * math.log2(5), abs=1e-6)


def test_the_three_scopes(tmp_path: Path) -> None:
    keywords = rows(run_keywords(tmp_path, CORPUS).tables["keywords"])
    sizes = {(row["scope_kind"], row["scope"]): row["n_scope"] for row in keywords if row["edition"] == "2018-paris"}
    assert sizes == {
        ("edition", "2018-paris"): 4,
        ("document", "2018-paris/a"): 3,
        ("document", "2018-paris/b"): 1,
        ("section", "2018-paris/a§1"): 1,
        ("section", "2018-paris/a§2"): 2,
        ("section", "2018-paris/b§0"): 1,
    }
    row = one(keywords, scope="2018-paris/a", level="term", term="参与")
    # Three times in the edition's four messages, twice in document a.
    assert (row["count"], row["n_messages_in_scope"], row["document_frequency"], row["n_messages_edition"]) == (
        2,
        2,
        3,
        4,
    )


def test_scopes_of_one_kind_add_up_to_the_edition(tmp_path: Path) -> None:
    keywords = rows(run_keywords(tmp_path, CORPUS).tables["keywords"])
    totals: dict[tuple[str, str, str, str], float] = Counter()
    for row in keywords:
        totals[row["edition"], row["level"], row["term"], row["scope_kind"]] += row["tfidf"]
    for (edition, level, term, _), total in totals.items():
        assert total == pytest.approx(totals[edition, level, term, "edition"], abs=1e-5)


def test_only_content_is_ranked_and_english_is_sourced(tmp_path: Path) -> None:
    keywords = rows(run_keywords(tmp_path, CORPUS).tables["keywords"])
    ranked = {(row["term"], row["level"]): (row["label_en"], row["label_en_source"]) for row in keywords}
    assert not {"的", "必须", "网", "2018", "a@b.c"} & {term for term, _ in ranked}
    assert ranked["利益攸关方", "term"] == ("stakeholder", "lexicon")
    assert ("利益攸关方", "concept") not in ranked
    assert ranked["参与", "concept"] == ("to participate", "CC-CEDICT")
    assert ranked["相关人员", "term"] == (None, None)


def test_the_lexicons_gloss_goes_before_the_dictionarys_and_after_a_concepts_label(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, CORPUS, glosses={"参与": "participation", "利益攸关方": "interested party"})
    ranked = {(row["term"], row["level"]): row for row in rows(made.tables["keywords"])}
    for level in ("term", "concept"):
        assert ranked["参与", level]["label_en"] == "participation"
        assert ranked["参与", level]["label_en_source"] == "lexicon"
    assert ranked["利益攸关方", "term"]["label_en"] == "stakeholder"


def test_a_stopped_label_takes_its_concept_out_and_another_wording_only_itself(tmp_path: Path) -> None:
    def ranked(folder: str, stopword: str) -> set[tuple[str, str, int]]:
        made = run_keywords(tmp_path / folder, CORPUS, stopwords=frozenset({stopword}))
        return {
            (row["level"], row["term"], row["count"])
            for row in rows(made.tables["keywords"])
            if row["scope"] == "2018-paris" and row["concept"] == "stakeholder"
        }

    assert ranked("label", "利益相关者") == {("term", "利益攸关方", 1), ("term", "SH", 1)}
    assert ranked("other", "利益攸关方") == {
        ("term", "利益相关者", 2),
        ("term", "SH", 1),
        ("concept", "利益相关者", 4),
    }


def test_ranks_stop_at_the_settings(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, CORPUS, top_n=3, top_n_part=2, top_n_passage=1).tables
    highest = {
        kind: max(row["rank"] for row in rows(made["keywords"]) if row["scope_kind"] == kind)
        for kind in ("edition", "document", "section")
    }
    assert highest == {"edition": 3, "document": 2, "section": 2}
    assert {row["rank"] for part in made["passage_keywords"].values() for row in rows(part)} == {1}


def test_adding_an_edition_changes_no_earlier_figure(tmp_path: Path) -> None:
    alone = rows(run_keywords(tmp_path / "one", {"2018-paris": EDITION}).tables["keywords"])
    beside = rows(run_keywords(tmp_path / "two", CORPUS).tables["keywords"])
    assert [row for row in beside if row["edition"] == "2018-paris"] == alone


def test_the_order_of_the_lexicon_does_not_matter(tmp_path: Path) -> None:
    first = run_keywords(tmp_path / "one", CORPUS).tables
    other = run_keywords(tmp_path / "two", CORPUS, concepts=CONCEPTS[::-1]).tables
    assert all(rows(first[name]) == rows(other[name]) for name in first)


@pytest.mark.parametrize(
    ("label", "corpus"),
    [
        ("no edition", {}),
        ("an edition without documents", {"2018": {}}),
        ("a document of headings alone", {"2018": {"a": [Passage("标题", "heading")]}}),
        ("a message without any token", {"2018": {"a": [Passage("")]}}),
        ("messages with nothing to rank", {"2018": {"a": [Passage("的 2018 ，"), Passage("网")]}}),
    ],
)
def test_nothing_to_rank(tmp_path: Path, label: str, corpus: dict[str, Any]) -> None:
    made = run_keywords(tmp_path, corpus)
    assert rows(made.tables["keywords"]) == [], label
    assert rows(made.tables["concepts"]) == []
    assert rows(made.tables["mentions"]) == []


def test_an_edition_that_has_no_file_of_tokens(tmp_path: Path) -> None:
    from tokenised import write_corpus

    from pipeline.keywords.stage import keywords
    from pipeline.settings import KeywordsSettings
    from pipeline.tables import Partitions

    passages = write_corpus(tmp_path, {"2018": {"a": [Passage("标题", "heading")]}})["passages"]
    made = keywords(
        passages=passages,
        tokens=Partitions("tokens", {}),
        vocabulary=Partitions("vocabulary", {}),
        compounds=Partitions("compounds", {}),
        concepts=CONCEPTS,
        terms=(),
        not_nested=(),
        stopwords=frozenset(),
        modals=frozenset(),
        glosses={},
        background=NEWS,
        settings=KeywordsSettings(),
    )
    assert rows(made.tables["terms"]) == []
