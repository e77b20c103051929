"""How much of the messages two runs cut into other tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.commands.cut_otherwise import Recut, recut
from tests.evaluation.texts import passages

NOTHING = dict.fromkeys(TABLES["tokens"].column_names, 0) | {"is_apposition": False}


def write(folder: Path, *texts: str, n_notes: int = 0) -> Path:
    """Texts with their tokens between strokes, as an outputs folder has them; the last ``n_notes`` are no messages."""
    cut = [text.split("|") for text in texts]
    made = passages(["".join(tokens) for tokens in cut], edition="2018")
    is_message = [at < len(texts) - n_notes for at in range(len(texts))]
    columns: dict[str, Any] = {name: made.column(name) for name in TABLES["passages"].column_names}
    rows = [
        {**NOTHING, "document_id": "2018/texts", "passage_id": id_, "start": sum(map(len, tokens[:at]))}
        for id_, tokens in zip(made.column("passage_id").to_pylist(), cut, strict=True)
        for at in range(len(tokens))
    ]
    for name, table in (
        ("passages", tables.make("passages", {**columns, "is_message": is_message})),
        ("tokens", tables.make("tokens", rows)),
    ):
        writer = tables.PartitionWriter(name, folder / "data" / name / "2018.parquet")
        writer.write(table)
        writer.close()
    return folder


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["个人|权益", "网络"], ["个人|权益", "网络"], Recut(2, 0, 3, 0)),
        (["个人|权益", "网络"], ["个|人权|益", "网络"], Recut(2, 1, 4, 3)),
        (["网络|安全|法", "网络"], ["网络安全|法", "网络"], Recut(2, 1, 3, 1)),
        # A corrected text is another one, though it is cut at the same places.
        (["人又|的"], ["人口|的"], Recut(1, 1, 2, 1)),
        # A message that is new is all new.
        (["网络"], ["网络", "个人|权益"], Recut(2, 1, 3, 2)),
        (["网络", "个人|权益"], ["网络"], Recut(1, 0, 1, 0)),
    ],
)
def test_tokens_and_messages(tmp_path: Path, before: list[str], after: list[str], expected: Recut) -> None:
    assert recut(write(tmp_path / "before", *before), write(tmp_path / "after", *after)) == expected


def test_only_messages_are_counted(tmp_path: Path) -> None:
    before = write(tmp_path / "before", "网络", "个人|权益", n_notes=1)
    after = write(tmp_path / "after", "网络", "个|人权|益", n_notes=1)
    assert recut(before, after) == Recut(1, 0, 1, 0)


def test_an_edition_that_the_earlier_run_had_not_and_none_at_all(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    assert recut(tmp_path / "before", write(tmp_path / "after", "个人|权益")) == Recut(1, 1, 2, 2)
    assert recut(tmp_path / "after", tmp_path / "before") == Recut(0, 0, 0, 0)
