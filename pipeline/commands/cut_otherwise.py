"""How much of the text two runs cut into other tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.hashes import file_hash
from pipeline.tables import Partitions, partition_files

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Recut:
    """Counts over messages: those that there are, those cut otherwise, and tokens of the later run that are new."""

    n_messages: int
    n_messages_changed: int
    n_tokens: int
    n_tokens_changed: int


@dataclass(frozen=True, eq=False)
class _Message:
    text: str
    starts: NDArray[np.int32]

    def is_cut_like(self, other: _Message | None) -> bool:
        return other is not None and self.text == other.text and self.starts.tobytes() == other.starts.tobytes()

    def spans(self) -> set[tuple[int, str]]:
        ends = [*self.starts[1:].tolist(), len(self.text)]
        return {(start, self.text[start:end]) for start, end in zip(self.starts.tolist(), ends, strict=True)}


def recut(before: Path, after: Path) -> Recut:
    """Compare the tokens of two outputs folders; one edition is in memory at a time."""
    editions = partition_files("passages", after)
    counted = [_recut_edition(edition, before, after) for edition in editions]
    return Recut(*(sum(column) for column in zip(*counted, strict=True))) if counted else Recut(0, 0, 0, 0)


def _recut_edition(edition: str, before: Path, after: Path) -> tuple[int, int, int, int]:
    new = dict(_messages(edition, after))
    n_tokens = sum(len(message.starts) for message in new.values())
    if _is_same("passages", edition, before, after) and _is_same("tokens", edition, before, after):
        return len(new), 0, n_tokens, 0
    old = dict(_messages(edition, before))
    changed = [(message, old.get(id_)) for id_, message in new.items() if not message.is_cut_like(old.get(id_))]
    n_changed = sum(len(message.spans() - (other.spans() if other else set())) for message, other in changed)
    return len(new), len(changed), n_tokens, n_changed


def _is_same(table: str, edition: str, before: Path, after: Path) -> bool:
    old, new = (partition_files(table, folder).get(edition, ()) for folder in (before, after))
    return bool(new) and [file_hash(file) for file in old] == [file_hash(file) for file in new]


def _messages(edition: str, folder: Path) -> Iterator[tuple[str, _Message]]:
    """Each message's id and cut."""
    import numpy as np

    stored = Partitions("tokens", partition_files("tokens", folder))
    if edition not in stored.editions:
        return
    of_edition = Partitions("passages", partition_files("passages", folder)).edition(edition)
    passages = of_edition.select(["passage_id", "text", "is_message"])
    tokens = stored.edition(edition).select(["passage_id", "start"])
    starts = tokens.column("start").to_numpy()
    encoded = tokens.column("passage_id").unify_dictionaries().combine_chunks()
    number = encoded.indices.to_numpy()
    first = np.concatenate([[0], np.flatnonzero(np.diff(number)) + 1, [len(number)]])
    ids = encoded.dictionary.take(number[first[:-1]]).to_pylist()
    of_passage = dict(zip(ids, np.split(starts, first[1:-1]), strict=True))
    for row in passages.to_pylist():
        if row["is_message"]:
            yield row["passage_id"], _Message(row["text"], of_passage.get(row["passage_id"], starts[:0]))
