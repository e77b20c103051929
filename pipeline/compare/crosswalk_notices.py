"""What a person is told of ``track-crosswalk.toml``: headings that stand in no document of their edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.compare.headings import heading_key

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import TrackLink


def crosswalk_notices(track_changes: pa.Table, crosswalk: Sequence[TrackLink]) -> tuple[str, ...]:
    """A line for each heading of the crosswalk that is none of an edition whose headings were compared.

    Nothing is said of editions that were not compared: they may be yet to come.
    """
    known: dict[str, set[str]] = {}
    for row in track_changes.select(["edition", "previous", "heading", "heading_previous"]).to_pylist():
        for edition, heading in ((row["edition"], row["heading"]), (row["previous"], row["heading_previous"])):
            known.setdefault(edition, set()).add(heading_key(heading or ""))
    return tuple(
        f"{entry.line}: {heading!r} is no heading with messages in {edition}, and nothing is linked by it; see "
        "tables/track_changes.csv for the headings that there are"
        for entry in crosswalk
        for edition, heading in entry.headings
        if edition in known and heading_key(heading) not in known[edition]
    )
