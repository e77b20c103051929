"""The charts of all editions: what they plot, what they leave out, axes of years."""

from __future__ import annotations

import itertools

import pytest
from invented import Shape, changed, evidence
from invented_trends import nothing_in_series, years

from pipeline.charts.concept_heatmap import concept_heatmap
from pipeline.charts.concept_trends import concept_trends
from pipeline.charts.followed_terms import leading
from pipeline.charts.model import Chart, NotEnoughEvidence
from pipeline.charts.series_axis import YearAxis, gaps
from pipeline.charts.style import drawing
from pipeline.settings import ChartsSettings

SHAPE = Shape("2031-atlantis", (7, 9), n_editions=12)


def drawn(draw, given=None, **settings: int) -> Chart | NotEnoughEvidence:
    with drawing("test"):
        return draw(given or evidence(SHAPE), ChartsSettings(**settings))


@pytest.mark.parametrize("draw", [concept_trends, concept_heatmap])
def test_a_number_a_term_and_edition_and_no_term_twice(draw) -> None:
    chart = drawn(draw)
    assert isinstance(chart, Chart)
    terms = list(dict.fromkeys(row["term"] for row in chart.numbers))
    assert len(chart.numbers) == 12 * len(terms) == 12 * 5
    assert "公共基础设施" not in terms  # shown as 数字公共基础设施
    assert "不变" not in terms


def test_the_rows_of_the_heatmap_stand_by_the_centre_of_their_use() -> None:
    chart = drawn(concept_heatmap)
    assert isinstance(chart, Chart)
    centres = [row["centre"] for row in chart.numbers]
    assert centres == sorted(centres)


def test_editions_take_turns_before_one_has_a_second_term() -> None:
    """Two terms peak in the second edition, three in the last; with two rows each edition has one."""
    chart = drawn(concept_heatmap, n_heatmap_terms=2)
    assert isinstance(chart, Chart)
    assert {row["term"] for row in chart.numbers} == {"数字公共基础设施", "数字鸿沟"}


@pytest.mark.parametrize("draw", [concept_trends, concept_heatmap])
@pytest.mark.parametrize("n_editions", [1, 2])
def test_too_few_editions_are_not_enough_evidence(draw, n_editions: int) -> None:
    chart = drawn(draw, evidence(Shape("2031-atlantis", (7, 9), n_editions=n_editions)))
    assert isinstance(chart, NotEnoughEvidence)
    assert f"只有 {n_editions} 届" in chart.reason.zh
    chart = drawn(draw, changed(evidence(SHAPE), **nothing_in_series("2031-atlantis")))
    assert isinstance(chart, NotEnoughEvidence)
    assert "只有 0 届" in chart.reason.zh


def row(term: str, shown_as: str | None = None, state: str = "rising") -> dict[str, str | None]:
    return {"term": term, "shown_as": shown_as, "state": state}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("甲乙"), row("丙丁")], ["甲乙", "丙丁"]),
        ([row("甲乙丙"), row("甲乙"), row("丁")], ["甲乙丙", "丁"]),
        ([row("甲乙"), row("甲乙丙"), row("丁")], ["甲乙", "丁"]),
        ([row("甲乙", shown_as="甲乙丙"), row("甲乙丙")], ["甲乙丙"]),
        ([row("甲乙", state="no change shown")], []),
        ([row("甲"), row("乙"), row("丙")], ["甲", "乙"]),
    ],
)
def test_leading_terms_do_not_stand_in_one_another(rows, expected: list[str]) -> None:
    assert [one["term"] for one in leading(rows, 2)] == expected


@pytest.mark.parametrize(
    ("years_", "expected"),
    [
        ([2018], [False]),
        ([2018, 2019, 2020], [False] * 3),
        ([1988, 1992, 1993, 1994, 1995, 1997], [False, True, False, False, False, True]),
        ([2018, 2021, 2024, 2030], [False, False, False, True]),
        ([2018, 2018, 2018], [False] * 3),
    ],
)
def test_a_gap_is_twice_the_usual_step(years_: list[int], expected: list[bool]) -> None:
    assert gaps(years_) == expected


@pytest.mark.parametrize(("years_", "inches"), [((2018, 2020), 2.0), ((1978, 2017), 2.0), ((1901, 2025), 1.5)])
def test_ticks_have_room_and_stand_inside(years_: tuple[int, int], inches: float) -> None:
    axis = YearAxis(0, inches, years_)
    places = [axis.x(year) for year in axis.ticks(0.42)]
    assert all(later - earlier >= 0.42 for earlier, later in itertools.pairwise(places))
    assert 0 <= min(places) <= max(places) <= inches


def test_the_invented_series_has_a_gap() -> None:
    assert any(gaps(years("2031-atlantis", 12)))
