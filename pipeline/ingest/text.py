"""Plain text and Markdown: one block, line ends and marks as received; structure is found later, from the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest.encoding import decode
from pipeline.ingest.extracted import Block, Extracted

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings


def read_text(content: bytes, settings: IngestSettings) -> Extracted:
    """The whole file as one block; page 1 where the text has form feeds (U+000C ends a page), else no page."""
    decoded = decode(content, settings)
    page = 1 if "\f" in decoded.text else None
    return Extracted((Block(decoded.text, page=page),), decoded.encoding, decoded.remarks, decoded.margin)
