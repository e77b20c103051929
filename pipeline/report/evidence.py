"""One edition's rows of every table: what a part of the report is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import tables

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class EditionEvidence:
    """One edition's rows; a table without any is an empty table."""

    edition: str
    tables: Mapping[str, pa.Table]
    concepts: Mapping[str, Mapping[str, Any]]
    """Lexicon concepts by id with label_zh, label_en and kind: the same for every edition."""

    def __getitem__(self, name: str) -> pa.Table:
        return self.tables[name]

    def rows(self, name: str) -> list[dict[str, Any]]:
        return self.tables[name].to_pylist()  # type: ignore[no-any-return]

    @property
    def n_messages(self) -> int:
        import pyarrow.compute as pc

        return pc.sum(self["documents"].column("n_messages")).as_py() or 0


def latest_first(received: Mapping[str, Any]) -> Iterator[EditionEvidence]:
    """Each edition's evidence, the latest year first, one at a time: memory is bounded by one edition.

    An edition of which every file was skipped comes too: it says so itself.
    """
    concepts = {row["concept"]: row for row in received["concepts"].to_pylist()}
    for edition in reversed(tables.editions_in_order(received["sources"])):
        yield EditionEvidence(
            edition, {name: tables.edition_rows(edition, name, table) for name, table in received.items()}, concepts
        )
