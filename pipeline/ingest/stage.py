"""Stage ingest: from one received file to its text with its place in the file, or to a reason why it was skipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.edition_file import EditionFile, FileEntry
from pipeline.ingest.extracted import Extracted, UnreadableError
from pipeline.ingest.language import CHINESE, check_is_chinese
from pipeline.ingest.pdf.bounded import read_pdf
from pipeline.ingest.text import read_text
from pipeline.stages import Made

if TYPE_CHECKING:
    from pipeline.corpus import Source
    from pipeline.settings import IngestSettings

Reader = Callable[[bytes, "IngestSettings"], Extracted]

# A new input format is one reader and one line here. The second value is the format's name in the table of sources.
READERS: Mapping[str, tuple[Reader, str]] = {
    ".txt": (read_text, "text"),
    ".md": (read_text, "text"),
    ".pdf": (read_pdf, "PDF"),
}


def ingest(*, source: Source, settings: IngestSettings) -> Made:
    """Tables sources (one row), section_labels and blocks of one received file.

    A file that cannot be read, or is not Chinese, has no blocks: its row says ``skipped`` and why.
    """
    suffix = PurePosixPath(source.file).suffix.lower()
    try:
        extracted, reason = _extract(source.content, suffix, settings), None
    except UnreadableError as error:
        extracted, reason = None, str(error)
    return Made(
        {
            "sources": tables.make("sources", [_source_row(source, suffix, extracted, reason)]),
            "section_labels": tables.make("section_labels", _label_rows(source)),
            "blocks": tables.make("blocks", _block_rows(source, extracted)),
        }
    )


def _extract(content: bytes, suffix: str, settings: IngestSettings) -> Extracted:
    if suffix not in READERS:
        found = f"files ending in {suffix}" if suffix else "files without a suffix"
        raise UnreadableError(
            f"{found} cannot be read; expected one of {', '.join(sorted(READERS))}; convert the file to one of these"
        )
    reader, _ = READERS[suffix]
    extracted = reader(content, settings)
    check_is_chinese(extracted.source_text, settings)
    return extracted


def _source_row(source: Source, suffix: str, extracted: Extracted | None, reason: str | None) -> dict[str, Any]:
    return {
        **_stated(source),
        "document_id": source.document_id,
        "edition": source.edition,
        "year": source.year,
        "file": source.file,
        "is_declared": source.stated is not None,
        "sha256": source.sha256,
        "n_bytes": len(source.content),
        "format": READERS[suffix][1] if suffix in READERS else suffix.removeprefix(".") or "unknown",
        "encoding": extracted.encoding if extracted else None,
        "language": CHINESE if extracted else None,
        "n_characters": len(extracted.source_text) if extracted else 0,
        "reading": "read" if extracted else "skipped",
        "reason": reason,
        "remarks": ("\n".join(extracted.remarks) or None) if extracted else None,
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
    }


def _label_rows(source: Source) -> list[dict[str, Any]]:
    sections = source.stated.sections if source.stated else {}
    return [
        {"document_id": source.document_id, "heading": heading, "label_en": label}
        for heading, label in sorted(sections.items())
    ]


def _block_rows(source: Source, extracted: Extracted | None) -> list[dict[str, Any]]:
    blocks = extracted.blocks if extracted else ()
    starts = accumulate((len(block.text) for block in blocks), initial=0)
    return [
        {"document_id": source.document_id, "block": number, "start": start, **vars(block)}
        for number, (block, start) in enumerate(zip(blocks, starts, strict=False))
    ]
