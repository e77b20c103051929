"""Messages written down as words, as the stage sees them, and the stage run on a corpus of such messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline import tables
from pipeline.collocations.message_words import MessageWords
from pipeline.collocations.stage import collocations
from pipeline.columns import TABLES
from pipeline.keywords.counts import Passages, Vocabulary
from pipeline.keywords.units import CONCEPT, TERM, Units
from pipeline.lexicon.model import Concept, Term
from pipeline.settings import CollocationsSettings, KeywordsSettings
from pipeline.tables import Partitions, PartitionWriter
from tests.keywords.tokenised import CONCEPTS, Corpus, run_keywords, write_corpus

FUNCTION_WORDS = ("的", "和", "在")
STOPWORDS = frozenset(FUNCTION_WORDS)


def message_words(messages: Sequence[str]) -> MessageWords:
    """Words separated by blanks, sentences by 。; every word but 的, 和 and 在 is a unit of its own name."""
    rows: list[tuple[int, int, int, str]] = []
    sentence = -1
    for message, text in enumerate(messages):
        place = 0
        for part in text.split("。"):
            words = part.split()
            sentence += bool(words)
            for word in words:
                rows.append((message, sentence, place, word))
                place += len(word)
    texts = sorted({word for *_, word in rows})
    names = [text for text in texts if text not in FUNCTION_WORDS]
    numbers = {name: number for number, name in enumerate(names)}
    n = len(messages)
    return MessageWords(
        edition="2030-sample",
        passages=Passages(
            "2030-sample",
            pa.array([f"2030-sample/a#{number:03d}" for number in range(1, n + 1)]),
            ["2030-sample/a"],
            np.zeros(n, dtype=np.int64),
            np.zeros(n, dtype=np.int64),
            np.ones(n, dtype=bool),
        ),
        vocabulary=Vocabulary(texts, ["word"] * len(texts), [None] * len(texts)),
        roles=["stopword" if text in FUNCTION_WORDS else "content" for text in texts],
        units=Units(
            CONCEPT,
            names,
            [TERM] * len(names),
            [None] * len(names),
            np.array([numbers.get(text, -1) for text in texts], dtype=np.int64),
            np.empty(0, dtype=np.int64),
        ),
        message=np.array([row[0] for row in rows], dtype=np.int64),
        sentence=np.array([row[1] for row in rows], dtype=np.int64),
        start=np.array([row[2] for row in rows], dtype=np.int32),
        end=np.array([row[2] + len(row[3]) for row in rows], dtype=np.int32),
        term=np.array([texts.index(row[3]) for row in rows], dtype=np.int32),
    )


def run_collocations(
    folder: Path,
    corpus: Corpus,
    *,
    concepts: tuple[Concept, ...] = CONCEPTS,
    terms: tuple[Term, ...] = (),
    prefixes: frozenset[str] = frozenset({"网络", "数字"}),
    **settings: Any,
) -> dict[str, Any]:
    """The stage's tables by name, as rows."""
    counted = run_keywords(folder, corpus, concepts=concepts, terms=terms, stopwords=STOPWORDS, modals=frozenset())
    written = write_corpus(folder, corpus, concepts)
    made = collocations(
        documents=_partitions("documents", _documents(written["passages"]), folder),
        **written,
        terms=counted.tables["terms"],
        concepts=counted.tables["concepts"],
        mentions=_partitions("mentions", counted.tables["mentions"], folder),
        lexicon_concepts=concepts,
        lexicon_terms=terms,
        stopwords=STOPWORDS,
        modals=frozenset(),
        prefixes=prefixes,
        glosses={},
        keywords_settings=KeywordsSettings(),
        settings=CollocationsSettings(**settings),
    )
    for name, table in made.tables.items():
        tables.check(name, table)
    return {name: table.to_pylist() for name, table in made.tables.items()}


def _documents(passages: Partitions) -> dict[str, pa.Table]:
    """A row a document of each edition, its year the first four digits of the edition."""
    made = {}
    for edition, rows in passages:
        n_messages = sum(rows.column("is_message").to_pylist())
        row: dict[str, Any] = {
            column.name: None if column.nullable else 0 if column.type == "int64" else "x"
            for column in TABLES["documents"].columns
        }
        row |= {"document_id": f"{edition}/a", "edition": edition, "year": int(edition[:4]), "n_messages": n_messages}
        made[edition] = tables.make("documents", [row])
    return made


def _partitions(name: str, editions: Any, folder: Path) -> Partitions:
    files = {edition: folder / name / f"{edition}.parquet" for edition in editions}
    for edition, table in editions.items():
        writer = PartitionWriter(name, files[edition])
        writer.write(table)
        writer.close()
    return Partitions(name, files)
