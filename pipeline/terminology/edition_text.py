"""One edition as this stage reads it: every token in its order, marks and repeats in brackets too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.counts import Passages, Tokens, Vocabulary, number_every_token, number_passages

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.tables import Partitions


@dataclass(frozen=True, eq=False)
class EditionText:
    """Passages with their texts, and all their tokens; ``is_counted`` has one item a token.

    Not counted are punctuation, blanks and repeats in brackets.
    """

    passages: Passages
    passage_texts: pa.ChunkedArray
    vocabulary: Vocabulary
    tokens: Tokens
    is_counted: NDArray[np.bool_]

    @property
    def counted(self) -> Tokens:
        """The tokens that the stage keywords counts."""
        of, kept = self.tokens, self.is_counted
        return Tokens(of.passage[kept], of.start[kept], of.end[kept], of.term[kept])

    @property
    def in_message(self) -> NDArray[np.bool_]:
        """For each token whether it stands in a message."""
        return self.passages.is_message[self.tokens.passage]


def edition_texts(passages: Partitions, tokens: Partitions, vocabulary: Partitions) -> Iterator[EditionText]:
    """The editions one after another; one without any token has no file of tokens, which is no fault."""
    for edition, rows in passages:
        spans, numbering = (
            table.edition(edition) if edition in table.editions else tables.make(table.name, [])
            for table in (tokens, vocabulary)
        )
        merged, every, is_counted = number_every_token(spans, numbering, rows)
        yield EditionText(number_passages(edition, rows), rows.column("text"), merged, every, is_counted)
