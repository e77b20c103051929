"""The ``keywords`` table: TF-IDF ranks of terms and concepts by edition, document, section and passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.keywords.counts import Passages, Vocabulary, presence, sum_rows
from pipeline.keywords.evidence import states
from pipeline.keywords.intervals import interval_columns, no_intervals
from pipeline.keywords.roles import CONTENT
from pipeline.statistics.tfidf import document_frequency, inverse_document_frequency, rank_rows, tfidf

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.mentions import Mentions
    from pipeline.lexicon.model import Concept
    from pipeline.settings import KeywordsSettings

TERM, CONCEPT = "term", "concept"
UNIT = "message"


@dataclass(frozen=True, eq=False)
class Units:
    """What is ranked at one level, in order of name, which is how ties are broken; numbered by place, from 0."""

    level: str
    names: list[str]
    concept_ids: list[str | None]
    unit_of_term: NDArray[np.int64]
    """For each term of the vocabulary its unit, -1 for a term that is not ranked."""


@dataclass(frozen=True, eq=False)
class Scopes:
    """The scopes of one kind: their names, and for each message of the edition the number of its scope."""

    kind: str
    names: list[str]
    scope_of_message: NDArray[np.int64]


def term_units(vocabulary: Vocabulary, roles: Sequence[str], concept_ids: Sequence[str | None]) -> Units:
    """Every content term by itself."""
    import numpy as np

    ranked = np.flatnonzero(np.array(roles, dtype=object) == CONTENT).tolist()
    unit = np.full(len(vocabulary.texts), -1, dtype=np.int64)
    unit[ranked] = np.arange(len(ranked))
    return Units(TERM, [vocabulary.texts[term] for term in ranked], [concept_ids[term] for term in ranked], unit)


def concept_units(
    vocabulary: Vocabulary,
    roles: Sequence[str],
    concept_of_term: NDArray[np.int64],
    concepts: Sequence[Concept],
    unranked: Collection[str],
    nested: Collection[int] = (),
) -> Units:
    """Concepts with all their wordings under their Chinese label; other content terms as they stand.

    ``concept_of_term`` numbers ``concepts``, as do the ones in ``nested``, which are units even where no term counts
    for them. A concept is ranked with *all* its own mentions, so that its count is ``n_own`` of the ``concepts`` table.
    It is left out where its label is among the ``unranked`` words (stop words and modals); a stop word that is another
    of its wordings stays counted in it.
    """
    import numpy as np

    def unit_of(concept: Concept) -> tuple[str, str | None] | None:
        return None if concept.label_zh in unranked else (concept.label_zh, concept.id)

    keys: list[tuple[str, str | None] | None] = []
    for text, role, number in zip(vocabulary.texts, roles, concept_of_term.tolist(), strict=True):
        if number < 0:
            keys.append((text, None) if role == CONTENT else None)
        else:
            keys.append(unit_of(concepts[number]))
    every = {*keys, *(unit_of(concepts[number]) for number in nested)}
    units = sorted((key for key in every if key is not None), key=lambda key: (key[0], key[1] or ""))
    place = {key: number for number, key in enumerate(units)}
    unit = np.array([-1 if key is None else place[key] for key in keys], dtype=np.int64)
    return Units(CONCEPT, [name for name, _ in units], [concept for _, concept in units], unit)


def scopes(passages: Passages) -> Iterator[Scopes]:
    """The scopes of an edition, each kind a partition of its messages."""
    import numpy as np

    is_message = passages.is_message
    documents = passages.document[is_message]
    places = np.column_stack([documents, passages.section[is_message]])
    sections, section = np.unique(places, axis=0, return_inverse=True)
    names = [f"{passages.document_ids[document]}§{order}" for document, order in sections.tolist()]
    messages = passages.passage_ids.take(np.flatnonzero(is_message)).to_pylist()
    yield Scopes("document", passages.document_ids, documents)
    yield Scopes("edition", [passages.edition], np.zeros(len(documents), dtype=np.int64))
    yield Scopes("passage", messages, np.arange(len(messages)))
    yield Scopes("section", names, section.reshape(-1))


def rank_edition(counts: csr_array, passages: Passages, units: Units, settings: KeywordsSettings) -> Iterator[pa.Table]:
    """Ranks at one level in every scope of an edition, without the English; ``counts`` is messages × units.

    Scores are rounded to ``settings.score_decimals`` before they are ranked; ties go to the name that sorts first.
    """
    df = document_frequency(counts)
    for one in scopes(passages):
        yield _rank_scopes(counts, df, passages, units, one, settings)


def count_units(counts: csr_array, units: Units) -> csr_array:
    """Messages × units: the terms of each unit added up; ``counts`` is messages × terms."""
    import numpy as np
    from scipy.sparse import csr_array

    terms = np.flatnonzero(units.unit_of_term >= 0)
    ones = np.ones(len(terms), dtype=counts.dtype)
    merge = csr_array((ones, (terms, units.unit_of_term[terms])), shape=(counts.shape[1], len(units.names)))
    merged = counts @ merge
    merged.sort_indices()
    return merged


def count_nested(mentions: Mentions, passages: Passages, units: Units, concepts: Sequence[Concept]) -> csr_array:
    """Messages × units: the mentions of each ranked concept that stand inside longer terms."""
    import numpy as np
    from scipy.sparse import csr_array

    place = {concept_id: unit for unit, concept_id in enumerate(units.concept_ids) if concept_id is not None}
    unit = np.array([place.get(concept.id, -1) for concept in concepts], dtype=np.int64)[mentions.concept]
    message = passages.message[mentions.passage]
    kept = mentions.is_nested & (message >= 0) & (unit >= 0)
    ones = np.ones(int(kept.sum()), dtype=np.int64)
    return csr_array((ones, (message[kept], unit[kept])), shape=(passages.n_messages, len(units.names)))


def _rank_scopes(
    counts: csr_array,
    df: NDArray[np.int64],
    passages: Passages,
    units: Units,
    scopes: Scopes,
    settings: KeywordsSettings,
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    in_scope = sum_rows(counts, scopes.scope_of_message, len(scopes.names))
    messages_in_scope = sum_rows(presence(counts), scopes.scope_of_message, len(scopes.names))
    scores = tfidf(in_scope, inverse_document_frequency(df, passages.n_messages))
    scores.data = scores.data.round(settings.score_decimals)
    ranked = rank_rows(scores, settings.top_n_passage if scopes.kind == "passage" else settings.top_n)
    n_rows = len(ranked.row)
    n_scope = np.bincount(scopes.scope_of_message, minlength=len(scopes.names))
    # Those of documents and sections are many, and read merged.
    has_intervals = scopes.kind == "edition" or (scopes.kind != "passage" and units.level == CONCEPT)
    intervals = (
        interval_columns(counts, df, passages, scopes, ranked, settings) if has_intervals else no_intervals(n_rows)
    )
    return pa.table(
        {
            "scope_kind": _repeated(scopes.kind, n_rows),
            "scope": _chosen(scopes.names, ranked.row),
            "edition": _repeated(passages.edition, n_rows),
            "unit": _repeated(UNIT, n_rows),
            "level": _repeated(units.level, n_rows),
            "state": states(n_scope[ranked.row], settings.min_messages),
            "rank": ranked.rank,
            **intervals,
            "term": _chosen(units.names, ranked.column),
            "concept": _chosen(units.concept_ids, ranked.column),
            "concept_counts": _repeated(settings.concept_counts, n_rows),
            "count": in_scope.data[ranked.cell],
            "n_messages_in_scope": messages_in_scope.data[ranked.cell],
            "n_scope": n_scope[ranked.row],
            "document_frequency": df[ranked.column],
            "n_messages_edition": np.full(n_rows, passages.n_messages),
            "tfidf": scores.data[ranked.cell],
        }
    )


def _repeated(text: str, n_rows: int) -> pa.Array:
    import pyarrow as pa

    return pa.repeat(pa.scalar(text), n_rows)


def _chosen(values: Sequence[str | None], places: NDArray[np.int64]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, type=pa.string()).take(pa.array(places))
