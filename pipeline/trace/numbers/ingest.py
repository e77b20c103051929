"""Numbers of the stage ingest."""

from __future__ import annotations

from pipeline.trace.evidence import rows
from pipeline.trace.kinds import Count, Kind, Measured, Numbers, Stated, Varied
from pipeline.trace.outputs import Row


def _n_characters(source: Row) -> Kind:
    """Of a file that was skipped no block is kept."""
    return _BLOCKS if source["reading"] == "read" else _DECODED


_BLOCKS = Count(rows("blocks", "document_id"), "character")
_DECODED = Measured("code points of the text that the received file was decoded to")

NUMBERS: Numbers = {
    "sources": {
        "year": Stated(),
        "n_bytes": Measured("bytes of the received file"),
        "n_characters": Varied(_n_characters),
        "encoding_margin": Measured("log likelihood of its characters in this encoding less that in the next best"),
    },
}
