"""Stage normalise: from a document's blocks to its passages, sections and repairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.normalise.block_spans import block_spans
from pipeline.normalise.clean import CleanText, clean
from pipeline.normalise.ledger import APPLIED, SUSPECTED
from pipeline.normalise.repair_rows import repairs_table
from pipeline.normalise.status import detect_status
from pipeline.normalise.structure import HEADING, MESSAGE_KINDS, TITLE
from pipeline.normalise.suspect_rows import suspects_table
from pipeline.normalise.unknown_characters import unknown_characters_table
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Correction
    from pipeline.settings import NormaliseSettings

Row = Mapping[str, Any]
READ = "read"
WRITES = ("documents", "sections", "passages", "repairs", "suspects", "unknown_characters")


def normalise(
    *,
    sources: pa.Table,
    section_labels: pa.Table,
    blocks: pa.Table,
    corrections: Sequence[Correction],
    settings: NormaliseSettings,
) -> Made:
    """The tables of one document (``WRITES``); all empty for a file that was skipped."""
    source = sources.to_pylist()[0]
    if source["reading"] != READ:
        return Made({name: tables.make(name, []) for name in WRITES})
    source_text = "".join(blocks.column("text").to_pylist())
    cleaned = clean(source_text, corrections, settings, block_spans(blocks))
    placed = _in_sections(cleaned)
    spans = _source_spans(cleaned)
    passages = _passages_table(source, cleaned, placed, spans, _pages(blocks, source_text, spans.starts))
    ids = passages.column("passage_id").to_pylist()
    repairs = repairs_table(cleaned, source["document_id"], ids, settings.context_characters)
    labels = dict(zip(section_labels["heading"].to_pylist(), section_labels["label_en"].to_pylist(), strict=True))
    return Made(
        {
            "documents": tables.make("documents", [_document_row(source, cleaned, repairs)]),
            "sections": tables.make("sections", _section_rows(source, cleaned, placed, labels)),
            "passages": passages,
            "repairs": repairs,
            "suspects": suspects_table(cleaned, repairs, passages, settings.context_characters),
            "unknown_characters": unknown_characters_table(
                cleaned.unknown, source["document_id"], passages, settings.context_characters
            ),
        }
    )


@dataclass(frozen=True)
class _Placed:
    """For each passage the ordinal of its section, and every section's heading; 0 stands before any heading."""

    orders: list[int]
    headings: list[str | None]


def _in_sections(cleaned: CleanText) -> _Placed:
    orders: list[int] = []
    headings: list[str | None] = [None]
    for kind, text in zip(cleaned.kinds, cleaned.texts, strict=True):
        if kind == HEADING:
            headings.append(text)
        orders.append(len(headings) - 1)
    return _Placed(orders, headings)


def _pages(blocks: pa.Table, source_text: str, starts: Sequence[int]) -> list[int | None]:
    """Page on which each passage begins: that of its block, and one more for each form feed before it in the block."""
    first_pages, block_starts = blocks.column("page").to_pylist(), blocks.column("start").to_pylist()
    pages: list[int | None] = []
    block, counted_to, n_form_feeds = 0, 0, 0
    for start in starts:
        while block + 1 < len(block_starts) and block_starts[block + 1] <= start:
            block += 1
            counted_to, n_form_feeds = block_starts[block], 0
        n_form_feeds += source_text.count("\f", counted_to, start)
        counted_to = max(counted_to, start)
        page = first_pages[block]
        pages.append(None if page is None else page + n_form_feeds)
    return pages


class _Spans(NamedTuple):
    """Where each passage begins and ends in the source text."""

    starts: list[int]
    ends: list[int]


def _source_spans(cleaned: CleanText) -> _Spans:
    import numpy as np

    rewriting, n_steps = cleaned.rewriting, len(cleaned.rewriting.steps)
    starts = np.asarray(cleaned.starts, dtype=np.int64)
    last = starts + np.asarray([max(len(text) - 1, 0) for text in cleaned.texts], dtype=np.int64)
    begins = rewriting.to_source(starts, n_steps)
    ends = rewriting.to_source(last, n_steps) + 1
    return _Spans(begins.tolist(), ends.tolist())


def _passages_table(
    source: Row, cleaned: CleanText, placed: _Placed, spans: _Spans, pages: Sequence[int | None]
) -> pa.Table:
    n = len(cleaned.kinds)
    n_digits = max(3, len(str(n)))
    return tables.make(
        "passages",
        {
            "passage_id": [f"{source['document_id']}#{order:0{n_digits}d}" for order in range(1, n + 1)],
            "edition": [source["edition"]] * n,
            "document_id": [source["document_id"]] * n,
            "section": [placed.headings[order] for order in placed.orders],
            "section_order": placed.orders,
            "kind": list(cleaned.kinds),
            "is_message": [kind in MESSAGE_KINDS for kind in cleaned.kinds],
            "order": list(range(1, n + 1)),
            "page": list(pages),
            "start": spans.starts,
            "end": spans.ends,
            "text": cleaned.texts,
        },
    )


def _document_row(source: Row, cleaned: CleanText, repairs: pa.Table) -> dict[str, Any]:
    title = next((text for kind, text in zip(cleaned.kinds, cleaned.texts, strict=True) if kind == TITLE), None)
    statuses = repairs.column("status").to_pylist()
    copied = ("document_id", "edition", "year", "track_en", "title_en", "language", "sha256")
    return {
        **{name: source[name] for name in copied},
        "track": source["track_zh"],
        "title": source["title_zh"] or title or PurePosixPath(source["file"]).stem,
        "status": source["status"] or detect_status(cleaned.kinds, cleaned.texts),
        "script": cleaned.script,
        "source_file": source["file"],
        "n_passages": len(cleaned.kinds),
        "n_messages": sum(kind in MESSAGE_KINDS for kind in cleaned.kinds),
        "n_characters": sum(map(len, cleaned.texts)),
        "n_repairs": statuses.count(APPLIED),
        "n_suspects": statuses.count(SUSPECTED),
    }


def _section_rows(source: Row, cleaned: CleanText, placed: _Placed, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    n_passages, n_messages = [0] * len(placed.headings), [0] * len(placed.headings)
    for kind, order in zip(cleaned.kinds, placed.orders, strict=True):
        n_passages[order] += 1
        n_messages[order] += kind in MESSAGE_KINDS
    return [
        {
            "document_id": source["document_id"],
            "edition": source["edition"],
            "section_order": order,
            "section": heading,
            "section_en": labels.get(heading or ""),
            "n_passages": n_passages[order],
            "n_messages": n_messages[order],
        }
        for order, heading in enumerate(placed.headings)
        if n_passages[order]
    ]
