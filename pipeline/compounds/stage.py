"""Compounds: sequences of words that are used as one, ranked beside words and proposed as new terms."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.compounds.candidate_measures import measure
from pipeline.compounds.candidates import candidate_compounds
from pipeline.compounds.message_tokens import MessageTokens, TokenSource, Words
from pipeline.compounds.repeated import no_sequences, repeated_sequences
from pipeline.compounds.sequence_counts import Finder, count_edition
from pipeline.compounds.spans import compounds_table
from pipeline.compounds.term_candidates import term_candidates_table
from pipeline.compounds.term_words import TermWords
from pipeline.lexicon.dictionary import load_dictionary
from pipeline.lexicon.entries import list_entries
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.compounds.sequences import Sequences
    from pipeline.lexicon.model import Concept, Term
    from pipeline.settings import CompoundsSettings
    from pipeline.tables import Partitions


def compounds(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    concepts: tuple[Concept, ...],
    terms: tuple[Term, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    settings: CompoundsSettings,
) -> Made:
    """``compounds``, by edition, and ``term_candidates`` of the whole corpus; one edition is in memory at a time."""
    listed = {entry.text for entry in list_entries(concepts, terms)} | {*stopwords, *modals}
    term_words = TermWords(stopwords, modals, load_dictionary().word_class)
    source, finder = TokenSource(passages, tokens, vocabulary, term_words), Finder()
    found = no_sequences(source.words, settings.max_words)
    spans: dict[str, pa.Table] = {}
    for of_edition in source:
        repeated = repeated_sequences(of_edition, source.words, settings.max_words, settings.min_repeats)
        spans[of_edition.edition] = _edition_spans(of_edition, repeated, source.words, finder, listed, settings)
        found = found.union(repeated)
    return Made(
        tables={
            "compounds": spans,
            "term_candidates": term_candidates_table(source, found, finder, listed, settings),
        }
    )


def _edition_spans(
    tokens: MessageTokens,
    repeated: Sequences,
    words: Words,
    finder: Finder,
    listed: Collection[str],
    settings: CompoundsSettings,
) -> pa.Table:
    """The spans of the candidate compounds of one edition, whose repeated sequences are given."""
    if not repeated.n_sequences:
        return tables.make("compounds", [])
    places = finder.find(tokens, repeated)
    counts = count_edition(tokens, places, repeated)
    measured = measure(repeated, counts, words.may_begin, words.may_end, settings.decimals)
    candidates, texts = candidate_compounds(measured, words, listed, settings)
    return compounds_table(tokens, places, candidates, texts)
