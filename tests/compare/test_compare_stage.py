"""The stage on small corpora: one edition, two of them, and two versions of one, in one folder or in two."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Listener, Workspace

SAME = [
    "各国政府必须保护人权，网络安全不应损害人权。",
    "民间社会应该参与互联网治理论坛的筹备工作。",
    "技术界可以帮助各国政府制定技术标准。",
    "农村地区的学校需要可负担的互联网接入。",
    "记者依靠加密工作，任何政府都不得削弱加密。",
]
BEFORE = [
    "数字鸿沟在城市与农村之间继续扩大，需要投资。",
    "网络犯罪的调查依靠跨境合作。",
    "青年代表不需要许可就可以发言。",
]
AFTER = [
    "数字鸿沟在城市与乡村之间继续扩大，必须增加投资。",
    "人工智能系统必须透明，人工智能系统应接受审计。",
    "儿童使用人工智能时必须得到保护。",
]


def text(title: str, messages: list[str]) -> str:
    return "\n".join([title, "", *(f"- {message}" for message in messages), ""])


def table(workspace: Workspace, name: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return pq.read_table(workspace.outputs / f"data/{name}.parquet").to_pylist()  # type: ignore[no-any-return]


def compared(workspace: Workspace) -> Listener:
    _, listener = workspace.run("compare")
    return listener


def counts(row: dict[str, Any]) -> dict[str, int]:
    return {name: row[f"n_{name}"] for name in ("carried", "reworded", "split", "new", "merged", "dropped", "moved")}


EXPECTED = {"carried": 5, "reworded": 1, "split": 0, "new": 2, "merged": 0, "dropped": 2, "moved": 0}


def test_one_edition_has_modal_strength_and_no_pair(workspace: Workspace) -> None:
    workspace.add("2018-paris/a.txt", text("关键信息", SAME + BEFORE))
    compared(workspace)
    assert table(workspace, "edition_pairs") == table(workspace, "passage_changes") == []
    assert table(workspace, "term_changes") == table(workspace, "modal_changes") == []
    found = {
        row["class"]: (row["n"], row["words"])
        for row in table(workspace, "modal_strength")
        if row["scope_kind"] == "edition"
    }
    # 不需要 is a word of the list; 应, 可 in 技术标准 and 可负担 are none.
    assert found == {
        "obligation": (1, "必须 1"), "recommendation": (1, "应该 1"), "need": (2, "需要 2"),
        "possibility": (2, "可以 2"), "prohibition": (2, "不应 1、不得 1"), "exemption": (1, "不需要 1"),
    }  # fmt: skip


def test_two_editions(workspace: Workspace) -> None:
    workspace.add("2018-paris/a.txt", text("关键信息", SAME + BEFORE))
    workspace.add("2019-berlin/a.txt", text("关键信息", SAME + AFTER))
    listener = compared(workspace)
    (pair,) = table(workspace, "edition_pairs")
    assert (pair["edition"], pair["previous"], pair["kind"]) == ("2019-berlin", "2018-paris", "editions")
    assert (pair["state"], pair["unit"]) == ("compared", "message")
    assert counts(pair) == EXPECTED
    assert not [line for line in listener.warnings if "version" in line]
    modals = {row["class"]: row for row in table(workspace, "modal_changes")}
    assert list(modals) == sorted(["obligation", "recommendation", "need", "possibility", "prohibition", "exemption"])
    assert (modals["obligation"]["n_previous"], modals["obligation"]["n_edition"]) == (1, 4)
    assert modals["exemption"]["change"] == "not enough evidence"
    assert modals["exemption"]["p_value"] is None


def test_too_few_messages_are_matched_and_not_tested(workspace: Workspace) -> None:
    workspace.add("2018-paris/a.txt", text("关键信息", SAME))
    workspace.add("2019-berlin/a.txt", text("关键信息", SAME))
    compared(workspace)
    (pair,) = table(workspace, "edition_pairs")
    assert (pair["state"], pair["unit"], pair["n_carried"]) == ("not enough evidence", None, 5)
    assert table(workspace, "term_changes") == []


DRAFT_AND_FINAL = """\
[[files]]
file = "draft.txt"
status = "draft"

[[files]]
file = "final.txt"
status = "final"
"""


def add_versions(workspace: Workspace) -> None:
    workspace.add("2018-paris/draft.txt", text("关键信息", SAME + BEFORE))
    workspace.add("2018-paris/final.txt", text("关键信息", SAME + AFTER))
    workspace.add("2018-paris/edition.toml", DRAFT_AND_FINAL)


def test_a_draft_and_a_final_text_in_one_folder(workspace: Workspace) -> None:
    add_versions(workspace)
    workspace.add("2017-geneva/a.txt", text("关键信息", BEFORE))
    listener = compared(workspace)
    earlier, versions = table(workspace, "edition_pairs")
    assert (versions["previous"], versions["kind"]) == ("2018-paris", "versions")
    assert (versions["previous_documents"], versions["edition_documents"]) == ("2018-paris/draft", "2018-paris/final")
    assert counts(versions) == EXPECTED
    # Beside the edition before only the final text stands.
    assert (earlier["edition_documents"], earlier["edition_n_messages"]) == ("2018-paris/final", 8)
    assert [line for line in listener.warnings if "2018-paris/draft: version(s) of 2018-paris/final" in line]


def test_a_draft_and_a_final_text_in_two_folders(workspace: Workspace) -> None:
    """The draft comes first, whatever the folders are called."""
    workspace.add("2018-paris/a.txt", text("关键信息", SAME + AFTER))
    workspace.add("2018-paris-draft/a.txt", text("关键信息", SAME + BEFORE))
    workspace.add("2018-paris-draft/edition.toml", '[[files]]\nfile = "a.txt"\nstatus = "draft"\n')
    listener = compared(workspace)
    (pair,) = table(workspace, "edition_pairs")
    assert (pair["edition"], pair["previous"], pair["kind"]) == ("2018-paris", "2018-paris-draft", "versions")
    assert counts(pair) == EXPECTED
    assert [line for line in listener.warnings if "2018-paris-draft/a: version(s) of 2018-paris/a" in line]


def test_two_editions_of_one_year_are_no_versions(workspace: Workspace) -> None:
    workspace.add("2018-asia/a.txt", text("关键信息", SAME + BEFORE))
    workspace.add("2018-paris/a.txt", text("关键信息", SAME + AFTER))
    compared(workspace)
    assert [row["kind"] for row in table(workspace, "edition_pairs")] == ["editions"]


@pytest.fixture
def reported(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Versions and an edition before, run whole but for charts and what takes time in the report."""
    add_versions(workspace)
    workspace.add("2017-geneva/a.txt", text("关键信息", SAME + BEFORE))
    monkeypatch.setattr("pipeline.charts.registry.CHARTS", ())
    monkeypatch.setattr("pipeline.report.stage.workbook", lambda *_: b"")
    monkeypatch.setattr("pipeline.report.font.font_subset", lambda text: b"")
    workspace.run()
    return workspace


def test_a_page_a_pair(reported: Workspace) -> None:
    files = {path: content for path, content in reported.files().items() if path.startswith("what-is-new")}
    assert sorted(files) == ["what-is-new.html", "what-is-new.md", "what-is-new/2018-paris-versions.html"]
    latest, versions = (files[f"what-is-new{name}.html"].decode() for name in ("", "/2018-paris-versions"))
    assert "城市与<del>农</del><ins>乡</ins>村之间" in versions
    assert "~~农~~**乡**村" in files["what-is-new.md"].decode()
    for page, way in ((latest, "index.html"), (versions, "../index.html")):
        assert f'<a href="{way}">' in page
    assert 'href="what-is-new/2018-paris-versions.html"' in latest
    assert 'href="../what-is-new.html"' in versions
    index = (reported.outputs / "index.html").read_text(encoding="utf-8")
    assert 'href="what-is-new.html"' in index
    assert "两稿同在语料中" in index


def test_with_one_edition_the_page_says_so_and_shows_nothing_else(main_job: Workspace) -> None:
    page = (main_job.outputs / "what-is-new.html").read_text(encoding="utf-8")
    assert "只有一届，没有可以对照的" in page
    assert not [element for element in ("<table", "<h3", "<svg", 'class="totals"') if element in page]
    assert not (main_job.outputs / "what-is-new").exists()
    assert "之前没有别的届次" in (main_job.outputs / "index.html").read_text(encoding="utf-8")


def test_the_finding_names_what_was_carried_over(reported: Workspace) -> None:
    rows = _findings(reported.outputs)
    (found,) = [row for row in rows if row["finding"] == "carried_over"]
    assert (found["n"], found["n_passages"], found["strength"]) == ("8", "5", "solid")
    assert "8 条消息中有 5 条原样保留" in found["text_zh"]


def _findings(outputs: Path) -> list[dict[str, str]]:
    with (outputs / "tables/findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
