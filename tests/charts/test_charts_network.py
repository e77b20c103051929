"""The network of concepts: boxes that never lie on each other, lines to the right ones, the threshold in words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Shape, evidence

from pipeline.bilingual import LANGUAGES, Language
from pipeline.charts.apart import Placed, apart
from pipeline.charts.concept_network import concept_network
from pipeline.charts.model import Chart, NotEnoughEvidence
from pipeline.charts.style import drawing
from pipeline.settings import ChartsSettings

LEFT, RIGHT, GAP = 0.2, 7.3, 0.1

box = st.builds(Placed, *(st.floats(-1, 9),) * 2, st.floats(0.1, 2.5), st.floats(0.1, 0.8))


def check_apart(boxes: list[Placed], gap: float) -> None:
    for one, other in combinations(boxes, 2):
        assert not one.is_on(other, gap - 1e-6), (one, other)


@given(st.lists(box, max_size=12))
def test_boxes_come_apart_and_stay_on_the_page(boxes: list[Placed]) -> None:
    moved = apart(boxes, LEFT, RIGHT, GAP)
    check_apart(moved, GAP)
    for before, after in zip(boxes, moved, strict=True):
        assert (before.width, before.height) == (after.width, after.height)
        assert after.x - after.width / 2 >= LEFT - 1e-6
        assert after.x + after.width / 2 <= RIGHT + 1e-6


def test_forty_boxes_in_one_place_come_apart() -> None:
    check_apart(apart([Placed(3.0, 1.0, 1.4, 0.4)] * 40, LEFT, RIGHT, GAP), GAP)


def test_boxes_with_room_around_them_stay() -> None:
    boxes = [Placed(1.0, 1.0, 0.5, 0.3), Placed(3.0, 1.0, 0.5, 0.3)]
    assert apart(boxes, LEFT, RIGHT, GAP) == boxes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_linked", [2, 3, 12, 40])
def test_boxes_of_the_chart_hold_their_labels_and_lie_apart(n_linked: int, language: Language) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    with drawing("concept-network"):
        chart = concept_network(evidence(Shape(sections=(7, 9), n_linked=n_linked), language), ChartsSettings())
        assert isinstance(chart, Chart)
        renderer = chart.figure.canvas.get_renderer()
        axes = chart.figure.axes[0]
        rectangles = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
        boxes = [patch.get_window_extent(renderer) for patch in rectangles]
        assert len(boxes) == n_linked
        for one, other in combinations(boxes, 2):
            assert one.x1 < other.x0 or other.x1 < one.x0 or one.y1 < other.y0 or other.y1 < one.y0
        inside = 0
        for text in chart.figure.findobj(Text):
            place = text.get_window_extent(renderer)
            inside += any(
                one.x0 <= place.x0 and place.x1 <= one.x1 and one.y0 <= place.y0 + 3 and place.y1 - 3 <= one.y1
                for one in boxes
            )
        assert inside >= LANGUAGES.index(language) * n_linked + n_linked  # in English each with its term beneath


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("G²≥12.3", "打乱99次", "0.061", "图中画出最强的5条")),
        ("en", ("G²≥12.3", "99times", "0.061", "Drawnarethe5strongest")),
    ],
)
def test_threshold_and_shuffling_are_printed(language: Language, words: tuple[str, ...]) -> None:
    with drawing("concept-network"):
        chart = concept_network(evidence(Shape(sections=(7, 9), n_linked=4), language), ChartsSettings())
    assert isinstance(chart, Chart)
    # A line may end at any blank, which is not written then.
    written = "".join(text.get_text() for text in chart.figure.axes[0].texts).replace(" ", "")
    for said in words:
        assert said in written
    assert [row["rank"] for row in chart.numbers] == [1, 2, 3, 4, 5]
    assert {row["threshold"] for row in chart.numbers} == {12.3456}


def test_without_a_link_there_is_nothing_to_draw() -> None:
    with drawing("concept-network"):
        chart = concept_network(evidence(Shape(sections=(7, 9), n_linked=0)), ChartsSettings())
    assert isinstance(chart, NotEnoughEvidence)
    assert "证据不足" in chart.reason.zh
