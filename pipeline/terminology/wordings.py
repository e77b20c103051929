"""The ``wordings`` table: which wording of a concept stands in which document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.keywords.concepts import count_distinct
from pipeline.keywords.mentions import Mentions, find_mentions, find_near_mentions
from pipeline.terminology.examples import first_items, ids_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.keywords.counts import Passages
    from pipeline.keywords.wordings import Wordings
    from pipeline.terminology.edition_text import EditionText


def wording_rows(text: EditionText, wordings: Wordings, max_examples: int) -> Iterator[dict[str, Any]]:
    """One edition's rows: each wording, a ``near`` one too, in each document, counted over the document's messages.

    The mentions are those of the table ``variants``, so that the documents of an edition add up to it; a wording that
    stands in headings or notes alone has a row of zeros, as it has there, and names those passages.
    """
    counted = text.counted
    for mentions in (
        find_mentions(counted, text.vocabulary, wordings),
        find_near_mentions(counted, text.vocabulary, wordings),
    ):
        yield from _rows(mentions, text.passages, wordings, max_examples)


def _rows(mentions: Mentions, passages: Passages, wordings: Wordings, max_examples: int) -> Iterator[dict[str, Any]]:
    import numpy as np

    n_texts = max(len(mentions.texts), 1)
    place = passages.document[mentions.passage] * n_texts + mentions.wording
    groups, first, group = np.unique(place, return_index=True, return_inverse=True)
    is_message = passages.is_message[mentions.passage]

    def mentioned(where: NDArray[np.bool_]) -> list[int]:
        return np.bincount(group[where], minlength=len(groups)).tolist()  # type: ignore[no-any-return]

    n_own, n_nested = mentioned(is_message & ~mentions.is_nested), mentioned(is_message & mentions.is_nested)
    n_messages = count_distinct(group[is_message], mentions.passage[is_message], len(groups)).tolist()
    # Messages alone, unless there are none: only then may passages that are none be among the first.
    is_shown = is_message | (np.array(n_messages, dtype=np.int64)[group] == 0)
    examples = first_items(group[is_shown], mentions.passage[is_shown], len(groups), max_examples)
    for number, (where, start) in enumerate(zip(groups.tolist(), first.tolist(), strict=True)):
        document, wording = divmod(where, n_texts)
        yield {
            "edition": passages.edition,
            "document_id": passages.document_ids[document],
            "concept": wordings.concepts[int(mentions.concept[start])].id,
            "term": mentions.texts[wording],
            "relation": wordings.relation(mentions.texts[wording]),
            "n_own": n_own[number],
            "n_nested": n_nested[number],
            "n_messages": n_messages[number],
            "passage_ids": " ".join(ids_of(passages, examples[number])),
        }
