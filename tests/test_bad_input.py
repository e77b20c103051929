"""Input that is not as hoped: a clear error or a logged skip, and the earlier outputs stay whole."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import CorpusError, LexiconError, PipelineError, SettingsError
from tests.conftest import Workspace

GOOD = "论坛消息\n\n各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟。\n\n• 利益攸关方应当合作。\n"


@pytest.fixture
def good(workspace: Workspace) -> Workspace:
    workspace.add("2019-berlin/good.txt", GOOD)
    return workspace


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("empty.txt", b"", "empty", id="empty file"),
        pytest.param("blank.txt", b" \n\t\n", "empty|blank", id="blank file"),
        pytest.param("junk.txt", bytes(range(256)) * 20, "binary", id="binary junk"),
        pytest.param(
            "broken.txt",
            b"\n\n" + b"\xe7" * 2 + GOOD.encode(),
            r"byte position 2 \(line 3\)",
            id="broken UTF-8",
        ),
        pytest.param("english.txt", b"The forum met in Paris. It spoke of many things.\n", "Chinese", id="no Chinese"),
        pytest.param("talk.pptx", b"PK\x03\x04", "ZIP archive", id="a format that is not read"),
    ],
)
def test_one_unreadable_file_is_skipped_with_its_reason(
    good: Workspace, name: str, content: bytes, expected: str
) -> None:
    good.add(f"2019-berlin/{name}", content)
    _, said = good.run("keywords")
    (skipped,) = [line for line in said.warnings if "skipped" in line]
    assert skipped.startswith(f"2019-berlin/{name}: ")
    assert re.search(expected, skipped)
    _, again = good.run("keywords")
    assert (again.ran(), again.warnings) == ([], said.warnings)


def test_nothing_but_unreadable_files_is_an_error(workspace: Workspace) -> None:
    workspace.add("2019-berlin/empty.txt", b"")
    with pytest.raises(CorpusError, match=r"no file of the corpus could be read:\n  2019-berlin/empty\.txt"):
        workspace.run()
    assert not workspace.outputs.exists()


def test_nothing_but_headings_is_an_error(workspace: Workspace) -> None:
    workspace.add("2019-berlin/headings.txt", "论坛消息\n\n总体信息\n\n组织和角色\n")
    with pytest.raises(CorpusError, match="no message in any document"):
        workspace.run()


def test_a_document_of_headings_beside_a_good_one_is_noted(good: Workspace) -> None:
    good.add("2019-berlin/headings.txt", "论坛消息\n\n总体信息\n\n组织和角色\n")
    _, said = good.run()
    assert any("2019-berlin/headings: no message among its 3 passages" in line for line in said.warnings)
    assert (good.outputs / "index.html").exists()


def test_one_message_is_enough_for_a_report(workspace: Workspace) -> None:
    workspace.add("2019-berlin/one.txt", "各国政府应当加强互联网治理方面的能力建设。\n")
    workspace.run()
    assert (workspace.outputs / "index.html").stat().st_size > 10_000


def test_a_single_line_of_five_megabytes(workspace: Workspace) -> None:
    line = "各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟" * 62_000
    workspace.add("2019-berlin/long.txt", line)
    assert len(line.encode()) > 5_000_000
    manifest, _ = workspace.run("normalise")
    assert manifest.stages["normalise"].rows_out == 3  # one document, one section, one passage


LEXICON_FAULTS = [
    ("corrections.tsv", "人又\t人口\n", "line 1"),
    ("concepts.toml", "[[concepts]]\nid = 1\n", "found 'concepts', expected"),
    ("terms.txt", "网络\tmany\n", "line 1"),
]


@pytest.mark.parametrize(("name", "content", "expected"), LEXICON_FAULTS, ids=[fault[0] for fault in LEXICON_FAULTS])
def test_a_faulty_lexicon_line_is_named(good: Workspace, name: str, content: str, expected: str) -> None:
    good.add(f"lexicon/{name}", content)
    with pytest.raises(LexiconError, match=rf"{name}.*{expected}"):
        good.run()


@pytest.mark.parametrize(
    ("content", "expected"),
    [("[keywords]\ntop = 3", "keywords.top"), ("[keywords]\ntop_n = 0", "keywords.top_n"), ("[", "not valid TOML")],
)
def test_faulty_settings_are_refused(good: Workspace, content: str, expected: str) -> None:
    good.add("settings.toml", content)
    with pytest.raises(SettingsError, match=expected):
        good.run()


@pytest.mark.parametrize(
    "fault",
    [
        ("2018-paris/edition.toml", b"id = "),
        ("2018-paris/edition.toml", b"mood = 'good'"),
        ("2018-paris/igf-2018-evolution-of-internet-governance.zh.txt", b"changed"),
        ("stray.txt", b"x"),
        ("lexicon/corrections.tsv", b"one field"),
        ("settings.toml", b"["),
    ],
    ids=lambda fault: fault[0],
)
def test_the_earlier_outputs_stay(finished: Workspace, fault: tuple[str, bytes]) -> None:
    before = finished.files()
    finished.add(*fault)
    with pytest.raises(PipelineError):
        finished.run()
    assert finished.files() == before


def test_a_correction_without_a_place_is_noted(good: Workspace) -> None:
    good.add("lexicon/corrections.tsv", "政府\t政府机构\t外国政府应当\t不在此处\n")
    _, said = good.run("normalise")
    assert any("corrections.tsv" in line and "stands in no document" in line for line in said.warnings)


def test_one_of_two_lines_with_the_same_change_is_without_a_place(good: Workspace) -> None:
    good.add("2019-berlin/slip.txt", "# 标题\n\n老龄人又增加，互联网治理需要各方参与。\n")
    lines = [f"又\t口\t{context}\t扫描之误\n" for context in ("老龄人又", "残疾人又")]
    good.add("lexicon/corrections.tsv", "".join(lines))
    _, said = good.run("normalise")
    noted = [line for line in said.warnings if "stands in no document" in line]
    assert len(noted) == 1
    assert "line 2: context '残疾人又'" in noted[0]


def test_a_mixed_document_keeps_its_chinese_and_lists_the_rest(workspace: Workspace) -> None:
    english = "The forum met in Paris and spoke of many things that matter to all of its stakeholders.\n\n"
    chinese = "各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟，并确保所有利益攸关方都能参与其中。\n\n"
    workspace.add("2019-berlin/mixed.txt", (f"论坛消息\n\n{english * 9}{chinese * 3}").encode("gb18030"))
    workspace.add("2019-berlin/french.txt", "Le Forum s'est réuni à Paris et a parlé de beaucoup de choses.\n")
    workspace.run()
    listed = (workspace.outputs / "tables/other_language_passages.csv").read_text(encoding="utf-8-sig")
    assert listed.count("The forum met in Paris") == 9
    passages = (workspace.outputs / "tables/passages.csv").read_text(encoding="utf-8-sig")
    assert "forum" not in passages
    report = (workspace.outputs / "report.md").read_text(encoding="utf-8")
    for words in ("2019-berlin/french.txt (法语 French)", "2019-berlin/mixed: 英语 English", "mixed: 126 characters"):
        assert words in report.replace("\\", "")


def test_characters_that_nobody_can_read_are_named(good: Workspace) -> None:
    good.add("2019-berlin/old.txt", "# 标题\n\n人均1\ue01070元，各方\ue010应当参与互联网治理\ufffd。\n")
    _, said = good.run("normalise")
    (line,) = [line for line in said.warnings if "unknown characters" in line]
    assert line.startswith("2019-berlin/old: unknown characters left in the text: U+E010 ×2, U+FFFD ×1;")


def test_open_slips_lead_to_the_table_that_can_be_pasted(good: Workspace) -> None:
    good.add("2019-berlin/slip.txt", "# 标题\n\n互联网治理在末来十年需要各方参与。\n")
    _, said = good.run("normalise")
    assert "2019-berlin/slip: 1 open suspected slip(s); see tables/suspects.csv" in said.warnings
