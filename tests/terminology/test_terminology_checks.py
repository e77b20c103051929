"""Wordings worth checking against the English: expansions, near twins, usage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tokenised_terms import Passage, run_terminology

from pipeline.lexicon.model import Concept, UsageNote, Variant, VariantDecision
from pipeline.tables import read_parquet
from tests.conftest import Workspace

FORUM = Concept(
    "igf", "互联网治理论坛", "Internet Governance Forum", "body",
    (Variant("互联网治理论坛", "label"), Variant("因特网治理论坛", "same"), Variant("IGF", "abbreviation")),
)  # fmt: skip
INITIATIVES = Concept(
    "nri", "国家和区域倡议", "national and regional initiatives", "body",
    (Variant("国家和区域倡议", "label"), Variant("IGFs", "abbreviation"), Variant("NRIs", "abbreviation")),
)  # fmt: skip
CONCEPTS = (FORUM, INITIATIVES)


def checks(folder: Path, *editions: list[str], **options: Any) -> list[dict[str, Any]]:
    options.setdefault("concepts", CONCEPTS)
    corpus = {
        f"{2030 + number}-a": {"a": [Passage(message) for message in messages]}
        for number, messages in enumerate(editions)
    }
    rows: list[dict[str, Any]] = run_terminology(folder, corpus, **options)["wording_checks"].to_pylist()
    return rows


def found(rows: list[dict[str, Any]], kind: str) -> list[tuple[str, str | None]]:
    return [(row["found"], row["beside"]) for row in rows if row["kind"] == kind]


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("政府间 论坛 （ IGF ）", "政府间论坛"),
        ("改进 政府间 气候 基金 （ IGF ） 的 进程", "政府间气候基金"),
        ("参加 了 国际 治理 论坛 （ Intergovernmental Forum ， IGF ）", "国际治理论坛"),
        ("政府间 论坛 （ 以下 简称 IGF ）", "政府间论坛"),
        ("政府间 论坛 （ 简称 “ IGF ” ）", "政府间论坛"),
        ("《 政府间 论坛 》 （ IGF ）", "政府间论坛"),
        ("政府间 论坛 ， 简称 IGF 。", "政府间论坛"),
        ("在 IGF （ 政府间 论坛 ） 上", "政府间论坛"),
        ("IGF （ 即 政府间 论坛 ）", "政府间论坛"),
        ("IGF 即 政府间 论坛 的 会议", "政府间论坛"),
    ],
)
def test_a_name_beside_an_acronym_that_is_none_of_its_own_is_listed(tmp_path: Path, message: str, name: str) -> None:
    (row,) = checks(tmp_path, [message])
    assert (row["kind"], row["found"], row["beside"], row["english"]) == ("expansion", name, "互联网治理论坛", "IGF")
    assert (row["n_found"], row["n_beside"], row["concept"], row["passage_ids"]) == (1, 0, "igf", "2030-a/a#001")


@pytest.mark.parametrize(
    "message",
    [
        "互联网治理论坛 （ IGF ）",
        "因特网治理论坛 （ IGF ）",
        "联合国 互联网治理论坛 （ IGF ）",
        "本 论坛 （ IGF ）",
        "IGF （ 互联网治理论坛 ）",
        "青年 IGFs （ NRIs ）",
        "政府间 论坛 （ 巴黎 ）",
        "政府间 论坛 （ IGF 2018 ）",
        "IGF （ 例如 政府间 论坛 ）",
        "IGF （ 巴黎 ， 2018 ）",
        "政府间 论坛 和 IGF",
    ],
)
def test_known_names_and_other_remarks_are_not(tmp_path: Path, message: str) -> None:
    assert checks(tmp_path, [message]) == []


def test_a_line_of_expansions_settles_it(tmp_path: Path) -> None:
    message = "政府间 论坛 （ IGF ）"
    assert checks(tmp_path, [message], expansions={"IGF": ("政府间论坛",)}) == []
    (row,) = checks(tmp_path / "other", ["政府间 基金 （ IGC ）"], expansions={"IGC": ("政府间委员会",)})
    assert (row["found"], row["beside"], row["concept"]) == ("政府间基金", "政府间委员会", None)


def test_known_names_are_counted_beside(tmp_path: Path) -> None:
    rows = checks(
        tmp_path, ["政府间 论坛 （ IGF ）", "互联网治理论坛 （ IGF ）", "政府间 论坛 （ IGF ）"], max_examples=1
    )
    assert [(row["n_found"], row["n_beside"], row["passage_ids"]) for row in rows] == [(2, 1, "2030-a/a#001")]


def test_an_unknown_acronym_is_listed_with_two_names_not_with_one(tmp_path: Path) -> None:
    one = ["数据 专员 公署 （ PDP ）", "数据 专员 公署 （ PDP ）"]
    assert checks(tmp_path / "one", one) == []
    # The end of a longer name is the same name.
    assert checks(tmp_path / "same", [*one, "专员 公署 （ PDP ）"]) == []
    rows = checks(tmp_path / "two", one, ["隐私 委员会 （ PDP ）"])
    assert [(row["kind"], row["edition"], row["found"], row["beside"], row["n_beside"]) for row in rows] == [
        ("unknown_expansion", "2031-a", "隐私委员会", "数据专员公署", 2)
    ]


FREQUENT = ["网络犯罪行为"] * 5


@pytest.mark.parametrize(
    ("odd", "is_listed"),
    [
        ("网络犯罪作为", True),
        ("网络犯罪的行为", True),
        ("网络 犯罪 作为", True),
        ("网络违罪行为", True),
        ("非网络犯罪行为", False),
        ("网络犯罪行为学", False),
        ("网络犯法作为", False),
    ],
    ids=["replaced", "inserted", "cut into words", "in the middle", "negated", "longer", "two characters"],
)
def test_a_term_that_stands_once_beside_a_frequent_near_twin(tmp_path: Path, odd: str, is_listed: bool) -> None:
    crime = Concept("cybercrime", "网络犯罪行为", "cybercrime", "issue", (Variant("网络犯罪行为", "label"),))
    rows = checks(tmp_path, [*FREQUENT, odd], concepts=(crime,))
    assert found(rows, "near_twin") == ([(odd.replace(" ", ""), "网络犯罪行为")] if is_listed else [])


def test_a_twin_says_where_and_how_often(tmp_path: Path) -> None:
    (row,) = checks(tmp_path, FREQUENT, ["其他", "打击 网络犯罪作为"])
    assert (row["edition"], row["n_found"], row["n_beside"]) == ("2031-a", 1, 5)
    assert (row["passage_ids"], row["context"]) == ("2031-a/a#002", "打击网络犯罪作为")


@pytest.mark.parametrize(
    ("messages", "decisions"),
    [
        ([*FREQUENT, "网络犯罪作为", "网络犯罪作为"], ()),
        ([*FREQUENT[1:], "网络犯罪作为"], ()),
        ([*FREQUENT, "网络犯罪作为"], (VariantDecision("网络犯罪作为", "网络犯罪行为", "different"),)),
    ],
    ids=["twice", "beside a rare one", "decided"],
)
def test_other_pairs_are_no_twins(tmp_path: Path, messages: list[str], decisions: tuple[VariantDecision, ...]) -> None:
    assert checks(tmp_path, messages, decisions=decisions) == []


FREE = UsageNote(("免费", "自由"), frozenset(), "free", "of charge, or as in freedom")
GOVERNANCE = UsageNote(("管治", "治理"), frozenset({"管治"}), "governance")


def test_two_wordings_of_a_note_in_one_edition(tmp_path: Path) -> None:
    rows = checks(tmp_path, ["免费 的 互联网", "自由", "自由"], ["免费"], ["自由"], usage_notes=(FREE,))
    (row,) = rows
    assert (row["kind"], row["edition"], row["found"], row["beside"]) == ("usage", "2030-a", "免费", "自由")
    assert (row["n_found"], row["n_beside"], row["english"], row["note"]) == (1, 2, "free", FREE.note)
    assert (row["passage_ids"], row["context"]) == ("2030-a/a#001", "免费的互联网")


def test_a_doubtful_wording_is_listed_alone(tmp_path: Path) -> None:
    rows = checks(tmp_path, ["管治"], ["治理"], ["管治", "管治", "治理"], usage_notes=(GOVERNANCE,))
    assert [(row["edition"], row["found"], row["beside"], row["n_beside"]) for row in rows] == [
        ("2030-a", "管治", None, 0),
        ("2032-a", "管治", "治理", 1),
    ]


def test_a_wording_counts_where_words_begin_and_end_and_in_titles_too(tmp_path: Path) -> None:
    corpus = {"2030-a": {"a": [Passage("免费", "title"), Passage("言论自由"), Passage("自 由 人")]}}
    rows = run_terminology(tmp_path, corpus, usage_notes=(FREE,))["wording_checks"].to_pylist()
    # 自由 stands in three places, once where two words begin and end; both stand once, so 免费 is the first by text.
    assert [(row["found"], row["n_found"], row["beside"], row["passage_ids"]) for row in rows] == [
        ("自由", 1, "免费", "2030-a/a#003")
    ]


def test_rows_are_numbered_by_kind(tmp_path: Path) -> None:
    messages = [*FREQUENT, "网络犯罪作为", "政府间 论坛 （ IGF ）", "免费", "自由"]
    rows = checks(tmp_path, messages, usage_notes=(FREE,))
    assert [(row["rank"], row["kind"]) for row in rows] == [(1, "expansion"), (2, "near_twin"), (3, "usage")]


def test_the_message_of_2018(main_job: Workspace) -> None:
    rows = read_parquet(main_job.outputs / "data/wording_checks.parquet").to_pylist()
    usage = {(row["english"], row["found"]) for row in rows if row["kind"] == "usage"}
    assert {("IGF", "政府间论坛"), ("IGF", "政府间气候基金"), ("messages", "关键信息"), ("governance", "管治")} <= usage
    assert {row["beside"] for row in rows if row["english"] == "free"} == {"免费"}
    # 互联网治理论坛（IGF） is its name, IGFs (NRIs) another abbreviation of theirs.
    assert not [row for row in rows if row["kind"] == "expansion"]
