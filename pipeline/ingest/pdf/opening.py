"""Open a PDF, or say in one sentence why it cannot be opened."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

_TRAILER_WITHIN = 2048
"""Bytes at a file's end among which the mark of its end has to stand; viewers look as far."""


def open_pdf(content: bytes) -> PDF:
    """A document whose text may be read.

    Raises ``UnreadableError`` where it is protected by a password, cut off or damaged.
    """
    try:
        document = PDF(io.BytesIO(content), raise_unicode_errors=False)
    except PdfminerException as error:
        raise _reason(error.args[0] if error.args else error, content) from error
    if "Pages" not in document.doc.catalog:
        raise _damaged("no pages are listed in it", content)
    return document


def _reason(error: object, content: bytes) -> UnreadableError:
    if isinstance(error, PDFPasswordIncorrect):
        return UnreadableError(
            "the PDF is protected by a password; expected one that opens without; remove the password in the program "
            "that made it, or ask the sender for an open copy"
        )
    if isinstance(error, PDFEncryptionError):
        return UnreadableError(
            f"the PDF is encrypted in a way that cannot be read ({error}); expected an open PDF; print it to a new PDF"
        )
    return _damaged(f"{type(error).__name__}: {error}", content)


def _damaged(found: str, content: bytes) -> UnreadableError:
    if b"%%EOF" not in content[-_TRAILER_WITHIN:]:
        return UnreadableError(
            f"the PDF is cut off: its end mark %%EOF is not within the last {_TRAILER_WITHIN} bytes of {len(content)}; "
            "expected a whole file; get it again from its source"
        )
    return UnreadableError(f"the PDF is damaged ({found}); expected a whole file; get it again from its source")


def pages_of(document: PDF, content: bytes, settings: IngestSettings) -> list[PDFPage]:
    """The pages of a document, in order.

    Raises ``UnreadableError`` where there are none, or more than ``settings.max_pages``.
    """
    try:
        pages = list(islice(_each(document), settings.max_pages + 1))
    except RecursionError as error:
        raise _damaged("its tree of pages is deeper than a person would make it", content) from error
    if len(pages) > settings.max_pages:
        raise UnreadableError(
            f"the PDF has more than {settings.max_pages} pages, expected a message or a report (setting max_pages); "
            "split it, or raise the setting"
        )
    if not pages:
        raise _damaged("it has no page", content)
    return pages


def _each(document: PDF) -> Iterator[PDFPage]:
    yield from PDFPage.create_pages(document.doc)
