"""The second ranking: what an edition, a document or a section says oftener than a stated background does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.background.model import WORD_KINDS
from pipeline.keywords.counts import Passages, Vocabulary
from pipeline.keywords.evidence import n_with_evidence, states
from pipeline.keywords.scope_counts import Level, count_scopes
from pipeline.lexicon.model import MERGED_RELATIONS
from pipeline.statistics.keyness import (
    conservative_log_ratio,
    log_likelihood_four_terms,
    log_likelihood_two_terms,
    log_ratio,
)
from pipeline.statistics.tfidf import document_frequency, inverse_document_frequency, tfidf

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.background.model import Background
    from pipeline.keywords.ranks import Scopes
    from pipeline.lexicon.model import Concept
    from pipeline.settings import KeywordsSettings

MILLION = 1_000_000
RANKED_SCOPES = ("edition", "document", "section")


@dataclass(frozen=True, eq=False)
class Compared:
    """What is held against a background: an edition's merged level, and the words of each message, ranked or not."""

    level: Level
    n_words: NDArray[np.int64]
    background_count: NDArray[np.int64]
    """For each unit its occurrences in the background; 0: the background does not know it."""


def compare_units(
    level: Level, words: NDArray[np.int64], background: Background, concepts: Sequence[Concept]
) -> Compared:
    """Look the units up. A concept's background count is that of all its merged wordings, in this corpus or not: the
    label, those that are the same and abbreviations. A candidate compound is looked up as if it were a word.
    """
    import numpy as np

    wordings = {concept.id: _merged_wordings(concept) for concept in concepts}
    found = [
        background.count(name) if concept is None else background.count_wordings(wordings[concept])
        for name, concept in zip(level.units.names, level.units.concept_ids, strict=True)
    ]
    return Compared(level, words, np.array(found, dtype=np.int64))


def _merged_wordings(concept: Concept) -> tuple[str, ...]:
    merged = [variant.text for variant in concept.variants if variant.relation in MERGED_RELATIONS]
    return (concept.label_zh, *merged)


def words_by_message(counts: csr_array, vocabulary: Vocabulary) -> NDArray[np.int64]:
    """The words of each message: all that a background counts, stop words too; numbers, addresses and marks are none.

    ``counts``: messages × terms of the vocabulary.
    """
    import numpy as np

    is_word = np.isin(np.array(vocabulary.kinds, dtype=object), WORD_KINDS)
    words: NDArray[np.int64] = counts @ is_word.astype(np.int64)
    return words


def coverage_row(
    edition: str, counts: csr_array, vocabulary: Vocabulary, compared: Compared, background: Background
) -> dict[str, Any]:
    """What share of an edition's words, of its distinct words and of what is ranked the background knows.

    A word of the lexicon that stays whole counts as one word, which a background cut without it cannot know.
    ``counts``: messages × terms of the vocabulary.
    """
    import numpy as np

    n = np.bincount(counts.indices, weights=counts.data, minlength=counts.shape[1])
    words = [
        (int(occurrences), background.count(text) > 0)
        for text, kind, occurrences in zip(vocabulary.texts, vocabulary.kinds, n.tolist(), strict=True)
        if occurrences and kind in WORD_KINDS
    ]
    is_ranked = document_frequency(compared.level.counts) > 0
    n_words, n_known = sum(n for n, _ in words), sum(n for n, is_known in words if is_known)
    n_distinct_known = sum(is_known for _, is_known in words)
    return {
        "edition": edition,
        "background": background.name,
        "background_size": background.size,
        "background_note": background.note,
        "n_words": n_words,
        "n_words_known": n_known,
        "share_words": n_known / n_words if n_words else None,
        "n_distinct": len(words),
        "n_distinct_known": n_distinct_known,
        "share_distinct": n_distinct_known / len(words) if words else None,
        "n_ranked": int(is_ranked.sum()),
        "n_ranked_known": int((is_ranked & (compared.background_count > 0)).sum()),
    }


def rank_against(
    background: Background,
    compared: Compared,
    passages: Passages,
    kinds: Sequence[Scopes],
    settings: KeywordsSettings,
) -> Iterator[pa.Table]:
    """Rows of ``background_keywords`` without the English: every scope's first terms by either ranking.

    Measure: Rayson and Garside's G² of two terms, taken below 0 where the term is rarer than in the background. With
    few words here and very many there it is about ``2 a ln(a / E)``: it grows with the evidence as well as with the
    ratio, where a ratio alone would put whatever stands here once and never there in front. It serves as an order, not
    as a test: words of one message are not independent. A term that the background does not know has a count of 0
    there, which G² takes as it is; its log ratio has the half occurrence that every count is given. Messages cannot be
    dealt out anew between here and a list of frequencies, so there is no permutation test.
    """
    df = document_frequency(compared.level.counts)
    for one in kinds:
        if one.kind in RANKED_SCOPES and n_with_evidence(one, settings.min_messages) <= max(settings.max_parts, 1):
            yield _rank_scopes(background, compared, df, passages, one, settings)


def _rank_scopes(
    background: Background,
    compared: Compared,
    df: NDArray[np.int64],
    passages: Passages,
    scopes: Scopes,
    settings: KeywordsSettings,
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    n_scopes, level = len(scopes.names), compared.level
    counts, messages, _ = count_scopes(level, scopes.scope_of_message, n_scopes, settings)
    scope, unit = np.repeat(np.arange(n_scopes), np.diff(counts.indptr)), counts.indices.astype(np.int64)
    n_words = np.bincount(scopes.scope_of_message, weights=compared.n_words, minlength=n_scopes).astype(np.int64)
    of_scope, count, other = n_words[scope], counts.data, compared.background_count[unit]
    is_rarer = count * background.size < other * of_scope
    likelihood = np.where(is_rarer, -1, 1) * log_likelihood_two_terms(count, other, of_scope, background.size)
    likelihood = likelihood.round(settings.score_decimals)
    idf = inverse_document_frequency(df, passages.n_messages)
    rank_in_corpus = places_in_rows(scope, tfidf(counts, idf * level.length_weight).data.round(settings.score_decimals))
    rank = places_in_rows(scope, likelihood)
    top = settings.top_n if scopes.kind == "edition" else settings.top_n_background
    chosen = np.flatnonzero((rank <= top) | (rank_in_corpus <= top))
    chosen = chosen[np.lexsort((rank[chosen], scope[chosen]))]
    scope, unit, count, other, of_scope = (values[chosen] for values in (scope, unit, count, other, of_scope))
    n_scope = np.bincount(scopes.scope_of_message, minlength=n_scopes)
    n_ranked = np.diff(counts.indptr)
    names = pa.array(scopes.names, type=pa.string())
    n_rows = len(chosen)
    return pa.table(
        {
            "scope_kind": pa.repeat(pa.scalar(scopes.kind), n_rows),
            "scope": names.take(pa.array(scope)),
            "edition": pa.repeat(pa.scalar(passages.edition), n_rows),
            "background": pa.repeat(pa.scalar(background.name), n_rows),
            "state": states(n_scope[scope], settings.min_messages),
            "rank": rank[chosen],
            "rank_in_corpus": rank_in_corpus[chosen],
            "n_ranked": n_ranked[scope],
            "term": pa.array(level.units.names, type=pa.string()).take(pa.array(unit)),
            "kind": pa.array(level.units.kinds, type=pa.string()).take(pa.array(unit)),
            "concept": pa.array(level.units.concept_ids, type=pa.string()).take(pa.array(unit)),
            "count": count,
            "n_words": of_scope,
            "per_million": (count * MILLION / of_scope).round(settings.score_decimals),
            "background_count": other,
            "background_size": pa.repeat(pa.scalar(background.size, pa.int64()), n_rows),
            "background_per_million": (other * MILLION / background.size).round(settings.score_decimals),
            "is_in_background": other > 0,
            "log_likelihood": likelihood[chosen],
            **_measures(count, other, of_scope, background.size, n_ranked[scope], settings),
            "n_messages_in_scope": messages.data[chosen],
            "n_scope": n_scope[scope],
        }
    )


def _measures(
    count: NDArray[np.integer],
    other: NDArray[np.int64],
    size: NDArray[np.int64],
    background_size: int,
    n_tests: NDArray[np.int64],
    settings: KeywordsSettings,
) -> dict[str, NDArray[np.float64]]:
    """The other measures of keyness by the name of their column, for the terms that are listed."""
    given = (count, other, size, background_size)
    found = {
        "log_likelihood_four_terms": log_likelihood_four_terms(*given),
        "log_ratio": log_ratio(*given),
        "lrc": conservative_log_ratio(*given, 1 - settings.interval_level, n_tests),
    }
    return {name: values.round(settings.score_decimals) for name, values in found.items()}


def places_in_rows(row: NDArray[np.int64], score: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each cell in its row, from 1, the highest score first; ties in the order of the cells.

    ``row`` does not fall from one cell to the next.
    """
    import numpy as np

    order = np.lexsort((-score, row))
    place = np.empty(len(row), dtype=np.int64)
    place[order] = np.arange(len(row)) - np.searchsorted(row, row, side="left") + 1
    return place
