"""Numbers of the stage ingest."""

from __future__ import annotations

from pipeline.trace.evidence import rows
from pipeline.trace.kinds import Count, Measured, Numbers, Stated

NUMBERS: Numbers = {
    "sources": {
        "year": Stated(),
        "n_bytes": Measured("bytes of the received file"),
        "n_characters": Count(rows("blocks", "document_id"), "character"),
        "encoding_margin": Measured("log likelihood of its characters in this encoding less that in the next best"),
    },
}
