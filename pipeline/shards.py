"""Shards: the documents of an edition that are kept in one file of each table, and worked on together.

Where a shard ends follows from each document alone, by its id and size, so that a document more or less moves no other
border: it costs a shard, not the edition. A small edition is one shard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.corpus import Document

# Received bytes of a shard in the mean: some files a hundred megabytes, and half a second's work.
_MEAN_BYTES = 2_000_000


@dataclass(frozen=True)
class Shard:
    """Some consecutive documents of an edition, and the number of their files, from 0."""

    edition: str
    number: int
    documents: tuple[Document, ...]

    @property
    def n_bytes(self) -> int:
        return sum(document.n_bytes for document in self.documents)


def shards(edition: str, documents: Sequence[Document]) -> list[Shard]:
    """The shards of an edition, of which there is one at least."""
    groups: list[list[Document]] = [[]]
    for document in documents:
        groups[-1].append(document)
        if _ends_shard(document.document_id, document.n_bytes):
            groups.append([])
    if len(groups) > 1 and not groups[-1]:
        groups.pop()
    return [Shard(edition, number, tuple(group)) for number, group in enumerate(groups)]


def _ends_shard(document_id: str, n_bytes: int) -> bool:
    """Whether a border stands behind a document: as probable as one border in so many bytes makes it.

    Drawn from the id's hash, so that it is always the same.
    """
    drawn = int.from_bytes(hashlib.sha256(document_id.encode()).digest()[:8]) / 2**64
    return drawn < 1 - exp(-n_bytes / _MEAN_BYTES)
