"""Notebooks as they are stored: readable differences, no results of somebody's run, no method of their own."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.columns import TABLES

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def cells(notebook: Path, kind: str) -> list[dict[str, Any]]:
    stored = json.loads(notebook.read_text(encoding="utf-8"))
    return [cell for cell in stored["cells"] if cell["cell_type"] == kind]


def test_there_are_some() -> None:
    assert [notebook.stem for notebook in NOTEBOOKS] == [
        "01-explore-the-messages",
        "02-compare-editions",
        "03-your-own-question",
    ]


def test_ten_lines_from_tables_to_a_chart() -> None:
    (question,) = (cell for cell in cells(NOTEBOOKS[2], "code") if cell["id"] == "question")
    written = [line for line in question["source"] if line.strip() and not line.startswith(("import ", "from "))]
    assert len(written) == 10


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

    def test_prose_in_both_languages(self, notebook: Path) -> None:
        for cell in cells(notebook, "markdown"):
            text = "".join(cell["source"])
            assert re.search("[\u4e00-\u9fff]", text), cell["id"]
            assert re.search("[A-Za-z]{3}", text), cell["id"]

    def test_tables_read_from_data_are_there_too(self, notebook: Path) -> None:
        code = "\n".join("".join(cell["source"]) for cell in cells(notebook, "code"))
        assert set(re.findall(r'stored_table\("(\w+)"', code)) <= TABLES.keys()

    def test_only_tables_and_columns_that_are_there(self, notebook: Path) -> None:
        code = "\n".join("".join(cell["source"]) for cell in cells(notebook, "code"))
        files = re.findall(r'"tables" / "([^"]+)[.]csv"', code)
        assert files
        assert all(TABLES[file].is_csv for file in files)
