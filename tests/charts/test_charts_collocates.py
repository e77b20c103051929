"""Collocates of one concept: which concept is chosen, what stands beside its bars."""

from __future__ import annotations

from typing import Any

from invented import Shape, evidence

from pipeline.charts.collocates import collocates, main_collocates
from pipeline.charts.model import Chart, NotEnoughEvidence
from pipeline.charts.style import drawing
from pipeline.settings import ChartsSettings


def row(node: str, collocate: str, n: int, state: str, **columns: Any) -> dict[str, Any]:
    return {
        "span": "window", "node": node, "node_concept": node, "collocate": collocate, "n_messages_node": n, "rank": 1,
        "state": state, **columns,
    }  # fmt: skip


def test_the_concept_in_most_messages_with_a_collocate_that_passes() -> None:
    rows = [
        row("甲", "一", 90, "not enough evidence"),
        row("乙", "二", 50, "attracted", rank=2),
        row("乙", "三", 50, "not enough evidence"),
        row("丙", "四", 40, "attracted"),
        row("丁", "五", 80, "attracted", span="passage"),
        row("词", "六", 95, "attracted", node_concept=None),
    ]
    assert [one["collocate"] for one in main_collocates(rows)] == ["三", "二"]


def test_equals_go_by_label() -> None:
    rows = [row("乙", "一", 50, "attracted"), row("丙", "二", 50, "attracted")]
    assert main_collocates(rows)[0]["node"] == min("乙", "丙")


def test_bars_have_their_counts_and_the_numbers_their_test() -> None:
    with drawing("collocates"):
        chart = collocates(evidence(Shape(sections=(7, 9))), ChartsSettings())
    assert isinstance(chart, Chart)
    assert [one["state"] for one in chart.numbers] == ["attracted"] * 4 + ["not enough evidence"] * 5
    assert [one["log_dice"] for one in chart.numbers] == [12.0 - rank for rank in range(1, 10)]
    written = [text.get_text() for text in chart.figure.axes[0].texts]
    assert "11.0" in written
    assert "19" in written


def test_nothing_that_passes_is_no_chart() -> None:
    given = evidence(Shape(sections=(7, 9)))
    rows = [one | {"state": "not enough evidence"} for one in given.collocations.to_pylist()]
    assert main_collocates(rows) == []
    with drawing("collocates"):
        few = collocates(evidence(Shape(sections=(1,), k=1)), ChartsSettings())
    assert isinstance(few, NotEnoughEvidence)
