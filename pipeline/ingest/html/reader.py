"""Web pages: the article alone, its headings, paragraphs, lists and tables in document order.

Nothing is run, no address followed, no file read beside the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest.drafts import as_blocks
from pipeline.ingest.extracted import Extracted, UnreadableError
from pipeline.ingest.html.article import article_blocks, article_clauses, drop_surroundings, with_title
from pipeline.ingest.html.blocks import page_blocks
from pipeline.ingest.html.page import decode_page, parse_page, without_hidden

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings


def read_html(content: bytes, settings: IngestSettings) -> Extracted:
    """The blocks of a page's article.

    Raises ``UnreadableError`` for a page that is beyond the bounds of the settings, in no known encoding, or without
    text. A remark says where no article could be told from the rest.
    """
    if len(content) > settings.max_html_bytes:
        raise UnreadableError(
            f"the page has {len(content):,} bytes; expected at most {settings.max_html_bytes:,} (setting "
            "max_html_bytes); save it without its pictures, or raise the setting"
        )
    text, encoding = decode_page(content, settings)
    page = parse_page(text, settings)
    title = " ".join((page.findtext(".//title") or "").split())
    clauses = article_clauses(page)
    page = without_hidden(page)
    drop_surroundings(page)
    found = page_blocks(page, settings)
    blocks = as_blocks(block.draft for block in with_title(article_blocks(found, clauses, title, settings), title))
    if not blocks:
        raise UnreadableError(
            "the page has no text: it may be filled in by a script; expected text; open it in a browser and save it "
            "as PDF"
        )
    remarks = () if clauses else ("no article was found in the page; all of its text was read",)
    return Extracted(blocks, encoding, remarks)
