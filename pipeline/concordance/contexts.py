"""Places with the text around them, and where in their document they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

CONTEXT = ("section", "page", "is_message", "left", "node", "right")


def in_context(places: pa.Table, passages: pa.Table, window: int) -> pa.Table:
    """The places with ``CONTEXT``: heading, page, and the text around each, ``window`` code points on either side.

    ``passages`` holds the passage of every place; ``ValueError`` where it does not, or where a span ends outside of it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pc.unique(places.column("passage_id"))
    of_them = passages.filter(pc.is_in(passages.column("passage_id"), value_set=ids))
    place = pc.index_in(places.column("passage_id"), value_set=of_them.column("passage_id").combine_chunks())
    if place.null_count:
        odd = places.column("passage_id").filter(pc.is_null(place))[0]
        raise ValueError(f"there is no passage {odd} in the table passages, in which a word is said to stand")
    texts = of_them.column("text").to_pylist()
    spans = zip(*(column.to_pylist() for column in (place, places["start"], places["end"])), strict=True)
    cut = [cut_out(texts[number], start, end, window) for number, start, end in spans]
    left, node, right = zip(*cut, strict=True) if cut else ((), (), ())
    columns = {name: of_them.column(name).take(place) for name in ("section", "page", "is_message")}
    columns |= {
        name: pa.array(part, type=pa.string()) for name, part in (("left", left), ("node", node), ("right", right))
    }
    return pa.table({**{name: places.column(name) for name in places.column_names}, **columns})


def cut_out(text: str, start: int, end: int, window: int) -> tuple[str, str, str]:
    """What stands before a span, in it and after it.

    >>> cut_out("维护互联网的开放性", 2, 5, 2)
    ('维护', '互联网', '的开')
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"a span from {start} to {end} in a passage of {len(text)} characters")
    return text[max(start - window, 0) : start], text[start:end], text[end : end + window]
