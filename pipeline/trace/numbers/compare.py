"""Numbers of the stage compare."""

from __future__ import annotations

from pipeline.trace.evidence import rows_in
from pipeline.trace.kinds import Count, Numbers, Remade

_SETTINGS = tuple(f"compare.alignment.{name}" for name in ("seed", "n_permutations", "max_terms", "min_group_messages"))


def _remade(formula: str) -> Remade:
    return Remade(formula, "compare", _SETTINGS)


_ALIGNED = {
    "order": _remade("pipeline.compare.alignment:outcomes"),
    **dict.fromkeys(("similarity", "p_value", "n_permutations"), _remade("pipeline.statistics.alignment:align")),
    "q_value": _remade("pipeline.statistics.multiple_testing:benjamini_hochberg"),
    **dict.fromkeys(
        ("n_messages", "n_messages_previous", "n_shared_passages", "n_shared_terms"),
        _remade("pipeline.compare.alignment:measures"),
    ),
}

NUMBERS: Numbers = {
    "theme_changes": _ALIGNED,
    "track_changes": _ALIGNED,
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
