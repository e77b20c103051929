"""The flow of themes: which editions, which boxes, which lines."""

from __future__ import annotations

import pytest
from invented import Shape, changed, evidence
from invented_flow import theme_changes

from pipeline.bilingual import LANGUAGES, Bilingual, Language
from pipeline.charts.flow_columns import Node, editions_in_order, in_flow
from pipeline.charts.model import Chart, NotEnoughEvidence
from pipeline.charts.style import drawing
from pipeline.charts.theme_flow import theme_flow
from pipeline.settings import ChartsSettings
from pipeline.tables import make

SHAPE = Shape("2031-atlantis", (7, 9))


def drawn(n_editions: int, **settings: int) -> Chart | NotEnoughEvidence:
    with drawing("test"):
        given = changed(evidence(SHAPE), theme_changes=theme_changes(SHAPE.edition, n_editions))
        return theme_flow(given, ChartsSettings(**settings))


@pytest.mark.parametrize(("n_editions", "n_pairs"), [(2, 1), (5, 4), (40, 6)])
def test_the_latest_editions_are_drawn_and_it_says_so(n_editions: int, n_pairs: int) -> None:
    chart = drawn(n_editions)
    assert isinstance(chart, Chart)
    pairs = {(row["previous"], row["edition"]) for row in chart.numbers}
    assert len(pairs) == n_pairs
    assert max(edition for _, edition in pairs) == SHAPE.edition
    texts = "".join(text.get_text() for axes in chart.figure.axes for text in axes.texts)
    assert ("共40届" in texts.replace(" ", "")) == (n_editions == 40)


def test_numbers_and_words_tell_links_from_what_began_and_ended() -> None:
    chart = drawn(3)
    assert isinstance(chart, Chart)
    assert len(chart.numbers) == 2 * 6
    # Three links a pair, one of them between stable themes; one ended and one is new after each of two editions.
    assert "6 links, 2 of them between stable themes; new: 2, ended: 2" in chart.alt.en
    assert "3 editions" in chart.alt.en


def test_without_themes_it_is_not_drawn() -> None:
    assert isinstance(drawn(1), NotEnoughEvidence)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "b"), ("b", "c")], ["a", "b", "c"]),
        ([("z", "a"), ("a", "m")], ["z", "a", "m"]),  # by what comes before what, not by name
        ([("a", "b"), ("x", "y")], ["a", "b", "x", "y"]),
        ([], []),
    ],
)
def test_editions_stand_in_the_order_of_their_pairs(pairs: list[tuple[str, str]], expected: list[str]) -> None:
    assert editions_in_order([{"previous": old, "edition": new} for old, new in pairs]) == expected


def test_a_theme_stands_beside_the_one_that_it_comes_from() -> None:
    def column(*names: str) -> list[Node]:
        return [Node(name, "2031", Bilingual(name, name), 5, True, False, False) for name in names]

    links = [{"theme_id_previous": old, "theme_id": new} for old, new in (("a2", "b1"), ("a1", "b3"), ("b3", "c1"))]
    ordered = in_flow([column("a1", "a2"), column("b1", "b2", "b3"), column("c1", "c2")], links)
    assert [[node.theme_id for node in own] for own in ordered] == [["a1", "a2"], ["b3", "b1", "b2"], ["c1", "c2"]]
    # And one that comes from a small theme draws that up: nothing is linked to the first two.
    ordered = in_flow([column("a1", "a2", "a3"), column("b1", "b2")], [{"theme_id_previous": "a3", "theme_id": "b2"}])
    assert [[node.theme_id for node in own] for own in ordered] == [["a3", "a1", "a2"], ["b2", "b1"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_label_is_broken_where_many_editions_stand_side_by_side(language: Language) -> None:
    """Seven editions leave less than an inch for each; a label of any length keeps its number and ends somewhere."""
    rows = theme_changes(SHAPE.edition, 7).to_pylist()
    english = "representatives, modernization, administration"
    named = [
        {**row, **{f"title{side}_en": row[f"title{side}_zh"] and english for side in ("", "_previous")}} for row in rows
    ]
    named[0]["title_previous_zh"] = named[0]["title_previous_en"] = "题" * 10_000
    with drawing("test"):
        given = changed(evidence(SHAPE, language), theme_changes=make("theme_changes", named))
        chart = theme_flow(given, ChartsSettings())
    assert isinstance(chart, Chart)
    texts = [text.get_text() for text in chart.figure.axes[0].texts]
    if language == "en":
        assert texts.count("representatives,") + sum(text.endswith("· representatives,") for text in texts) > 20
        assert not [text for text in texts if text.strip() in {",", "n", "s", "es"}]
    assert chart.figure.get_size_inches()[1] < 12
