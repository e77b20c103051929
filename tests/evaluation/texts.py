"""Texts as the stages take them, without a corpus folder around them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline import tables
from pipeline.background.named import find_background
from pipeline.compounds.stage import compounds
from pipeline.corpus import Source
from pipeline.ingest.stage import ingest
from pipeline.keywords.roles import Roles
from pipeline.keywords.stage import keywords
from pipeline.keywords.wordings import Wordings
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import Correction, Lexicon
from pipeline.normalise.stage import normalise
from pipeline.segment.stage import segment
from pipeline.settings import Settings
from pipeline.stages import Made
from pipeline.themes.bags import Bag, Cut, Meaning, Units, number_units, text_bag
from pipeline.themes.fit import Text
from pipeline.themes.stage import read_text

SETTINGS = Settings()


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, without any overlay."""
    return load_lexicon(None)


def normalised(name: str, content: bytes, corrections: Sequence[Correction] = ()) -> Made:
    """A received file through ingest and normalise."""
    source = Source(f"evaluation/{name}", "evaluation", name, content, hashlib.sha256(content).hexdigest())
    read = ingest(source=source, settings=SETTINGS.ingest)
    return normalise(**read.tables, corrections=corrections, settings=SETTINGS.normalise)


def passages(texts: Sequence[str], edition: str = "evaluation", *, is_document_each: bool = False) -> Any:
    """Each text as one paragraph, as it is; of one document, or each of its own."""
    names = [f"{number:06d}" if is_document_each else "texts" for number in range(1, len(texts) + 1)]
    return passages_of(texts, names, edition)


def passages_of(texts: Sequence[str], documents: Sequence[str], edition: str = "evaluation") -> Any:
    """Each text as one paragraph, as it is, of the document named beside it; a document's texts stand together."""
    n = len(texts)
    documents = [f"{edition}/{name}" for name in documents]
    return tables.make(
        "passages",
        {
            "passage_id": [f"{document}#{number:06d}" for number, document in enumerate(documents, start=1)],
            "edition": [edition] * n,
            "document_id": documents,
            "section": [None] * n,
            "section_order": [0] * n,
            "kind": ["paragraph"] * n,
            "is_message": [True] * n,
            "order": list(range(1, n + 1)),
            "page": [None] * n,
            "start": [0] * n,
            "end": [len(text) for text in texts],
            "text": list(texts),
            "original_text": [None] * n,
        },
    )


def segmented(made_passages: Any) -> Made:
    """Passages through segment, with the shipped lexicon."""
    return segment(
        passages=made_passages, concepts=lexicon().concepts, terms=lexicon().terms, settings=SETTINGS.segment
    )


@contextmanager
def as_partitions(made_passages: Any) -> Iterator[dict[str, tables.Partitions]]:
    """Passages, tokens and vocabulary of one edition as a stage over the corpus is given them."""
    inputs = {"passages": made_passages, **segmented(made_passages).tables}
    edition = made_passages["edition"][0].as_py()
    with tempfile.TemporaryDirectory() as folder:
        yield {name: _as_partition(Path(folder), name, edition, table) for name, table in inputs.items()}


def _as_partition(folder: Path, name: str, edition: str, table: Any) -> tables.Partitions:
    path = folder / name / f"{edition}.parquet"
    writer = tables.PartitionWriter(name, path)
    writer.write(table)
    writer.close()
    return tables.Partitions(name, {edition: path})


def compounded(inputs: Mapping[str, tables.Partitions]) -> Made:
    """Passages, tokens and vocabulary through compounds, with the shipped lexicon."""
    return compounds(
        **inputs,
        concepts=lexicon().concepts,
        terms=lexicon().terms,
        stopwords=lexicon().stopwords,
        modals=lexicon().modals,
        settings=SETTINGS.compounds,
    )


def counted(made_passages: Any) -> Made:
    """Passages through compounds and keywords, with the shipped lexicon."""
    with as_partitions(made_passages) as inputs, tempfile.TemporaryDirectory() as folder:
        ((edition, spans),) = compounded(inputs).tables["compounds"].items()
        return keywords(
            **inputs,
            compounds=_as_partition(Path(folder), "compounds", edition, spans),
            concepts=lexicon().concepts,
            terms=lexicon().terms,
            not_nested=lexicon().not_nested,
            stopwords=lexicon().stopwords,
            modals=lexicon().modals,
            glosses=lexicon().glosses,
            background=find_background(SETTINGS.keywords.background, None).load(),
            settings=SETTINGS.keywords,
        )


def bag_of(texts: Sequence[str]) -> tuple[Bag, Units]:
    """Texts as the themes stage counts them, in their order here."""
    cut = cut_of(passages(texts))
    units = number_units([cut.vocabulary], meaning(), SETTINGS.themes)
    bag = text_bag([cut], units.number, len(units.labels))
    return bag.rows(np.argsort(bag.passage_ids)), units


def cut_of(made_passages: Any) -> Cut:
    """Passages of one edition with their tokens, cut with the shipped lexicon."""
    made = segmented(made_passages).tables
    return Cut(made_passages["edition"][0].as_py(), made_passages, made["tokens"], made["vocabulary"])


def themes_text(made_passages: Any) -> tuple[Units, Text]:
    """Passages of one edition as the themes stage counts them, under every choice."""
    return read_text([cut_of(made_passages)], meaning(), SETTINGS.segment, SETTINGS.themes)


def meaning() -> Meaning:
    """What terms count as by the shipped lexicon."""
    own = SETTINGS.keywords
    roles = Roles(lexicon().stopwords, lexicon().modals, own.min_term_characters, own.min_latin_characters)
    return Meaning(Wordings(lexicon().concepts), roles, lexicon().glosses)


def token_texts(texts: Sequence[str]) -> list[list[str]]:
    """Our tokens of each text."""
    made = segmented(passages(texts)).tables
    vocabulary = made["vocabulary"].column("text").to_pylist()
    numbers: dict[str, list[str]] = {}
    tokens = made["tokens"]
    for passage_id, term in zip(tokens["passage_id"].to_pylist(), tokens["term"].to_pylist(), strict=True):
        numbers.setdefault(passage_id, []).append(vocabulary[term])
    return [numbers.get(f"evaluation/texts#{number:06d}", []) for number in range(1, len(texts) + 1)]
