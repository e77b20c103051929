"""The plotted numbers, against counts worked by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from invented import CONCEPTS, Shape, changed, evidence, said_in

from pipeline.charts.columns import columns
from pipeline.charts.concept_dispersion import concept_dispersion
from pipeline.charts.concept_wordings import concept_wordings
from pipeline.charts.keyness_bars import keyness_bars
from pipeline.charts.keyword_bars import edition_keywords, keyword_bars
from pipeline.charts.keyword_heatmap import keyword_heatmap
from pipeline.charts.keyword_messages import keyword_messages
from pipeline.charts.keyword_rank_intervals import keyword_rank_intervals
from pipeline.charts.lockwords import lockwords
from pipeline.charts.model import Chart, Evidence, NotEnoughEvidence
from pipeline.charts.point_labels import Point, label_places
from pipeline.charts.style import WHITE, drawing
from pipeline.charts.theme_map import colour, theme_map
from pipeline.charts.theme_overview import theme_overview
from pipeline.charts.two_rankings import two_rankings
from pipeline.keyness.groups import choose
from pipeline.settings import ChartsSettings
from pipeline.tables import make

SETTINGS = ChartsSettings()


def drawn(draw, given: Evidence, settings: ChartsSettings = SETTINGS) -> Chart:
    with drawing("test"):
        chart = draw(given, settings)
    assert isinstance(chart, Chart)
    return chart


def test_bars_are_the_edition_keywords_by_rank() -> None:
    chart = drawn(keyword_bars, evidence(Shape()), ChartsSettings(n_keywords=3))
    assert [(row["rank"], row["term"], row["tfidf"]) for row in chart.numbers] == [
        (1, "多利益攸关方", 30.0),
        (2, "利益攸关方", 15.0),
        (3, "互联网", 10.0),
    ]


def test_heatmap_counts_messages_by_section() -> None:
    # Messages 1-3, 4-8 and 9-12; 互联网 stands in messages number 0, 3, 6, 9 from 0: 1, 4, 7 and 10.
    chart = drawn(keyword_heatmap, evidence(Shape(sections=(3, 5, 4))))
    found = [row["n_messages_with_keyword"] for row in chart.numbers if row["term"] == "互联网"]
    assert found == [1, 2, 1]
    assert [row["share"] for row in chart.numbers if row["term"] == "互联网"] == [1 / 3, 2 / 5, 1 / 4]


def test_heatmap_rows_add_up_to_the_document_frequency() -> None:
    given = evidence(Shape(n_documents=3))
    chart = drawn(keyword_heatmap, given)
    found: Counter[str] = Counter()
    for row in chart.numbers:
        found[row["term"]] += row["n_messages_with_keyword"]
    assert found == {row["term"]: row["document_frequency"] for row in edition_keywords(given)}


def test_messages_with_nested_mentions_have_a_keyword_of_inclusive_counts() -> None:
    given = evidence(Shape())
    ranked = [row for row in edition_keywords(given) if row["concept"] == "stakeholder"]
    own = keyword_messages(given, ranked)
    inclusive = keyword_messages(given, [row | {"concept_counts": "inclusive"} for row in ranked])
    nested = {
        row["passage_id"]
        for row in given.mentions.to_pylist()
        if (row["concept"], row["form"]) == ("stakeholder", "nested")
    }
    ((term, messages),) = own.items()
    assert nested
    assert inclusive == {term: messages | nested}


def test_a_keyword_that_no_ranking_of_a_section_keeps_is_counted_all_the_same() -> None:
    given = evidence(Shape(sections=(3, 5, 4)))
    kept = [row for row in given.keywords.to_pylist() if row["scope_kind"] == "edition"]
    chart = drawn(keyword_heatmap, changed(given, keywords=make("keywords", kept)))
    assert chart.numbers == drawn(keyword_heatmap, given).numbers


@pytest.mark.parametrize(
    ("shape", "what", "n_shown", "n_left_out"),
    [
        (Shape(sections=(2,) * 12), "section", 12, 0),
        (Shape(sections=(2,) * 13), "section", 12, 1),
        (Shape(sections=(2, 0, 3)), "section", 2, 0),
        (Shape(n_documents=2), "document", 2, 0),
        (Shape(n_documents=14), "document", 12, 2),
    ],
)
def test_columns_are_sections_or_documents(shape: Shape, what: str, n_shown: int, n_left_out: int) -> None:
    found = columns(evidence(shape), 12)
    assert (found.what.en, len(found.shown), found.n_left_out) == (what, n_shown, n_left_out)


def test_tracks_stand_for_documents_that_are_too_many() -> None:
    given = evidence(Shape(n_documents=14))
    rows = [
        row | {"track": f"议题{number % 3}", "track_en": f"Track {number % 3}"}
        for number, row in enumerate(given.documents.to_pylist())
    ]
    found = columns(changed(given, documents=make("documents", rows)), 12)
    assert [(column.label.zh, column.n_messages) for column in found.shown] == [
        ("议题0", 60),  # documents 0, 3, 6, 9, 12 of 12 messages each
        ("议题1", 60),
        ("议题2", 48),
    ]


def test_the_largest_columns_stay_in_the_order_of_the_text() -> None:
    found = columns(evidence(Shape(sections=(5, 1, 9, 2))), 3)
    assert [column.n_messages for column in found.shown] == [5, 9, 2]
    assert found.n_messages_left_out == 1


def test_theme_sizes_by_section_add_up() -> None:
    chart = drawn(theme_overview, evidence(Shape(sections=(3, 5, 4), k=3)))
    # Themes take the messages in turn: theme 1 has numbers 1, 4, 7, 10 of 1-3, 4-8 and 9-12.
    spread = [row["n_messages_in_column"] for row in chart.numbers if row["theme_id"] == "2031-atlantis/theme-1"]
    assert spread == [1, 2, 1]
    assert [row["k"] for row in chart.numbers if row["part"] == "test"] == [2, 3, 4, 5, 6]
    left_out = drawn(theme_overview, evidence(Shape(sections=(1,) * 20, k=2)))
    assert sum(row["n_messages_in_column"] or 0 for row in left_out.numbers) == 20


def test_messages_of_no_theme_are_a_row_of_their_own() -> None:
    chart = drawn(theme_overview, evidence(Shape(sections=(3, 5, 4), k=2, n_other=4)))
    other = [row for row in chart.numbers if row["theme_id"] == "other"]
    # The last four of 3 + 5 + 4 messages: all of the third section.
    assert [row["n_messages_in_column"] for row in other] == [0, 0, 4]
    assert {row["n_messages"] for row in other} == {4}
    assert sum(row["n_messages_in_column"] for row in chart.numbers if row["part"] == "themes") == 12


def test_the_map_tells_messages_of_no_theme_and_counts_those_without_a_place() -> None:
    chart = drawn(theme_map, evidence(Shape(sections=(12,), k=2, n_other=3)))
    assert Counter(row["standing"] for row in chart.numbers) == {"core": 5, "fringe": 4, "other": 2}
    assert any("另有 1 条消息" in text.get_text() for text in chart.figure.axes[0].texts)


def test_where_no_theme_stands_it_is_said_that_none_is_stable() -> None:
    given = evidence(Shape(sections=(12,)))
    state = [row | {"n_themes": 0} for row in given.theme_fits.to_pylist()]
    none = changed(given, themes=make("themes", []), theme_fits=make("theme_fits", state))
    for draw in (theme_overview, theme_map):
        chart = draw(none, SETTINGS)
        assert isinstance(chart, NotEnoughEvidence)
        assert "没有稳定的主题" in chart.reason.zh
        assert "No stable themes" in chart.reason.en


def test_the_map_has_every_message_with_its_number() -> None:
    chart = drawn(theme_map, evidence(Shape(sections=(4,), n_documents=2, k=2)))
    assert [row["number"] for row in chart.numbers] == ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2", "2-3", "2-4"]
    assert sum(row["is_core"] for row in chart.numbers) == 4


def test_core_messages_are_filled_and_fringe_ones_hollow() -> None:
    chart = drawn(theme_map, evidence(Shape(sections=(15,), k=3)))
    faces: Counter[tuple[str, bool]] = Counter()
    for line in chart.figure.axes[0].lines:
        if line.get_linestyle() == "None":  # marks, not lines
            is_filled = line.get_markerfacecolor() != WHITE
            shown = line.get_markerfacecolor() if is_filled else line.get_markeredgecolor()
            faces[shown, is_filled] += len(line.get_xdata())
    # Each theme has 5 messages, of which ranks 1, 3 and 5 are core; the key has one more filled mark a theme.
    assert faces == {(colour(theme), is_core): 4 if is_core else 2 for theme in range(3) for is_core in (True, False)}


def test_numbers_on_the_map_take_no_place_twice() -> None:
    points = [Point(1 + 0.05 * (number % 5), 1 + 0.05 * (number // 5), str(number), 0, {}) for number in range(25)]
    found = list(label_places(points, points, (0, 0, 3, 3)))
    assert found
    boxes = [box for _, box in found]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_dispersion_places_each_mention_in_its_message() -> None:
    # Messages 1-12 have 30 + 10 (order mod 4) characters; 数字鸿沟, concept number 4, stands in 5 and 10 from
    # character 16 on: message 5 has 40 characters, message 10 has 50.
    chart = drawn(concept_dispersion, evidence(Shape()))
    found = [row for row in chart.numbers if row["label_zh"] == "数字鸿沟"]
    assert [(row["message"], round(row["place_in_message"], 6)) for row in found] == [(5, 0.4), (10, 0.32)]
    # 540 characters in all; DP = (|40/540 - 1/2| + |50/540 - 1/2| + 450/540) / 2 = (230 + 220 + 450) / 540 / 2
    assert found[0]["dp"] == pytest.approx(900 / 540 / 2)


def test_own_and_nested_mentions_are_told_apart() -> None:
    chart = drawn(concept_dispersion, evidence(Shape()))
    stakeholder = next(row for row in chart.numbers if row["concept"] == "stakeholder")
    assert (stakeholder["n_own"], stakeholder["n_nested"]) == (6, 12)


def wordings(*rows: tuple[str, str, str, int, int]) -> Evidence:
    table = [
        {
            "edition": "2031-atlantis", "concept": concept, "term": term, "relation": relation,
            "n_own": own, "n_nested": nested, "n_messages": own + nested,
        }
        for concept, term, relation, own, nested in rows
    ]  # fmt: skip
    return changed(evidence(Shape()), variants=make("variants", table))


def test_the_concept_that_departs_most_from_its_commonest_wording_is_chosen() -> None:
    # ldc: 2 + 2 others beside the commonest 3; internet: 1 other beside 90, and 9 near ones that do not count.
    given = wordings(
        ("internet", "互联网", "label", 90, 0),
        ("internet", "网络", "same", 1, 0),
        ("internet", "万维网", "near", 9, 0),
        ("ldc", "最不发达国家", "label", 1, 2),
        ("ldc", "低度发展国家", "same", 2, 0),
        ("ldc", "LDC", "abbreviation", 0, 2),
        ("ldc", "欠发达国家", "same", 0, 0),
        ("ldc", "发展中国家", "near", 8, 0),
    )
    chart = drawn(concept_wordings, given)
    assert [(row["term"], row["n_own"], row["n_nested"]) for row in chart.numbers] == [
        ("最不发达国家", 1, 2),
        ("LDC", 0, 2),
        ("低度发展国家", 2, 0),
        ("发展中国家", 8, 0),
    ]
    assert "3 种写法，共 7 次" in chart.alt.zh


def test_every_concept_of_the_fixture_is_labelled() -> None:
    assert set(evidence(Shape()).concept_labels) == {concept for concept, *_ in CONCEPTS}


def test_bars_are_the_key_terms_from_more_to_less_typical_of_the_focus() -> None:
    chart = drawn(keyness_bars, evidence(Shape()))
    # Of ten names those of odd rank are key: 1.5 + rank to the right or to the left in turn.
    assert [row["log_ratio"] for row in chart.numbers] == [10.5, 6.5, 2.5, -4.5, -8.5]
    assert {row["state"] for row in chart.numbers} == {"key"}


def test_lockwords_are_the_surest_first() -> None:
    chart = drawn(lockwords, evidence(Shape()), ChartsSettings(n_key_terms=3))
    assert [(row["state"], row["q_equivalence"]) for row in chart.numbers] == [
        ("lockword", pytest.approx(0.004 * rank)) for rank in (2, 4, 6)
    ]
    assert "另有 2 个锁定词" in written(chart)


def test_a_comparison_is_chosen_by_kind_then_by_what_it_has() -> None:
    found = [
        {"comparison": "a", "kind": "section", "n_key": 9},
        {"comparison": "c", "kind": "document", "n_key": 2},
        {"comparison": "b", "kind": "document", "n_key": 2},
        {"comparison": "d", "kind": "edition", "n_key": 0},
    ]
    assert choose(found, "n_key")["comparison"] == "b"
    assert choose(found[3:], "n_key") is None


def test_nothing_key_is_said_to_be_so() -> None:
    given = evidence(Shape())
    none = [row | {"n_key": 0, "n_lockwords": 0} for row in given.comparisons.to_pylist()]
    refused = keyness_bars(changed(given, comparisons=make("comparisons", none)), SETTINGS)
    assert "1 comparison" in refused.reason.en
    assert "enough messages" in keyness_bars(changed(given, comparisons=make("comparisons", [])), SETTINGS).reason.en


def test_rank_intervals_are_those_of_the_table() -> None:
    given = evidence(Shape(n_documents=6))
    chart = drawn(keyword_rank_intervals, given, ChartsSettings(n_keywords=4))
    expected = [(row["rank"], row["rank_low"], row["rank_high"]) for row in edition_keywords(given)[:4]]
    assert [(row["rank"], row["rank_low"], row["rank_high"]) for row in chart.numbers] == expected
    assert {(row["resampling_unit"], row["n_resampling_units"]) for row in chart.numbers} == {("document", 6)}
    assert "全部 6 份文件" in written(chart)


def test_rank_intervals_of_one_document_say_that_messages_were_drawn() -> None:
    given = evidence(Shape(sections=(3, 5)))
    assert "全部 8 条消息（只有一份文件）" in written(drawn(keyword_rank_intervals, given))
    assert "all 8 messages (there is one document)" in written(drawn(keyword_rank_intervals, said_in("en", given)))


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (Shape(n_documents=3), "有 3 份文件，太少"),  # enough messages, too few documents to draw from
        (Shape(sections=(4,)), "少于关键词排名所需的最低条数"),
    ],
)
def test_rank_intervals_are_not_drawn_from_too_little(shape: Shape, said: str) -> None:
    chart = keyword_rank_intervals(evidence(shape), SETTINGS)
    assert isinstance(chart, NotEnoughEvidence)
    assert said in chart.reason.zh


def test_two_rankings_show_the_first_of_either_with_both_places() -> None:
    given = evidence(Shape(sections=(3, 11, 6, 6)))
    chart = drawn(two_rankings, given, ChartsSettings(n_keywords=4))
    rows = {row["term"]: row for row in given.background_keywords.to_pylist() if row["scope_kind"] == "edition"}
    expected = {term for term, row in rows.items() if min(row["rank"], row["rank_in_corpus"]) <= 4}
    assert {row["term"] for row in chart.numbers} == expected
    for row in chart.numbers:
        assert row["rank_in_corpus"] == rows[row["term"]]["rank_in_corpus"]
        assert row["is_in_background"] == (row["background_count"] > 0)
    assert f"{sum(not row['is_in_background'] for row in chart.numbers)} 个不在背景“jieba”之内" in chart.alt.zh


def test_two_rankings_of_too_few_messages_are_not_drawn() -> None:
    assert isinstance(two_rankings(evidence(Shape(sections=(4,))), SETTINGS), NotEnoughEvidence)
    assert isinstance(keyword_bars(evidence(Shape(sections=(4,))), SETTINGS), NotEnoughEvidence)


def written(chart: Chart) -> str:
    return "\n".join(text.get_text() for text in chart.figure.axes[0].texts)
