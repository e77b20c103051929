"""Passages as tables, cut by hand or by the segmenter, with a lexicon of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.lexicon.entries import list_entries
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.model import Concept, Term
from pipeline.segment.engine import load_engine
from pipeline.segment.kinds import kind_of
from pipeline.segment.stage import segment
from pipeline.settings import SegmentSettings, TerminologySettings
from pipeline.terminology.audit import audit_lexicon
from pipeline.terminology.occurrences import OUTCOMES, Document, find_occurrences, read_documents
from tests.evaluation.texts import passages

CHINESE = "人权 网络 网络安全 印度 治理 互联网治理 互联网治理论坛 和平 协商 协商协商 主权 数据 数据治理 新兴技术"
WORDINGS = [*CHINESE.split(), "AI", "IGF", "WSIS+20", "Web 3.0", ".中国"]
SEGMENT = SegmentSettings()
NOTHING = dict.fromkeys(TABLES["tokens"].column_names, 0) | {"is_apposition": False}
"""A token's columns that are of no account here."""


def terms(wordings: Sequence[str] = WORDINGS) -> tuple[Term, ...]:
    return tuple(Term(text) for text in sorted(wordings))


def cut_by_hand(*texts: str) -> Document:
    """Each text is a message whose tokens stand between strokes: 个人|权益."""
    cut = [text.split("|") for text in texts]
    vocabulary = sorted({token for tokens in cut for token in tokens})
    document_id = "evaluation/texts"
    token_rows = [
        {
            "document_id": document_id,
            "passage_id": f"{document_id}#{number:06d}",
            "start": sum(map(len, tokens[:at])),
            "end": sum(map(len, tokens[: at + 1])),
            "term": vocabulary.index(token),
        }
        for number, tokens in enumerate(cut, start=1)
        for at, token in enumerate(tokens)
    ]
    vocabulary_rows = [
        {"document_id": document_id, "term": number, "text": text, "kind": kind_of(text), "concept": None}
        for number, text in enumerate(vocabulary)
    ]
    (document,) = read_documents(
        passages(["".join(tokens) for tokens in cut]),
        tables.make("tokens", [{**NOTHING, **row} for row in token_rows]),
        tables.make("vocabulary", vocabulary_rows),
    )
    return document


def cut_by_segmenter(*texts: str) -> Document:
    made = passages(texts)
    cut = segment(passages=made, concepts=(), terms=terms(), settings=SEGMENT).tables
    (document,) = read_documents(made, cut["tokens"], cut["vocabulary"])
    return document


def outcomes(document: Document, wordings: Sequence[str] = WORDINGS) -> Iterator[tuple[str, str, str]]:
    """Each occurrence as wording, outcome and the tokens that it touches."""
    found = find_occurrences(document, Matcher(wordings), {text: at for at, text in enumerate(wordings)})
    for entry, outcome, first, last in zip(found.entry, found.outcome, found.first, found.last, strict=True):
        touched = [document.texts[term] for term in document.term[first : last + 1]]
        yield wordings[entry], OUTCOMES[outcome], "|".join(touched)


def audited(
    folder: Path,
    texts: Sequence[str],
    concepts: tuple[Concept, ...] = (),
    given: tuple[Term, ...] | None = None,
    **settings: int,
) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The audit by wording and the crossings, of texts that the segmenter cuts with the same lexicon."""
    own_terms = terms() if given is None else given
    entries = list_entries(concepts, own_terms)
    made = passages(texts)
    cut = segment(passages=made, concepts=concepts, terms=own_terms, settings=SEGMENT).tables
    audit = audit_lexicon(
        **_partitions(folder, {"passages": made, **cut}),
        entries=entries,
        dictionary=load_engine(((entry.text, entry.frequency) for entry in entries), SEGMENT),
        settings=TerminologySettings(**settings),
    )
    (crossings,) = audit.crossings.values()
    return {row["term"]: row for row in audit.wordings.to_pylist()}, crossings.to_pylist()


def _partitions(folder: Path, made: dict[str, Any]) -> dict[str, tables.Partitions]:
    paths = {name: folder / name / "evaluation.parquet" for name in made}
    for name, path in paths.items():
        writer = tables.PartitionWriter(name, path)
        writer.write(made[name])
        writer.close()
    return {name: tables.Partitions(name, {"evaluation": path}) for name, path in paths.items()}
