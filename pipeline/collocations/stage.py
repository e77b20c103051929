"""Words together: what stands near what, which concepts are mentioned together, what prefixes form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.collocations.english import COLLOCATE, FORMED, NODE, english_of, with_english
from pipeline.collocations.incidence import concept_incidence
from pipeline.collocations.message_words import MessageWords, message_words
from pipeline.collocations.network import concept_network, network_rows, node_rows
from pipeline.collocations.pairs import collocation_rows
from pipeline.collocations.prefixes import formed_words, prefix_rows, since_when
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept, Term
    from pipeline.settings import CollocationsSettings, KeywordsSettings
    from pipeline.tables import Partitions

Rows = list[dict[str, Any]]


class Lexicon(NamedTuple):
    """The parts of the lexicon that the stage asks."""

    wordings: Wordings
    terms: frozenset[str]
    prefixes: Collection[str]
    unranked: frozenset[str]
    classes: Mapping[str, str]


def collocations(
    *,
    documents: Partitions,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    terms: pa.Table,
    concepts: pa.Table,
    mentions: Partitions,
    lexicon_concepts: tuple[Concept, ...],
    lexicon_terms: tuple[Term, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    prefixes: Collection[str],
    glosses: Mapping[str, str],
    keywords_settings: KeywordsSettings,
    settings: CollocationsSettings,
) -> Made:
    """``collocations``, ``concept_network``, ``concept_nodes`` and ``prefixes``, each edition by itself.

    Every count is over messages; repeats in brackets are counted nowhere. One edition's tokens are in memory at a time.
    """
    from pipeline.lexicon.dictionary import load_dictionary

    lexicon = Lexicon(
        Wordings(lexicon_concepts, lexicon_terms),
        frozenset(term.text for term in lexicon_terms),
        prefixes,
        frozenset(stopwords) | frozenset(modals),
        load_dictionary().word_class,
    )
    labels = {row["concept"]: row for row in concepts.select(["concept", "label_zh", "label_en"]).to_pylist()}
    made: dict[str, Rows] = {name: [] for name in ("collocations", "concept_network", "concept_nodes", "prefixes")}
    for words in _editions(passages, tokens, vocabulary, terms, lexicon):
        made["collocations"] += collocation_rows(words, settings)
        mentioned = mentions.edition(words.edition) if words.edition in mentions.editions else None
        if mentioned is not None:
            network = concept_network(concept_incidence(mentioned, words), settings)
            made["concept_network"] += network_rows(network, words, labels, settings)
            made["concept_nodes"] += node_rows(network, words, labels, settings)
        formed = formed_words(words, lexicon.prefixes, lexicon.classes, lexicon.wordings)
        made["prefixes"] += prefix_rows(words, formed, lexicon.wordings, lexicon.terms, settings)
    named = [role.of(row) for row in made["collocations"] for role in (NODE, COLLOCATE)]
    named += [FORMED.of(row) for row in made["prefixes"]]
    english = english_of(named, lexicon.wordings, glosses, keywords_settings)
    since = since_when(made["prefixes"], _earliest_first(documents))
    made["collocations"] = list(with_english(made["collocations"], (NODE, COLLOCATE), english))
    made["prefixes"] = list(with_english(since, (FORMED,), english))
    return Made(tables={name: tables.make(name, rows) for name, rows in made.items()})


def _editions(
    passages: Partitions, tokens: Partitions, vocabulary: Partitions, terms: pa.Table, lexicon: Lexicon
) -> Iterator[MessageWords]:
    """The words of each edition that has tokens."""
    for edition, rows in passages:
        if edition in tokens.editions:
            yield message_words(
                edition,
                rows,
                tokens.edition(edition),
                vocabulary.edition(edition),
                terms,
                lexicon.wordings,
                lexicon.unranked,
            )


def _earliest_first(documents: Partitions) -> list[str]:
    """Editions with a message by year, then id; one of no year stands first."""
    import pyarrow.compute as pc

    years = {
        edition: pc.max(rows.column("year")).as_py() or 0
        for edition, rows in documents
        if pc.sum(rows.column("n_messages")).as_py()
    }
    return sorted(years, key=lambda edition: (years[edition], edition))
