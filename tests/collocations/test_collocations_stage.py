"""The stage: merged wordings, editions by themselves, the same tables again."""

from __future__ import annotations

from pathlib import Path

from written import run_collocations

from tests.keywords.tokenised import Passage

MESSAGES = [
    *(Passage("利益相关者 参与 治理 的 论坛") for _ in range(4)),
    *(Passage("利益攸关方 参与 会议") for _ in range(4)),
    Passage("多利益相关者 参与 论坛"),
    *(Passage("别的 事情 在 别处") for _ in range(8)),
    Passage("利益相关者 参与", kind="heading"),
]


def test_wordings_of_a_concept_are_one_unit_and_headings_are_not_counted(tmp_path: Path) -> None:
    rows = run_collocations(tmp_path, {"2030-sample": {"a": MESSAGES}})["collocations"]
    found = {row["span"]: row for row in rows if (row["node"], row["collocate"]) == ("利益相关者", "参与")}
    row = found["passage"]
    # Not the message of 多利益相关者, whose token is that concept's and no stakeholder of its own.
    assert (row["n_together"], row["n_node"], row["n_collocate"], row["n_total"]) == (8, 8, 9, 17)
    assert (row["node_concept"], row["node_en"], row["node_en_source"]) == ("stakeholder", "stakeholder", "lexicon")
    assert row["collocate_en_source"] == "CC-CEDICT"
    assert not any(row["node"] == "利益攸关方" for row in rows)


def test_an_edition_more_changes_no_row_of_the_others_but_what_is_new(tmp_path: Path) -> None:
    one = {"2030-a": {"a": MESSAGES}}
    alone = run_collocations(tmp_path / "one", one)
    both = run_collocations(tmp_path / "two", {**one, "2031-b": {"a": MESSAGES[:5]}})
    for name, rows in alone.items():
        assert [row for row in both[name] if row["edition"] == "2030-a"] == rows


def test_the_same_tables_give_the_same_rows(tmp_path: Path) -> None:
    corpus = {"2030-a": {"a": MESSAGES}}
    assert run_collocations(tmp_path / "one", corpus) == run_collocations(tmp_path / "two", corpus)


def test_a_corpus_of_no_words_gives_empty_tables(tmp_path: Path) -> None:
    made = run_collocations(tmp_path, {"2030-a": {"a": [Passage("，", kind="heading")]}})
    assert set(made) == {"collocations", "concept_network", "concept_nodes", "prefixes"}
    assert not any(made.values())
