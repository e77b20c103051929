"""The stage on the 2018 message and on small documents."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.corpus import Source
from pipeline.edition_file import FileEntry
from pipeline.ingest.stage import ingest
from pipeline.lexicon.model import Correction
from pipeline.normalise.clean import clean, radicals_by_position
from pipeline.normalise.ledger import replay_backwards
from pipeline.normalise.stage import normalise
from pipeline.normalise.suspects import candidates
from pipeline.settings import IngestSettings, NormaliseSettings

MESSAGE = Path(__file__).parents[2] / "corpus/2018-paris/igf-2018-evolution-of-internet-governance.zh.txt"
SLIP = Correction("人又", "人口", "互联网人又的快速增长", "", "corrections.tsv:1")

Tables = dict[str, list[dict[str, Any]]]


def normalised(text: str, corrections: tuple[Correction, ...] = (), **stated: Any) -> Tables:
    source = Source("e/d", "e", "e/d.txt", text.encode(), "0" * 64, FileEntry(file="d.txt", **stated))
    read = ingest(source=source, settings=IngestSettings()).tables
    made = normalise(**read, corrections=corrections, settings=NormaliseSettings())
    return {name: table.to_pylist() for name, table in made.tables.items()}


def received() -> str:
    return MESSAGE.read_bytes().decode()


@cache
def message(*, is_corrected: bool) -> Tables:
    return normalised(received(), (SLIP,) if is_corrected else (), sections={"总体信息": "General"})


def test_kinds_and_sections_of_the_2018_message() -> None:
    tables = message(is_corrected=True)
    kinds = Counter(row["kind"] for row in tables["passages"])
    assert kinds == {"title": 1, "heading": 4, "paragraph": 3, "bullet": 23, "note": 1}
    messages = Counter((row["section_order"], row["kind"]) for row in tables["passages"] if row["is_message"])
    assert messages == {(1, "paragraph"): 3, (2, "bullet"): 11, (3, "bullet"): 6, (4, "bullet"): 6}
    sections = [(row["section_order"], row["section"], row["section_en"]) for row in tables["sections"]]
    assert sections == [
        (0, None, None),
        (1, "总体信息", "General"),
        (2, "扩大利益相关者参与互联网治理", None),
        (3, "IGF 的组织和角色", None),
        (4, "多利益相关者主义", None),
    ]
    assert [row["n_passages"] for row in tables["sections"]] == [1, 4, 12, 7, 8]
    assert tables["passages"][-1]["text"].startswith("*这是IGF消息的初步草案。")
    assert tables["passages"][12]["passage_id"] == "e/d#013"


def test_the_document_row_of_the_2018_message() -> None:
    row = message(is_corrected=True)["documents"][0]
    assert (row["n_passages"], row["n_messages"], row["script"], row["language"]) == (32, 26, "Hans", "zh")
    assert row["status"] == "draft"  # nothing is stated; its last passage says so
    assert row["title"] == "IGF 2018 关键信息——互联网治理的演变"


def test_radicals_of_the_2018_message() -> None:
    tables = message(is_corrected=True)
    rows = [row for row in tables["repairs"] if row["rule"] == "radicals"]
    assert len(rows) == 215
    assert len({row["before"] for row in rows}) == 37
    assert all(received()[row["offset"]] == row["before"] for row in rows)
    assert all(row["after"] in row["context"] for row in rows)
    text = "".join(row["text"] for row in tables["passages"])
    assert not [character for character in text if "\u2e80" <= character <= "\u2fdf"]


def test_punctuation_and_spaces_of_the_2018_message() -> None:
    tables = message(is_corrected=True)
    text = "\n".join(row["text"] for row in tables["passages"])
    assert sum(received().count(mark) for mark in "，（）") == 84
    # All stay; two pairs of half-width brackets with Chinese inside them join them.
    assert sum(text.count(mark) for mark in "，（）") == 84 + 4
    made = [(row["rule"], row["before"], row["after"]) for row in tables["repairs"] if "halfwidth" in row["rule"]]
    assert Counter(made) == {
        ("halfwidth_brackets", " (", "（"): 2,
        ("halfwidth_brackets", ")", "）"): 2,
        ("halfwidth_marks", "? ", "？"): 3,
        ("halfwidth_marks", "?", "？"): 1,
        ("halfwidth_marks", "; ", "；"): 2,
    }
    assert "实现可持续发展" in text
    assert "更多的挑战？多利益相关者模型是否有效？如果有效" in text
    assert "区域和青年IGFs之间" in text  # no space was there before the line end
    assert "青年IGFs (NRIs) 各自" in text


def test_the_log_of_the_2018_message_leads_back() -> None:
    tables = message(is_corrected=True)
    clean_text = "\n".join(row["text"] for row in tables["passages"])
    assert replay_backwards(clean_text, tables["repairs"]) == received()
    for row in tables["passages"]:
        begin = received()[row["start"] : row["end"]]
        assert begin == begin.strip()
        assert len(begin) >= len(row["text"])


@pytest.mark.parametrize(("is_corrected", "status", "n_suspects"), [(False, "suspected", 1), (True, "settled", 0)])
def test_the_slip_of_the_2018_message(is_corrected: bool, status: str, n_suspects: int) -> None:
    tables = message(is_corrected=is_corrected)
    slip = next(row for row in tables["repairs"] if row["rule"] == "suspected_slip")
    assert (slip["before"], slip["after"], slip["status"], slip["passage_id"]) == ("又", "口", status, "e/d#013")
    assert slip["gain"] == pytest.approx(3.39, abs=0.005)
    assert "互联网人又的快速增长" in slip["context"]
    assert received()[slip["offset"]] == "\N{KANGXI RADICAL AGAIN}"
    corrections = [row for row in tables["repairs"] if row["rule"] == "correction"]
    assert [(row["before"], row["after"]) for row in corrections] == [("人又", "人口")] * is_corrected
    assert tables["documents"][0]["n_suspects"] == n_suspects
    assert ("互联网人口" in tables["passages"][12]["text"]) == is_corrected


def test_the_slip_stands_first_of_all_candidates_of_the_2018_message() -> None:
    result = clean(received(), (), NormaliseSettings())
    found = candidates(result.suspects_text, radicals_by_position(result.rewriting), 24)
    assert len(found) == 402
    gains = sorted((candidate.gain for candidate in found), reverse=True)
    assert gains[:2] == pytest.approx([3.39, 1.16], abs=0.005)


def test_pages_come_from_form_feeds() -> None:
    tables = normalised("互联网\f治理。\n\f\n论坛。")
    assert [row["page"] for row in tables["passages"]] == [1, 2, 3]
    assert [row["page"] for row in normalised("互联网")["passages"]] == [None]


def test_mixed_scripts_are_told_apart_and_traditional_is_converted() -> None:
    tables = normalised("什么是互联网？\n\n網際網路治理與門\N{KANGXI RADICAL DOOR}。")
    assert [row["text"] for row in tables["passages"]] == ["什么是互联网？", "网际网路治理与门户。"]
    assert tables["documents"][0]["script"] == "mixed"
    after = [(row["rule"], row["before"], row["after"]) for row in tables["repairs"]]
    assert ("radicals", "\N{KANGXI RADICAL DOOR}", "戶") in after
    assert ("traditional_to_simplified", "與門戶", "与门户") in after


def test_a_document_of_headings_has_no_messages() -> None:
    tables = normalised("总则\n\n附则")
    assert tables["documents"][0]["n_messages"] == 0
    assert [row["section_order"] for row in tables["passages"]] == [0, 1]
    assert tables["documents"][0]["title"] == "总则"


def test_a_skipped_file_has_no_rows() -> None:
    assert all(rows == [] for rows in normalised("English only").values())


def test_a_document_without_a_title_is_named_after_its_file() -> None:
    assert normalised("各位代表：现在开始。")["documents"][0]["title"] == "d"
    assert normalised("各位代表：现在开始。", title_zh="报告")["documents"][0]["title"] == "报告"


def test_a_stated_status_goes_before_what_the_text_says() -> None:
    text = "互联网治理。\n\n（草案）\n"
    found = [normalised(text, status=status)["documents"][0]["status"] for status in (None, "final")]
    assert found == ["draft", "final"]
    assert normalised("互联网治理。")["documents"][0]["status"] is None


def test_one_very_long_line_is_one_passage() -> None:
    text = "互联网治理，" * 50_000
    tables = normalised(text)
    assert [row["text"] for row in tables["passages"]] == [text]


def test_ordinals_have_as_many_digits_as_they_need() -> None:
    ids = [row["passage_id"] for row in normalised("一句话。\n" * 1000)["passages"]]
    assert (ids[0], ids[-1]) == ("e/d#0001", "e/d#1000")


def test_a_converted_passage_keeps_what_was_written_beside_it() -> None:
    made = normalised("網際網路治理與個資保護。\n\n互联网治理。", region="tw")
    assert [(row["text"], row["original_text"]) for row in made["passages"]] == [
        ("互联网治理与个人数据保护。", "網際網路治理與個資保護。"),
        ("互联网治理。", None),
    ]
    assert made["documents"][0]["script"] == "mixed"
    assert {row["rule"] for row in made["repairs"]} >= {"traditional_to_simplified", "regional_vocabulary"}


def test_words_stay_where_no_region_is_stated() -> None:
    assert normalised("網際網路治理。")["passages"][0]["text"] == "网际网路治理。"
