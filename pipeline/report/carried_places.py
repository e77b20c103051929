"""Where concepts, compounds and what named lists hold stand in the passages that the page carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns import NESTED
from pipeline.report.carried_text import CarriedText

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.report.passage_lists import Place

_SPAN = ("passage_id", "start", "end")


def mention_groups(received: Mapping[str, Any], carried: CarriedText) -> list[list[Any]]:
    """Mentions by concept, wording and form: id, wording, 1 for nested and 0 for own, places. In order of these."""
    rows = _rows_of(received["mentions"], carried, ("concept", "term", "form", *_SPAN))
    grouped = _grouped(carried, rows, ("concept", "term", "form"))
    return [[concept, term, int(form == NESTED), places] for (concept, term, form), places in grouped]


def compound_groups(received: Mapping[str, Any], carried: CarriedText) -> list[list[Any]]:
    """Candidate compounds with their places, in order of text."""
    rows = _rows_of(received["compounds"], carried, ("compound", *_SPAN))
    return [[compound, places] for (compound,), places in _grouped(carried, rows, ("compound",))]


def listed_places(carried: CarriedText, lists: Mapping[str, Sequence[Place]]) -> dict[str, dict[str, Any]]:
    """For each list its ``starts`` and ``lengths`` (0 where nothing is marked), and how many are ``left_out``.

    Places are in the order of the passages; ``ValueError`` for one that is not inside of its passage.
    """
    return {name: _listed(carried, name, places) for name, places in lists.items()}


def differences(rising: NDArray[np.int64]) -> list[int]:
    """The first number, then how much larger each is than the one before: short to write, and alike.

    >>> import numpy as np
    >>> differences(np.array([7, 7, 12]))
    [7, 0, 5]
    """
    import numpy as np

    steps: list[int] = np.diff(rising, prepend=0).tolist()
    return steps


def _rows_of(table: tables.Partitions, carried: CarriedText, columns: Sequence[str]) -> pa.Table:
    """The rows of the editions of which a passage is carried, texts written out."""
    import pyarrow as pa

    some = [edition for edition in carried.editions if edition in table.editions]
    parts = [tables.edition_rows(edition, table.name, table, columns) for edition in some]
    whole = pa.concat_tables(parts) if parts else tables.make(table.name, []).select(columns)
    kinds = [
        pa.field(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type)
        for field in whole.schema
    ]
    return whole.cast(pa.schema(kinds))


def _grouped(carried: CarriedText, rows: pa.Table, by: Sequence[str]) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """The places of the carried rows by their values in some columns, in order of these."""
    import numpy as np

    passage = carried.numbers(rows.column("passage_id"))
    kept = np.flatnonzero(passage >= 0)
    place = carried.places(passage[kept], rows.column("start").to_numpy()[kept])
    values = list(zip(*(rows.column(name).take(kept).to_pylist() for name in by), strict=True))
    numbers: dict[tuple[str, ...], list[int]] = {}
    for number, value in enumerate(values):
        numbers.setdefault(value, []).append(number)
    return ((value, differences(np.sort(place[numbers[value]]))) for value in sorted(numbers))


def _listed(carried: CarriedText, name: str, places: Sequence[Place]) -> dict[str, Any]:
    import numpy as np
    import pyarrow as pa

    ids, starts, ends = zip(*places, strict=True) if places else ((), (), ())
    passage = carried.numbers(pa.array(ids, type=pa.string()))
    kept = np.flatnonzero(passage >= 0)
    start, end = (np.array(side, dtype=np.int64)[kept] for side in (starts, ends))
    lengths = carried.lengths[passage[kept]]
    if len(odd := np.flatnonzero((start < 0) | (end < start) | (end > lengths))):
        raise ValueError(f"list {name!r}: {places[kept[odd[0]]]} is a place outside of its passage")
    first, last = carried.places(passage[kept], start), carried.places(passage[kept], end)
    order = np.lexsort((last, first))
    left_out: dict[str, int] = {}
    for number in np.flatnonzero(passage < 0).tolist():
        edition = ids[number].partition("/")[0]
        left_out[edition] = left_out.get(edition, 0) + 1
    return {
        "starts": differences(first[order]),
        "lengths": (last - first)[order].tolist(),
        "left_out": dict(sorted(left_out.items())),
    }
