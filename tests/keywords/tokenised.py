"""Builds the tables that the keywords stage reads from lists of tokenised passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline import tables
from pipeline.background.model import Background
from pipeline.compounds.stage import compounds
from pipeline.keywords.stage import keywords
from pipeline.lexicon.model import Concept, NestingRule, Term, Variant
from pipeline.settings import CompoundsSettings, KeywordsSettings
from pipeline.stages import Made
from pipeline.tables import Partitions, PartitionWriter


class Passage(NamedTuple):
    """Tokens separated by single blanks; a token in ``~ ~`` is a repeat in brackets. Kind and section are optional."""

    tokens: str
    kind: str = "bullet"
    section: int = 0


STAKEHOLDER = Concept(
    "stakeholder",
    "利益相关者",
    "stakeholder",
    "actor",
    (
        Variant("利益相关者", "label"),
        Variant("利益攸关方", "same"),
        Variant("SH", "abbreviation"),
        Variant("相关人员", "near"),
    ),
)
MULTISTAKEHOLDER = Concept(
    "multistakeholder",
    "多利益相关者",
    "multistakeholder",
    "principle",
    (Variant("多利益相关者", "label"), Variant("多利益攸关方", "same")),
)
CONCEPTS = (STAKEHOLDER, MULTISTAKEHOLDER)
NEWS = Background("news", {"治理": 50, "参与": 100, "的": 5000, "利益攸关方": 1, "sh": 3}, 10_000, "an invented one")

Corpus = Mapping[str, Mapping[str, Sequence[Passage]]]
"""Edition → document → passages."""


CORPUS_OF_FIVE: Corpus = {
    "2018": {
        "a": [
            Passage("数字鸿沟", "heading", 1),
            Passage("治理 的 治理 ， 参与", "bullet", 1),
            Passage("利益攸关方 参与 治理", "bullet", 1),
            Passage("SH （ ~SH~ ） 参与 2018 数字鸿沟", "bullet", 2),
        ],
        "b": [Passage("治理 利益相关者 参与"), Passage("治理 的 数字鸿沟")],
    }
}
"""Five messages, just enough to be ranked."""


def kind_of(text: str) -> str:
    if text in "，。（）":
        return "punctuation"
    if text.isdecimal():
        return "number"
    if "@" in text:
        return "address"
    return "latin" if text.isascii() else "word"


def _document(edition: str, name: str, passages: Sequence[Passage], claimed: Mapping[str, str]) -> dict[str, Any]:
    document_id = f"{edition}/{name}"
    split = [[(token.strip("~"), "~" in token) for token in one.tokens.split()] for one in passages]
    texts = sorted({text for tokens in split for text, _ in tokens})
    rows: dict[str, list[dict[str, Any]]] = {"passages": [], "tokens": [], "vocabulary": []}
    for order, (one, tokens) in enumerate(zip(passages, split, strict=True), start=1):
        passage_id, place = f"{document_id}#{order:03d}", 0
        for text, is_apposition in tokens:
            rows["tokens"].append(
                {
                    "document_id": document_id,
                    "passage_id": passage_id,
                    "start": place,
                    "end": place + len(text),
                    "term": texts.index(text),
                    "is_apposition": is_apposition,
                    "sentence": 0,
                }
            )
            place += len(text)
        rows["passages"].append(
            {
                "passage_id": passage_id,
                "edition": edition,
                "document_id": document_id,
                "section": f"第{one.section}节" if one.section else None,
                "section_order": one.section,
                "kind": one.kind,
                "is_message": one.kind in {"paragraph", "bullet"},
                "order": order,
                "page": None,
                "start": 0,
                "end": place,
                "text": "".join(text for text, _ in tokens),
                "original_text": None,
            }
        )
    for number, text in enumerate(texts):
        rows["vocabulary"].append(
            {
                "document_id": document_id,
                "term": number,
                "text": text,
                "kind": kind_of(text),
                "concept": claimed.get(text),
            }
        )
    return rows


def write_corpus(folder: Path, corpus: Corpus, concepts: Sequence[Concept] = CONCEPTS) -> dict[str, Partitions]:
    """The three tables as files, one row group a document, as the pipeline writes them."""
    claimed = {variant.text: concept.id for concept in concepts for variant in concept.variants}
    files: dict[str, dict[str, Path]] = {"passages": {}, "tokens": {}, "vocabulary": {}}
    for edition, documents in corpus.items():
        made = [_document(edition, name, documents[name], claimed) for name in sorted(documents)]
        for table, paths in files.items():
            paths[edition] = folder / table / f"{edition}.parquet"
            writer = PartitionWriter(table, paths[edition])
            for rows in made:
                writer.write(tables.make(table, rows[table]))
            writer.close()
    return {table: Partitions(table, paths) for table, paths in files.items()}


def find_compounds(folder: Path, written: Mapping[str, Partitions], **settings: Any) -> Partitions:
    """The stage's candidate compounds of a written corpus, written beside it; no concept, term or list."""
    made = compounds(
        **written, concepts=(), terms=(), stopwords=(), modals=(), settings=CompoundsSettings(**settings)
    ).tables["compounds"]
    assert isinstance(made, Mapping)
    paths = {edition: folder / "compounds" / f"{edition}.parquet" for edition in made}
    for edition, spans in made.items():
        writer = PartitionWriter("compounds", paths[edition])
        writer.write(spans)
        writer.close()
    return Partitions("compounds", paths)


def run_keywords(
    folder: Path,
    corpus: Corpus,
    *,
    concepts: tuple[Concept, ...] = CONCEPTS,
    terms: tuple[Term, ...] = (),
    not_nested: tuple[NestingRule, ...] = (),
    stopwords: frozenset[str] = frozenset({"的"}),
    modals: frozenset[str] = frozenset({"必须"}),
    glosses: Mapping[str, str] = MappingProxyType({}),
    background: Background = NEWS,
    with_compounds: bool = False,
    **settings: Any,
) -> Made:
    """Run the stage on a corpus written down as tokens; without compounds, unless they are asked for."""
    written = write_corpus(folder, corpus, concepts)
    return keywords(
        **written,
        compounds=find_compounds(folder, written) if with_compounds else Partitions("compounds", {}),
        concepts=concepts,
        terms=terms,
        not_nested=not_nested,
        stopwords=stopwords,
        modals=modals,
        glosses=glosses,
        background=background,
        settings=KeywordsSettings(**settings),
    )


def rows(table: Any) -> list[dict[str, Any]]:
    """A table, or a partitioned one's editions, as rows."""
    parts = table.values() if isinstance(table, Mapping) else [table]
    return [row for part in parts for row in part.to_pylist()]
