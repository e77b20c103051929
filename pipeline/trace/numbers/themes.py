"""Numbers of the stage themes: what was resampled, the stage makes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.columns.themes import BELONGING, CORE, FRINGE, OTHER
from pipeline.trace.evidence import rows
from pipeline.trace.kinds import Count, Derived, Numbers, Rank, Remade
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_SEED = "themes.seed"
_RESAMPLES = ("themes.n_resamples", "themes.n_resamples_many", "themes.max_tested_messages", "themes.min_documents")
_GROUPING = (
    *_RESAMPLES,
    "themes.max_refinements",
    "themes.max_recut_messages",
    "themes.min_theme_messages",
    "themes.min_membership",
)
_TEST_RESAMPLES = ("themes.n_test_resamples", "themes.n_test_resamples_many", "themes.thorough_messages")
_VECTORS = (
    "themes.dimension",
    "themes.n_power_iterations",
    "themes.uses_characters",
    "themes.max_terms",
    "themes.background_weight",
)
_COPIES = ("themes.n_shuffles", "themes.n_first_shuffles", "themes.futile_p", "themes.min_null_sd")
_TEST = (*_TEST_RESAMPLES, "themes.min_documents", *_COPIES)
_NAMES = ("themes.min_quoted_share", "themes.name_passage_weight", "themes.min_name_score", "themes.min_name_lead")
_KS = ("themes.max_themes", "themes.messages_per_theme", "themes.n_themes")


def _remade(formula: str, *settings: str) -> Remade:
    return Remade(formula, "themes", (_SEED, *settings))


def _z(stability: float, null_mean: float, null_sd: float, min_null_sd: float) -> float:
    return (stability - null_mean) / max(null_sd, min_null_sd)


def _messages(outputs: Outputs, row: Row) -> pa.Table:
    """The messages of the edition that a fit is of, or of all."""
    return rows("passages", is_message=True)(outputs, {"edition": row["fit"]})


_P = _remade("pipeline.themes.null:judge", *_TEST)

NUMBERS: Numbers = {
    "themes": {
        "n_messages": Count(rows("passage_themes", "theme_id", standing=BELONGING)),
        "n_core": Count(rows("passage_themes", "theme_id", standing=CORE)),
        "n_fringe": Count(rows("passage_themes", "theme_id", standing=FRINGE)),
        "stability": _remade("pipeline.statistics.agreement:clusterwise_jaccard", *_GROUPING),
        "stability_low": _remade("pipeline.statistics.agreement:found_again", *_GROUPING, "themes.interval_level"),
        "stability_high": _remade("pipeline.statistics.agreement:found_again", *_GROUPING, "themes.interval_level"),
    },
    "passage_themes": {
        "centrality_rank": Rank(("-similarity", "passage_id"), ("theme_id",)),
        "similarity": _remade("pipeline.themes.partition:centres", *_VECTORS),
        "membership": _remade("pipeline.themes.standing:join_nearest", *_GROUPING),
        "x": _remade("pipeline.themes.fit:plane"),
        "y": _remade("pipeline.themes.fit:plane"),
    },
    "theme_names": {
        **dict.fromkeys(("rank", "score"), _remade("pipeline.themes.names:score", *_NAMES)),
        **dict.fromkeys(
            ("n_quotes_found", "n_quotes_in_theme"), _remade("pipeline.themes.quotes:find_quotes", *_NAMES[:1])
        ),
        **dict.fromkeys(("n_quotes", "n_terms", "n_shared_terms"), _remade("pipeline.themes.names:find_support")),
    },
    "stability": {
        "k": _remade("pipeline.themes.fit:numbers_of_themes", *_KS),
        "n_messages": Count(_messages),
        "n_resamples": _remade("pipeline.themes.null:n_test_resamples", *_TEST_RESAMPLES),
        "n_shuffles": _remade("pipeline.themes.null:against_shuffled", *_TEST),
        "stability": _remade("pipeline.statistics.agreement:pairwise_rand", *_TEST),
        "null_mean": _remade("pipeline.themes.null:against_shuffled", *_TEST),
        "null_sd": _remade("pipeline.themes.null:against_shuffled", *_TEST),
        "z": Derived(
            "pipeline.themes.null:judge",
            _z,
            ("stability", "null_mean", "null_sd"),
            ("themes.min_null_sd",),
            # Six decimals of a spread that is 0.005 at least.
            tolerance=1e-3,
        ),
        "p_value": _P,
    },
    "theme_fits": {
        "k": _remade("pipeline.themes.null:against_shuffled", *_TEST, *_KS),
        "n_themes": Count(rows("themes", "fit")),
        "n_stable": Count(rows("themes", "fit", is_stable=True)),
        "n_messages": Count(_messages),
        "n_linked": _remade("pipeline.themes.bags:linked"),
        "n_core": Count(rows("passage_themes", "fit", standing=CORE)),
        "n_fringe": Count(rows("passage_themes", "fit", standing=FRINGE)),
        "n_other": Count(rows("passage_themes", "fit", standing=OTHER)),
        "n_documents": Count(_messages, "document_id"),
        "n_resamples": _remade("pipeline.themes.fit:n_resamples", *_RESAMPLES),
        "p_value": _P,
    },
    "theme_choices": {
        "k": _remade("pipeline.themes.fit:group", *_KS),
        "n_resamples": _remade("pipeline.statistics.agreement:found_again", *_RESAMPLES),
        "stability": _remade("pipeline.statistics.agreement:clusterwise_jaccard", *_GROUPING),
    },
    "theme_hierarchy": {
        "n_groups": _remade("pipeline.themes.hierarchy:merges", *_GROUPING),
        "agreement": _remade("pipeline.themes.hierarchy:merges", *_GROUPING),
    },
}
