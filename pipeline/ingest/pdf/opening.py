"""Open a PDF, or say in one sentence why it cannot be opened."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

_BEGINNING, _END = b"%PDF-", b"%%EOF"
_HEADER_WITHIN, _TRAILER_WITHIN = 1024, 2048
"""Bytes at a file's beginning and end among which these marks have to stand; viewers look about as far."""


def open_pdf(content: bytes) -> PDF:
    """A document whose text may be read.

    Raises ``UnreadableError`` where it is no PDF, protected by a password, cut off or damaged.
    """
    _check_ends(content)
    try:
        document = PDF(io.BytesIO(content), raise_unicode_errors=False)
    except PdfminerException as error:
        raise _reason(error.args[0] if error.args else error) from error
    except RecursionError as error:
        raise _damaged("its parts refer to one another without end") from error
    if "Pages" not in document.doc.catalog:
        raise _damaged("no pages are listed in it")
    # What pages are called is not read, and a damaged list of labels would stop the reading of the pages.
    document.doc.catalog.pop("PageLabels", None)
    return document


def _check_ends(content: bytes) -> None:
    if _BEGINNING not in content[:_HEADER_WITHIN]:
        raise UnreadableError(
            f"the file is no PDF: {_BEGINNING.decode()} does not stand at its beginning; expected a PDF; see what it "
            "is, and name it accordingly"
        )
    if _END not in content.rstrip(b"\x00\r\n\t ")[-_TRAILER_WITHIN:]:
        raise UnreadableError(
            f"the PDF is cut off: its end mark {_END.decode()} is not within the last {_TRAILER_WITHIN:,} bytes of "
            f"{len(content):,}; expected a whole file; get it again from its source"
        )


def _reason(error: object) -> UnreadableError:
    if isinstance(error, PDFPasswordIncorrect):
        return UnreadableError(
            "the PDF is protected by a password; expected one that opens without; remove the password in the program "
            "that made it, or ask the sender for an open copy"
        )
    if isinstance(error, PDFEncryptionError):
        return UnreadableError(
            f"the PDF is encrypted in a way that cannot be read ({error}); expected an open PDF; print it to a new PDF"
        )
    if isinstance(error, RecursionError):
        return _damaged("its parts refer to one another without end")
    return _damaged(str(error) or type(error).__name__)


def _damaged(found: str) -> UnreadableError:
    return UnreadableError(f"the PDF is damaged ({found}); expected a whole file; get it again from its source")


def pages_of(document: PDF, settings: IngestSettings) -> list[PDFPage]:
    """The pages of a document, in order.

    Raises ``UnreadableError`` where there are none, or more than ``settings.max_pages``.
    """
    try:
        pages = list(islice(PDFPage.create_pages(document.doc), settings.max_pages + 1))
    except RecursionError as error:
        raise _damaged("its tree of pages is deeper than a person would make it, or has no end") from error
    if len(pages) > settings.max_pages:
        raise UnreadableError(
            f"the PDF has {_n_stated(document, len(pages))} pages, expected {settings.max_pages:,} at most (setting "
            "max_pages): a message or a report; split it, or raise the setting"
        )
    if not any(page.mediabox and "Type" in page.attrs for page in pages):
        raise _damaged("it has no page")
    return pages


def _n_stated(document: PDF, n_found: int) -> str:
    """How many pages the document says it has, where that can be so."""
    stated = resolve1(resolve1(document.doc.catalog["Pages"]).get("Count"))
    return f"{stated:,}" if isinstance(stated, int) and stated >= n_found else f"more than {n_found - 1:,}"
