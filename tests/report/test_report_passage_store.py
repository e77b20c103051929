"""The passages inside the page: every count is found again from them, and no text can leave them."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline import tables
from pipeline.bilingual import Bilingual
from pipeline.characters import HAN
from pipeline.report.carried_text import choose_marks
from pipeline.report.folded_characters import folded_characters
from pipeline.report.passage_lists import PassageLists
from pipeline.report.passage_store import BLOCK_ID, StoredPassages, passage_block, stored_passages
from pipeline.views import View
from tests.conftest import Workspace
from tests.report.carried_passages import CarriedPassages, by_edition, units
from tests.report.conftest import Edition, Received, Rows

ASTRAL = "\N{CJK UNIFIED IDEOGRAPH-20000}"  # 𠀀, two UTF-16 code units


@pytest.fixture(scope="module")
def carried(main_job: Workspace) -> CarriedPassages:
    return CarriedPassages((main_job.outputs / "index.html").read_text(encoding="utf-8"))


def rows(main_job: Workspace, name: str) -> Rows:
    table = tables.stored_table(name, main_job.outputs)
    parts = [part for _, part in table] if isinstance(table, tables.Partitions) else [table]
    return [row for part in parts for row in part.to_pylist()]


def mentions(carried: CarriedPassages, concept: str, wording: str = "", forms: tuple[int, ...] = (0, 1)) -> list[int]:
    """The passages of the mentions of a concept."""
    chosen = [
        places
        for id_, text, form, places in carried.block["mentions"]
        if id_ == concept and wording in {"", text} and form in forms
    ]
    return [passage for places in chosen for passage in carried.passages_of(places)]


def test_texts_and_ids_are_those_of_the_table(carried: CarriedPassages, main_job: Workspace) -> None:
    passages = rows(main_job, "passages")
    assert carried.passage_ids == [row["passage_id"] for row in passages]
    assert carried.texts == [row["text"] for row in passages]
    assert [carried.is_message(number) for number in range(len(passages))] == [row["is_message"] for row in passages]


def test_tokens_are_those_of_the_table(carried: CarriedPassages, main_job: Workspace) -> None:
    words = {(row["document_id"], row["term"]): row for row in rows(main_job, "vocabulary")}
    expected = [
        (words[row["document_id"], row["term"]]["text"], row["is_apposition"]) for row in rows(main_job, "tokens")
    ]
    found = [token for tokens in carried.tokens for token in tokens]
    assert [token.text for token in found] == [text for text, _ in expected]
    assert not any(token.is_counted for token, (_, is_repeat) in zip(found, expected, strict=True) if is_repeat)


def test_sentences_are_those_of_the_tokens(carried: CarriedPassages, main_job: Workspace) -> None:
    kinds = {(row["document_id"], row["term"]): row["kind"] for row in rows(main_job, "vocabulary")}
    counted = [
        (row["passage_id"], row["sentence"])
        for row in rows(main_job, "tokens")
        if not row["is_apposition"] and kinds[row["document_id"], row["term"]] not in {"punctuation", "space"}
    ]
    found = [
        (passage, token.sentence)
        for passage, tokens in zip(carried.passage_ids, carried.tokens, strict=True)
        for token in tokens
        if token.is_counted
    ]
    changes = [one != other for one, other in pairwise(counted)]
    assert any(changes)
    assert changes == [one != other for one, other in pairwise(found)]


def test_every_keyword_is_counted_again(carried: CarriedPassages, main_job: Workspace) -> None:
    terms = carried.term_places()
    compounds = {text: carried.passages_of(places) for text, places in carried.block["compounds"]}
    of_edition = [row for row in rows(main_job, "keywords") if row["scope_kind"] == "edition"]
    assert {row["kind"] for row in of_edition} == {"term", "concept", "compound"}
    for row in of_edition:
        if row["kind"] == "concept":
            places = mentions(carried, row["concept"], forms=(0, 1) if row["concept_counts"] == "inclusive" else (0,))
        else:
            compound = compounds.get(row["term"], []) if row["kind"] == "compound" else []
            places = compound + terms.get(row["term"], [])
        expected = (row["count"], row["n_messages_in_scope"])
        assert by_edition(carried, places)[row["edition"]] == expected, row["term"]


def test_every_concept_and_wording_is_counted_again(carried: CarriedPassages, main_job: Workspace) -> None:
    for row in rows(main_job, "concepts"):
        own, nested = (by_edition(carried, mentions(carried, row["concept"], forms=(form,))) for form in (0, 1))
        found = [sum(n for n, _ in of.values()) for of in (own, nested)]
        assert found == [row["n_own"], row["n_nested"]], row["concept"]
        assert len(mentions(carried, row["concept"])) == row["n_inclusive_in_passages"]
    terms = carried.term_places()
    variants = rows(main_job, "variants")
    assert "near" in {row["relation"] for row in variants}
    for row in variants:
        is_near = row["relation"] == "near"
        places = terms.get(row["term"], []) if is_near else mentions(carried, row["concept"], row["term"])
        expected = (row["n_own"] + row["n_nested"], row["n_messages"])
        assert by_edition(carried, places).get(row["edition"], (0, 0)) == expected, row["term"]


def test_what_stands_at_a_place_is_the_wording(carried: CarriedPassages) -> None:
    for _, wording, _, places in carried.block["mentions"]:
        assert {carried.span(place, units(wording)) for place in accumulate(places)} == {wording}


def test_every_theme_has_its_messages(carried: CarriedPassages, main_job: Workspace) -> None:
    members = rows(main_job, "passage_themes")
    themes = carried.block["themes"]
    assert themes
    for id_, _, _, _, *standings in themes:
        for standing, numbers in zip(("core", "fringe", "other"), standings, strict=True):
            expected = {row["passage_id"] for row in members if row["theme_id"] == id_ and row["standing"] == standing}
            assert {carried.passage_ids[number] for number in accumulate(numbers)} == expected


def test_sections_and_tracks(carried: CarriedPassages) -> None:
    headings = [section[2] for section in carried.block["sections"]]
    assert headings[:2] == [None, "总体信息"]
    assert [section[4] for section in carried.block["sections"]][1:] == headings[1:]


# Texts that try to be something else.


def stored(tmp_path: Path, *editions: Edition, max_passages: int = 100) -> StoredPassages:
    return stored_passages(Received(*editions).tables(tmp_path), max_passages)


def carried_again(made: StoredPassages, lists: PassageLists | None = None) -> CarriedPassages:
    return CarriedPassages(str(passage_block(made, lists or PassageLists())))


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- & \"quotes\" 'more'",
        "|~`^\\\x7f",
        "\N{RIGHT-TO-LEFT OVERRIDE}倒着写\N{POP DIRECTIONAL FORMATTING}",
        f"{ASTRAL}网{ASTRAL}",
        "\N{LINE SEPARATOR}\N{NULL}",
        "长" * 10_000,
    ],
)
def test_any_text_comes_back_and_stays_inside(tmp_path: Path, text: str) -> None:
    block = str(
        passage_block(stored(tmp_path, Edition("2030", [("paragraph", text), ("note", "数据/治理")])), PassageLists())
    )
    assert re.fullmatch(rf'<script type="application/octet-stream" id="{BLOCK_ID}">[A-Za-z0-9+/=]+</script>', block)
    carried = CarriedPassages(block)
    assert carried.texts == [text.replace("/", ""), "数据治理"]
    assert [token.text for token in carried.tokens[1]] == ["数据", "治理"]


def test_the_block_is_the_same_every_time(tmp_path: Path) -> None:
    edition = Edition("2030", [("title", "样例"), ("paragraph", "数据/治理")])
    first, second = (str(passage_block(stored(tmp_path / name, edition), PassageLists())) for name in ("a", "b"))
    assert first == second


def test_nothing_at_all_is_carried_too(tmp_path: Path) -> None:
    carried = carried_again(stored(tmp_path, Edition("2030", [])))
    assert (carried.texts, carried.block["editions"]) == ([], [["2030", "样例消息", "Sample messages", 0]])


def test_the_latest_edition_is_carried_first_and_the_rest_is_told(tmp_path: Path) -> None:
    older = Edition("2030", [("title", "一"), ("paragraph", "二"), ("paragraph", "三")])
    latest = Edition("2031", [("title", "四"), ("paragraph", "五")])
    made = stored(tmp_path, older, latest, max_passages=3)
    lists = PassageLists()
    lists.add_passages("both", [latest.passage_id(2), older.passage_id(3)])
    carried = carried_again(made, lists)
    assert carried.texts == ["四", "五", "一"]
    assert [(row[0], row[3]) for row in carried.block["editions"]] == [("2031", 0), ("2030", 2)]
    assert carried.block["lists"]["both"]["left_out"] == {"2030": 1}
    assert made.characters >= set("四五一")


# Named lists.


def test_a_list_has_its_places_in_code_units(tmp_path: Path) -> None:
    edition = Edition("2030", [("paragraph", f"{ASTRAL}网络"), ("paragraph", "治理")])
    lists = PassageLists()
    view = lists.add(
        "repair:radicals", [(edition.passage_id(2), 0, 2), (edition.passage_id(1), 1, 2)], Bilingual("修复", "repairs")
    )
    assert view == View(listed="repair:radicals")
    listed: dict[str, Any] = carried_again(stored(tmp_path, edition), lists).block["lists"]["repair:radicals"]
    assert listed == {"starts": [2, 3], "lengths": [1, 2], "left_out": {}, "zh": "修复", "en": "repairs"}


def test_a_list_is_what_it_was() -> None:
    lists = PassageLists()
    assert lists.add("one", [("a#001", 0, 1)]) == lists.add("one", [("a#001", 0, 1), ("a#001", 0, 1)])
    with pytest.raises(ValueError, match="two different lists of passages have the name 'one'"):
        lists.add("one", [("a#001", 0, 2)])


@pytest.mark.parametrize("place", [(0, 3), (-1, 1), (2, 1)])
def test_a_place_outside_of_its_passage_is_refused(tmp_path: Path, place: tuple[int, int]) -> None:
    edition = Edition("2030", [("paragraph", "网络"), ("paragraph", "治理")])
    lists = PassageLists()
    lists.add("odd", [(edition.passage_id(1), *place)])
    with pytest.raises(ValueError, match="list 'odd'"):
        carried_again(stored(tmp_path, edition), lists)


# Marks and folded characters.


def test_marks_are_characters_that_no_text_has() -> None:
    marks = choose_marks(["|\n", "~`^\\", "\N{DELETE}"])
    assert len(set(marks)) == 4
    assert not set(marks) & set("|\n~`^\\\N{DELETE}")


@pytest.mark.parametrize(
    ("sought", "used", "is_found"),
    [
        ("\N{KANGXI RADICAL NET}", "网", True),
        ("網", "网", True),
        ("\N{CJK COMPATIBILITY IDEOGRAPH-F9B0}", "聆", True),
        ("﹐", "，", True),
        ("「", "“", True),
        ("網", "络", False),
    ],
)
def test_what_is_typed_is_taken_for_what_the_text_has(sought: str, used: str, is_found: bool) -> None:
    characters, becomes = folded_characters({used})
    pairs = dict(zip(characters, becomes, strict=True))
    assert (pairs.get(sought, sought) == pairs.get(used, used)) is is_found


def test_no_folded_character_is_folded_again(main_job: Workspace) -> None:
    texts = pq.read_table(main_job.outputs / "data" / "passages" / "2018-paris.parquet")["text"].to_pylist()
    characters, becomes = folded_characters(set("".join(texts)))
    assert not set(characters) & set(becomes)
    assert re.search(f"[{HAN}]", becomes)
