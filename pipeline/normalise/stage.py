"""Stage normalise: from a document's blocks to its passages, sections and repairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.normalise.block_spans import block_spans
from pipeline.normalise.clean import CleanText, clean
from pipeline.normalise.ledger import SUSPECTED
from pipeline.normalise.repair_rows import repairs_table
from pipeline.normalise.status import detect_status
from pipeline.normalise.structure import HEADING, MESSAGE_KINDS, TITLE
from pipeline.normalise.suspect_rows import suspects_table
from pipeline.normalise.unknown_characters import unknown_characters_table
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Correction
    from pipeline.normalise.ledger import Positions
    from pipeline.settings import NormaliseSettings

Row = Mapping[str, Any]
READ = "read"
_COPIED = ("document_id", "edition", "year", "track_en", "title_en", "language", "sha256")
_READ_OF_SOURCE = ("reading", "file", "track_zh", "title_zh", "status", "region")
WRITES = ("documents", "sections", "passages", "repairs", "suspects", "unknown_characters", "other_language_passages")


def normalise(
    *,
    sources: pa.Table,
    section_labels: pa.Table,
    blocks: pa.Table,
    corrections: Sequence[Correction],
    settings: NormaliseSettings,
) -> Made:
    """The tables of one document (``WRITES``); all empty for a file that was skipped."""
    source = {name: sources[name][0].as_py() for name in (*_COPIED, *_READ_OF_SOURCE)}
    if source["reading"] != READ:
        return Made({name: tables.make(name, []) for name in WRITES})
    source_text = "".join(blocks.column("text").to_pylist())
    cleaned = clean(source_text, corrections, settings, block_spans(blocks), region=source["region"])
    placed = _in_sections(cleaned)
    ids = _passage_ids(source["document_id"], len(cleaned.kinds))
    repairs = repairs_table(cleaned, source["document_id"], ids, settings.context_characters)
    passages = _passages_table(source, cleaned, placed, ids, _Places.of(cleaned, blocks, source_text))
    labels = {row["heading"]: row["label_en"] for row in section_labels.to_pylist()}
    return Made(
        {
            "documents": tables.make("documents", [_document_row(source, cleaned, repairs)]),
            "sections": _sections_table(source, cleaned, placed, labels),
            "passages": passages,
            "repairs": repairs,
            "suspects": suspects_table(cleaned, repairs, passages, settings.context_characters),
            "unknown_characters": unknown_characters_table(
                cleaned.unknown, source["document_id"], passages, settings.context_characters
            ),
            "other_language_passages": _others_table(source, cleaned, blocks, source_text),
        }
    )


def _passage_ids(document_id: str, n: int) -> list[str]:
    """Ordinals from 1 with as many digits as they need, at least three."""
    ordinal = f"#%0{max(3, len(str(n)))}d"
    return [document_id + ordinal % order for order in range(1, n + 1)]


@dataclass(frozen=True)
class _Placed:
    """For each passage the ordinal of its section, and every section's heading; 0 stands before any heading."""

    orders: list[int]
    headings: list[str | None]


def _in_sections(cleaned: CleanText) -> _Placed:
    headings = [at for at, kind in enumerate(cleaned.kinds) if kind == HEADING]
    lengths = [stop - first for first, stop in pairwise([0, *headings, len(cleaned.kinds)])]
    orders = [order for order, length in enumerate(lengths) for _ in range(length)]
    return _Placed(orders, [None, *(cleaned.texts[at] for at in headings)])


@dataclass(frozen=True)
class _Places:
    """Where each passage begins and ends in the source text, and the page on which it begins."""

    starts: Positions
    ends: Positions
    pages: pa.Array

    @staticmethod
    def of(cleaned: CleanText, blocks: pa.Table, source_text: str) -> _Places:
        import numpy as np

        n, rewriting = len(cleaned.kinds), cleaned.rewriting
        last = np.maximum(cleaned.ends - 1, cleaned.starts)
        positions = rewriting.to_source(np.concatenate((cleaned.starts, last)), len(rewriting.steps))
        return _Places(positions[:n], positions[n:] + 1, _pages(blocks, source_text, positions[:n]))


def _pages(blocks: pa.Table, source_text: str, starts: Positions) -> pa.Array:
    """Page on which each passage begins: that of its block, and one more for each form feed before it in the block."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    first_pages = blocks["page"]
    if first_pages.null_count == len(first_pages):
        return pa.nulls(len(starts), pa.int64())
    block_starts = blocks["start"].to_numpy()
    form_feeds = np.asarray([match.start() for match in re.finditer("\f", source_text)], dtype=np.int64)
    block = block_starts.searchsorted(starts, side="right") - 1
    n_turned = form_feeds.searchsorted(starts) - form_feeds.searchsorted(block_starts[block])
    return pc.add(first_pages.take(pa.array(block)), pa.array(n_turned)).combine_chunks()


def _passages_table(source: Row, cleaned: CleanText, placed: _Placed, ids: list[str], places: _Places) -> pa.Table:
    import numpy as np

    n = len(ids)
    return tables.make(
        "passages",
        {
            "passage_id": ids,
            "edition": source["edition"],
            "document_id": source["document_id"],
            "section": [placed.headings[order] for order in placed.orders],
            "section_order": placed.orders,
            "kind": cleaned.kinds,
            "is_message": [kind in MESSAGE_KINDS for kind in cleaned.kinds],
            "order": np.arange(1, n + 1),
            "page": places.pages,
            "start": places.starts,
            "end": places.ends,
            "text": cleaned.texts,
            "original_text": cleaned.originals if any(cleaned.originals) else None,
        },
    )


def _others_table(source: Row, cleaned: CleanText, blocks: pa.Table, source_text: str) -> pa.Table:
    import numpy as np

    others, n = cleaned.others, len(cleaned.others)
    if not others:
        return tables.make("other_language_passages", [])
    starts = np.asarray([other.start for other in others], dtype=np.int64)
    last = starts + np.asarray([len(other.text) - 1 for other in others], dtype=np.int64)
    begins = cleaned.rewriting.to_source(starts, cleaned.n_steps_before_others)
    ends = cleaned.rewriting.to_source(last, cleaned.n_steps_before_others) + 1
    return tables.make(
        "other_language_passages",
        {
            "document_id": source["document_id"],
            "edition": source["edition"],
            "order": np.arange(1, n + 1),
            "page": _pages(blocks, source_text, begins),
            "start": begins,
            "end": ends,
            "language": [other.language for other in others],
            "text": [other.text for other in others],
        },
    )


def _document_row(source: Row, cleaned: CleanText, repairs: pa.Table) -> dict[str, Any]:
    title = next((text for kind, text in zip(cleaned.kinds, cleaned.texts, strict=True) if kind == TITLE), None)
    return {
        **{name: source[name] for name in _COPIED},
        "track": source["track_zh"],
        "title": source["title_zh"] or title or PurePosixPath(source["file"]).stem,
        "status": source["status"] or detect_status(cleaned.kinds, cleaned.texts),
        "script": cleaned.script,
        "source_file": source["file"],
        "n_passages": len(cleaned.kinds),
        "n_messages": sum(kind in MESSAGE_KINDS for kind in cleaned.kinds),
        "n_characters": sum(map(len, cleaned.texts)),
        "n_repairs": sum(len(step.edits) for step in cleaned.rewriting.steps),
        "n_suspects": repairs["status"].to_pylist().count(SUSPECTED) if cleaned.suspects else 0,
    }


def _sections_table(source: Row, cleaned: CleanText, placed: _Placed, labels: Mapping[str, str]) -> pa.Table:
    n_passages = Counter(placed.orders)
    n_messages = Counter(compress(placed.orders, (kind in MESSAGE_KINDS for kind in cleaned.kinds)))
    orders = sorted(n_passages)
    headings = [placed.headings[order] for order in orders]
    return tables.make(
        "sections",
        {
            "document_id": source["document_id"],
            "edition": source["edition"],
            "section_order": orders,
            "section": headings,
            "section_en": [labels.get(heading or "") for heading in headings],
            "n_passages": [n_passages[order] for order in orders],
            "n_messages": [n_messages[order] for order in orders],
        },
    )
