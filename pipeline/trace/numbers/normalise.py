"""Numbers of the stage normalise."""

from __future__ import annotations

from pipeline.trace.evidence import alike, rows, strings
from pipeline.trace.kinds import Count, Numbers, Position, Remade, Stated
from pipeline.trace.outputs import Row


def _unknown(row: Row) -> str:
    """The character of a row of unknown_characters."""
    return chr(int(row["code_point"].removeprefix("U+"), 16))


_SLIP = Remade("pipeline.normalise.suspects:suspects", "normalise", ("normalise.clause_characters",))

NUMBERS: Numbers = {
    "documents": {
        "year": Stated(),
        "n_passages": Count(rows("passages", "document_id")),
        "n_messages": Count(rows("passages", "document_id", is_message=True)),
        "n_characters": Count(rows("passages", "document_id"), "character"),
        "n_repairs": Count(rows("repairs", "document_id", status="applied")),
        "n_suspects": Count(rows("repairs", "document_id", status="suspected")),
    },
    "sections": {
        "section_order": Position(),
        "n_passages": Count(rows("passages", "document_id", "section_order")),
        "n_messages": Count(rows("passages", "document_id", "section_order", is_message=True)),
    },
    "passages": dict.fromkeys(("section_order", "order", "page", "start", "end"), Position()),
    "repairs": {**dict.fromkeys(("offset", "step", "position"), Position()), "gain": _SLIP},
    "suspects": {**dict.fromkeys(("page", "offset"), Position()), "gain": _SLIP},
    "unknown_characters": {"n_occurrences": Count(alike(strings(_unknown), "document_id"))},
    "other_language_passages": dict.fromkeys(("order", "page", "start", "end"), Position()),
}
