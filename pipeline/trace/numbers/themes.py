"""Numbers of the stage themes: what was resampled, the stage makes again."""

from __future__ import annotations

from pipeline.trace.evidence import rows
from pipeline.trace.kinds import Count, Derived, Numbers, Rank, Remade

_SEED = "themes.seed"
_FEW = ("themes.thorough_messages",)
_GROUPING = ("themes.n_resamples", "themes.n_resamples_many", "themes.resample_share", *_FEW)
_NAMES = ("themes.min_quoted_share", "themes.name_passage_weight", "themes.min_name_score", "themes.min_name_lead")
_TEST = ("themes.n_test_resamples", "themes.n_test_resamples_many", "themes.n_shuffles", "themes.n_shuffles_many")


def _remade(formula: str, *settings: str) -> Remade:
    return Remade(formula, "themes", (_SEED, *settings))


def _z(stability: float, null_mean: float, null_sd: float, min_null_sd: float) -> float:
    return (stability - null_mean) / max(null_sd, min_null_sd)


NUMBERS: Numbers = {
    "themes": {
        "n_messages": Count(rows("passage_themes", "theme_id")),
        "n_core": Count(rows("passage_themes", "theme_id", is_core=True)),
        "stability": _remade("pipeline.statistics.agreement:clusterwise_jaccard", *_GROUPING),
    },
    "passage_themes": {
        "centrality_rank": Rank(("-similarity", "passage_id"), ("theme_id",)),
        "similarity": _remade("pipeline.themes.consensus:centres", "themes.dimension", "themes.n_power_iterations"),
        "membership": _remade("pipeline.themes.consensus:membership", *_GROUPING),
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
        "k": _remade("pipeline.themes.fit:numbers_of_themes", "themes.max_themes", "themes.messages_per_theme"),
        "n_messages": Count(rows("passage_themes", "fit")),
        "n_resamples": _remade("pipeline.themes.null:extent", *_TEST, *_FEW),
        "n_shuffles": _remade("pipeline.themes.null:extent", *_TEST, *_FEW),
        "stability": _remade("pipeline.statistics.agreement:pairwise_rand", *_TEST, "themes.resample_share"),
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
        "p_value": _remade("pipeline.themes.null:judge", *_TEST, "themes.min_null_sd"),
    },
}
