"""The rates of the terms that changed most, edition by edition, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.columns.trends import NOT_SHOWN
from pipeline.keyness.measure import PER
from pipeline.keywords.counts import presence
from pipeline.statistics.rate_bootstrap import rate_intervals
from pipeline.trends.series import deal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import TrendsSettings
    from pipeline.trends.followed import Followed

Row = dict[str, Any]


def followed_rows(rows: Sequence[Row], most: int) -> list[Row]:
    """Of the rows of ``trends`` those that changed and are not shown as a longer term, the first ones."""
    return [row for row in rows if row["state"] != NOT_SHOWN and row["shown_as"] is None][:most]


def point_rows(rows: Sequence[Row], followed: Followed, points: Sequence[Row], settings: TrendsSettings) -> list[Row]:
    """The rows of ``trend_points``; none where nothing changed."""
    import numpy as np

    chosen = followed_rows(rows, settings.n_followed)
    if not chosen:
        return []
    place = {(name, kind): unit for unit, (name, kind) in enumerate(zip(followed.names, followed.kinds, strict=True))}
    units = np.array([place[row["term"], row["kind"]] for row in chosen])
    return [row for point in points for row in _of_edition(chosen, units, point, followed, settings)]


def _of_edition(
    chosen: Sequence[Row], units: NDArray[np.int64], point: Row, followed: Followed, settings: TrendsSettings
) -> Iterator[Row]:
    import numpy as np

    messages = deal(followed, [point["edition"]], units, len(followed.messages.document_ids) + 1)
    dealt = deal(followed, [point["edition"]], units, settings.min_documents)
    low, high = rate_intervals(dealt.counts, dealt.sizes, 1 - settings.level, settings.n_resamples, settings.seed)
    n_messages = presence(messages.counts).sum(axis=0)
    total = messages.counts.sum(axis=0)
    columns = {
        "n_occurrences": total.tolist(),
        "n_messages": n_messages.tolist(),
        "rate": np.round(total / point["n_characters"] * PER, settings.decimals).tolist(),
        "rate_low": np.round(low * PER, settings.decimals).tolist(),
        "rate_high": np.round(high * PER, settings.decimals).tolist(),
    }
    same = {
        "edition": point["edition"],
        "year": point["year"],
        "n_scope": point["n_messages"],
        "n_characters": point["n_characters"],
        "resampling_unit": dealt.unit,
        "n_resampling_units": len(dealt.sizes),
    }
    for row, values in zip(chosen, zip(*columns.values(), strict=True), strict=True):
        named = {name: row[name] for name in ("rank", "term", "kind", "concept")}
        yield {**named, **same, **dict(zip(columns, values, strict=True))}
