"""Corpora written down as tokens, with words that are typical of a group by design, and the stage run on them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import tables
from pipeline.columns.themes import CORE
from pipeline.keyness.stage import keyness
from pipeline.settings import KeynessSettings, KeywordsSettings
from pipeline.stages import Made
from pipeline.tables import Partitions, PartitionWriter
from tests.keywords.tokenised import Corpus, Passage, run_keywords, write_corpus

FILLER = [f"词语{number}" for number in range(40)]


def messages(n: int, section: int, seed: int, **planted: float) -> list[Passage]:
    """``n`` messages of forty words; a planted word stands in its share of them, twice in each."""
    rng = random.Random(seed)
    made = []
    for _ in range(n):
        words = rng.choices(FILLER, k=36)
        for word, share in planted.items():
            words += [word, word] if rng.random() < share else []
        rng.shuffle(words)
        made.append(Passage(" ".join(words), "bullet", section))
    return made


def run(
    folder: Path,
    corpus: Corpus,
    *,
    years: Mapping[str, int] | None = None,
    themes: Sequence[Mapping[str, Any]] = (),
    **settings: Any,
) -> Made:
    """The stage on a corpus; ``years`` by edition, else the first four digits of its id."""
    counted = run_keywords(folder / "keywords", corpus).tables
    written = write_corpus(folder, corpus)
    return keyness(
        **{"documents": _documents(folder, corpus, years or {}), **written},
        terms=counted["terms"],
        concepts=counted["concepts"],
        passage_themes=tables.make("passage_themes", [_placed(row) for row in themes]),
        stopwords=frozenset({"的"}),
        modals=frozenset({"必须"}),
        glosses={"甲": "first"},
        keywords_settings=KeywordsSettings(),
        settings=KeynessSettings(**settings),
    )


def _documents(folder: Path, corpus: Corpus, years: Mapping[str, int]) -> Partitions:
    files = {}
    for edition, documents in corpus.items():
        files[edition] = folder / "documents" / f"{edition}.parquet"
        writer = PartitionWriter("documents", files[edition])
        for name in sorted(documents):
            writer.write(tables.make("documents", [_document(edition, name, years.get(edition, int(edition[:4])))]))
        writer.close()
    return Partitions("documents", files)


def _document(edition: str, name: str, year: int) -> dict[str, Any]:
    counts = ("n_passages", "n_messages", "n_characters", "n_repairs", "n_suspects")
    return {
        "document_id": f"{edition}/{name}", "edition": edition, "year": year, "track": None, "track_en": None,
        "title": name, "title_en": None, "status": None, "language": "zh", "script": "Hans", "source_file": name,
        "sha256": "0" * 64, **dict.fromkeys(counts, 0),
    }  # fmt: skip


def _placed(row: Mapping[str, Any]) -> dict[str, Any]:
    plain = {
        "centrality_rank": 1,
        "similarity": 1.0,
        "membership": 1.0,
        "standing": CORE,
        "is_core": True,
        "x": 0.0,
        "y": 0.0,
    }
    return {**plain, **row}
