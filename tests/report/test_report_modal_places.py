"""Where modal words stand, by class and scope."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Edition, Received

from pipeline.lexicon.modal_classes import CLASSES, NEGATION
from pipeline.report.evidence import latest_first
from pipeline.report.modal_places import ModalPlaces, modal_places

TEXT = [
    ("title", "必须/合作"),
    ("paragraph", "各国/必须/合作/，/也/应/对话"),
    ("bullet", "不/必须/合作/，/不/要求/必须"),
]
OBLIGATION, RECOMMENDATION = CLASSES[0], CLASSES[1]
WORDS = {"必须": OBLIGATION, "应": RECOMMENDATION, "不": NEGATION}


@pytest.fixture
def places(tmp_path: Path) -> ModalPlaces:
    edition = Edition("2030-sample", TEXT)
    received = Received(edition)
    received.parts[edition.edition]["tokens"].append(  # a repeat in brackets, which nothing counts
        {**received.parts[edition.edition]["tokens"][3], "is_apposition": True, "start": 50, "end": 52}
    )
    of_theme = {"fit": "2030-sample", "theme_id": "2030-sample/theme-1"}
    received.whole["passage_themes"] = [
        {**of_theme, "passage_id": edition.passage_id(3), "standing": "core"},
        {**of_theme, "passage_id": edition.passage_id(2), "standing": "other"},
    ]
    (evidence,) = latest_first(received.tables(tmp_path))
    return modal_places(evidence, WORDS)


def found(places: ModalPlaces, name: str, scope: str) -> list[tuple[str, int, int]]:
    return [(passage[-3:], start, end) for passage, start, end in places.of({"class": name, "scope": scope})]


def test_words_of_messages_are_found_in_the_class_that_a_negation_leaves_them_in(places: ModalPlaces) -> None:
    assert found(places, OBLIGATION, "2030-sample") == [("002", 2, 4), ("003", 9, 11)]  # not 不必须, not in the title
    assert found(places, RECOMMENDATION, "2030-sample") == [("002", 8, 9)]


def test_scopes_are_the_edition_its_sections_and_the_themes_that_messages_belong_to(places: ModalPlaces) -> None:
    assert len(found(places, OBLIGATION, "2030-sample/sample§1")) == 2
    assert found(places, OBLIGATION, "2030-sample/theme-1") == [("003", 9, 11)]
    assert found(places, OBLIGATION, "2030-sample/theme-2") == []
