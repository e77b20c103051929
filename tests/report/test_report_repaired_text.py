"""What was repaired, and what awaits a person."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Edition, made, repair

from pipeline.report.repaired_text import rule_summaries, suspects
from pipeline.report.words import words


def table(*rows: dict[str, Any]) -> Any:
    return made("repairs", [{**row, "position": position} for position, row in enumerate(rows)])


def test_rules_by_number_of_changes_with_their_commonest_kinds(edition: Edition) -> None:
    (first, second) = rule_summaries(
        table(
            repair(edition, " ", "", 2, rule="spaces_in_chinese"),
            repair(edition, "⽹", "网", 2, context="互联网"),
            repair(edition, "⽅", "方", 3),
            repair(edition, "⽹", "网", 3, context="网络"),
            repair(edition, "⽅", "方", 3, status="suspected"),
        ),
        3,
    )
    assert (first.rule, first.n, first.n_kinds, first.n_passages) == ("radicals", 3, 2, 2)
    assert [(change.before, change.n, change.context) for change in first.examples] == [
        ("⽹", 2, "互联网"),
        ("⽅", 1, "互联网"),
    ]
    assert (second.rule, second.n) == ("spaces_in_chinese", 1)


def test_the_most_frequent_kinds_are_the_examples(edition: Edition) -> None:
    (summary,) = rule_summaries(table(*(repair(edition, before, "网", 2) for before in "甲乙丙丙")), 2)
    assert [(change.before, change.n) for change in summary.examples] == [("丙", 2), ("乙", 1)]
    assert summary.n_kinds == 3


def test_no_repairs() -> None:
    assert rule_summaries(table(), 3) == []
    assert suspects(table()) == []


SLIP: dict[str, Any] = {"rule": "suspected_slip", "offset": 12, "gain": 3.4}


def test_a_settled_slip_names_its_correction(edition: Edition) -> None:
    (row,) = suspects(
        table(
            repair(edition, "又", "口", 2, status="settled", **SLIP),
            repair(edition, "人又", "人口", 2, rule="correction", offset=11),
            repair(edition, "又又", "又", 3, rule="correction", offset=12),
            repair(edition, "又", "叉", 2, rule="correction", offset=40),
        )
    )
    assert (row["correction"]["before"], row["correction"]["after"]) == ("人又", "人口")


def test_open_slips_come_first_and_have_no_correction(edition: Edition) -> None:
    rows = suspects(
        table(
            repair(edition, "又", "口", 2, status="settled", **SLIP),
            repair(edition, "又", "口", 2, status="suspected", **{**SLIP, "offset": 90}),
            repair(edition, "人又", "人口", 2, rule="correction", offset=11),
        )
    )
    assert [(row["status"], row["correction"] is None) for row in rows] == [("suspected", True), ("settled", False)]


@pytest.mark.parametrize("rule", ["radicals", "line_join", "bullet_mark", "correction", "traditional_to_simplified"])
def test_rules_have_words(rule: str) -> None:
    assert rule in words("rule")


def test_every_repair_of_the_two_lists_has_words() -> None:
    from pipeline.normalise.layout import GAP_RULES
    from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT

    names = [getattr(repair, "__name__", "") for repair in (*BEFORE_LAYOUT, *AFTER_LAYOUT)] + list(GAP_RULES)
    assert [name for name in names if name not in words("rule")] == []
