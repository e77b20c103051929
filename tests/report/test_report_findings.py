"""What is said of an edition, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Edition, Received, concept, mention, repair, variant

from pipeline.report.counted_concepts import CountedConcept, counted_concepts
from pipeline.report.evidence import latest_first
from pipeline.report.findings import Finding, _leading, findings
from pipeline.report.words import words
from pipeline.settings import ReportSettings

TWO = ReportSettings(min_messages=2)


def said(received: Received, folder: Path, settings: ReportSettings = TWO) -> dict[str, Finding]:
    (evidence,) = latest_first(received.tables(folder))
    return {finding.finding: finding for finding in findings(evidence, counted_concepts(evidence), settings)}


def test_solid_findings_stand_before_others(received: Received, tmp_path: Path) -> None:
    assert list(said(received, tmp_path)) == ["not_final", "most_mentioned", "wordings"]


def test_most_mentioned_names_its_numbers_and_passages(received: Received, edition: Edition, tmp_path: Path) -> None:
    found = said(received, tmp_path)["most_mentioned"]
    # 利益相关者 twice and 涉众 once are one concept with 3 mentions in messages 2 and 3; IGF has 1. Mentions of two
    # concepts are not added up: one may stand inside the other.
    assert (found.n, found.unit) == (2, "messages")
    assert set(found.passage_ids) == {edition.passage_id(2), edition.passage_id(3)}
    assert "2 条消息中提及最多的概念：利益相关者 3 次，见于 2 条（都单独出现）；" in found.text.zh
    assert "in 2 messages: stakeholder 3, in 2 of them (all on its own)" in found.text.en


def test_nested_mentions_are_told_apart(received: Received, edition: Edition, tmp_path: Path) -> None:
    nested = mention(edition, "stakeholder", "利益相关者", 3, form="nested", inside="多利益相关者")
    received.parts[edition.edition]["mentions"].append({**nested, "start": 20, "end": 25})
    text = said(received, tmp_path)["most_mentioned"].text
    assert "利益相关者 4 次，见于 2 条（单独 3，内嵌于更长的词 1）" in text.zh


@pytest.mark.parametrize(
    ("counts", "named"),
    [([5, 4, 3, 2], 3), ([5, 4, 3, 3], 2), ([5, 4, 4, 4], 1), ([4, 4, 4, 4], 0), ([4, 4], 2), ([], 0)],
)
def test_a_tie_is_not_cut_in_two(counts: list[int], named: int) -> None:
    concepts = [CountedConcept(str(i), str(i), str(i), "issue", n, 0, (), ()) for i, n in enumerate(counts)]
    assert len(_leading(concepts, 3)) == named


def test_mentions_outside_messages_do_not_count(received: Received, edition: Edition, tmp_path: Path) -> None:
    for order in (1, 4):
        outside = {**mention(edition, "igf", "IGF", order), "is_message": False}
        received.parts[edition.edition]["mentions"].append(outside)
    text = said(received, tmp_path)["most_mentioned"].text.en
    assert "stakeholder 3, in 2 of them (" in text
    assert "IGF 1, in 1 of them (" in text


def test_too_few_messages_say_nothing_of_concepts(received: Received, tmp_path: Path) -> None:
    assert list(said(received, tmp_path, ReportSettings(min_messages=3))) == ["not_final"]


def test_wordings_say_what_one_wording_misses(received: Received, tmp_path: Path) -> None:
    text = said(received, tmp_path)["wordings"].text
    assert "2 种写法（利益相关者 2、涉众 1）" in text.zh
    assert "finds 2 of 3 mentions and misses 1" in text.en


def test_a_wording_inside_another_is_found_with_it(received: Received, tmp_path: Path) -> None:
    # A search for 利益相关者 finds 多利益相关者 too: nothing is missed, there is nothing to say.
    received.whole["variants"][1]["term"] = "多利益相关者"
    assert "wordings" not in said(received, tmp_path)


def test_near_wordings_are_no_wordings_of_the_concept(received: Received, tmp_path: Path) -> None:
    received.whole["variants"][1]["relation"] = "near"
    assert "wordings" not in said(received, tmp_path)


@pytest.mark.parametrize(
    ("status", "is_said"), [("draft", True), ("consultation", True), ("final", False), (None, False)]
)
def test_status(received: Received, edition: Edition, tmp_path: Path, status: str | None, is_said: bool) -> None:
    received.parts[edition.edition]["documents"][0]["status"] = status
    found = said(received, tmp_path)
    assert ("not_final" in found) is is_said
    if is_said:
        assert found["not_final"].passage_ids == (edition.passage_id(4),)
        assert "The only document is not final" in found["not_final"].text.en


def test_status_of_one_document_among_several(received: Received, edition: Edition, tmp_path: Path) -> None:
    (document,) = received.parts[edition.edition]["documents"]
    other = {**document, "document_id": document["document_id"] + "-2", "status": None}
    received.parts[edition.edition]["documents"] = [{**document, "status": "draft"}, other]
    assert "Not final: 1 of 2 documents" in said(received, tmp_path)["not_final"].text.en


def test_every_unit_has_words(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["stability"] = [stability(edition)]
    received.parts[edition.edition]["repairs"] = [repair(edition, "\u2f54", "涉", 2)]
    found = said(received, tmp_path).values()
    assert len(found) == 5
    assert {finding.unit for finding in found} <= words("unit").keys()


class TestRepaired:
    """涉 stands once in the text; repaired, the concept's wording 涉众 could not have been found before."""

    def changed(self, received: Received, edition: Edition, *rows: dict[str, Any]) -> Received:
        received.parts[edition.edition]["repairs"] = list(rows)
        return received

    def test_every_occurrence_repaired(self, received: Received, edition: Edition, tmp_path: Path) -> None:
        found = said(self.changed(received, edition, repair(edition, "\u2f54", "涉", 2)), tmp_path)["repaired"]
        assert (found.n, found.strength) == (1, "solid")
        assert "U+2F54" in found.text.zh
        assert "1 of 4 mentions" in found.text.en

    def test_one_of_two_occurrences_repaired(self, received: Received, edition: Edition, tmp_path: Path) -> None:
        # 利 stands in messages 2 and 3; one of them came in as it is, so a search would have found something.
        assert "repaired" not in said(self.changed(received, edition, repair(edition, "\u2f54", "利", 2)), tmp_path)

    @pytest.mark.parametrize(
        "columns", [{"status": "suspected"}, {"status": "settled"}, {"before": "涉", "after": "涉"}, {"before": "涉 "}]
    )
    def test_no_change_no_loss(
        self, received: Received, edition: Edition, tmp_path: Path, columns: dict[str, str]
    ) -> None:
        row = {**repair(edition, "\u2f54", "涉", 2), **columns}
        assert "repaired" not in said(self.changed(received, edition, row), tmp_path)

    def test_a_character_changed_again_is_left_out(self, received: Received, edition: Edition, tmp_path: Path) -> None:
        rows = repair(edition, "\u2f54", "涉", 2), repair(edition, "涉", "步", 3, step=2)
        assert "repaired" not in said(self.changed(received, edition, *rows), tmp_path)


def stability(edition: Edition, **columns: Any) -> dict[str, Any]:
    return {
        "fit": edition.edition, "k": 2, "n_messages": 2, "n_resamples": 9, "n_shuffles": 19, "stability": 0.36,
        "null_mean": 0.31, "null_sd": 0.04, "z": 1.25, "p_value": 0.2, "is_chosen": True, "is_stable": False, **columns,
    }  # fmt: skip


def test_themes_that_do_not_hold_are_exploratory_and_last(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["stability"] = [stability(edition), stability(edition, k=3, is_chosen=False, stability=0.9)]
    found = said(received, tmp_path)
    assert list(found)[-1] == "themes"
    assert found["themes"].strength == "exploratory"
    assert "0.36, against 0.31 ± 0.04" in found["themes"].text.en


@pytest.mark.parametrize(
    ("is_stable", "strength", "says"),
    [
        (True, "descriptive", "1 of them stable"),
        (False, "exploratory", "no single group is stable enough between resamples (at best 0.61)"),
    ],
)
def test_themes_hold_where_one_is_stable(
    received: Received, edition: Edition, tmp_path: Path, is_stable: bool, strength: str, says: str
) -> None:
    received.whole["stability"] = [stability(edition, is_stable=True, p_value=0.01)]
    received.whole["themes"] = [
        {"theme_id": "2030-sample/theme-1", "fit": edition.edition, "is_stable": is_stable, "stability": 0.61}
    ]
    found = said(received, tmp_path)["themes"]
    assert found.strength == strength
    assert says in found.text.en


def test_groups_beside_a_stable_one_are_called_what_they_are(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    received.whole["stability"] = [stability(edition, is_stable=True, k=3)]
    received.whole["themes"] = [
        {"theme_id": f"2030-sample/theme-{number}", "fit": edition.edition, "is_stable": number == 1}
        for number in (1, 2, 3)
    ]
    text = said(received, tmp_path / "some")["themes"].text
    assert "The other 2 are exploratory, not stable" in text.en
    assert "其余 2 组是探索性分组，不稳定" in text.zh
    received.whole["themes"] = [row | {"is_stable": True} for row in received.whole["themes"]]
    assert "not stable" not in said(received, tmp_path / "all")["themes"].text.en


def test_nothing_to_say(tmp_path: Path) -> None:
    received = Received(Edition("2030-empty", [("title", "无")], status="final"))
    assert said(received, tmp_path) == {}


def test_of_all_kinds_each_is_said_once(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["stability"] = [stability(edition)]
    received.whole["concepts"].append(concept("data", "数据", "data", "issue"))
    received.whole["variants"].append(variant(edition, "data", "数据", 1))
    received.parts[edition.edition]["repairs"] = [repair(edition, "\u2f54", "涉", 2)]
    assert len(said(received, tmp_path)) == 5


def test_no_more_than_set_and_the_solid_ones_first(received: Received, tmp_path: Path) -> None:
    settings = ReportSettings(min_messages=2, max_findings=2)
    assert list(said(received, tmp_path, settings)) == ["not_final", "most_mentioned"]


def test_the_table_lists_the_first_passages_and_counts_all(received: Received, tmp_path: Path) -> None:
    from pipeline.settings import Settings

    settings = Settings.model_validate({"report": {"min_messages": 2, "max_links": 1}})
    table, _ = received.report(tmp_path, settings)
    row = next(row for row in table.to_pylist() if row["finding"] == "most_mentioned")
    assert (row["passage_ids"], row["n_passages"]) == ("2030-sample/sample#002", 2)
