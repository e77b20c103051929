"""The ``wordings`` table: which wording of a concept stands in which document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns import NESTED
from pipeline.keywords.concepts import count_distinct
from pipeline.keywords.mentions import find_near_mentions
from pipeline.terminology.examples import first_items, ids_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.keywords.counts import Passages
    from pipeline.keywords.wordings import Wordings
    from pipeline.terminology.edition_text import EditionText


@dataclass(frozen=True, eq=False)
class _Places:
    """Where wordings stand in an edition: ``wording`` numbers ``texts``, ``passage`` the edition's passages."""

    texts: list[str]
    wording: NDArray[np.int64]
    passage: NDArray[np.int64]
    is_nested: NDArray[np.bool_]


def wording_rows(
    text: EditionText, mentions: pa.Table, wordings: Wordings, max_examples: int
) -> Iterator[dict[str, Any]]:
    """One edition's rows: each wording, a ``near`` one too, in each document, counted over the document's messages.

    ``mentions``: that table's rows of the edition, which have no near wordings; those are counted from the tokens. Both
    are as the table ``variants`` has them, so that the documents of an edition add up to it; a wording that stands in
    headings or notes alone has a row of zeros, as it has there, and names those passages.
    """
    near = find_near_mentions(text.counted, text.vocabulary, wordings)
    for places in (
        _of_table(mentions, text.passages),
        _Places(near.texts, near.wording, near.passage, near.is_nested),
    ):
        yield from _rows(places, text.passages, wordings, max_examples)


def _of_table(mentions: pa.Table, passages: Passages) -> _Places:
    import numpy as np
    import pyarrow.compute as pc

    terms = mentions.column("term").combine_chunks().dictionary_encode()
    passage = pc.index_in(mentions.column("passage_id").combine_chunks(), value_set=passages.passage_ids)
    return _Places(
        texts=terms.dictionary.to_pylist(),
        wording=terms.indices.to_numpy().astype(np.int64),
        passage=passage.to_numpy().astype(np.int64),
        is_nested=pc.equal(mentions.column("form"), NESTED).to_numpy().astype(np.bool_),
    )


def _rows(places: _Places, passages: Passages, wordings: Wordings, max_examples: int) -> Iterator[dict[str, Any]]:
    import numpy as np

    n_texts = max(len(places.texts), 1)
    where = passages.document[places.passage] * n_texts + places.wording
    groups, group = np.unique(where, return_inverse=True)
    is_message = passages.is_message[places.passage]

    def mentioned(where: NDArray[np.bool_]) -> list[int]:
        return np.bincount(group[where], minlength=len(groups)).tolist()  # type: ignore[no-any-return]

    n_own, n_nested = mentioned(is_message & ~places.is_nested), mentioned(is_message & places.is_nested)
    n_messages = count_distinct(group[is_message], places.passage[is_message], len(groups)).tolist()
    # Messages alone, unless there are none: only then may passages that are none be among the first.
    is_shown = is_message | (np.array(n_messages, dtype=np.int64)[group] == 0)
    examples = first_items(group[is_shown], places.passage[is_shown], len(groups), max_examples)
    for number, (document, wording) in enumerate(divmod(one, n_texts) for one in groups.tolist()):
        term = places.texts[wording]
        yield {
            "edition": passages.edition,
            "document_id": passages.document_ids[document],
            "concept": wordings.concept_of(term).id,
            "term": term,
            "relation": wordings.relation(term),
            "n_own": n_own[number],
            "n_nested": n_nested[number],
            "n_messages": n_messages[number],
            "passage_ids": " ".join(ids_of(passages, examples[number])),
        }
