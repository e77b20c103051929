"""The part of the report on all editions together: what rises, falls, comes and goes over the series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.trends import FALLING, IN_SERIES, RISING, VARYING
from pipeline.corpus import WHOLE_CORPUS
from pipeline.report.listing import Listing, listing

if TYPE_CHECKING:
    from pipeline.settings import ReportSettings

Row = dict[str, Any]

_IN_TRENDS = ("concept-trends", "concept-heatmap")


@dataclass(frozen=True)
class Series:
    """All that the report shows of the series.

    ``groups``: rows of ``trends`` by state, without those that are shown as longer terms.
    """

    n_points: int
    left_out: tuple[Row, ...]
    n_tested: int
    n_changed: int
    groups: tuple[tuple[str, Listing[Row]], ...]
    charts: tuple[Row, ...]
    further: tuple[Row, ...]
    """Charts of all editions that belong to no part of this section."""


def series(received: Mapping[str, Any], settings: ReportSettings) -> Series:
    """The section made from the tables of the stage trends and the charts of the whole corpus."""
    editions = received["trend_editions"].to_pylist()
    rows = received["trends"].to_pylist()
    drawn = [row for row in received["charts"].to_pylist() if row["edition"] == WHOLE_CORPUS]
    groups = tuple((state, _of_state(rows, state, settings.n_trends)) for state in (RISING, FALLING, VARYING))
    return Series(
        n_points=sum(row["state"] == IN_SERIES for row in editions),
        left_out=tuple(row for row in editions if row["state"] != IN_SERIES),
        n_tested=len(rows),
        n_changed=sum(len(some.rows) + some.n_more for _, some in groups),
        groups=groups,
        charts=_in_order(row for row in drawn if row["chart"] in _IN_TRENDS),
        further=_in_order(row for row in drawn if row["chart"] not in _IN_TRENDS),
    )


def _of_state(rows: Sequence[Row], state: str, most: int) -> Listing[Row]:
    return listing([row for row in rows if row["state"] == state and row["shown_as"] is None], most)


def _in_order(rows: Any) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row["order"]))
