"""Where the blocks of a document stand in its text, step after step, with what their reader knew of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.ingest.extracted import ARTIFACT
from pipeline.normalise.ledger import Edit

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.normalise.ledger import Rewriting

ARTIFACTS = "artifacts"


@dataclass(frozen=True)
class BlockSpan:
    """A block's text is ``text[start:end]``; the other fields are those of the table blocks."""

    start: int
    end: int
    tag: str | None = None
    element: int | None = None
    font_size: float | None = None
    is_bold: bool | None = None
    page: int | None = None
    column: int | None = None
    x0: float | None = None
    x1: float | None = None
    top: float | None = None
    bottom: float | None = None


def block_spans(blocks: pa.Table) -> list[BlockSpan]:
    """The rows of the table blocks of one document, as spans of its source text; none where nothing is known of them.

    Of plain text nothing is: it has neither tags nor elements nor places on a page.
    """
    if not any(blocks[name].null_count < blocks.num_rows for name in ("tag", "element", "x0")):
        return []
    fields = [name for name in BlockSpan.__dataclass_fields__ if name != "end"]
    rows: list[dict[str, Any]] = blocks.select([*fields, "text"]).to_pylist()
    return [BlockSpan(end=row["start"] + len(row.pop("text")), **row) for row in rows]


def artifact_edits(text: str, blocks: Sequence[BlockSpan]) -> list[Edit]:
    """Take away what is on the page and no part of the text, as its source says: a running head, a page number."""
    return [
        Edit(block.start, text[block.start : block.end], "", ARTIFACTS)
        for block in blocks
        if block.tag == ARTIFACT and block.end > block.start
    ]


def onward(blocks: Sequence[BlockSpan], rewriting: Rewriting) -> list[BlockSpan]:
    """Blocks of the source text, as spans of the text as it now is; blocks of which nothing is left are gone."""
    import numpy as np

    if not blocks:
        return []
    starts = rewriting.onward(np.asarray([block.start for block in blocks], dtype=np.int64), 0)
    ends = rewriting.onward(np.asarray([block.end for block in blocks], dtype=np.int64), 0)
    moved = zip(blocks, starts.tolist(), ends.tolist(), strict=True)
    return [replace(block, start=start, end=end) for block, start, end in moved if end > start]
