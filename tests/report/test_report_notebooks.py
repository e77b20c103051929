"""Notebooks as they are stored: readable differences, no results of somebody's run, no method of their own."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.columns import TABLES

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def cells(notebook: Path, kind: str) -> list[dict[str, Any]]:
    stored = json.loads(notebook.read_text(encoding="utf-8"))
    return [cell for cell in stored["cells"] if cell["cell_type"] == kind]


def test_there_are_some() -> None:
    assert "01-explore-the-messages.ipynb" in [notebook.name for notebook in NOTEBOOKS]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
class TestStored:
    def test_without_results(self, notebook: Path) -> None:
        for cell in cells(notebook, "code"):
            assert (cell["outputs"], cell["execution_count"]) == ([], None)

    def test_ids_are_words_and_unique(self, notebook: Path) -> None:
        ids = [cell["id"] for cell in cells(notebook, "code") + cells(notebook, "markdown")]
        assert len(set(ids)) == len(ids)
        assert all(cell_id.replace("-", "").isalpha() for cell_id in ids)

    def test_no_method_of_its_own(self, notebook: Path) -> None:
        code = "\n".join("".join(cell["source"]) for cell in cells(notebook, "code"))
        nodes = list(ast.walk(ast.parse(code)))
        assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]

    def test_only_tables_and_columns_that_are_there(self, notebook: Path) -> None:
        code = "\n".join("".join(cell["source"]) for cell in cells(notebook, "code"))
        strings = [node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
        files = [text.removesuffix(".csv") for text in strings if isinstance(text, str) and text.endswith(".csv")]
        assert files
        assert all(TABLES[file].is_csv for file in files)
