"""Authors' keywords that plain jieba splits, found among the proposed new terms, beside frequent n-grams.

The candidates are those that the stage proposes with the shipped settings and lexicon, every abstract a document of its
own. The settings were chosen on the even rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.characters import HAN
from pipeline.lexicon.dictionary import load_tokenizer
from pipeline.segment.kinds import kind_of
from tests.evaluation.keywords import read_abstracts
from tests.evaluation.texts import as_partitions, compounded, passages

FIRST = (100, 250, 500, 1000)
LONGEST = 4  # words of an n-gram of the baseline: with up to five its best F1 is no higher
_CHINESE = re.compile(rf"[{HAN}]")


class Found(NamedTuple):
    """How many are right of the first so many."""

    n: int
    n_right: int
    n_wanted: int

    @property
    def f1(self) -> float:
        return 2 * self.n_right / (self.n + self.n_wanted)

    def __str__(self) -> str:
        return (
            f"recall {self.n_right / self.n_wanted:.3f}, precision {self.n_right / self.n:.3f}, F1 {self.f1:.3f} "
            f"({self.n:,})"
        )


def measure(data: Path) -> Iterator[str]:
    texts, keywords = read_abstracts(data)
    for name, rows in (("odd rows", slice(0, None, 2)), ("even rows", slice(1, None, 2)), ("all rows", slice(None))):
        yield from _compared(name, texts[rows], keywords[rows])


def _compared(name: str, texts: Sequence[str], keywords: Sequence[Collection[str]]) -> Iterator[str]:
    wanted = split_keywords(texts, keywords)
    here, frequent = candidates(texts), frequent_ngrams(texts)
    ours, best = first(here, wanted, len(here)), best_cutoff(frequent, wanted)
    same = first(frequent, wanted, len(here))
    twice = sum(sum(text.count(keyword) for text in texts) > 1 for keyword in wanted)
    in_one = sum(any(text.count(keyword) > 1 for text in texts) for keyword in wanted)
    yield (
        f"{name}: {len(wanted):,} keywords that plain jieba splits; {twice / len(wanted):.2f} of them stand there "
        f"twice, {in_one / len(wanted):.2f} in one abstract"
    )
    yield f"  here: {ours}"
    yield f"  frequent n-grams, best cutoff: {best}; {ours.f1 / best.f1:.2f} times its F1"
    yield f"  frequent n-grams, as many: {same}; {ours.f1 / same.f1:.2f} times its F1"
    for who, ranked in (("here", here), ("frequent n-grams", frequent)):
        cut = (first(ranked, wanted, n) for n in FIRST if n <= len(ranked))
        yield f"  precision, {who}: " + ", ".join(f"{each.n_right / each.n:.2f} of {each.n}" for each in cut)


def split_keywords(texts: Sequence[str], keywords: Sequence[Collection[str]]) -> set[str]:
    """Keywords with Chinese characters and no blank that occur in their own text and that plain jieba splits."""
    cut = load_tokenizer().cut
    return {
        keyword
        for text, of_text in zip(texts, keywords, strict=True)
        for keyword in of_text
        if keyword in text and _CHINESE.search(keyword) and " " not in keyword and len(list(cut(keyword))) > 1
    }


def candidates(texts: Sequence[str]) -> list[str]:
    """The new terms that the stage proposes, best first."""
    with as_partitions(passages(texts, is_document_each=True)) as inputs:
        terms: list[str] = compounded(inputs).tables["term_candidates"]["term"].to_pylist()
    return terms


def frequent_ngrams(texts: Sequence[str]) -> list[str]:
    """Two to four adjacent words of plain jieba, not across punctuation or numbers, by falling frequency, then text."""
    counts: Counter[str] = Counter()
    for text in texts:
        run: list[str] = []
        for token in (*load_tokenizer().cut(text), "。"):
            if kind_of(token) in {"word", "latin"}:
                run.append(token)
                continue
            counts.update(
                "".join(run[begin : begin + length])
                for length in range(2, LONGEST + 1)
                for begin in range(len(run) - length + 1)
            )
            run = []
    return sorted(counts, key=lambda ngram: (-counts[ngram], ngram))


def first(ranked: Sequence[str], wanted: Collection[str], n: int) -> Found:
    return Found(n, sum(term in wanted for term in ranked[:n]), len(wanted))


def best_cutoff(ranked: Sequence[str], wanted: Collection[str]) -> Found:
    """The cutoff of the highest F1, chosen with the answers at hand."""
    best, n_right = Found(1, 0, len(wanted)), 0
    for n, term in enumerate(ranked, start=1):
        n_right += term in wanted
        best = max(best, Found(n, n_right, len(wanted)), key=lambda found: found.f1)
    return best
