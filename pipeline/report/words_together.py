"""Words together in one edition, as the report shows them: collocates, linked concepts, what prefixes form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.collocations.pairs import ATTRACTED
from pipeline.collocations.spans import WINDOW
from pipeline.lexicon.gloss import SOURCE
from pipeline.report.listing import Listing, listing
from pipeline.report.passage_links import Links

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class LinkedRow:
    """A row of a table with links to the first of its messages."""

    row: Row
    links: Links


@dataclass(frozen=True)
class Collocates:
    """A concept with its collocates in the window, and those in a sentence or a message that pass the test."""

    node: Row
    in_window: tuple[LinkedRow, ...]
    farther: tuple[LinkedRow, ...]

    @property
    def collocates(self) -> tuple[LinkedRow, ...]:
        """All that are shown, the nearest first."""
        return (*self.in_window, *self.farther)

    @property
    def n_attracted(self) -> int:
        return sum(one.row["state"] == ATTRACTED for one in self.collocates)


@dataclass(frozen=True)
class WordsTogether:
    """All three tables of an edition; ``n_attracted`` counts pairs of any terms, each once in a span."""

    concepts: Listing[Collocates]
    unnamed: Listing[Row]
    """Pairs that pass and hold no concept, each once in a span, the surest first: no table of a concept has them."""
    n_attracted: int
    n_listed: int
    pairs: Listing[LinkedRow]
    test: Row | None
    """A row of the network for what is the same in all: threshold, links, shuffles; None without any pair."""
    prefixes: Listing[LinkedRow]

    @property
    def has_dictionary_glosses(self) -> bool:
        """Some English beside a word of a pair or a formed word is a dictionary's, which the page has to name."""
        rows = [one.row for concept in self.concepts.rows for one in concept.collocates]
        formed = any(one.row["label_en_source"] == SOURCE for one in self.prefixes.rows)
        sources = {row[side] for row in self.unnamed.rows for side in ("node_en_source", "collocate_en_source")}
        return formed or SOURCE in sources or any(row["collocate_en_source"] == SOURCE for row in rows)


def words_together(evidence: EditionEvidence, settings: ReportSettings) -> WordsTogether:
    """Concepts in most messages first, pairs of concepts and formed words as their tables have them."""
    rows = evidence.rows("collocations")
    pairs = sorted(evidence.rows("concept_network"), key=lambda row: row["rank"])
    formed = sorted(
        evidence.rows("prefixes"),
        key=lambda row: (row["prefix"], -row["n_messages"], -row["n_occurrences"], row["word"]),
    )
    listed = {(row["span"], *sorted((row["node"], row["collocate"]))): row["state"] for row in rows}
    return WordsTogether(
        concepts=listing(_by_concept(rows), settings.n_collocated_concepts),
        unnamed=listing(_without_concept(rows), settings.n_key_terms),
        n_attracted=sum(state == ATTRACTED for state in listed.values()),
        n_listed=len(listed),
        pairs=listing([_linked(row, row["n_together"]) for row in pairs], settings.top_n),
        test=pairs[0] if pairs else None,
        prefixes=listing([_linked(row, row["n_messages"]) for row in formed], settings.max_rows),
    )


def _by_concept(rows: Sequence[Row]) -> list[Collocates]:
    """Lexicon concepts that have a collocate, the one in most messages first, ties by label."""
    by_node: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["span"] != WINDOW, row["span"], row["rank"])):
        if row["node_concept"] is not None:
            by_node.setdefault(row["node_concept"], []).append(row)
    made = [
        Collocates(
            of_node[0],
            tuple(_linked(row, row["n_messages"]) for row in of_node if row["span"] == WINDOW),
            tuple(
                _linked(row, row["n_messages"])
                for row in of_node
                if row["span"] != WINDOW and row["state"] == ATTRACTED
            ),
        )
        for of_node in by_node.values()
    ]
    shown = (one for one in made if one.in_window or one.farther)
    return sorted(shown, key=lambda one: (-one.node["n_messages_node"], one.node["node"]))


def _without_concept(rows: Sequence[Row]) -> list[Row]:
    passing = {
        (row["span"], *sorted((row["node"], row["collocate"]))): row
        for row in sorted(rows, key=lambda row: row["node"], reverse=True)
        if row["state"] == ATTRACTED and row["node_concept"] is None and row["collocate_concept"] is None
    }
    return sorted(passing.values(), key=lambda row: (row["q_value"], row["span"], row["node"], row["collocate"]))


def _linked(row: Row, n_messages: int) -> LinkedRow:
    passage_ids = tuple(row["passage_ids"].split())
    return LinkedRow(row, Links(passage_ids, n_messages - len(passage_ids)))
