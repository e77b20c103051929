"""Which wording of a concept stands in which document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tokenised_terms import Passage, run_terminology

from pipeline.tables import read_parquet
from tests.conftest import Workspace

CORPUS = {
    "2018-paris": {
        "a": [
            Passage("利益攸关方 与 治理", "heading"),
            Passage("多利益相关者 参与 SH SH", "paragraph"),
            Passage("SH ~SH~ 利益相关者 参与"),
            Passage("相关人员 ， 相关人员"),
        ],
        "b": [Passage("参与 SH"), Passage("SH"), Passage("SH")],
    },
    "2019-berlin": {"c": [Passage("治理 SH")]},
}


def wordings_of(folder: Path, **settings: int) -> dict[tuple[str, str, str], tuple[int, int, int, str, str]]:
    rows = run_terminology(folder, CORPUS, **settings)["wordings"].to_pylist()
    return {
        (row["document_id"], row["concept"], row["term"]): (
            row["n_own"], row["n_nested"], row["n_messages"], row["relation"], row["passage_ids"]
        )
        for row in rows
    }  # fmt: skip


def test_wordings_are_counted_by_document(tmp_path: Path) -> None:
    a, b, c = "2018-paris/a", "2018-paris/b", "2019-berlin/c"
    assert wordings_of(tmp_path, max_examples=2) == {
        (a, "multistakeholder", "多利益相关者"): (1, 0, 1, "label", f"{a}#002"),
        # Once inside 多利益相关者, once on its own.
        (a, "stakeholder", "利益相关者"): (1, 1, 2, "label", f"{a}#002 {a}#003"),
        (a, "stakeholder", "SH"): (3, 0, 2, "abbreviation", f"{a}#002 {a}#003"),
        # In a heading alone: no message, so the heading is named.
        (a, "stakeholder", "利益攸关方"): (0, 0, 0, "same", f"{a}#001"),
        (a, "stakeholder", "相关人员"): (2, 0, 1, "near", f"{a}#004"),
        (b, "stakeholder", "SH"): (3, 0, 3, "abbreviation", f"{b}#001 {b}#002"),
        (c, "stakeholder", "SH"): (1, 0, 1, "abbreviation", f"{c}#001"),
    }


def test_the_documents_of_an_edition_add_up_to_its_variants(main_job: Workspace) -> None:
    added: Counter[tuple[str, ...]] = Counter()
    for row in read_parquet(main_job.outputs / "data/wordings.parquet").to_pylist():
        for name in ("n_own", "n_nested", "n_messages"):
            added[row["edition"], row["concept"], row["term"], row["relation"], name] += row[name]
    wanted = {
        (row["edition"], row["concept"], row["term"], row["relation"], name): row[name]
        for row in read_parquet(main_job.outputs / "data/variants.parquet").to_pylist()
        for name in ("n_own", "n_nested", "n_messages")
    }
    assert added == wanted


@pytest.mark.parametrize(
    ("concept", "n_wordings"), [("stakeholder", 5), ("multistakeholder", 6)], ids=["stakeholder", "multistakeholder"]
)
def test_the_message_of_2018_has_many_wordings_for_one_idea(main_job: Workspace, concept: str, n_wordings: int) -> None:
    rows = read_parquet(main_job.outputs / "data/wordings.parquet").to_pylist()
    terms = [row["term"] for row in rows if row["concept"] == concept and row["relation"] != "near"]
    assert len(terms) == n_wordings
