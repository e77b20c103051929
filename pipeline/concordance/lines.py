"""The ``kwic`` table of one edition: concordance lines for every concept found and for the leading terms."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.concordance.contexts import in_context
from pipeline.concordance.places import PLACE, token_places

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.settings import ConcordanceSettings

CONCEPT, TERM = "concept", "term"


class EditionTables(NamedTuple):
    """One edition's rows of the tables that lines are made from."""

    edition: str
    passages: pa.Table
    tokens: pa.Table
    vocabulary: pa.Table
    mentions: pa.Table


def edition_lines(of: EditionTables, leading: Collection[str], settings: ConcordanceSettings) -> pa.Table:
    """The lines of one edition, sorted by the table's key; ``leading``: the terms that get lines besides concepts."""
    import pyarrow as pa

    concepts = _sought(CONCEPT, of.mentions.select([*PLACE, CONCEPT]).rename_columns([*PLACE, "sought"]))
    found = token_places(of.tokens.to_batches(), of.vocabulary, leading)
    terms = _sought(TERM, found.rename_columns([*PLACE, "sought"]))
    places = _ordered(pa.concat_tables([concepts, terms]), of.passages)
    order, count, kept = spread(places.column("sought_kind"), places.column("sought"), settings.max_lines)
    chosen = places.append_column("line", pa.array(order)).append_column("n_lines", pa.array(count)).filter(kept)
    lines = in_context(chosen, of.passages, settings.context_characters)
    columns = {name: lines.column(name) for name in lines.column_names}
    table = tables.make("kwic", {**columns, "edition": of.edition})
    return table.sort_by([(name, "ascending") for name in TABLES["kwic"].key])


def _sought(kind: str, places: pa.Table) -> pa.Table:
    import pyarrow as pa

    named = places.cast(pa.schema([(name, _kind(name)) for name in places.column_names]))
    return named.append_column("sought_kind", pa.repeat(pa.scalar(kind), places.num_rows))


def _kind(name: str) -> pa.DataType:
    import pyarrow as pa

    return pa.int32() if name in {"start", "end"} else pa.string()


def _ordered(places: pa.Table, passages: pa.Table) -> pa.Table:
    """By what is sought, then as the text has it."""
    import pyarrow.compute as pc

    order = pc.index_in(places.column("passage_id"), value_set=passages.column("passage_id").combine_chunks())
    numbered = places.append_column("passage", order)
    keys = ("sought_kind", "sought", "passage", "start", "end")
    return numbered.sort_by([(name, "ascending") for name in keys]).drop_columns(["passage"])


def spread(
    kind: pa.ChunkedArray, sought: pa.ChunkedArray, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """For each line its ordinal (from 1) and how many there are of what is sought; and which ``most`` of them to keep.

    Lines of one thing stand together. The kept ones are spread evenly over them, the first among them: of n lines
    line i (from 0) is kept where floor(i·most/n) grows, so that all are where n ≤ most.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    named = pc.binary_join_element_wise(kind, sought, "\x00")
    group = (named.combine_chunks() if isinstance(named, pa.ChunkedArray) else named).dictionary_encode().indices
    number = group.to_numpy().astype(np.int64)
    count = np.bincount(number, minlength=1)[number] if len(number) else number
    first = np.searchsorted(number, number, side="left")
    place = np.arange(len(number)) - first
    kept = (place * most // np.maximum(count, 1) != (place - 1) * most // np.maximum(count, 1)) | (count <= most)
    return place + 1, count, kept
