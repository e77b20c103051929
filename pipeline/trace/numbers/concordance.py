"""Numbers of the stage concordance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.trace.evidence import editions_of
from pipeline.trace.kinds import Count, Numbers, Position
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa


def sought(outputs: Outputs, row: Row) -> pa.Table:
    """All places of what a line is of, in its edition's passages of every kind."""
    find = {"concept": outputs.concept_places, "term": outputs.term_places, "compound": outputs.compound_places}
    return find[row["sought_kind"]](row["sought"], editions_of(outputs, row))


NUMBERS: Numbers = {
    "kwic": {**dict.fromkeys(("page", "start", "end", "line"), Position()), "n_lines": Count(sought)},
}
