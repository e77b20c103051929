"""The ``terms`` table: every distinct token text of the messages, unmerged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.counts import Passages, Vocabulary, sum_rows
from pipeline.statistics.tfidf import document_frequency

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

_COUNTS = ("n_occurrences", "n_messages", "n_documents")


def terms_table(
    counts: csr_array,
    passages: Passages,
    vocabulary: Vocabulary,
    roles: Sequence[str],
    concept_ids: Sequence[str | None],
) -> pa.Table:
    """One edition's ``terms``; terms that stand outside messages alone are left out.

    ``counts``: messages × terms. ``roles`` and ``concept_ids``, one item a term: its list, and the concept that it
    counts for (none for a ``near`` wording, so that the terms of a concept add up to its own mentions).
    """
    import numpy as np
    import pyarrow as pa

    by_document = sum_rows(counts, passages.document[passages.is_message], len(passages.document_ids))
    n_messages = document_frequency(counts)
    kept = pa.array(np.flatnonzero(n_messages))
    columns = {
        "term": pa.array(vocabulary.texts, type=pa.string()),
        "concept": pa.array(concept_ids, type=pa.string()),
        "kind": pa.array(vocabulary.kinds, type=pa.string()),
        "list": pa.array(roles, type=pa.string()),
        "n_occurrences": pa.array(_column_sums(counts)),
        "n_messages": pa.array(n_messages),
        "n_documents": pa.array(document_frequency(by_document)),
    }
    return tables.make("terms", {name: column.take(kept) for name, column in columns.items()})


def add_up_terms(editions: Sequence[pa.Table]) -> pa.Table:
    """The editions' ``terms`` as one table, sorted by term.

    Editions share no message and no document, so counts are added; kind, list and concept follow from the text and are
    the same in every edition.
    """
    import pyarrow as pa

    if not editions:
        return tables.make("terms", [])
    grouped = pa.concat_tables(editions).group_by("term", use_threads=False)
    summed = grouped.aggregate(
        [(name, "first") for name in ("concept", "kind", "list")] + [(name, "sum") for name in _COUNTS]
    )
    ordered = summed.sort_by("term")
    columns = {name.removesuffix("_first").removesuffix("_sum"): ordered.column(name) for name in ordered.column_names}
    return tables.make("terms", columns)


def _column_sums(counts: csr_array) -> NDArray[np.int64]:
    import numpy as np

    return np.bincount(counts.indices, weights=counts.data, minlength=counts.shape[1]).astype(np.int64)
