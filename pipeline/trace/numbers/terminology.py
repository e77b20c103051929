"""Numbers of the stage terminology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.trace.cuts import ACROSS, INSIDE, SPLIT, WHOLE, cut_places
from pipeline.trace.evidence import alike, having, in_messages, where
from pipeline.trace.kinds import Count, Derived, Evidence, Kind, Numbers, Position, Rank, Remade, Varied
from pipeline.trace.numbers.keywords import wording
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_TERM = cut_places(lambda row: str(row["term"]))
_WORDING = alike(wording, "document_id")


def spelt(column: str) -> Evidence:
    """Counted tokens that are the row's wording; or, where none is, two or three that spell it."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        places = outputs.term_places(row[column], outputs.editions)
        if places.num_rows:
            return places
        cut = cut_places(lambda row: str(row[column]))(outputs, {column: row[column]})
        return having(cut, outcome=SPLIT, n_tokens=frozenset((2, 3)))

    return in_messages(find)


def edged(column: str) -> Evidence:
    """Places in the row's edition where its wording begins and ends with tokens; none where it has no wording."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        if row[column] is None:
            return outputs.term_places("", (row["edition"],))
        return having(cut_places(lambda row: str(row[column]))(outputs, row), outcome=frozenset((WHOLE, SPLIT)))

    return find


def _found(row: Row) -> Kind:
    if row["kind"] == "usage":
        return Count(edged("found"))
    return Count(spelt("found")) if row["kind"] == "near_twin" else _NAMES


def _beside(row: Row) -> Kind:
    if row["kind"] == "usage":
        return Count(edged("beside"))
    return Count(spelt("beside")) if row["kind"] == "near_twin" else _NAMES


def _edit_distance(wording: str, other: str) -> int:
    from pipeline.terminology.forms import edit_distance

    return edit_distance(wording, other)


_NAMES = Remade("pipeline.terminology.expansions:names_beside", "terminology")
_EVIDENCE = Remade("pipeline.terminology.evidence:score", "terminology", ("terminology.evidence",))
_READING = Remade("pipeline.terminology.readings:read_crossings", "terminology", ("terminology.max_clause_tokens",))

NUMBERS: Numbers = {
    "wordings": {
        "n_own": Count(in_messages(where(_WORDING, form="own"))),
        "n_nested": Count(in_messages(where(_WORDING, form="nested"))),
        "n_messages": Count(in_messages(_WORDING), "passage_id"),
    },
    "lexicon_audit": {
        "n_occurrences": Count(_TERM),
        **{f"n_{outcome}": Count(where(_TERM, outcome=outcome)) for outcome in (WHOLE, INSIDE, ACROSS, SPLIT)},
        "n_whole_in_messages": Count(in_messages(where(_TERM, outcome=WHOLE, is_repeat=False))),
    },
    "lexicon_crossings": {"start": Position(), "end": Position(), "score": _READING, "score_with_term": _READING},
    "variant_candidates": {
        "rank": Rank(("-score", "other", "wording")),
        "score": _EVIDENCE,
        "n_wording": Count(spelt("wording")),
        "n_messages_wording": Count(spelt("wording"), "passage_id"),
        "n_other": Count(spelt("other")),
        "n_messages_other": Count(spelt("other"), "passage_id"),
        "edit_distance": Derived("pipeline.terminology.forms:edit_distance", _edit_distance, ("wording", "other")),
        "context_similarity": Remade(
            "pipeline.terminology.contexts:ContextCounts", "terminology", ("terminology.context_window",)
        ),
        "n_listed": Remade("pipeline.terminology.enumerations:Enumerations", "terminology"),
    },
    "wording_checks": {"rank": Position(), "n_found": Varied(_found), "n_beside": Varied(_beside)},
}
