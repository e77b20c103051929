"""The table suspects: each row's first four cells are a line for corrections.tsv that does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lexicon.load import load_lexicon
from pipeline.normalise.clean import clean
from pipeline.normalise.suspect_rows import correction_fields
from pipeline.normalise.suspects import Suspect
from pipeline.settings import NormaliseSettings
from tests.normalise.test_normalise_stage import normalised, received

TEXTS = {
    "a radical": "互联网人\N{KANGXI RADICAL AGAIN}的快速增长。",
    "a look-alike": "第一句。\n\n在末来十年，互联网治理要面向所有人。",
    "one that its context has twice": "年末，在末来十年。",
    "two in one passage": "在末来十年，政冶对话。",
    "the 2018 message": received(),
}


def pasted(rows: list[dict[str, object]], folder: Path) -> Path:
    """The first four columns of the rows as a file of corrections."""
    lines = ["\t".join(str(value) for value in list(row.values())[:4]) for row in rows]
    (folder / "corrections.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("label", TEXTS)
def test_pasted_rows_settle_their_suspects_and_change_nothing_else(label: str, tmp_path: Path) -> None:
    before = normalised(TEXTS[label])
    assert before["suspects"]
    assert {row["status"] for row in before["suspects"]} == {"suspected"}
    corrections = load_lexicon(pasted(before["suspects"], tmp_path)).corrections
    after = normalised(TEXTS[label], corrections)
    assert {row["status"] for row in after["suspects"]} == {"settled"}
    proposed = {row["offset"]: row["after"] for row in before["repairs"] if row["rule"].startswith("suspected")}
    texts = clean(TEXTS[label], (), NormaliseSettings())
    expected = list("\n".join(texts.texts))
    for suspect in texts.suspects:
        expected[suspect.start] = suspect.proposed
    assert "\n".join(row["text"] for row in after["passages"]) == "".join(expected)
    assert sorted(proposed) == [row["offset"] for row in after["suspects"]]


def test_the_columns_stand_as_in_the_file_of_corrections() -> None:
    (row,) = normalised(TEXTS["a radical"])["suspects"]
    assert list(row)[:4] == ["found", "corrected", "context", "note"]
    assert (row["found"], row["corrected"], row["context"]) == ("又", "口", "互联网人又的快速增长。")
    assert (row["rule"], row["passage_id"], row["page"], row["offset"]) == ("suspected_slip", "e/d#001", None, 4)
    assert row["note"] == f"suspected_slip, gain {row['gain']:.2f}"


def test_what_is_found_stands_once_in_its_context_which_ends_with_the_passage() -> None:
    text = "前一段\n末年在末来，年末。\n后一段"
    fields = correction_fields(text, Suspect(7, "末", "未", 9.0), 12, (0, len(text)))
    assert fields["context"] == "末年在末来，年末。"
    assert (fields["found"], fields["corrected"]) == ("在末", "在未")
