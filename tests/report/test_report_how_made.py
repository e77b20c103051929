"""How this was made: what is said follows from what the run did, in both languages alike."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from conftest import RUN, Edition, Received

from pipeline.bilingual import Bilingual
from pipeline.report.how_made import HowMade, how_made, is_said
from pipeline.report.how_made_facts import facts
from pipeline.report.words import methods_words, parts_of_words
from pipeline.settings import Settings

SENTENCES: list[dict[str, Any]] = [
    sentence for paragraph in parts_of_words("how_made") for sentence in paragraph["sentences"]
]


def text(received: Received, folder: Path, **settings: Any) -> HowMade:
    return how_made(received.tables(folder), Settings.model_validate(settings), RUN)


def english(made: HowMade) -> str:
    return "\n".join(paragraph.text.en for paragraph in made.paragraphs)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name and not name.startswith("s.")}


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence["en"][:50] for sentence in SENTENCES])
def test_a_sentence_names_facts_that_there_are_and_says_the_same_in_both_languages(
    sentence: dict[str, Any], received: Received, tmp_path: Path
) -> None:
    known = facts(received.tables(tmp_path), Settings(), RUN)
    nouns = parts_of_words("how_made_nouns")
    assert {*sentence.get("when", ()), *sentence.get("unless", ()), *fields(sentence["en"])} <= known.keys()
    figures = [{name for name in fields(sentence[language]) if name in nouns} for language in ("zh", "en")]
    assert figures[0] == figures[1]
    assert sentence["zh"].endswith("。")
    assert sentence["en"].endswith(".")


def test_every_number_has_its_noun(received: Received, tmp_path: Path) -> None:
    known = facts(received.tables(tmp_path), Settings(), RUN)
    numbers = {name for name, value in known.items() if isinstance(value, int) and not isinstance(value, bool)}
    assert numbers == parts_of_words("how_made_nouns").keys()


def test_every_source_that_is_cited_is_one_of_the_methods() -> None:
    sources = [source for method in methods_words() for source in method.sources]
    cited = {beginning for sentence in SENTENCES for beginning in sentence.get("cites", ())}
    assert {one for one in cited if not any(source.startswith(one) for source in sources)} == set()


@pytest.mark.parametrize(
    ("sentence", "known", "expected"),
    [
        ({}, {}, True),
        ({"when": ["n"]}, {"n": 1}, True),
        ({"when": ["n"]}, {"n": 0}, False),
        ({"when": ["n", "m"]}, {"n": 1, "m": 0}, False),
        ({"unless": ["n"]}, {"n": 0}, True),
        ({"when": ["m"], "unless": ["n"]}, {"n": 2, "m": 1}, False),
    ],
)
def test_when_a_sentence_is_said(sentence: dict[str, Any], known: dict[str, int], expected: bool) -> None:
    assert is_said(sentence, known) is expected


def test_numbers_stand_in_it_as_they_are_in_the_tables(received: Received, tmp_path: Path) -> None:
    made = text(received, tmp_path)
    assert "1 document with 4 passages and 100 characters." in english(made)
    assert "the messages (2 messages)" in english(made)
    assert "By 2 rules, 2 places were repaired" in english(made)
    assert RUN.hash in english(made)
    assert "jieba 0.42.1, python 3.11.2." in english(made)
    assert not re.search(r"[{}]", "".join(one.text.zh + one.text.en for one in made.paragraphs))


def test_one_edition_is_compared_with_none(received: Received, tmp_path: Path) -> None:
    said = english(text(received, tmp_path))
    assert "edition before" not in said
    assert "series" not in said


def test_what_was_compared_is_said(received: Received, tmp_path: Path) -> None:
    received.whole["edition_pairs"] = [{"kind": "editions", "state": "compared"}]
    received.whole["trend_editions"] = [{"edition": f"203{n}", "state": "in the series"} for n in range(3)]
    received.whole["trends"] = [{"state": state} for state in ("rising", "no change shown")]
    said = english(text(received, tmp_path))
    assert "Each edition was held against the one before it, message by message (1 pair of editions)" in said
    assert "Over a series of 3 editions, the rates of 2 terms were tested" in said
    assert "1 term changed" in said


@pytest.mark.parametrize(
    ("state", "phrase"),
    [
        ("unstable", "Not shown to be more stable than shuffled text: 1 grouping"),
        ("loose", "without a stable theme: 1 grouping"),
        ("stable", "With stable themes: 1 grouping, 2 themes in all"),
        ("not enough messages", "Too few messages to group: 1 edition"),
    ],
)
def test_the_state_of_themes_is_said_as_it_is(received: Received, tmp_path: Path, state: str, phrase: str) -> None:
    received.whole["theme_fits"] = [{"fit": "2030-sample", "state": state, "n_stable": 2 * (state == "stable")}]
    said = english(text(received, tmp_path))
    assert phrase in said
    assert ("Messages were clustered" in said) is (state != "not enough messages")


def test_sources_are_numbered_in_the_order_in_which_they_are_cited(received: Received, tmp_path: Path) -> None:
    made = text(received, tmp_path)
    cited = [int(n) for numbers in re.findall(r" \[([\d, ]+)\]\.", english(made)) for n in numbers.split(", ")]
    assert sorted(set(cited)) == list(range(1, len(made.sources) + 1))
    assert list(dict.fromkeys(cited)) == sorted(set(cited))
    assert made.sources[0].startswith("Unicode Character Database")


def test_settings_that_switch_something_off_take_its_sentence_away(received: Received, tmp_path: Path) -> None:
    assert "logarithm of a term's length" in english(text(received, tmp_path / "a"))
    assert "logarithm" not in english(text(received, tmp_path / "b", keywords={"weigh_length": False}))


def test_nothing_to_analyse_leaves_what_is_still_true(tmp_path: Path) -> None:
    received = Received(Edition("2030-sample", []))
    received.parts["2030-sample"]["documents"] = []
    made = text(received, tmp_path)
    assert made.paragraphs[0].text == Bilingual("没有可分析的中文文件。", "No document in Chinese could be analysed.")
    assert [one.heading.en for one in made.paragraphs] == ["Material", "Program and versions"]


def test_it_stands_in_the_page_and_in_the_markdown(received: Received, tmp_path: Path) -> None:
    files = received.report(tmp_path)[1]
    for file in ("index.html", "report.md"):
        said = files[file].decode("utf-8")
        assert "Intervals and tests rest on these 2 messages alone" in said, file
        assert RUN.hash in said, file
