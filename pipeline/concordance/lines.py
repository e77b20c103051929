"""The ``kwic`` table of one edition: concordance lines for every concept found and for the leading terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.concordance.contexts import in_context
from pipeline.concordance.places import PLACE, compound_places, place_schema, token_places

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.settings import ConcordanceSettings

CONCEPT, TERM, COMPOUND = "concept", "term", "compound"


class EditionTables(NamedTuple):
    """One edition's rows of the tables that lines are made from; tokens come in batches."""

    edition: str
    passages: pa.Table
    tokens: Iterable[pa.RecordBatch]
    vocabulary: pa.Table
    compounds: pa.Table
    mentions: pa.Table


def edition_lines(of: EditionTables, leading: Collection[str], settings: ConcordanceSettings) -> pa.Table:
    """The lines of one edition, sorted by the table's key; ``leading``: the terms that get lines besides concepts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    terms = token_places(of.tokens, of.vocabulary, leading)
    compounds = compound_places(of.compounds, set(leading) - set(pc.unique(terms["term"]).to_pylist()))
    found = ((CONCEPT, of.mentions, CONCEPT), (TERM, terms, "term"), (COMPOUND, compounds, "term"))
    chosen = [_chosen(kind, places, name, of.passages, settings.max_lines) for kind, places, name in found]
    lines = in_context(pa.concat_tables(chosen), of.passages, settings.context_characters)
    columns = {name: lines.column(name) for name in lines.column_names}
    table = tables.make("kwic", {**columns, "edition": of.edition})
    return table.sort_by([(name, "ascending") for name in TABLES["kwic"].key])


def _chosen(kind: str, places: pa.Table, name: str, passages: pa.Table, most: int) -> pa.Table:
    """The places that get a line, with ``sought`` (their column ``name``), ``sought_kind``, ``line`` and ``n_lines``.

    All is decided on numbers: a large edition has half a million mentions, of which a tenth get a line.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    sought = _codes(places.column(name))
    passage = pc.index_in(places.column("passage_id"), value_set=passages.column("passage_id").combine_chunks())
    order = np.lexsort([places[column].to_numpy() for column in ("end", "start")] + [passage.to_numpy(), sought])
    line, n_lines, kept = spread(sought[order], most)
    rows = places.select([*PLACE, name]).rename_columns([*PLACE, "sought"]).take(pa.array(order[kept]))
    numbers = {"line": pa.array(line[kept]), "n_lines": pa.array(n_lines[kept])}
    columns = {field.name: rows.column(field.name).cast(field.type) for field in place_schema("sought")}
    return pa.table({**columns, "sought_kind": pa.repeat(pa.scalar(kind), rows.num_rows), **numbers})


def _codes(texts: pa.ChunkedArray) -> NDArray[np.int64]:
    """A number for each text, the same for equal ones."""
    import numpy as np

    codes: NDArray[np.int64] = texts.combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes


def spread(sought: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """For each line its ordinal (from 1) and how many there are of what is sought; and which ``most`` of them to keep.

    ``sought`` has a number a line, rising. The kept lines are spread evenly over all, the first among them: of n, line
    i (from 0) is kept where floor(i·most/n) grows, so that all are where n ≤ most.
    """
    import numpy as np

    n_lines = np.bincount(sought)[sought] if len(sought) else sought
    place = np.arange(len(sought)) - np.searchsorted(sought, sought, side="left")
    step = place * most // np.maximum(n_lines, 1)
    step_before = (place - 1) * most // np.maximum(n_lines, 1)
    return place + 1, n_lines, (step != step_before) | (n_lines <= most)
