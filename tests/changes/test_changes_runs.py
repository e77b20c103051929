"""What ``changes.md`` says after a run: each kind of cause, several at once, and none."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.hashes import file_hash
from pipeline.manifest import CHANGES, read_manifest
from pipeline.stages import Stage
from pipeline.tables import make, read_parquet, write_parquet
from tests.conftest import ROOT, Workspace, contents


def said(workspace: Workspace) -> str:
    """The page, its escapes taken away."""
    return re.sub(r"\\(.)", r"\1", (workspace.outputs / CHANGES).read_text(encoding="utf-8"))


def why(page: str, table: str) -> list[str]:
    """The numbers of the causes that the page's last table names for a table."""
    (row,) = re.findall(rf"^\| {table} \|.*$", page, re.MULTILINE)
    return re.findall(r"\((\d+)\)", row)


def test_the_first_run_has_none_to_compare_with(main_job: Workspace) -> None:
    page = said(main_job)
    assert "There is no earlier run to compare with" in page
    assert "没有可比的上次运行" in page


def test_nothing_is_written_where_nothing_changed(finished: Workspace) -> None:
    before = (finished.outputs / CHANGES).stat().st_ino
    finished.run()
    assert (finished.outputs / CHANGES).stat().st_ino == before


def test_a_run_forced_says_that_nothing_changed(finished: Workspace) -> None:
    finished.run("keywords", force=True)
    page = said(finished)
    assert "Nothing changed" in page
    assert "Only some stages were run: ingest, normalise, segment, compounds, keywords" in page


def test_a_correction_is_named_with_its_line_and_what_it_changed(finished: Workspace) -> None:
    file = finished.corpus / "lexicon/corrections.tsv"
    n_lines = len(file.read_text(encoding="utf-8").splitlines())
    with file.open("a", encoding="utf-8") as opened:
        opened.write("互联网治理的演变\t网络治理的演变\t互联网治理的演变\ttest\n")
    finished.run("keywords")
    page = said(finished)
    assert f"lexicon/corrections.tsv:{n_lines + 1} 新增 added: 互联网治理的演变" in page
    assert re.search(r"^- 互联网治理 · Internet governance: n_own \d+ → \d+", page, re.MULTILINE)
    assert why(page, "concepts") == why(page, "repairs") == ["1"]
    assert "one or several of" not in page.split("## ")[-2].split("\n|---")[1]


def test_several_causes_are_told_apart_where_the_map_tells_them_apart(finished: Workspace) -> None:
    finished.add("settings.toml", "[keywords]\n# fewer\ntop_n = 40\n[compounds]\nmin_repeats = 4\n")
    with (finished.corpus / "lexicon/stopwords.txt").open("a", encoding="utf-8") as opened:
        opened.write("讨论\n")
    finished.run("keywords")
    page = said(finished)
    assert "settings.toml:3 改变 changed: 100 → 40" in page
    causes = dict(re.findall(r"^- \*\*\((\d+)\) .*?\*\* (\S+)", page, re.MULTILINE))
    assert causes == {"1": "lexicon/stopwords.txt", "2": "compounds.min_repeats", "3": "keywords.top_n"}
    assert why(page, "compounds") == ["1", "2"]
    assert why(page, "keywords") == ["1", "2", "3"]
    assert "讨论 (移除 removed): rank" in page
    assert "sources, section_labels, blocks" in page.split("Tables that are as they were: ")[1]


def test_what_is_stated_of_a_file(finished: Workspace) -> None:
    file = finished.corpus / "2018-paris/edition.toml"
    text = file.read_text(encoding="utf-8")
    number = text[: text.index('status = "draft"')].count("\n") + 1
    file.write_text(text.replace('status = "draft"', 'status = "final"'), encoding="utf-8")
    finished.run("normalise")
    page = said(finished)
    assert f"2018-paris/edition.toml:{number} (igf-2018-evolution-of-internet-governance.zh.txt) 改变 changed" in page
    assert why(page, "documents") == ["1"]


def test_an_edition_that_is_new_is_named_not_listed(finished: Workspace) -> None:
    lines = [f"各国政府应当在第{number}领域加强互联网治理方面的能力建设。" for number in "一二三四五六七八九"]
    finished.add("2019-berlin/消息.txt", "柏林消息\n\n" + "\n\n".join(lines) + "\n")
    finished.run("keywords")
    page = said(finished)
    assert "新增的届 Editions added: 2019-berlin" in page
    assert "2019-berlin/消息.txt 新增 added" in page
    assert "keywords 0;" in page  # nothing of the earlier edition
    assert re.search(r"^- 政府 · government: n_own 5 → 14;", page, re.MULTILINE)
    shutil.rmtree(finished.corpus / "2019-berlin")
    finished.run("keywords")
    assert "移除的届 Editions removed: 2019-berlin" in said(finished)


def test_changed_code_is_named_by_its_modules(finished: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import hashes

    real = hashes.file_hash
    changed = ROOT / "pipeline/statistics/tfidf.py"
    monkeypatch.setattr(hashes, "file_hash", lambda path: "changed" if path == changed else real(path))
    monkeypatch.setattr("pipeline.manifest.file_hash", hashes.file_hash)
    finished.run("keywords")
    page = said(finished)
    assert "pipeline/statistics/tfidf.py 改变 changed" in page
    assert "Something was changed, but it changed no number" in page


def test_an_edit_made_between_two_runs_of_some_stages_is_not_forgotten(finished: Workspace) -> None:
    with (finished.corpus / "lexicon/stopwords.txt").open("a", encoding="utf-8") as opened:
        opened.write("讨论\n")
    finished.run("compounds")
    assert why(said(finished), "compounds") == ["1"]
    finished.run("keywords")  # the run before had the same lexicon, yet its keywords were of an earlier one
    page = said(finished)
    assert "The run before was of some stages only" in page
    assert "lexicon/stopwords.txt" in page
    assert why(page, "keywords") == ["1"]


def test_an_earlier_table_that_is_lost_is_said_to_be(finished: Workspace) -> None:
    (finished.outputs / "data/keywords.parquet").unlink()
    with (finished.corpus / "lexicon/stopwords.txt").open("a", encoding="utf-8") as opened:
        opened.write("讨论\n")
    finished.run("keywords")
    assert re.search(r"^\| keywords \|.*the earlier table was edited or is lost", said(finished), re.MULTILINE)


def test_a_table_edited_without_a_cause(finished: Workspace) -> None:
    """What was made is not what the manifest says: the program cannot know why."""
    path = finished.outputs / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    edited = finished.outputs / "data/terms.parquet"
    edited.unlink()
    write_parquet("terms", make("terms", []), edited)
    manifest["stages"]["keywords"]["outputs"]["data/terms.parquet"] = file_hash(edited)
    path.unlink()
    path.write_text(json.dumps(manifest), encoding="utf-8")
    finished.run("keywords", force=True)
    page = said(finished)
    assert "though input, lexicon, settings and program are those of the last run" in page
    assert re.search(r"^\| terms \|.*no cause found", page, re.MULTILINE)


def test_a_table_with_other_columns_is_counted(finished: Workspace) -> None:
    """Another version of the program may have made it."""
    path = finished.outputs / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name, columns in (("concepts", ["concept"]), ("keywords", ["rank"]), ("terms", ["kind", "n_messages"])):
        file = finished.outputs / f"data/{name}.parquet"
        table = read_parquet(file).drop_columns(columns)
        file.unlink()
        pq.write_table(table, file)
        manifest["stages"]["keywords"]["outputs"][f"data/{name}.parquet"] = file_hash(file)
    path.unlink()
    path.write_text(json.dumps(manifest), encoding="utf-8")
    finished.run("keywords", force=True)
    page = said(finished)
    assert re.search(r"^\| concepts \| 49 \| 49 \| 只计行数 only counted", page, re.MULTILINE)
    assert re.search(r"^\| keywords \| 400 \| 400 \| 只计行数 only counted", page, re.MULTILINE)
    assert "terms" in page.split("Tables that are as they were: ")[1]


@pytest.mark.parametrize("content", ["{", '{"format": 1, "pipeline": "0.1.0"}'])
def test_outputs_that_cannot_be_read_are_said_to_be(finished: Workspace, content: str) -> None:
    path = finished.outputs / "manifest.json"
    path.unlink()
    path.write_text(content)
    finished.run("ingest")
    assert "The last run cannot be compared with" in said(finished)


def test_another_version_of_the_program_is_compared_with(finished: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import __version__

    path = finished.outputs / "manifest.json"
    manifest = read_manifest(finished.outputs)
    assert manifest is not None
    path.unlink()
    replace(manifest, pipeline="0.1.0").write(path)
    assert read_manifest(finished.outputs) is None
    finished.run("ingest")
    page = said(finished)
    assert f"程序 program** 0.1.0 → {__version__}" in page
    assert re.search(r"^\| passages \|.*no longer made", page, re.MULTILINE)


def test_a_run_that_is_stopped_leaves_the_earlier_page(finished: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopping(**inputs: object) -> None:
        raise KeyboardInterrupt

    with (finished.corpus / "lexicon/stopwords.txt").open("a", encoding="utf-8") as opened:
        opened.write("讨论\n")
    before = contents(finished.outputs)
    monkeypatch.setattr(Stage, "load", lambda at: stopping)
    with pytest.raises(KeyboardInterrupt):
        finished.run("keywords")
    assert contents(finished.outputs) == before


def test_the_page_is_made_again_where_it_is_gone(finished: Workspace) -> None:
    (finished.outputs / CHANGES).unlink()
    finished.run()
    assert "Nothing changed" in said(finished)


def test_identical_runs_one_after_the_other_give_identical_pages(finished: Workspace, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "其他 folder")
    shutil.copytree(finished.folder, other.folder)
    for workspace in (finished, other):
        with (workspace.corpus / "lexicon/stopwords.txt").open("a", encoding="utf-8") as opened:
            opened.write("讨论\n")
        workspace.run("keywords")
    assert (finished.outputs / CHANGES).read_bytes() == (other.outputs / CHANGES).read_bytes()
    assert str(finished.folder) not in said(finished)
