"""The part of the report on all editions together: what rises, falls, comes and goes over the series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.trends import FALLING, IN_SERIES, RISING, VARYING
from pipeline.corpus import WHOLE_CORPUS
from pipeline.report.chapters import charts_by_part
from pipeline.report.listing import Listing, listing

if TYPE_CHECKING:
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


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
    charts: Mapping[str, tuple[Row, ...]]
    """The charts of all editions by the part that shows them."""


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
        charts=charts_by_part(drawn),
    )


def _of_state(rows: Sequence[Row], state: str, most: int) -> Listing[Row]:
    return listing([row for row in rows if row["state"] == state and row["shown_as"] is None], most)
