"""Stage ingest: from one received file to its text with its place in the file, or to a reason why it was skipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.edition_file import EditionFile, FileEntry
from pipeline.ingest.docx.reader import read_docx
from pipeline.ingest.extracted import Extracted, UnreadableError
from pipeline.ingest.formats import Format, detect_format, misleading_suffix, unreadable
from pipeline.ingest.html.reader import read_html
from pipeline.ingest.language import contradiction, detect_language
from pipeline.ingest.pdf.bounded import read_pdf
from pipeline.ingest.stated import disagreements
from pipeline.ingest.text import read_text
from pipeline.stages import Made

if TYPE_CHECKING:
    from pipeline.corpus import Source
    from pipeline.settings import IngestSettings

Reader = Callable[[bytes, "IngestSettings"], Extracted]

# By the name of the format. A new input format is one reader, one line here and one in ``formats.FORMATS``.
READERS: Mapping[str, Reader] = {
    "text": read_text,
    "docx": read_docx,
    "html": read_html,
    "pdf": read_pdf,
}


def ingest(*, source: Source, settings: IngestSettings) -> Made:
    """Tables sources (one row), section_labels and blocks of one received file.

    A file that cannot be read, or is not Chinese, has no blocks: its row says ``skipped`` and why.
    """
    suffix = PurePosixPath(source.file).suffix.lower()
    found = detect_format(source.content, suffix, settings)
    reading = _read(source, suffix, found, settings)
    return Made(
        {
            "sources": tables.make("sources", [_source_row(source, found, reading)]),
            "section_labels": tables.make("section_labels", _label_rows(source)),
            "blocks": tables.make("blocks", [] if reading.reason else _block_rows(source, reading.extracted)),
        }
    )


@dataclass(frozen=True)
class _Reading:
    """What came of a file. ``reason``: why it is skipped; the text of one in another language is known all the same."""

    extracted: Extracted
    language: str | None
    reason: str | None
    remarks: tuple[str, ...] = ()


def _read(source: Source, suffix: str, found: Format, settings: IngestSettings) -> _Reading:
    try:
        extracted = _extract(source.content, suffix, found, settings)
    except UnreadableError as error:
        return _Reading(Extracted(()), None, str(error))
    language = detect_language(extracted.source_text, settings)
    stated = contradiction(source.stated.language if source.stated else None, language.code)
    remarks = filter(None, (misleading_suffix(suffix, found), *extracted.remarks, language.remark, stated))
    return _Reading(extracted, language.code, language.reason, tuple(remarks))


def _extract(content: bytes, suffix: str, found: Format, settings: IngestSettings) -> Extracted:
    if found.name not in READERS:
        raise unreadable(suffix, found, READERS)
    return READERS[found.name](content, settings)


def _source_row(source: Source, found: Format, reading: _Reading) -> dict[str, Any]:
    extracted = reading.extracted
    detected = {"format": found.name, "encoding": extracted.encoding}
    is_known = reading.language is not None
    remarks = (*reading.remarks, *(disagreements(source.stated, detected) if is_known else ()))
    return {
        **_stated(source),
        "document_id": source.document_id,
        "edition": source.edition,
        "year": source.year,
        "file": source.file,
        "is_declared": source.stated is not None,
        "sha256": source.sha256,
        "n_bytes": len(source.content),
        **detected,
        "encoding_margin": extracted.encoding_margin,
        "language": reading.language,
        "n_characters": len(extracted.source_text),
        "reading": "skipped" if reading.reason else "read",
        "reason": reading.reason,
        "remarks": "\n".join(remarks) or None,
    }


def _stated(source: Source) -> dict[str, Any]:
    """Every key of ``edition.toml`` as the column of its name, None where nothing is stated of it.

    Keys that an edition and its files share, and the language, which is detected too, have columns of other names.
    """
    edition, entry = source.edition_stated or EditionFile(), source.stated or FileEntry(file=source.file)
    return {
        **edition.model_dump(mode="json", exclude={"files"}),
        **entry.model_dump(mode="json"),
        "edition_title_zh": edition.title_zh,
        "edition_title_en": edition.title_en,
        "language_stated": entry.language,
        "script_stated": entry.script,
        "region": entry.region or edition.region,
    }


def _label_rows(source: Source) -> list[dict[str, Any]]:
    sections = source.stated.sections if source.stated else {}
    return [
        {"document_id": source.document_id, "heading": heading, "label_en": label}
        for heading, label in sorted(sections.items())
    ]


def _block_rows(source: Source, extracted: Extracted) -> list[dict[str, Any]]:
    blocks = extracted.blocks
    starts = accumulate((len(block.text) for block in blocks), initial=0)
    return [
        {"document_id": source.document_id, "block": number, "start": start, **vars(block)}
        for number, (block, start) in enumerate(zip(blocks, starts, strict=False))
    ]
