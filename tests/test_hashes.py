"""What a stage's own code is, and that hashes follow content."""

from __future__ import annotations

import ast
from importlib import metadata
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.hashes import (
    PACKAGE,
    imported_names,
    package_versions,
    part_hash,
    stage_code,
    table_hash,
    value_hash,
    visible_files,
)
from pipeline.stages import STAGES, stage_named
from pipeline.tables import apart, make


def names(stage: str) -> set[str]:
    return {path.relative_to(PACKAGE).as_posix() for path in stage_code(stage_named(stage).function)}


def test_a_stage_depends_on_its_modules_their_data_and_the_lock_file() -> None:
    found = names("normalise")
    assert {"normalise/stage.py", "normalise/ledger.py", "tables/declared.py", "requirements.lock"} <= found
    assert any(name.endswith("EquivalentUnifiedIdeograph.txt") for name in found)


@pytest.mark.parametrize("stage", [stage.name for stage in STAGES])
def test_no_stage_depends_on_settings_or_lexicon_as_code(stage: str) -> None:
    found = names(stage)
    assert not any(name.startswith("settings/") for name in found)
    assert not any(name.startswith("lexicon/shipped/") for name in found)


def test_counting_does_not_depend_on_how_charts_look() -> None:
    assert not any(name.startswith(("charts/", "report/")) for name in names("keywords"))


def test_imports_inside_functions_count() -> None:
    # normalise reaches jieba's dictionary and the script converter only when a document needs them.
    assert any(name.endswith("dictionary.py") for name in names("normalise"))


def test_value_hash_ignores_the_order_of_keys_and_sees_values() -> None:
    assert value_hash({"a": 1, "b": "网"}) == value_hash({"b": "网", "a": 1})
    assert value_hash({"a": 1}) != value_hash({"a": 2})


def test_table_hash_follows_the_rows() -> None:
    one = make("section_labels", [{"document_id": "e/d", "heading": "总体", "label_en": "General"}])
    same = make("section_labels", [{"document_id": "e/d", "heading": "总体", "label_en": "General"}])
    other = make("section_labels", [{"document_id": "e/d", "heading": "总体", "label_en": "general"}])
    assert table_hash(one) == table_hash(same) != table_hash(other)


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["网", None, "络", "", "网络"]),
        pa.array([True, False, None, True, True]),
        pa.array([1, 2, None, 4, 5], pa.int32()),
        pa.array([1.5, None, 2.5, 3.5, 4.5]),
    ],
)
def test_table_hash_of_a_slice_is_that_of_the_same_rows_made_alone(column: pa.Array) -> None:
    table = pa.table({"column": column})
    for start, n_rows in ((0, 3), (1, 4), (2, 1), (3, 0)):
        part = table.slice(start, n_rows)
        alone = pa.table({"column": pa.array(part["column"].to_pylist(), type=column.type)})
        assert table_hash(part) == table_hash(alone) != table_hash(table)


def test_hidden_files_are_not_seen(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "~$b.docx", "b.txt", "a/.x", "a/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in visible_files(tmp_path)] == ["a/c.txt", "b.txt"]


def test_versions_are_those_that_are_installed() -> None:
    versions = package_versions()
    assert versions["jieba"] == metadata.version("jieba")
    assert versions["opencc-python-reimplemented"] == metadata.version("opencc-python-reimplemented")


@pytest.mark.parametrize("module", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_read_from_lines_are_those_of_the_syntax_tree(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    expected: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            expected.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            expected.update([node.module, *(f"{node.module}.{alias.name}" for alias in node.names)])
    assert imported_names(source) == {name for name in expected if name.partition(".")[0] == "pipeline"}


def test_the_hash_of_a_document_does_not_depend_on_those_beside_it() -> None:
    ids = pa.array(["e/a", "e/a", "e/c"]).dictionary_encode()
    words = pa.array(["网", None, "络"])
    table = pa.table({"document_id": ids, "word": words})
    alone = pa.table({"document_id": pa.array(["e/a", "e/a"]).dictionary_encode(), "word": pa.array(["网", None])})
    other = pa.table({"document_id": pa.array(["e/c"]).dictionary_encode(), "word": pa.array(["络"])})
    first, without_rows, last = apart(table, ["e/a", "e/b", "e/c"])
    assert part_hash(*first) == table_hash(alone)
    assert part_hash(*last) == table_hash(other)
    assert part_hash(*without_rows) == table_hash(alone.slice(0, 0)) == table_hash(other.slice(0, 0))
