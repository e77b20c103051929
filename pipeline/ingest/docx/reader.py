"""Word documents: headings and lists from styles, tables as rows of text, notes after the text.

Read as if every tracked change were accepted. Left out: headers, footers, comments, hidden text, field codes, tables of
contents, pictures, and whatever is embedded. Numbers that Word sets before headings and items are no text in the file
and are none here. Nothing is run and no address followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.ingest.docx.body import Body
from pipeline.ingest.docx.parts import read_parts
from pipeline.ingest.drafts import as_blocks
from pipeline.ingest.extracted import Extracted, UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings


def read_docx(content: bytes, settings: IngestSettings) -> Extracted:
    """The blocks of a DOCX (also DOCM, DOTX and the Strict form).

    Raises ``UnreadableError`` for a file that is damaged, encrypted, beyond the bounds of the settings, or has no text.
    """
    body = Body(read_parts(content, settings), settings)
    blocks = as_blocks(body.drafts())
    if not blocks:
        raise UnreadableError(
            "the document has no text, only pictures or nothing; expected text; have its text recognised (OCR), or get "
            "the file again from its source"
        )
    return Extracted(blocks, remarks=tuple(_remarks(body)))


def _remarks(body: Body) -> Iterator[str]:
    found = body.found
    if body.parts.has_macros:
        yield "the file holds macros; they were not run"
    if found.n_changes:
        yield f"{found.n_changes} tracked changes are not settled; the text was read as if all were accepted"
    if found.n_contents_lines:
        yield f"a table of contents was left out ({found.n_contents_lines} lines)"
    if found.n_embedded:
        yield f"{found.n_embedded} embedded documents (altChunk) were left out; add them as files of their own"
