"""The whole stage on corpora with words planted by design."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from planted import messages, run
from pydantic import ValidationError

from pipeline.errors import SettingsError
from pipeline.lexicon.load import load_lexicon
from pipeline.notices import after_keyness
from pipeline.settings import KeynessSettings
from pipeline.stages import Made
from pipeline.tables import check
from tests.keywords.tokenised import Passage, rows

# 甲 keeps to the first section, 乙 stands everywhere alike, 丙 in one message of the second alone, forty times.
FIRST = messages(100, 1, 1, 甲甲=0.4, 乙乙=1.0)
SECOND = [*messages(99, 2, 4, 甲甲=0.05, 乙乙=1.0), Passage("丙丙 " * 40 + "乙乙 乙乙", "bullet", 2)]
TWO_SECTIONS = {"2018-paris": {"a": [*FIRST, *SECOND]}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return run(tmp_path_factory.mktemp("two"), TWO_SECTIONS)


def of(made: Made, comparison: str, level: str = "concept") -> dict[str, dict[str, Any]]:
    found = rows(made.tables["keyness"])
    return {row["term"]: row for row in found if (row["comparison"], row["level"]) == (comparison, level)}


def compared(made: Made, level: str = "concept") -> dict[str, dict[str, Any]]:
    return {row["comparison"]: row for row in rows(made.tables["comparisons"]) if row["level"] == level}


def test_tables_are_as_declared(made: Made) -> None:
    for name, table in made.tables.items():
        check(name, table)


def test_a_planted_word_is_key_and_one_that_stands_everywhere_a_lockword(made: Made) -> None:
    terms = of(made, "2018-paris/a§1|rest")
    assert terms["甲甲"]["state"] == "key"
    assert terms["甲甲"]["rank"] == 1
    assert terms["甲甲"]["lrc"] > 1
    assert terms["乙乙"]["state"] == "lockword"
    assert [term for term, row in terms.items() if row["state"] == "key"] == ["甲甲"]


def test_both_sides_of_one_comparison_say_the_same(made: Made) -> None:
    first, second = (of(made, f"2018-paris/a§{number}|rest")["甲甲"] for number in (1, 2))
    assert first["log_ratio"] == pytest.approx(-second["log_ratio"])
    assert (first["p_value"], first["q_value"]) == (second["p_value"], second["q_value"])
    assert first["n_focus"] == second["n_reference"]


def test_words_of_one_message_are_not_tested_however_many(made: Made) -> None:
    assert "丙丙" not in of(made, "2018-paris/a§2|rest")
    assert compared(made)["2018-paris/a§2|rest"]["n_terms"] == 43  # 40 fillers, 甲甲, 乙乙, 丙丙
    assert compared(made)["2018-paris/a§2|rest"]["n_tested"] == 42


def test_counts_are_those_of_the_text(made: Made) -> None:
    row = of(made, "2018-paris/a§1|rest")["甲甲"]
    in_first, in_second = ([one.tokens.split().count("甲甲") for one in some] for some in (FIRST, SECOND))
    assert (row["n_focus"], row["n_reference"]) == (sum(in_first), sum(in_second))
    assert (row["n_messages_focus"], row["n_messages_reference"]) == (
        sum(n > 0 for n in in_first), sum(n > 0 for n in in_second),
    )  # fmt: skip
    assert (row["size_focus"], row["size_reference"]) == tuple(
        sum(len(one.tokens.split()) for one in some) for some in (FIRST, SECOND)
    )
    assert row["rate_focus"] == pytest.approx(10_000 * row["n_focus"] / row["size_focus"], abs=1e-6)
    assert row["n_documents_focus"] == row["n_documents_reference"] == 1


def test_every_measure_follows_from_the_rows_own_counts(made: Made) -> None:
    from math import log, log2

    row = of(made, "2018-paris/a§1|rest")["甲甲"]
    a, b, n, m = (row[name] for name in ("n_focus", "n_reference", "size_focus", "size_reference"))
    e = n * (a + b) / (n + m)
    g2 = 2 * (a * log(a / e) + (b * log(b / (a + b - e)) if b else 0))
    assert row["g2_two_terms"] == pytest.approx(g2, abs=1e-6)
    assert row["log_ratio"] == pytest.approx(log2((a + 0.5) / (n + 0.5)) - log2((b + 0.5) / (m + 0.5)), abs=1e-6)


def test_a_document_that_is_the_edition_has_nothing_to_be_compared_with(made: Made) -> None:
    for name in ("2018-paris|rest", "2018-paris/a|rest"):
        row = compared(made)[name]
        assert (row["state"], row["n_messages_reference"], row["n_tested"]) == ("not enough evidence", 0, 0)
        assert row["unit"] is row["seed"] is row["n_permutations"] is None


def test_too_few_messages_are_not_compared(tmp_path: Path) -> None:
    made = run(tmp_path, {"2018-paris": {"a": [*messages(4, 1, 1), *messages(9, 2, 2)]}})
    assert {row["state"] for row in rows(made.tables["comparisons"])} == {"not enough evidence"}
    assert made.tables["keyness"].num_rows == 0
    five = run(tmp_path / "five", {"2018-paris": {"a": [*messages(5, 1, 1), *messages(9, 2, 2)]}})
    assert compared(five)["2018-paris/a§1|rest"]["state"] == "compared"


def test_concepts_are_counted_by_their_own_mentions_under_their_label(tmp_path: Path) -> None:
    wordings = ["利益相关者", "利益攸关方", "SH", "多利益相关者"]
    some = [Passage(f"词语1 词语2 {wordings[number % 4]} 词语3", "bullet", 1) for number in range(16)]
    made = run(tmp_path, {"2018-paris": {"a": [*some, *messages(16, 2, 2)]}})
    merged, unmerged = (of(made, "2018-paris/a§1|rest", level) for level in ("concept", "term"))
    assert "利益相关者" not in unmerged  # four occurrences are too few to be tested
    assert merged["利益相关者"]["n_focus"] == 12  # three wordings in four messages each; those inside 多… are its own
    assert merged["利益相关者"]["concept"] == "stakeholder"
    assert merged["利益相关者"]["label_en"] == "stakeholder"
    assert "SH" not in merged


def test_themes_are_measured_but_prove_nothing(tmp_path: Path) -> None:
    placed = [
        {"passage_id": f"2018-paris/a#{number:03d}", "fit": "2018-paris", "theme_id": f"2018-paris/theme-{theme}"}
        for theme, numbers in ((1, range(1, 101)), (2, range(101, 201)))
        for number in numbers
    ]  # fmt: skip
    made = run(tmp_path, TWO_SECTIONS, themes=[*placed, {**placed[0], "fit": "corpus", "theme_id": "corpus/theme-1"}])
    row = compared(made)["2018-paris/theme-1|rest"]
    assert (row["kind"], row["state"], row["n_key"], row["n_lockwords"]) == ("theme", "descriptive", 0, 0)
    term = of(made, "2018-paris/theme-1|rest")["甲甲"]
    assert term["state"] == "not tested"
    assert term["p_value"] is term["q_value"] is term["q_equivalence"] is None
    assert term["lrc"] == of(made, "2018-paris/a§1|rest")["甲甲"]["lrc"]
    assert "corpus/theme-1|rest" not in compared(made)


def editions(n: int, n_documents: int = 1) -> dict[str, dict[str, list[Passage]]]:
    return {
        f"{2018 + number}-city": {
            f"d{document}": messages(6, 1, 10 * number + document, 甲甲=0.9 if number == 1 else 0.0)
            for document in range(n_documents)
        }
        for number in range(n)
    }


def test_editions_are_compared_with_all_others_and_with_the_one_before(tmp_path: Path) -> None:
    found = compared(run(tmp_path, editions(3), years={"2018-city": 2030}))
    of_editions = [name for name, row in found.items() if row["kind"] == "edition"]
    assert sorted(of_editions) == sorted(
        ["2018-city|rest", "2019-city|rest", "2020-city|rest", "2020-city|2019-city", "2018-city|2020-city"]
    )
    assert found["2019-city|rest"]["n_messages_reference"] == 12


def test_of_two_editions_each_is_compared_once(tmp_path: Path) -> None:
    found = compared(run(tmp_path, editions(2)))
    assert [name for name, row in found.items() if row["kind"] == "edition"] == ["2018-city|rest", "2019-city|rest"]


def test_whole_documents_are_dealt_out_where_both_sides_have_enough(tmp_path: Path) -> None:
    made = run(tmp_path, editions(2, n_documents=6), min_documents=6)
    assert compared(made)["2019-city|rest"]["unit"] == "document"
    assert of(made, "2019-city|rest")["甲甲"]["p_value"] == pytest.approx(2 / 924, abs=0.002)
    assert compared(made)["2018-city/d0|rest"]["unit"] == "message"
    few = run(tmp_path / "few", editions(2, n_documents=6), min_documents=7)
    assert compared(few)["2019-city|rest"]["unit"] == "message"


def test_stated_pairs_are_compared_and_checked(tmp_path: Path) -> None:
    pair = ("2018-paris/a§1", "2018-paris/a§2")
    made = run(tmp_path, TWO_SECTIONS, pairs=[pair])
    assert of(made, "|".join(pair))["甲甲"]["state"] == "key"
    for wrong, words in (
        (("2018-paris/a§1", "2018-paris/a§9"), "'2018-paris/a§9'"),
        (("2018-paris", "2018-paris/a§1"), "100 messages in common"),
        (("2018-paris", "2018-paris"), "200 messages in common"),
    ):
        with pytest.raises(SettingsError, match=words):
            run(tmp_path / words, TWO_SECTIONS, pairs=[wrong])


def test_groups_beyond_the_limit_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    made = compared(run(tmp_path, editions(4), max_groups=2))
    states = {name: row["state"] for name, row in made.items() if row["kind"] == "edition" and name.endswith("rest")}
    assert list(states.values()) == ["compared", "compared", "left out", "left out"]


def test_only_so_many_rows_are_kept(tmp_path: Path) -> None:
    made = run(tmp_path, TWO_SECTIONS, top_n=3, max_lockwords=1)
    terms = of(made, "2018-paris/a§1|rest")
    assert [row["rank"] for row in terms.values()] == [1, 2, 3, 4]
    assert [row["state"] for row in terms.values()][::3] == ["key", "lockword"]


def test_the_same_again_and_another_seed(tmp_path: Path, made: Made) -> None:
    again = run(tmp_path, TWO_SECTIONS)
    other = run(tmp_path / "other", TWO_SECTIONS, seed=7)
    for name in ("comparisons", "keyness"):
        assert again.tables[name].equals(made.tables[name])
    assert other.tables["keyness"].column("p_value") != made.tables["keyness"].column("p_value")


def test_another_edition_leaves_an_editions_own_comparisons_as_they_were(tmp_path: Path, made: Made) -> None:
    more = run(tmp_path, {**TWO_SECTIONS, "2019-berlin": {"b": messages(9, 1, 5)}})
    assert of(more, "2018-paris/a§1|rest") == of(made, "2018-paris/a§1|rest")


def test_nothing_at_all(tmp_path: Path) -> None:
    made = run(tmp_path, {"2018-paris": {"a": [Passage("标题", "heading", 1)]}})
    assert made.tables["comparisons"].num_rows == made.tables["keyness"].num_rows == 0


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    made = run(tmp_path, {**TWO_SECTIONS, **editions(3)}, max_groups=1)
    told = after_keyness(made.tables, load_lexicon(None))
    assert [line.partition(" not compared")[0] for line in told] == [
        "2018-paris: 1 section(s)",
        "the corpus: 3 edition(s)",
    ]


@pytest.mark.parametrize("looks", [(), (999, 999), (0, 9), (99, 9)])
def test_looks_ascend(looks: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError, match="looks"):
        KeynessSettings(looks=looks)


def test_settings_come_from_lists_as_toml_has_them() -> None:
    found = KeynessSettings.model_validate({"pairs": [["a", "b"]], "looks": [9, 99]})
    assert (found.pairs, found.looks) == ((("a", "b"),), (9, 99))
