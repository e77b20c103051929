"""Small tables that nobody's text stands in, as the stages before the report would make them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.run_identity import RunIdentity
from pipeline.settings import Settings
from pipeline.stages import stage_named

if TYPE_CHECKING:
    import pyarrow as pa

Rows = list[dict[str, Any]]

RUN = RunIdentity("0123456789abcdef" * 4, "1.2.3", {"jieba": "0.42.1", "python": "3.11.2"})

DEFAULTS: dict[str, dict[str, Any]] = {
    "sources": {
        "year": 2030, "edition_title_zh": "样例消息", "edition_title_en": "Sample messages", "is_declared": True,
        "title_zh": None, "title_en": None, "track_zh": None, "track_en": None, "status": None,
        "language_stated": None, "source": None, "received": None, "licence": None, "sha256": "0" * 64, "n_bytes": 9,
        "format": "text", "encoding": "utf-8", "n_characters": 9, "reading": "read", "reason": None,
    },
    "documents": {
        "year": 2030, "track": "数据", "track_en": "Data", "title": "样例", "title_en": "Sample", "status": "draft",
        "language": "zh", "script": "Hans", "sha256": "0" * 64, "n_characters": 100, "n_repairs": 4, "n_suspects": 0,
    },
    "sections": {"section_en": None},
    "passages": {"section": "数据治理", "section_order": 1, "page": None, "start": 0, "end": 9},
    "repairs": {"rule": "radicals", "context": "互联网", "status": "applied", "step": 1, "position": 0, "offset": 0},
}  # fmt: skip


_READ = stage_named("report").reads
_PLAIN = {"string": "", "int64": 0, "int32": 0, "float64": 0.0, "bool": False}


def made(name: str, rows: Rows) -> pa.Table:
    """A table of rows that may leave columns out; those are null or nothing, so that a new column breaks no test."""
    return tables.make(name, [_complete(name, row) for row in rows])


def _complete(name: str, row: dict[str, Any]) -> dict[str, Any]:
    columns = TABLES[name].columns
    return {column.name: None if column.nullable else _PLAIN.get(column.type, "") for column in columns} | row


class Edition:
    """One edition with one document; ``text`` is a list of (kind, text), tokens are cut at ``/``."""

    def __init__(self, edition: str, text: list[tuple[str, str]], **document: Any) -> None:
        self.edition = edition
        self.document_id = f"{edition}/sample"
        self.text = text
        self.document = document

    def rows(self) -> dict[str, Rows]:
        nothing: dict[str, Rows] = {name: [] for name in _READ if TABLES[name].is_partitioned}
        passages = [self._passage(order, *block) for order, block in enumerate(self.text, start=1)]
        n_messages = sum(row["is_message"] for row in passages)
        ids = {"document_id": self.document_id, "edition": self.edition}
        file = {"source_file": f"{self.edition}/sample.txt", "n_passages": len(passages), "n_messages": n_messages}
        section = {"section_order": 1, "section": "数据治理", "n_passages": len(passages), "n_messages": n_messages}
        tokens, vocabulary = self._tokens()
        year = {"year": int(self.edition[:4])}
        return nothing | {
            "sources": [{**DEFAULTS["sources"], **ids, **year, "file": file["source_file"]}],
            "documents": [{**DEFAULTS["documents"], **ids, **year, **file, **self.document}],
            "sections": [{**DEFAULTS["sections"], **ids, **section}],
            "passages": passages,
            "tokens": tokens,
            "vocabulary": vocabulary,
        }

    def passage_id(self, order: int) -> str:
        return f"{self.document_id}#{order:03}"

    def _passage(self, order: int, kind: str, text: str) -> dict[str, Any]:
        return {
            **DEFAULTS["passages"],
            "passage_id": self.passage_id(order),
            "edition": self.edition,
            "document_id": self.document_id,
            "kind": kind,
            "is_message": kind in {"paragraph", "bullet"},
            "order": order,
            "text": text.replace("/", ""),
        }

    def _tokens(self) -> tuple[Rows, Rows]:
        words = sorted({word for _, text in self.text for word in text.split("/") if word})
        tokens: Rows = []
        for order, (_, text) in enumerate(self.text, start=1):
            start = 0
            for word in filter(None, text.split("/")):
                place = {
                    "start": start,
                    "end": start + len(word),
                    "term": words.index(word),
                    "is_apposition": False,
                    "sentence": 0,
                }
                tokens.append({"document_id": self.document_id, "passage_id": self.passage_id(order), **place})
                start += len(word)
        vocabulary = [
            {"document_id": self.document_id, "term": number, "text": word, "kind": "word", "concept": None}
            for number, word in enumerate(words)
        ]
        return tokens, vocabulary


def repair(edition: Edition, before: str, after: str, order: int | None, **columns: Any) -> dict[str, Any]:
    """A row of repairs."""
    passage_id = None if order is None else edition.passage_id(order)
    ids = {"document_id": edition.document_id, "passage_id": passage_id}
    return {**DEFAULTS["repairs"], **ids, "before": before, "after": after, **columns}


def mention(
    edition: Edition, concept: str, term: str, order: int, form: str = "own", inside: str = ""
) -> dict[str, Any]:
    """A row of mentions in a message; ``start`` is made up from the number of the passage."""
    return {
        "concept": concept, "document_id": edition.document_id, "passage_id": edition.passage_id(order),
        "is_message": True, "start": 0, "end": len(term), "term": term, "form": form, "inside": inside or term,
    }  # fmt: skip


def concept(concept_id: str, zh: str, en: str, kind: str = "actor") -> dict[str, Any]:
    """A row of concepts; its counts are those of the corpus, which the report does not show."""
    counts = [column.name for column in TABLES["concepts"].columns if column.name.startswith("n_")]
    return {"concept": concept_id, "label_zh": zh, "label_en": en, "kind": kind, **dict.fromkeys(counts, 0)}


def variant(edition: Edition, concept_id: str, term: str, n_own: int, relation: str = "same") -> dict[str, Any]:
    """A row of variants."""
    counts = {"n_own": n_own, "n_nested": 0, "n_messages": n_own}
    return {"edition": edition.edition, "concept": concept_id, "term": term, "relation": relation, **counts}


def keyword(edition: Edition, rank: int, term: str, **columns: Any) -> dict[str, Any]:
    """A row of keywords."""
    return {
        "scope_kind": "edition", "scope": edition.edition, "edition": edition.edition, "unit": "message",
        "level": "concept", "state": "ranked", "rank": rank, "rank_low": 1, "rank_high": rank + 2,
        "resampling_unit": "message", "n_resampling_units": 2, "n_resamples": 500, "interval_level": 0.95,
        "term": term, "kind": "term", "concept": None, "label_en": None, "label_en_source": None,
        "concept_counts": "own",
        "count": 1, "n_messages_in_scope": 1, "n_scope": 2, "document_frequency": 1, "n_messages_edition": 2,
        "length_weight": 1.0, "tfidf": 1.5, "stands_for": None, **columns,
    }  # fmt: skip


class Received:
    """All tables that the report reads, ready to be changed before they are made."""

    def __init__(self, *editions: Edition) -> None:
        self.parts = {edition.edition: edition.rows() for edition in editions}
        self.modal_classes: dict[str, str] = {}
        self.whole: dict[str, Rows] = {name: [] for name in _READ if not TABLES[name].is_partitioned}

    def tables(self, folder: Path) -> dict[str, Any]:
        """The tables; partitioned ones are written to ``folder``."""
        ready: dict[str, Any] = {name: made(name, rows) for name, rows in self.whole.items()}
        names = next(iter(self.parts.values()))
        for name in names:
            files = {
                edition: _written(name, rows[name], folder / name / edition) for edition, rows in self.parts.items()
            }
            ready[name] = tables.Partitions(name, files)
        return ready

    def report(self, folder: Path, settings: Settings | None = None) -> tuple[pa.Table, dict[str, bytes]]:
        """The findings and the files that the stage makes, whole."""
        from pipeline.report.stage import report

        lexicon = {"lexicon_theme_names": (), "modal_classes": self.modal_classes}
        result = report(**self.tables(folder), **lexicon, run=RUN, settings=settings or Settings())
        files = {path: part if isinstance(part, bytes) else b"".join(part) for path, part in result.files}
        return result.tables["findings"], files


def _written(name: str, rows: Rows, file: Path) -> Path:
    writer = tables.PartitionWriter(name, file)
    for document in sorted({row["document_id"] for row in rows}):
        writer.write(made(name, [row for row in rows if row["document_id"] == document]))
    writer.close()
    return file


def chapter(html: str, name: str) -> str:
    """One chapter of the page."""
    start = html.index(f'<section class="chapter" id="{name}">')
    following = html.find('<section class="chapter"', start + 1)
    return html[start : following if following > 0 else html.index("</main>")]


def part(html: str, name: str, scope: str = "2030-sample") -> str:
    """One part of a chapter, which starts with its heading; ``scope`` is its edition, or its chapter."""
    start = html.index(f'<h3 id="{scope}-{name}">')
    return html[start : html.index("</section>", start)]


def stakeholders(edition: Edition) -> Mapping[str, Rows]:
    """Whole tables for an edition whose messages 2 and 3 say 利益相关者 twice and 涉众 once, IGF once."""
    return {
        "concepts": [
            concept("stakeholder", "利益相关者", "stakeholder"),
            concept("igf", "互联网治理论坛", "IGF", "body"),
        ],
        "variants": [
            variant(edition, "stakeholder", "利益相关者", 2, "label"),
            variant(edition, "stakeholder", "涉众", 1),
            variant(edition, "igf", "IGF", 1, "abbreviation"),
        ],
        "keywords": [
            keyword(edition, 1, "利益相关者", concept="stakeholder", label_en="stakeholder", label_en_source="lexicon"),
            keyword(edition, 2, "数据", label_en="data", label_en_source="CC-CEDICT"),
            keyword(edition, 1, "数据", level="term"),
        ],
    }


@pytest.fixture
def real_font() -> None:
    """Asked for by a test that looks at the font of a page."""


@pytest.fixture(autouse=True)
def _quick_font(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cutting a font takes longer than all the rest of a small report."""
    if "real_font" not in request.fixturenames:
        monkeypatch.setattr("pipeline.report.font.font_subset", lambda _text: b"")


@pytest.fixture
def edition() -> Edition:
    return Edition(
        "2030-sample",
        [
            ("title", "样例"),
            ("paragraph", "利益相关者/和/涉众/用/数据"),
            ("bullet", "IGF/的/利益相关者"),
            ("note", "这是初步草案"),
        ],
    )


@pytest.fixture
def received(edition: Edition) -> Received:
    sample = Received(edition)
    sample.whole.update(stakeholders(edition))
    sample.parts[edition.edition]["mentions"] = [
        mention(edition, "stakeholder", "利益相关者", 2),
        {**mention(edition, "stakeholder", "涉众", 2), "start": 6, "end": 8},
        mention(edition, "stakeholder", "利益相关者", 3),
        {**mention(edition, "igf", "IGF", 3), "start": 9, "end": 12},
    ]
    sample.parts[edition.edition]["repairs"] = [
        repair(edition, "\N{KANGXI RADICAL BODY}", "身", 2),
        repair(edition, "\n", "", None, rule="line_ends", position=1),
    ]
    return sample
