"""Counts of concepts and of their wordings, from the mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.keywords.counts import Passages
from pipeline.keywords.mentions import Mentions
from pipeline.keywords.wordings import Wordings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def count_concepts(mentions: Mentions, passages: Passages, n_concepts: int) -> dict[str, NDArray[np.int64]]:
    """One edition's counts for the ``concepts`` table: columns by name, one item a concept of the lexicon.

    Editions share no message and no document, so the counts of several editions are added up.
    """
    import numpy as np

    def mentioned(where: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(mentions.concept[where], minlength=n_concepts)

    def distinct(items: NDArray[np.int64], where: NDArray[np.bool_]) -> NDArray[np.int64]:
        return count_distinct(mentions.concept[where], items[where], n_concepts)

    is_message = passages.is_message[mentions.passage]
    is_own, is_nested = ~mentions.is_nested, mentions.is_nested
    return {
        "n_own": mentioned(is_message & is_own),
        "n_nested": mentioned(is_message & is_nested),
        "n_inclusive": mentioned(is_message),
        "n_messages": distinct(mentions.passage, is_message),
        "n_messages_own": distinct(mentions.passage, is_message & is_own),
        "n_messages_nested": distinct(mentions.passage, is_message & is_nested),
        "n_documents": distinct(passages.document[mentions.passage], is_message),
        "n_own_in_passages": mentioned(is_own),
        "n_nested_in_passages": mentioned(is_nested),
        "n_inclusive_in_passages": mentioned(is_own | is_nested),
    }


def count_distinct(group: NDArray[np.int64], item: NDArray[np.int64], n_groups: int) -> NDArray[np.int64]:
    """How many different items (numbers from 0) stand in each group (0 to ``n_groups`` - 1)."""
    import numpy as np

    n_items = int(item.max(initial=0)) + 1
    return np.bincount(np.unique(group * n_items + item) // n_items, minlength=n_groups)


def concepts_table(editions: Sequence[Mapping[str, NDArray[np.int64]]], wordings: Wordings) -> pa.Table:
    """The ``concepts`` table from the editions' counts: each concept with a mention, own or nested, in any passage."""
    import numpy as np

    if not editions:
        return tables.make("concepts", [])
    counts = {name: np.sum([counts[name] for counts in editions], axis=0) for name in editions[0]}
    rows = [
        {
            "concept": concept.id,
            "label_zh": concept.label_zh,
            "label_en": concept.label_en,
            "kind": concept.kind,
            **{name: int(column[number]) for name, column in counts.items()},
        }
        for number, concept in enumerate(wordings.concepts)
    ]
    return tables.make("concepts", [row for row in rows if row["n_inclusive_in_passages"]])


def variant_rows(mentions: Mentions, passages: Passages, wordings: Wordings) -> Iterator[dict[str, Any]]:
    """Rows of the ``variants`` table: each wording that stands in any passage of the edition, with its message counts.

    A wording that stands in headings or notes alone therefore has a row of zeros.
    """
    import numpy as np

    is_message = passages.is_message[mentions.passage]
    own = np.bincount(mentions.wording[is_message & ~mentions.is_nested], minlength=len(mentions.texts))
    nested = np.bincount(mentions.wording[is_message & mentions.is_nested], minlength=len(mentions.texts))
    n_messages = count_distinct(mentions.wording[is_message], mentions.passage[is_message], len(mentions.texts))
    wording, first = np.unique(mentions.wording, return_index=True)
    for number, concept in zip(wording.tolist(), mentions.concept[first].tolist(), strict=True):
        yield {
            "edition": passages.edition,
            "concept": wordings.concepts[concept].id,
            "term": mentions.texts[number],
            "relation": wordings.relation(mentions.texts[number]),
            "n_own": int(own[number]),
            "n_nested": int(nested[number]),
            "n_messages": int(n_messages[number]),
        }
