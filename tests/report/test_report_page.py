"""What the page says of an edition, before any markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import Edition, Received, keyword, mention

from pipeline.report.counted_concepts import counted_concepts
from pipeline.report.evidence import latest_first
from pipeline.report.page import EditionPage, edition_page
from pipeline.report.passage_links import Links, links, passages_with_terms
from pipeline.settings import ReportSettings


def page_of(received: Received, folder: Path, settings: ReportSettings | None = None) -> EditionPage:
    (evidence,) = latest_first(received.tables(folder))
    return edition_page(evidence, counted_concepts(evidence), [], settings or ReportSettings())


def theme(edition: Edition, number: int, **columns: Any) -> dict[str, Any]:
    return {
        "theme_id": f"{edition.edition}/theme-{number}",
        "fit": edition.edition,
        "label_zh": f"主题{number}",
        **columns,
    }


def member(edition: Edition, order: int, number: int, rank: int) -> dict[str, Any]:
    ids = {"passage_id": edition.passage_id(order), "fit": edition.edition}
    return {**ids, "theme_id": f"{edition.edition}/theme-{number}", "centrality_rank": rank, "standing": "core"}


def test_links_are_in_order_once_and_limited() -> None:
    assert links(["a#10", "a#9", "b#1", "a#9", "a#1000"], 3) == Links(("a#9", "a#10", "a#1000"), 1)


def test_terms_are_found_as_tokens_of_messages_only(received: Received, tmp_path: Path) -> None:
    rows = received.parts["2030-sample"]["tokens"]
    (evidence,) = latest_first(received.tables(tmp_path / "a"))
    # 样例 stands in the title, which is no message; 利益 is part of a token, but no token.
    assert passages_with_terms(evidence, {"数据", "样例", "利益"}) == {"数据": ["2030-sample/sample#002"]}
    for row in rows:
        row["is_apposition"] = True
    (evidence,) = latest_first(received.tables(tmp_path / "b"))
    assert passages_with_terms(evidence, {"数据"}) == {}


def test_a_merged_keyword_leads_to_own_mentions_of_all_wordings(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    received.parts[edition.edition]["mentions"].append(
        {**mention(edition, "igf", "IGF", 2, form="nested", inside="IGF社区"), "start": 1}
    )
    received.whole["keywords"].append(keyword(edition, 3, "互联网治理论坛", concept="igf"))
    concept, term = (page_of(received, tmp_path).keywords[level] for level in ("concept", "term"))
    assert [row["links"].passage_ids for row in concept] == [
        (edition.passage_id(2), edition.passage_id(3)),
        (edition.passage_id(2),),
        (edition.passage_id(3),),
    ]
    assert [row["term"] for row in term] == ["数据"]


def test_a_keyword_of_inclusive_counts_leads_to_nested_mentions_too(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    received.parts[edition.edition]["mentions"].append(
        {**mention(edition, "igf", "IGF", 2, form="nested", inside="IGF社区"), "start": 1}
    )
    received.whole["keywords"] = [
        keyword(edition, 1, "互联网治理论坛", concept="igf", concept_counts="inclusive"),
    ]
    page = page_of(received, tmp_path / "page")
    (row,) = page.keywords["concept"]
    assert row["links"].passage_ids == (edition.passage_id(2), edition.passage_id(3))
    assert page.concept_counts == "inclusive"
    _, files = received.report(tmp_path / "report")
    for name in ("index.html", "report.md"):
        assert "own mentions and those inside longer terms" in files[name].decode()
        assert "of own mentions." not in files[name].decode()


def test_sections_have_their_keywords_by_rank(received: Received, edition: Edition, tmp_path: Path) -> None:
    scope = {"scope_kind": "section", "scope": "2030-sample/sample§1"}
    received.whole["keywords"] = [keyword(edition, rank, f"词{rank}", **scope) for rank in (3, 1, 2)]
    (section,) = page_of(received, tmp_path, ReportSettings(section_top_n=2)).sections
    assert [row["term"] for row in section.keywords] == ["词1", "词2"]
    assert section.links.passage_ids == (edition.passage_id(2), edition.passage_id(3))


def test_own_and_nested_add_up_and_a_message_counts_once(received: Received, edition: Edition, tmp_path: Path) -> None:
    nested = mention(edition, "stakeholder", "利益相关者", 3, form="nested", inside="多利益相关者")
    received.parts[edition.edition]["mentions"].append({**nested, "start": 20})
    concept = page_of(received, tmp_path).concepts[0].concept
    # own: 利益相关者 in 2 and 3, 涉众 in 2; nested: one in 3; messages: 2 and 3.
    assert (concept.n_own, concept.n_nested, concept.n_inclusive, concept.n_messages) == (3, 1, 4, 2)


def test_a_near_wording_stands_beside_with_its_own_passages(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    near = {
        "edition": edition.edition,
        "concept": "stakeholder",
        "term": "数据",
        "relation": "near",
        "n_own": 1,
        "n_messages": 1,
    }
    received.whole["variants"].append(near)
    wordings = page_of(received, tmp_path).variants[0].wordings
    assert [(linked.wording.term, linked.wording.is_merged) for linked in wordings] == [
        ("利益相关者", True),
        ("数据", False),
        ("涉众", True),
    ]
    assert wordings[1].links.passage_ids == (edition.passage_id(2),)


def test_themes_stand_in_order_beside_the_sections(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["themes"] = [theme(edition, 10), theme(edition, 9)]
    received.whole["theme_fits"] = [{"fit": edition.edition, "state": "stable"}]
    received.whole["passage_themes"] = [member(edition, 3, 9, 2), member(edition, 2, 9, 1)]
    fit = page_of(received, tmp_path, ReportSettings(theme_messages=1)).fit
    assert [found.row["label_zh"] for found in fit.themes] == ["主题9", "主题10"]
    assert [row["text"] for row in fit.themes[0].messages] == ["利益相关者和涉众用数据"]
    assert fit.themes[0].rest == Links((edition.passage_id(3),))
    assert [(row.n_by_theme, row.n_other) for row in fit.sections] == [((2, 0), 0)]


def test_messages_of_no_theme_stand_apart(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["themes"] = [theme(edition, 1)]
    nowhere = {"standing": "other", "theme_id": None, "centrality_rank": None}
    received.whole["passage_themes"] = [member(edition, 2, 1, 1), member(edition, 3, 1, 2) | nowhere]
    fit = page_of(received, tmp_path).fit
    assert [row["passage_id"] for row in fit.themes[0].messages] == [edition.passage_id(2)]
    assert [row["passage_id"] for row in fit.other.messages] == [edition.passage_id(3)]
    assert [(row.n_by_theme, row.n_other) for row in fit.sections] == [((1,), 1)]


def test_choices_stand_in_order_and_one_not_tried_is_left_out(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    received.whole["themes"] = [theme(edition, 1)]
    found = {"fit": edition.edition, "theme_id": f"{edition.edition}/theme-1", "has_lexicon": True}
    received.whole["theme_choices"] = [
        {**found, "has_stop_list": has_stop_list, "k": k, "stability": k / 10 + has_stop_list}
        for has_stop_list in (False, True)
        for k in (2, 3, 4)
    ]
    fit = page_of(received, tmp_path).fit
    assert fit.choices == ("published", "no_stop_list", "fewer", "more")
    assert [row["stability"] for row in fit.themes[0].by_choice if row] == [1.3, 0.3, 1.2, 1.4]


def test_with_two_themes_there_is_no_choice_of_one_fewer(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["themes"] = [theme(edition, 1)]
    found = {"fit": edition.edition, "theme_id": f"{edition.edition}/theme-1", "has_lexicon": True}
    received.whole["theme_choices"] = [{**found, "has_stop_list": True, "k": k} for k in (2, 3)]
    assert page_of(received, tmp_path).fit.choices == ("published", "more")


def test_merges_name_their_themes_by_number(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["themes"] = [theme(edition, number) for number in (1, 2, 10)]
    first, second, third = (f"{edition.edition}/theme-{number}" for number in (1, 2, 10))
    received.whole["theme_hierarchy"] = [
        {"fit": edition.edition, "n_groups": 1, "first": f"{first} {third}", "second": second, "agreement": 0.1},
        {"fit": edition.edition, "n_groups": 2, "first": first, "second": third, "agreement": 0.4},
    ]
    merges = page_of(received, tmp_path).fit.merges
    assert [merge.n_groups for merge in merges] == [2, 1]
    assert [[row["number"] for row in merge.first] for merge in merges] == [[1], [1, 3]]


def test_verdict_of_a_fit(received: Received, edition: Edition, tmp_path: Path) -> None:
    for verdict, is_grouped, is_exploratory in (
        ("stable", True, False),
        ("loose", True, True),
        ("unstable", True, True),
        ("not enough messages", False, False),
    ):
        received.whole["theme_fits"] = [{"fit": edition.edition, "state": verdict}]
        fit = page_of(received, tmp_path / verdict).fit
        assert (fit.verdict, fit.is_grouped, fit.is_exploratory) == (verdict, is_grouped, is_exploratory)
    received.whole["theme_fits"] = []
    assert not page_of(received, tmp_path / "no messages").fit.is_grouped


def test_a_fit_in_words(received: Received, edition: Edition, tmp_path: Path) -> None:
    counts = {"n_messages": 1026, "n_core": 700, "n_fringe": 300, "n_other": 26, "n_resamples": 60}
    received.whole["theme_fits"] = [{"fit": edition.edition, "resampling_unit": "document", **counts}]
    assert page_of(received, tmp_path).fit.in_words.en == (
        "1,026 messages: 700 core, 300 fringe, 26 other. 60 resamples, each drawing whole documents."
    )


def test_lists_are_limited_and_say_so(received: Received, edition: Edition, tmp_path: Path) -> None:
    documents = received.parts[edition.edition]["documents"]
    documents.append({**documents[0], "document_id": f"{edition.edition}/second"})
    page = page_of(received, tmp_path, ReportSettings(max_rows=1))
    assert (len(page.documents.rows), page.documents.n_more) == (1, 1)
    assert page["n_documents"] == 2


def test_a_note_that_several_documents_share_stands_once(received: Received, edition: Edition, tmp_path: Path) -> None:
    passages = received.parts[edition.edition]["passages"]
    passages.append({**passages[-1], "passage_id": edition.passage_id(5), "order": 5})
    passages.append({**passages[-1], "passage_id": edition.passage_id(6), "order": 6, "text": "另一附注"})
    notes = page_of(received, tmp_path).notes
    assert [note.text for note in notes] == ["这是初步草案", "另一附注"]
    assert notes[0].links == Links((edition.passage_id(4), edition.passage_id(5)))


def test_the_dictionary_is_named_only_where_its_english_is_shown(received: Received, tmp_path: Path) -> None:
    assert page_of(received, tmp_path / "with").has_dictionary_glosses
    for row in received.whole["keywords"]:
        row["label_en_source"] = "lexicon"
    assert not page_of(received, tmp_path / "without").has_dictionary_glosses
