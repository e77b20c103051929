"""The table suspects: suspected slips as lines that can be pasted into corrections.tsv."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.normalise.ledger import APPLIED

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.normalise.clean import CleanText
    from pipeline.normalise.suspects import Suspect


def suspects_table(cleaned: CleanText, repairs: pa.Table, passages: pa.Table, n_context: int) -> pa.Table:
    """One row a suspected slip of a document, in the order of the text.

    ``repairs``: the document's rows of that table; its rows of suspects are in the order of ``cleaned.suspects``.
    """
    import pyarrow.compute as pc

    if not cleaned.suspects:
        return tables.make("suspects", [])
    logged = repairs.filter(pc.not_equal(repairs["status"], APPLIED)).to_pylist()
    page_of = dict(zip(passages.column("passage_id").to_pylist(), passages.column("page").to_pylist(), strict=True))
    starts = [suspect.start for suspect in cleaned.suspects]
    rows = []
    for number, (suspect, row) in enumerate(zip(cleaned.suspects, logged, strict=True)):
        # The next suspect is no part of the context: its own correction may come first and change it.
        room = (starts[number - 1] + 1 if number else 0, ([*starts, len(cleaned.suspects_text)])[number + 1])
        kept = {name: row[name] for name in ("document_id", "passage_id", "rule", "gain", "status", "offset")}
        line = correction_fields(cleaned.suspects_text, suspect, n_context, room)
        rows.append({**line, **kept, "page": page_of.get(row["passage_id"])})
    return tables.make("suspects", rows)


def correction_fields(text: str, suspect: Suspect, n_context: int, room: tuple[int, int]) -> dict[str, Any]:
    """The four fields of a line of corrections.tsv.

    ``n_context``: characters quoted on each side, in the passage and within ``room`` (a start and an end).

    ``found`` stands once in its context, which a correction rewrites wherever it has it: 人又 where the context has
    another 又.
    """
    start, end = suspect.start, suspect.start + 1
    begin = max(start - n_context, room[0], text.rfind("\n", 0, start) + 1)
    stop = text.find("\n", end)
    stop = min(end + n_context, room[1], stop if stop >= 0 else len(text))
    context = text[begin:stop]
    while context.count(text[start:end]) > 1:
        start, end = (start - 1, end) if start > begin else (start, end + 1)
    return {
        "found": text[start:end],
        "corrected": text[start : suspect.start] + suspect.proposed + text[suspect.start + 1 : end],
        "context": context,
        "note": f"{suspect.rule}, gain {suspect.gain:.2f}",
    }
