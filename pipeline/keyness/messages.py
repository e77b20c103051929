"""The messages of the whole corpus as counts, with the groups that each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tables
from pipeline.keywords.counts import message_counts, number_passages, number_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keyness.units import Units


class Extent(NamedTuple):
    """Tokens and documents of a pool of messages, and how many of them each of the corpus's documents has."""

    size: int
    n_documents: int
    of_document: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Messages:
    """Arrays and lists have one item a message, in the order of editions and of their passages."""

    passage_ids: list[str]
    editions: list[str]
    """The editions with messages, earliest first."""
    edition: NDArray[np.int64]
    """Numbers ``editions``."""
    document_ids: list[str]
    document: NDArray[np.int64]
    """Numbers ``document_ids``."""
    section: NDArray[np.int64]
    """Section order in its document."""
    sizes: NDArray[np.int64]
    """Counted tokens, whatever list they stand on."""
    counts: csr_array
    """Messages × units."""

    def extent(self, name: str, rows: NDArray[np.int64]) -> Extent:
        """How much text a pool of messages is; worked out once for a name."""
        import numpy as np

        if name not in self._extents:
            of_document = np.bincount(self.document[rows], minlength=len(self.document_ids))
            self._extents[name] = Extent(int(self.sizes[rows].sum()), int((of_document > 0).sum()), of_document)
        return self._extents[name]

    @cached_property
    def _extents(self) -> dict[str, Extent]:
        return {}

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        return {passage_id: row for row, passage_id in enumerate(self.passage_ids)}


@dataclass(frozen=True, eq=False)
class _EditionMessages:
    passage_ids: list[str]
    document_ids: list[str]
    document: NDArray[np.int64]
    section: NDArray[np.int64]
    sizes: NDArray[np.int64]
    counts: csr_array


def corpus_messages(
    documents: tables.Partitions,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    units: Units,
) -> Messages:
    """Every message with a counted token; one edition's tokens are in memory at a time, the counts of all."""
    import numpy as np
    from scipy.sparse import csr_array, vstack

    made = {
        edition: _edition_messages(
            edition, passages.edition(edition), tokens.edition(edition), vocabulary.edition(edition), units
        )
        for edition in _earliest_first(documents)
        if all(edition in table.editions for table in (passages, tokens, vocabulary))
    }
    made = {edition: one for edition, one in made.items() if one.passage_ids}
    parts = list(made.values())
    before = np.cumsum([0, *(len(one.document_ids) for one in parts)])
    nothing = np.empty(0, dtype=np.int64)
    return Messages(
        passage_ids=[passage_id for one in parts for passage_id in one.passage_ids],
        editions=list(made),
        edition=np.repeat(np.arange(len(parts)), [len(one.passage_ids) for one in parts]),
        document_ids=[document_id for one in parts for document_id in one.document_ids],
        document=np.concatenate([nothing, *(one.document + n for one, n in zip(parts, before, strict=False))]),
        section=np.concatenate([nothing, *(one.section for one in parts)]),
        sizes=np.concatenate([nothing, *(one.sizes for one in parts)]),
        counts=vstack([csr_array((0, len(units.names)), dtype=np.int32), *(one.counts for one in parts)], format="csr"),
    )


def _earliest_first(documents: tables.Partitions) -> list[str]:
    import pyarrow.compute as pc

    years = {edition: pc.max(rows.column("year")).as_py() or 0 for edition, rows in documents}
    return sorted(years, key=lambda edition: (years[edition], edition))


def _edition_messages(
    edition: str, passages: pa.Table, tokens: pa.Table, vocabulary: pa.Table, units: Units
) -> _EditionMessages:
    import numpy as np

    numbered = number_passages(edition, passages)
    merged, counted = number_tokens(tokens, vocabulary, passages)
    by_term = message_counts(numbered, counted, len(merged.texts))
    sizes = by_term.sum(axis=1)
    kept = np.flatnonzero(sizes)
    at = np.flatnonzero(numbered.is_message)[kept]
    return _EditionMessages(
        numbered.passage_ids.take(at).to_pylist(),
        numbered.document_ids,
        numbered.document[at],
        numbered.section[at],
        sizes[kept],
        units.merge(by_term, merged.texts)[kept],
    )
