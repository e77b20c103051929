"""Authors' keywords of 1,000 abstracts found among the first five, exact match, beside jieba.analyse."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.lexicon.dictionary import load_tokenizer
from tests.evaluation.texts import counted, passages

TOP = 5


def measure(data: Path) -> Iterator[str]:
    by_tfidf, by_rank = _of_jieba()
    texts, wanted = read_abstracts(data)
    rankings: dict[str, Callable[[], list[list[str]]]] = {
        "jieba.analyse TF-IDF": lambda: [by_tfidf.extract_tags(text, topK=TOP) for text in texts],
        "jieba.analyse TextRank": lambda: [by_rank.textrank(text, topK=TOP) for text in texts],
        "here": lambda: ours(texts),
    }
    for name, rank in rankings.items():
        found = rank()
        odd, even = (f1(found[start::2], wanted[start::2]) for start in (0, 1))
        every = f1(found, wanted)
        yield f"{name}: F1 at {TOP} {every:.3f}  ({len(texts)} abstracts; odd rows {odd:.3f}, even {even:.3f})"


def _of_jieba() -> tuple[Any, Any]:
    """jieba's two rankings with their defaults, on its packaged dictionary without the shared cache file."""
    from jieba.analyse import TFIDF, TextRank
    from jieba.posseg import POSTokenizer

    by_tfidf, by_rank = TFIDF(), TextRank()
    by_tfidf.tokenizer = load_tokenizer()
    by_rank.tokenizer = by_rank.postokenizer = POSTokenizer(load_tokenizer())
    return by_tfidf, by_rank


def read_abstracts(data: Path) -> tuple[list[str], list[set[str]]]:
    """Texts and their authors' keywords."""
    with (data / "keywords-csl/kg_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 3]
    return [row[1] for row in rows], [set(row[2].split("_")) for row in rows]


def ours(texts: list[str]) -> list[list[str]]:
    """The first keywords of each text as the stage ranks passages; document frequencies over the texts at hand.

    Each text is a document of its own, so that what one of them repeats is what one author repeats.
    """
    made = passages(texts, is_document_each=True)
    first: dict[str, list[str]] = {passage_id: [] for passage_id in made["passage_id"].to_pylist()}
    for ranked in counted(made).tables["passage_keywords"].values():
        for row in ranked.to_pylist():
            if row["rank"] <= TOP:
                first[row["passage_id"]].append(row["term"])
    return list(first.values())


def f1(found: list[list[str]], wanted: list[set[str]]) -> float:
    """Harmonic mean of precision and recall over all texts together."""
    hits = sum(len(set(terms) & truth) for terms, truth in zip(found, wanted, strict=True))
    n_found, n_wanted = sum(map(len, found)), sum(map(len, wanted))
    return 2 * hits / (n_found + n_wanted)
