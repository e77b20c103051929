"""What the pipeline must make of the 2018 message: each line of this file is a promise to its users."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.normalise.ledger import replay_backwards
from tests.conftest import ROOT, Workspace

RECEIVED = ROOT / "corpus/2018-paris/igf-2018-evolution-of-internet-governance.zh.txt"
DOCUMENT = "2018-paris/evolution-of-internet-governance"


def rows(workspace: Workspace, table: str) -> list[dict[str, str]]:
    with (workspace.outputs / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_radical(character: str) -> bool:
    return 0x2E80 <= ord(character) <= 0x2FDF


def test_thirty_two_passages_of_which_twenty_six_are_messages(main_job: Workspace) -> None:
    passages = rows(main_job, "passages")
    assert Counter(row["kind"] for row in passages) == {
        "title": 1, "heading": 4, "paragraph": 3, "bullet": 23, "note": 1
    }  # fmt: skip
    headings = [row["text"] for row in passages if row["kind"] == "heading"]
    bullets = Counter(row["section"] for row in passages if row["kind"] == "bullet")
    assert [bullets[heading] for heading in headings] == [0, 11, 6, 6]
    assert {row["section"] for row in passages if row["kind"] == "paragraph"} == {headings[0]}
    assert passages[-1]["text"].startswith("*这是IGF消息的初步草案")
    (document,) = rows(main_job, "documents")
    assert (document["n_passages"], document["n_messages"], document["status"]) == ("32", "26", "draft")


def test_section_headings_have_their_english(main_job: Workspace) -> None:
    sections = {row["section"]: row["section_en"] for row in rows(main_job, "sections") if row["section"]}
    assert len(sections) == 4
    assert all(sections.values())


def test_wrapped_lines_are_rejoined(main_job: Workspace) -> None:
    texts = [row["text"] for row in rows(main_job, "passages")]
    assert any("实现可持续发展" in text for text in texts)
    assert any("更多的挑战？多利益相关者模型" in text for text in texts)
    assert not any("\n" in text or text != text.strip() for text in texts)


def test_every_radical_is_folded_and_logged(main_job: Workspace) -> None:
    received = RECEIVED.read_text(encoding="utf-8")
    folded = [row for row in rows(main_job, "repairs") if row["rule"] == "radicals"]
    assert len(folded) == 215
    assert len({row["before"] for row in folded}) == 37
    assert all(received[int(row["offset"])] == row["before"] and row["context"] for row in folded)
    assert not any(is_radical(c) for row in rows(main_job, "passages") for c in row["text"])


def test_chinese_punctuation_stays(main_job: Workspace) -> None:
    text = "".join(row["text"] for row in rows(main_job, "passages"))
    assert sum(RECEIVED.read_text(encoding="utf-8").count(mark) for mark in "，（）") == 84
    assert sum(text.count(mark) for mark in "，（）") == 84 + 4  # and two pairs that were half-width around Chinese


def test_halfwidth_marks_around_chinese_become_chinese_and_others_stay(main_job: Workspace) -> None:
    text = "\n".join(row["text"] for row in rows(main_job, "passages"))
    assert "描述IGF（即，以理清“管治”的涵义" in text
    assert "人工智能等）；改进有针对性的品牌和沟通政策（使IGF在" in text
    assert "是否有效？如果有效，它是否为全球所接受？IGF在当前" in text
    assert "青年IGFs (NRIs) 各自" in text


def test_spaces_between_chinese_go_and_beside_latin_stay_as_one(main_job: Workspace) -> None:
    texts = {row["passage_id"]: row["text"] for row in rows(main_job, "passages")}
    text = "\n".join(texts.values())
    assert "IGF 的组织和角色" in text
    assert "  " not in text


def test_the_slip_is_flagged_and_corrected(main_job: Workspace) -> None:
    found = [(row["rule"], row["before"], row["after"], row["status"]) for row in rows(main_job, "repairs")]
    slips = [row for row in found if row[0] == "suspected_slip"]
    assert len(slips) == 1
    assert slips[0][3] == "settled"
    assert any(rule == "correction" and status == "applied" for rule, _, _, status in found)
    text = "".join(row["text"] for row in rows(main_job, "passages"))
    assert "互联网人口的快速增长" in text
    assert "人又" not in text


def test_replaying_the_log_gives_the_received_text(main_job: Workspace) -> None:
    data = main_job.outputs / "data"
    passages = pq.read_table(data / "passages/2018-paris.parquet")
    repairs = pq.read_table(data / "repairs/2018-paris.parquet")
    clean = "\n".join(passages.column("text").to_pylist())
    assert replay_backwards(clean, repairs.to_pylist()) == RECEIVED.read_bytes().decode("utf-8")


def token_texts(workspace: Workspace) -> list[str]:
    data = workspace.outputs / "data"
    tokens = pq.read_table(data / "tokens/2018-paris.parquet").to_pylist()
    passages = {row["passage_id"]: row["text"] for row in rows(workspace, "passages")}
    return [passages[token["passage_id"]][token["start"] : token["end"]] for token in tokens]


def test_tokens_tile_their_passages(main_job: Workspace) -> None:
    tokens = pq.read_table(main_job.outputs / "data/tokens/2018-paris.parquet").to_pylist()
    ends: dict[str, int] = {}
    for token in tokens:
        assert token["start"] == ends.get(token["passage_id"], 0) < token["end"]
        ends[token["passage_id"]] = token["end"]
    assert ends == {row["passage_id"]: len(row["text"]) for row in rows(main_job, "passages")}


@pytest.mark.parametrize(
    "term",
    [
        "互联网治理", "利益攸关方", "多利益相关者", "网络中立", "数字鸿沟", "能力建设", "最佳做法", "可持续发展",
        "小岛屿发展中国家", "管治", "IGFs", "NRIs", "igf@un.org",
    ],
)  # fmt: skip
def test_terms_come_out_whole(main_job: Workspace, term: str) -> None:
    assert term in token_texts(main_job)


def test_igfs_and_nris_are_the_national_and_regional_initiatives(main_job: Workspace) -> None:
    concepts = {row["term"]: row["concept"] for row in rows(main_job, "terms")}
    assert concepts["IGFs"] == concepts["NRIs"] != concepts["IGF"]


def test_stakeholder_is_counted_as_own_nested_and_inclusive(main_job: Workspace) -> None:
    concepts = {row["concept"]: row for row in rows(main_job, "concepts")}
    stakeholder = concepts["stakeholder"]
    in_messages = [int(stakeholder[name]) for name in ("n_own", "n_nested", "n_inclusive")]
    in_passages = [int(stakeholder[f"{name}_in_passages"]) for name in ("n_own", "n_nested", "n_inclusive")]
    assert in_messages == [9, 15, 24]
    assert in_passages == [10, 16, 26]


def test_the_five_wordings_of_stakeholder_stay_visible(main_job: Workspace) -> None:
    mentions = Counter(row["term"] for row in rows(main_job, "mentions") if row["concept"] == "stakeholder")
    assert mentions == {"利益相关者": 15, "利益攸关方": 5, "利益相关方": 3, "利益攸关者": 2, "涉众": 1}


def test_forum_with_its_acronym_in_brackets_is_one_mention(main_job: Workspace) -> None:
    passages = {row["passage_id"]: row["text"] for row in rows(main_job, "passages")}
    (passage_id,) = [name for name, text in passages.items() if "互联网治理论坛（IGF）" in text]
    mentions = [row for row in rows(main_job, "mentions") if row["passage_id"] == passage_id and row["form"] == "own"]
    at = passages[passage_id].index("互联网治理论坛（IGF）")
    assert [row["start"] for row in mentions if at <= int(row["start"]) < at + 12] == [str(at)]


def test_modal_words_are_tokens_but_no_keywords(main_job: Workspace) -> None:
    lists = {row["term"]: row["list"] for row in rows(main_job, "terms")}
    assert {lists[term] for term in ("必须", "应该", "需要")} == {"modal"}
    ranked = {row["term"] for row in rows(main_job, "keywords")}
    assert not ranked & {"必须", "应该", "需要", "igf@un.org", "的"}


def test_concept_document_frequency_counts_each_message_once(main_job: Workspace) -> None:
    ranked = [row for row in rows(main_job, "keywords") if row["scope_kind"] == "edition" and row["level"] == "concept"]
    by_concept = {row["concept"]: row for row in ranked if row["concept"]}
    messages = {
        row["passage_id"]
        for row in rows(main_job, "mentions")
        if row["concept"] == "stakeholder" and row["form"] == "own" and row["is_message"] == "true"
    }
    assert int(by_concept["stakeholder"]["document_frequency"]) == len(messages)


def test_every_message_has_a_theme_and_the_verdict_is_stated(main_job: Workspace) -> None:
    stability = rows(main_job, "stability")
    assert sum(row["is_chosen"] == "true" for row in stability) == 1
    assert len([row for row in rows(main_job, "passage_themes") if row["fit"] == "2018-paris"]) == 26
    themes = rows(main_job, "themes")
    assert {row["is_stable"] for row in themes} == {"false"}
    for file in ("index.html", "report.md"):
        text = (main_job.outputs / file).read_text(encoding="utf-8")
        for words in ("exploratory, not stable", "探索性分组，不稳定"):
            assert text.count(words) > len(themes)  # once beside each, and in the verdict


@pytest.mark.parametrize("file", ["index.html", "report.md"])
def test_the_city_stands_beside_the_title(main_job: Workspace, file: str) -> None:
    assert "巴黎 Paris · 2018" in (main_job.outputs / file).read_text(encoding="utf-8")


def test_each_chart_has_its_pictures_and_numbers(main_job: Workspace) -> None:
    charts = pq.read_table(main_job.outputs / "data/charts.parquet").to_pylist()
    # 26 messages are few: nothing is shown not to have changed, and no two concepts stand together more than by chance.
    # And there is no edition to hold this one against.
    assert [chart["chart"] for chart in charts if chart["state"] != "drawn"] == [
        "lockwords",
        "term-slopes",
        "passage-changes",
        "concept-network",
        "collocates",
    ]
    assert all(chart["alt_zh"] and chart["alt_en"] for chart in charts)
    for chart in [chart for chart in charts if chart["state"] == "drawn"]:
        for suffix in ("zh.png", "zh.svg", "en.png", "en.svg", "csv"):
            assert (main_job.outputs / f"{chart['file']}.{suffix}").stat().st_size > 100


def columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@pytest.mark.parametrize(
    ("table", "promised"),
    [
        ("documents", "document_id edition track title status language script source_file sha256 n_passages"),
        ("documents", "n_messages n_characters"),
        ("passages", "passage_id edition document_id section kind order page text"),
        ("repairs", "document_id passage_id rule offset before after context status"),
        ("terms", "term concept n_occurrences n_messages n_documents"),
        ("concepts", "concept label_zh label_en kind n_own n_nested n_inclusive n_messages"),
        ("keywords", "scope unit level rank term label_en count document_frequency tfidf"),
        ("themes", "theme_id fit label_zh label_en n_messages stability is_stable top_terms"),
        ("passage_themes", "passage_id fit theme_id similarity is_core"),
    ],
)  # fmt: skip
def test_the_columns_that_other_tools_read(main_job: Workspace, table: str, promised: str) -> None:
    path = main_job.outputs / "tables" / f"{table}.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert set(promised.split()) <= set(columns(path))
