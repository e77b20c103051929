"""The outputs folder is always the old result or the new one."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from pipeline import swap
from pipeline.errors import OutputsError
from pipeline.swap import MANIFEST, Staging, recover, staging, strangers


def write_result(area: Staging, text: str) -> None:
    area.path(MANIFEST).write_text(text)
    area.path("tables/a.csv").write_text(text)


def result(outputs: Path) -> set[str]:
    return {path.read_text() for path in outputs.rglob("*") if path.is_file()}


def make(outputs: Path, text: str) -> None:
    with staging(outputs) as area:
        write_result(area, text)
        area.swap_in()


@pytest.fixture(params=[True, False], ids=["exchange", "two renames"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    return bool(request.param)


@pytest.mark.usefixtures("exchange")
def test_a_second_result_replaces_the_first_whole(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    make(outputs, "old")
    make(outputs, "new")
    assert result(outputs) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("exchange")
def test_a_failure_leaves_the_old_result_and_no_litter(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    make(outputs, "old")

    def fail() -> None:
        with staging(outputs) as area:
            write_result(area, "half")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail()
    assert result(outputs) == {"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("exchange")
@pytest.mark.parametrize("stop_at", range(6))
def test_killed_at_any_rename_old_or_new_is_there_after_the_next_call(
    tmp_path: Path, stop_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "out"
    make(outputs, "old")
    area = Staging(outputs)
    area.folder.mkdir()
    write_result(area, "new")
    calls = 0

    def counted(real: object) -> object:
        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            if calls == stop_at:
                raise SystemExit("killed")
            calls += 1
            return real(*arguments, **options)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr("shutil.rmtree", counted(shutil.rmtree))
        patch.setattr(swap, "_exchange", counted(swap._exchange))
        with contextlib.suppress(SystemExit):
            area.swap_in()
    recover(outputs)
    assert result(outputs) in ({"old"}, {"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_that_a_person_made_is_a_file_of_theirs(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    make(outputs, "old")
    (tmp_path / "notes").mkdir()
    (outputs / "notes").symlink_to(tmp_path / "notes")
    (outputs / "gone").symlink_to(tmp_path / "nowhere")
    assert strangers(outputs, ["tables/a.csv"]) == ["gone", "notes"]
    with staging(outputs) as area:
        for name in ("gone", "notes"):
            area.keep(name)
        write_result(area, "new")
        area.swap_in()
    assert (outputs / "notes").readlink() == tmp_path / "notes"
    assert (outputs / "gone").is_symlink()


def test_a_lock_that_its_owner_removed_while_we_opened_it_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def owner_ends(descriptor: int) -> bool:
        (tmp_path / ".out.lock").unlink()
        return True

    monkeypatch.setattr(swap, "_lock", owner_ends)
    with pytest.raises(OutputsError, match="another run"), staging(tmp_path / "out"):
        pass


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(OutputsError, match=r"no manifest\.json.*left alone"), staging(tmp_path):
        pass
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputsError, match="is a file"), staging(tmp_path / "out"):
        pass


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with staging(tmp_path / "out"), pytest.raises(OutputsError, match="another run"), staging(tmp_path / "out"):
        pass


def test_keeping_a_file_does_not_copy_its_bytes(tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    make(outputs, "old")
    with staging(outputs) as area:
        area.keep("tables/a.csv")
        assert (area.folder / "tables/a.csv").samefile(outputs / "tables/a.csv")
