"""Numbers of the stage compare."""

from __future__ import annotations

from pipeline.trace.evidence import rows_in
from pipeline.trace.kinds import Count, Numbers

NUMBERS: Numbers = {
    "edition_pairs": {
        f"{side}_{name}": count
        for side in ("edition", "previous")
        for name, count in {
            "n_documents": Count(rows_in(side, "documents")),
            "n_messages": Count(rows_in(side, "passages", is_message=True)),
            "n_characters": Count(rows_in(side, "passages", is_message=True), "character"),
        }.items()
    },
}
