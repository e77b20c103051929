"""Numbers of the stage trends, which it makes again."""

from __future__ import annotations

from pipeline.trace.kinds import Numbers, Remade

_COUNTED = ("trends.min_occurrences", "trends.min_range")
_DRAWN = ("trends.seed", "trends.min_draws", "trends.max_draws", "trends.max_cells")


def _remade(formula: str, *settings: str) -> Remade:
    return Remade(f"pipeline.{formula}", "trends", settings)


_POINT = _remade("trends.points:point_rows", "trends.n_followed")
_TEST = _remade("statistics.trend:trend_tests", *_DRAWN)
_FAMILY = _remade("statistics.multiple_testing:benjamini_hochberg", *_DRAWN)
_COUNT = _remade("trends.followed:follow", *_COUNTED)

NUMBERS: Numbers = {
    "trend_editions": {
        "year": _remade("trends.series:edition_years"),
        **dict.fromkeys(
            ("n_messages", "n_documents", "n_characters"), _remade("trends.series:edition_rows", "trends.min_messages")
        ),
    },
    "trends": {
        "rank": _remade("trends.stage:trends", *_DRAWN, "trends.level"),
        **dict.fromkeys(("n_editions", "n_editions_with", "n_occurrences", "n_messages", "rate", "centre"), _COUNT),
        **dict.fromkeys(("trend_z", "trend_p", "variation_z", "variation_p"), _TEST),
        **dict.fromkeys(("trend_q", "variation_q"), _FAMILY),
        "n_draws": _remade("trends.stage:draws_for", *_DRAWN),
    },
    "trend_points": {
        **dict.fromkeys(
            ("rank", "year", "n_occurrences", "n_messages", "n_scope", "n_characters", "rate", "n_resampling_units"),
            _POINT,
        ),
        **dict.fromkeys(
            ("rate_low", "rate_high"),
            _remade("statistics.rate_bootstrap:rate_intervals", "trends.n_resamples", "trends.level", "trends.seed"),
        ),
    },
}
