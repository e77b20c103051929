"""Numbers of the stage compounds: new terms that are proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.trace.cuts import SPLIT, cut_places
from pipeline.trace.evidence import having
from pipeline.trace.kinds import Count, Derived, Numbers, Rank, Remade
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_TERM = cut_places(lambda row: str(row["term"]))
_SETTINGS = ("compounds.max_words", "compounds.min_repeats", "compounds.decimals")


def _sequence(outputs: Outputs, row: Row) -> pa.Table:
    """Places in messages where the parts of a new term stand side by side as tokens, none of them a repeat."""
    return having(_TERM(outputs, row), is_message=True, outcome=SPLIT, reading=row["parts"], is_repeat=False)


def _score(c_value: float, left_entropy: float, right_entropy: float, pmi: float, decimals: int) -> float:
    return round(c_value * min(left_entropy, right_entropy) * pmi, decimals)


NUMBERS: Numbers = {
    "term_candidates": {
        "rank": Rank(("-score", "term")),
        "n_occurrences": Count(_sequence),
        "n_messages": Count(_sequence, "passage_id"),
        "n_documents": Count(_sequence, "document_id"),
        "left_entropy": Remade("pipeline.statistics.branching:branching_entropy", "compounds", _SETTINGS),
        "right_entropy": Remade("pipeline.statistics.branching:branching_entropy", "compounds", _SETTINGS),
        "pmi": Remade("pipeline.statistics.association:pointwise_mutual_information", "compounds", _SETTINGS),
        "c_value": Remade("pipeline.statistics.nested_terms:c_value", "compounds", _SETTINGS),
        "score": Derived(
            "pipeline.compounds.term_candidates:term_candidates_table",
            _score,
            ("c_value", "left_entropy", "right_entropy", "pmi"),
            ("compounds.decimals",),
            tolerance=1e-9,
        ),
    },
}
