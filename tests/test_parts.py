"""Stages that run part by part: which parts a change concerns, and that what is taken over is what would be made."""

from __future__ import annotations

import pytest

from pipeline.charts import registry
from pipeline.part_work import PartWork
from pipeline.parts import Part, fits, with_the_one_before
from pipeline.stages import Made
from tests.conftest import Workspace

TEXT = "{}消息\n\n各国政府应当加强互联网治理方面的能力建设。\n\n数字鸿沟仍然很大，{}\n"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stage and part of everything that is run."""
    done: list[str] = []
    real = PartWork.run

    def noted(self: PartWork, constants: dict[str, object]) -> object:
        done.append(f"{self.stage.name} {self.part.name}")
        return real(self, constants)

    monkeypatch.setattr(PartWork, "run", noted)
    monkeypatch.setattr(registry, "CHARTS", [kind for kind in registry.CHARTS if kind.name == "concept-wordings"])
    return done


def _add(workspace: Workspace, *editions: str) -> None:
    for edition in editions:
        workspace.add(f"{edition}/one.txt", TEXT.format(edition, edition))


def test_a_new_edition_runs_its_own_parts_and_those_that_see_it(workspace: Workspace, ran: list[str]) -> None:
    _add(workspace, "2018-paris", "2019-berlin")
    workspace.run("charts")
    assert [line for line in ran if line.startswith("themes")] == [
        "themes corpus", "themes 2018-paris", "themes 2019-berlin",
    ]  # fmt: skip
    ran.clear()
    _add(workspace, "2021-katowice")
    workspace.run("charts")
    assert ran == [
        "themes corpus", "themes 2021-katowice", "compare 2021-katowice", "charts 2021-katowice/concept-wordings",
    ]  # fmt: skip


def test_what_is_taken_over_is_what_would_be_made(workspace: Workspace, ran: list[str]) -> None:
    _add(workspace, "2019-berlin")
    workspace.run("charts")
    _add(workspace, "2018-paris", "2021-katowice")
    workspace.run("charts")
    taken_over = workspace.files()
    ran.clear()
    workspace.run("charts", force=True)
    assert workspace.files() == taken_over
    assert len(ran) == 4 + 3 + 3


def test_an_edition_taken_away_leaves_no_row(workspace: Workspace, ran: list[str]) -> None:
    _add(workspace, "2018-paris", "2019-berlin")
    workspace.run("charts")
    assert any("2019-berlin" in file for file in workspace.files())
    (workspace.corpus / "2019-berlin/one.txt").unlink()
    (workspace.corpus / "2019-berlin").rmdir()
    ran.clear()
    workspace.run("charts")
    assert ran == []
    assert not any("2019-berlin" in file for file in workspace.files())


def test_rows_that_do_not_carry_the_key_are_a_bug(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import tables
    from pipeline.compare import stage as compare_stage

    real = compare_stage.compare

    def of_another(**given: object) -> Made:
        made = real(**given)  # type: ignore[arg-type]
        rows = [{**row, "edition": "2030-sample"} for row in made.tables["edition_pairs"].to_pylist()]  # type: ignore[union-attr]
        return Made(tables={**made.tables, "edition_pairs": tables.make("edition_pairs", rows)})

    monkeypatch.setattr(compare_stage, "compare", of_another)
    _add(workspace, "2018-paris", "2019-berlin")
    with pytest.raises(RuntimeError, match="edition_pairs made for 2019-berlin"):
        workspace.run("compare")


def test_parts_of_themes_and_of_comparisons() -> None:
    assert fits(["a"]) == [Part({"fit": "a"}, ("a",))]
    assert [part.name for part in fits(["a", "b"])] == ["corpus", "a", "b"]
    assert fits([]) == with_the_one_before([]) == []
    assert [part.editions for part in with_the_one_before(["a", "b", "c"])] == [("a",), ("a", "b"), ("b", "c")]
