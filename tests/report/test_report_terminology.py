"""The section on terminology: numbers, order, links, limits, and what it says where there is nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import Edition, Received, concept, made

from pipeline.columns import TABLES
from pipeline.report.audited_lexicon import Crossing, audited_lexicon, grouped_crossings
from pipeline.report.listing import Listing, listing
from pipeline.report.proposed_wordings import evidence, variant_candidates, wording_checks
from pipeline.report.words import words
from pipeline.settings import ReportSettings, Settings
from pipeline.terminology.evidence import CAPITALS, LETTERS, PLURAL, READING, REGION
from pipeline.views import View

HOSTILE = "<script>alert(1)</script>|`_*"
SAMPLE = "2030-sample/sample#002"


class Section(HTMLParser):
    """The text of the section, its rows as lists of cells, and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        after = html.index('<h3 id="terminology-audit">')
        self.html = html[after : html.index('<section class="chapter" id="together">')]
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.text = ""
        self._is_in_cell = False
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._is_in_cell = True
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._is_in_cell = False
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._is_in_cell:
            self.rows[-1][-1] += data

    def row(self, first: str) -> list[str]:
        """The cells of the first row that begins with this word."""
        return next(row for row in self.rows if row[0].split()[:1] == [first])


def report_of(received: Received, folder: Path, **settings: int) -> tuple[Section, str]:
    """The section of the page, and the whole of the plain text."""
    _, files = received.report(folder, Settings.model_validate({"report": settings}))
    return Section(files["index.html"].decode("utf-8")), files["report.md"].decode("utf-8")


def entry(term: str, status: str = "used", *, own: bool = False, **columns: Any) -> dict[str, Any]:
    """A row of lexicon_audit; ``n_occurrences`` is the sum of the outcomes that are given."""
    n = sum(columns.get(f"n_{outcome}", 0) for outcome in ("whole", "inside", "across", "split"))
    origin = "terms.txt:4" if own else "shipped"
    row = {"term": term, "entry": "term", "status": status, "is_shipped": not own, "origin": origin}
    return {**row, "n_occurrences": n, **columns}


def crossing(edition: Edition, term: str, order: int, **columns: Any) -> dict[str, Any]:
    ids = {
        "edition": edition.edition,
        "document_id": edition.document_id,
        "passage_id": edition.passage_id(order),
    }
    return {**ids, "term": term, "reading": "个人|权益", "reading_with_term": "个|人权|益", **columns}


def wording(edition: Edition, concept_id: str, term: str, n_own: int, **columns: Any) -> dict[str, Any]:
    ids = {"edition": edition.edition, "document_id": edition.document_id, "passage_ids": edition.passage_id(2)}
    row = {"concept": concept_id, "term": term, "relation": "same", "n_own": n_own, "n_messages": 1}
    return {**ids, **row, **columns}


def check(rank: int, found: str, kind: str = "usage", **columns: Any) -> dict[str, Any]:
    row = {"rank": rank, "kind": kind, "edition": "2030-sample", "found": found, "n_found": 1, "passage_ids": SAMPLE}
    return {**row, **columns}


def candidate(rank: int, wording: str, other: str, **columns: Any) -> dict[str, Any]:
    row = {"rank": rank, "wording": wording, "other": other, "passage_ids_wording": SAMPLE, "edit_distance": 1}
    return {**row, "line": f"{wording}\t{other}\tsame\t", **columns}


def term(rank: int, text: str, **columns: Any) -> dict[str, Any]:
    row = {"rank": rank, "term": text, "parts": "|".join(text), "contexts": "前文 | 后文", "passage_ids": SAMPLE}
    return {**row, "line": text, **columns}


def complete(name: str, row: dict[str, Any]) -> dict[str, Any]:
    (row,) = made(name, [row]).to_pylist()
    return row


def test_totals_count_entries_by_status_and_places_by_outcome(received: Received, tmp_path: Path) -> None:
    received.whole["lexicon_audit"] = [
        entry("甲", n_whole=1200, n_inside=30),
        entry("乙", "unused"),
        entry("丙", "shadowed", own=True, n_inside=4),
    ]
    section, text = report_of(received, tmp_path)
    assert section.row("用到")[2:] == ["0", "1"]
    assert section.row("被包含")[2:] == ["1", "0"]
    assert section.row("整词")[2] == "1,200 / 1,234"  # 1200 + 30 + 4
    assert section.row("词内")[2] == "34 / 1,234"
    assert section.row("切开")[2] == "0 / 1,234"
    assert "| 未出现 unused | 0 | 1 |" in text
    assert "| 词内 inside | 34 / 1,234 |" in text


def test_own_entries_come_first_whole_then_shipped_ones_worth_a_look(received: Received, tmp_path: Path) -> None:
    received.whole["lexicon_audit"] = [
        entry("自用", own=True, n_whole=9),
        entry("自无", "unused", own=True),
        entry("自遮", "shadowed", own=True, n_inside=1),
        entry("附用", n_whole=99),
        entry("附遮", "shadowed", n_inside=7),
        entry("附跨", n_whole=1, n_across=2),
        entry("附无", "unused"),
    ]
    section, text = report_of(received, tmp_path)
    terms = [row[0] for row in section.rows if row[0][0] in "自附"]
    assert terms == ["自遮", "自无", "自用", "附跨", "附遮"]
    assert re.findall(r"^\| ([自附].) \|", text, re.MULTILINE) == terms
    assert section.row("自用")[1] == "terms.txt:4"
    assert section.row("附遮")[1] == "附带 shipped"


def test_an_entry_shows_each_outcome_with_its_readings_and_passages(received: Received, tmp_path: Path) -> None:
    received.whole["lexicon_audit"] = [
        entry(
            "数据", n_whole=2, n_inside=3, n_across=1, inside_terms="数据治理 ×3", crossings="大数|据此 ×1",
            whole_passage_ids="2030-sample/sample#002 2030-sample/sample#003",
            across_passage_ids="2030-sample/sample#099",
        )
    ]  # fmt: skip
    section, _ = report_of(received, tmp_path)
    assert section.row("数据")[3:8] == ["6", "2", "3 数据治理 ×3", "1 大数|据此 ×1", "0"]
    assert section.row("数据")[8] == "整词 whole: 2 段出处 passages behind it 跨越 across: #099"
    assert View(listed="audit:shipped:数据:whole").address() in section.links
    assert View(passage="2030-sample/sample#099").address() in section.links


def test_crossings_of_one_reading_are_one_row_with_the_first_as_example(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    received.parts[edition.edition]["lexicon_crossings"] = [
        crossing(edition, "和平", 2, reading="和|平台"),
        crossing(edition, "人权", 2, score=-30.25, score_with_term=-41.0, clause="保护个人权益"),
        crossing(edition, "人权", 3, score=-99.0, score_with_term=-99.5, clause="个人权益"),
    ]
    grouped = grouped_crossings(received.tables(tmp_path / "tables")["lexicon_crossings"])
    assert grouped[0] == Crossing("人权", "个人|权益", "个|人权|益", 2, -30.25, -41.0, "保护个人权益", SAMPLE)
    assert [(row.term, row.n) for row in grouped] == [("人权", 2), ("和平", 1)]
    section, text = report_of(received, tmp_path / "report")
    assert section.row("人权")[1:] == ["个人|权益", "个|人权|益", "2", "−30.2", "−41.0", "保护个人权益 #002"]
    assert r"人权: 个人\|权益 (−30.2) · 个\|人权\|益 (−41.0) · 2 处 2× · 保护个人权益 (#002)" in text


def test_lists_are_limited_and_say_so(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["lexicon_audit"] = [entry(f"自{n}", own=True) for n in range(8)]
    received.whole["lexicon_audit"] += [entry(f"附{n}", "crossed", n_across=1) for n in range(9)]
    received.parts[edition.edition]["lexicon_crossings"] = [
        crossing(edition, f"穿{n}", 2, start=n, end=n + 2) for n in range(6)
    ]
    section, text = report_of(received, tmp_path, top_n=5, max_rows=7)
    assert [sum(row[0].startswith(kind) for row in section.rows) for kind in "自附穿"] == [7, 5, 5]
    assert "5 more rows" in section.text  # 1 own and 4 shipped
    assert "1 more rows" in section.text  # of the crossings
    assert "5 more rows" in text


def test_many_checks_of_one_kind_hide_no_other() -> None:
    rows = [complete("wording_checks", check(n, f"词{n}", "expansion")) for n in range(1, 8)]
    rows.append(complete("wording_checks", check(8, "管治")))
    shown = wording_checks(made("wording_checks", rows), ReportSettings(top_n=5))
    assert [one.row["found"] for one in shown.rows] == ["词1", "词2", "词3", "词4", "词5", "管治"]
    assert shown.n_more == 2


def editions() -> tuple[Edition, Edition]:
    text = [("title", "样例"), ("paragraph", "涉众/和/网络")]
    return Edition("2021-b", text), Edition("2018-a", text)


def test_wordings_stand_by_edition_from_the_earliest(tmp_path: Path) -> None:
    later, earlier = editions()
    received = Received(later, earlier)
    received.whole["concepts"] = [
        concept("stakeholder", "利益相关者", "stakeholder"),
        concept("net", "网络", "network"),
    ]
    received.whole["wordings"] = [
        wording(earlier, "stakeholder", "涉众", 3, n_nested=2),
        wording(later, "stakeholder", "涉众", 1),
        wording(later, "stakeholder", "利益相关者", 4, relation="label"),
        wording(later, "stakeholder", "相关方", 1, relation="near"),
        wording(later, "stakeholder", "持份者", 0),  # in a heading alone
        wording(later, "net", "网络", 7),  # one wording: nothing to compare
    ]
    section, text = report_of(received, tmp_path / "all")
    assert section.row("概念")[3:5] == ["2018-a", "2021-b"]
    assert section.row("利益相关者")[1:] == ["涉众", "同义 same", "5", "1", "6"]
    following = section.rows[section.rows.index(section.row("利益相关者")) + 1 :][:2]
    assert following == [
        ["利益相关者", "标准写法 label", "·", "4", "4"],
        ["相关方", "近义，不合并 near, not merged", "·", "1", "1"],
    ]
    assert "持份者" not in section.text
    assert "网络" not in section.text.split("各届、各文件的写法")[1].split("值得对照英文核对")[0]
    assert View(concept="stakeholder", wording="涉众", edition="2018-a").address() in section.links
    assert View(wording="相关方", edition="2021-b").address() in section.links  # near: no mention of the concept
    assert "| 利益相关者 stakeholder | 涉众 | 5 | 1 | 6 |\n|  | 利益相关者 | · | 4 | 4 |\n" in text
    latest, _ = report_of(received, tmp_path / "latest", max_columns=1)
    assert latest.row("利益相关者")[1:] == ["涉众", "同义 same", "1", "6"]  # the total has what is not shown
    assert "1 more columns" in latest.text


def test_with_one_edition_wordings_stand_by_document(received: Received, edition: Edition, tmp_path: Path) -> None:
    documents = received.parts[edition.edition]["documents"]
    documents.append({**documents[0], "document_id": "2030-sample/zweite"})
    received.whole["wordings"] = [
        wording(edition, "stakeholder", "涉众", 1),
        wording(edition, "stakeholder", "利益相关者", 2, document_id="2030-sample/zweite", passage_ids=""),
    ]
    section, _ = report_of(received, tmp_path)
    assert section.row("概念")[3:5] == ["sample", "zweite"]
    assert section.row("利益相关者")[1:] == ["利益相关者", "同义 same", "·", "2", "2"]


def test_passages_of_several_editions_are_one_list(tmp_path: Path) -> None:
    later, earlier = editions()
    received = Received(later, earlier)
    ids = f"{earlier.passage_id(2)} {later.passage_id(1)}"
    received.whole["wording_checks"] = [check(1, "管治", edition="2018-a", passage_ids=ids)]
    section, text = report_of(received, tmp_path)
    assert section.row("用词选择")[1:3] == ["2018-a", "管治"]
    assert section.row("用词选择")[-1] == "2 段出处 passages behind it"
    assert View(listed="check:1").address() in section.links
    assert "(2018-a/sample #002; 2021-b/sample #001)" in text


def test_a_check_says_why_and_stands_beside_the_other_wording(received: Received, tmp_path: Path) -> None:
    received.whole["wording_checks"] = [
        check(
            1, "政府间论坛", "expansion", n_found=2, beside="互联网治理论坛", n_beside=1040, english="IGF",
            note="read into the letters", context="对政府间论坛的工作",
        ),
        check(2, "管治"),
    ]  # fmt: skip
    section, text = report_of(received, tmp_path)
    assert section.row("缩写旁的名称不在已知之列")[1:] == [
        "政府间论坛", "2", "互联网治理论坛", "1,040", "IGF read into the letters", "对政府间论坛的工作 #002",
    ]  # fmt: skip
    assert section.row("用词选择")[1:5] == ["管治", "1", "", ""]
    assert "政府间论坛 (2) · 互联网治理论坛 (1,040) · IGF · 对政府间论坛的工作 (#002)" in text


def test_a_candidate_has_its_evidence_and_the_line_that_accepts_it(received: Received, tmp_path: Path) -> None:
    row = {"n_wording": 2, "n_other": 1300, "concept": "forum", "context_wording": "在此论坛上", "n_listed": 3}
    received.whole["variant_candidates"] = [candidate(1, "论坛会", "论坛", **row)]
    section, text = report_of(received, tmp_path)
    cells = section.row("论坛会")
    assert cells[1:4] == ["2", "论坛 forum", "1,300"]
    assert cells[4] == (
        "相差字数：1 characters that differ: 1 "
        "并列出现次数：3（可能不是同一事物） times listed side by side: 3 (which speaks against it)"
    )
    assert cells[5] == "在此论坛上 #002"
    assert '<code class="paste">论坛会\t论坛\tsame\t</code>' in section.html
    assert "- 论坛会 (2) · 论坛 (1,300): 相差字数：1 characters that differ: 1;" in text


def test_a_new_term_has_its_figures_its_places_and_the_line_to_paste(received: Received, tmp_path: Path) -> None:
    figures = {"left_entropy": 1.25, "right_entropy": 2.0, "pmi": 3.5, "c_value": 8.0, "score": 35.125}
    counts = {"n_occurrences": 1234, "n_messages": 9, "n_documents": 2}
    rows = [term(rank, f"新{rank}", **counts, **figures) for rank in range(1, 8)]
    received.whole["term_candidates"] = rows
    section, text = report_of(received, tmp_path, top_n=5)
    cells = section.row("新1")
    assert cells[0] == "新1 新|1"
    assert cells[1:9] == ["1,234", "9", "2", "1.25", "2.00", "3.50", "8.00", "35.12"]
    assert cells[9:] == ["前文 后文 #002", "新1"]
    assert "2 more rows" in section.text
    assert r"- 新1 (新\|1): 1,234, 消息数 messages 9, 文件 documents 2, 得分 score 35.12 (#002)" in text


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, []),
        ({"spelling": "plural"}, ["singular and plural"]),
        ({"is_abbreviation": True}, ["one may be short for the other"]),
        ({"is_reordered": True}, ["the same characters in another order"]),
        ({"has_same_parts": True}, ["alike but for two wordings of one concept inside them"]),
        ({"shared_head": "论坛"}, ["both end in 论坛"]),
        ({"shared_english": "to say; {n}"}, ["the dictionary has both as: to say; {n}"]),
    ],
)
def test_evidence_in_words(columns: dict[str, Any], said: list[str]) -> None:
    row = complete("variant_candidates", candidate(1, "甲", "乙", **columns))
    assert [text.en for text in evidence(row)] == [*said, "characters that differ: 1"]


def test_contexts_are_stated_where_they_can_be_told() -> None:
    row = complete("variant_candidates", candidate(1, "甲", "乙", context_similarity=0.0))
    assert [text.zh for text in evidence(row)][-1] == "上下文相似度 0.00"


def test_every_value_of_the_tables_has_words() -> None:
    assert set(words("spelling")) == {LETTERS, CAPITALS, PLURAL, REGION, READING}
    assert set(words("entry_status")) == set(words("entry_meaning")) == {"used", "unused", "shadowed", "crossed"}
    assert set(words("outcome")) == set(words("outcome_meaning")) == {"whole", "inside", "across", "split"}
    (kinds,) = [column.unit for column in TABLES["wording_checks"].columns if column.name == "kind"]
    assert set(words("check_kind")) == set(re.findall(r"(\w+) \(", kinds))


def test_every_part_says_where_there_is_nothing(received: Received, tmp_path: Path) -> None:
    section, text = report_of(received, tmp_path)
    for key in (
        "no_own_entries", "no_shipped_entries", "no_crossings", "nothing_to_compare", "no_wording_checks",
        "no_variant_candidates", "no_term_candidates",
    ):  # fmt: skip
        said = words("interface")[key]
        assert said.zh in section.text
        assert said.en in section.text
        assert said.zh in text
        assert said.en in text


def test_editions_without_several_wordings_say_so(tmp_path: Path) -> None:
    section, text = report_of(Received(*editions()), tmp_path)
    said = words("interface")["no_variants"].en
    assert said in section.text
    assert said in text.split("## 术语")[1]


def test_each_part_names_the_table_that_has_all_rows(received: Received, tmp_path: Path) -> None:
    section, _ = report_of(received, tmp_path)
    tables = (
        "lexicon_audit",
        "lexicon_crossings",
        "wordings",
        "wording_checks",
        "variant_candidates",
        "term_candidates",
    )
    assert [link for link in section.links if link.startswith("tables/")] == [f"tables/{name}.csv" for name in tables]


def test_the_contents_lead_to_every_part(received: Received, tmp_path: Path) -> None:
    html = received.report(tmp_path)[1]["index.html"].decode("utf-8")
    assert re.findall(r'href="#(terminology[\w-]*)"', html) == re.findall(r'id="(terminology[\w-]*)"', html)


def test_text_of_a_document_never_becomes_markup(received: Received, edition: Edition, tmp_path: Path) -> None:
    received.whole["lexicon_audit"] = [
        entry(HOSTILE, "crossed", own=True, origin=HOSTILE, n_across=1, crossings=HOSTILE, inside_terms=HOSTILE)
    ]
    received.parts[edition.edition]["lexicon_crossings"] = [
        crossing(edition, HOSTILE, 2, reading=HOSTILE, reading_with_term=HOSTILE, clause=HOSTILE)
    ]
    received.whole["wording_checks"] = [
        check(1, HOSTILE, beside=HOSTILE, english=HOSTILE, note=HOSTILE, context=HOSTILE)
    ]
    texts = {"shared_head": HOSTILE, "shared_english": HOSTILE, "context_wording": HOSTILE, "context_other": HOSTILE}
    received.whole["variant_candidates"] = [candidate(1, HOSTILE, HOSTILE, concept=HOSTILE, **texts)]
    received.whole["term_candidates"] = [term(1, HOSTILE, parts=HOSTILE, contexts=HOSTILE)]
    section, text = report_of(received, tmp_path)
    assert "<script" not in section.html
    assert (
        section.text.count(HOSTILE) == 28
    )  # 4 of the entry, 4 of the crossing, 5 of the check, 11 of the pair, 4 of the term
    assert "<script" not in text.replace(r"\<script", "")
    assert r"\<script\>alert(1)\</script\>\|\`\_\*" in text


def test_the_audit_of_an_empty_lexicon_is_all_nothing(received: Received, tmp_path: Path) -> None:
    tables = received.tables(tmp_path)
    audit = audited_lexicon(tables["lexicon_audit"], tables["lexicon_crossings"], ReportSettings())
    assert audit.n_occurrences == sum(n for _, n in audit.outcomes) == 0
    assert audit.own == audit.shipped == audit.crossings == Listing([])


def test_candidates_stand_by_rank() -> None:
    rows = [complete("variant_candidates", candidate(rank, f"词{rank}", "词")) for rank in (2, 1, 3, 4, 5, 6)]
    shown = variant_candidates(made("variant_candidates", rows), ReportSettings(top_n=5))
    assert [one.row["rank"] for one in shown.rows] == [1, 2, 3, 4, 5]
    assert shown.n_more == 1


@pytest.mark.parametrize(("limit", "expected"), [(2, Listing("ab", 1)), (3, Listing("abc")), (4, Listing("abc"))])
def test_a_listing_knows_how_many_more_there_are(limit: int, expected: Listing[str]) -> None:
    assert listing("abc", limit) == expected


def test_near_wordings_of_a_concept_that_the_text_has_not_are_not_compared(tmp_path: Path) -> None:
    """A text may have two wordings that are near a concept, and never the concept itself."""
    received = Received(*editions())
    received.whole["wordings"] = [
        wording(edition, "private-sector", term, 2, relation="near")
        for edition in editions()
        for term in ("企业界", "商界")
    ]
    section, report = report_of(received, tmp_path)
    assert "企业界" not in section.text + report
