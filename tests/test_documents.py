"""What is written about the project agrees with it, and what is locked is locked."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from pipeline import __version__
from pipeline.edition_file import EditionFile, FileEntry
from pipeline.lexicon.load import lexicon_files
from tests.conftest import ROOT

LOCKS = (
    "pipeline/requirements.lock",
    "pipeline/build-requirements.lock",
    "tests/requirements.lock",
    "pipeline/optional-requirements.lock",
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/evaluation.md"])
def test_every_link_leads_to_a_file(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text(page))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_the_readme_names_every_key_of_edition_toml_and_every_lexicon_file() -> None:
    readme = text("README.md")
    keys = {*EditionFile.model_fields, *FileEntry.model_fields} - {"files", "sections"}
    files = {path.name for paths in lexicon_files(None).values() for path in paths}
    missing = [name for name in sorted(keys | files) if f"`{name}`" not in readme]
    assert missing == []


def test_one_version_everywhere() -> None:
    assert tomllib.loads(text("pyproject.toml"))["project"]["version"] == __version__
    assert re.search(r"^## (\S+)", text("CHANGELOG.md"), re.MULTILINE).group(1) == __version__  # type: ignore[union-attr]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(lock: str) -> None:
    content = text(lock)
    packages = re.findall(
        r"^[a-z0-9][\w.-]*==[^\\]+\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)", content, re.MULTILINE
    )
    assert len(packages) == len(re.findall(r"^[A-Za-z0-9]", content, re.MULTILINE)) > 0
    assert "://" not in content


def test_the_locks_agree_and_hold_what_the_project_asks_for() -> None:
    run, developers, optional = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", text(LOCKS[place]), re.MULTILINE)) for place in (0, 2, 3)
    )
    assert run.items() <= developers.items()
    asked = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    assert {re.split(r"[>=]", name)[0].lower() for name in asked} <= {*run, *optional}
    assert set(optional) == {"rjieba"}


def test_git_keeps_the_bytes_of_the_corpus() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "corpus").rglob("*") if path.is_file()]
    done = subprocess.run(["git", "check-attr", "text", *files], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.count(": text: unset") == len(files) > 0


def test_ci_calls_the_commands_of_the_readme() -> None:
    for command in ("make lint", "make test", "make analyze"):
        assert re.search(rf"^{command}$", text(".ci/run"), re.MULTILINE)
    for command in ("make test", "make analyze"):
        assert re.search(rf"^{command}$", text("README.md"), re.MULTILINE)


def test_nothing_is_tracked_under_outputs() -> None:
    done = subprocess.run(["git", "ls-files", "outputs"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["outputs/.gitkeep"]
