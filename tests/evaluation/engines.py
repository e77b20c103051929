"""Whether the engine in Rust gives jieba's words, and whole documents the tokens of their sentences one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.lexicon.match import Matcher
from pipeline.segment.engine import Engine
from pipeline.segment.jieba_engine import JiebaEngine
from pipeline.segment.lexicon_engine import lexicon_words
from pipeline.segment.rjieba_engine import RjiebaEngine
from pipeline.segment.spans import Segmenter
from pipeline.segment.whole import WholeSegmenter
from tests.benchmarks.laws import read_laws
from tests.evaluation.texts import SETTINGS, lexicon

_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")
_AT_ONCE = 2000


def measure(data: Path) -> Iterator[str]:
    reports = sorted((data / "government-work-reports").glob("*.txt"))
    documents = [*read_laws(data), *(file.read_bytes() for file in reports)]
    sentences = sorted({sentence for document in documents for sentence in _sentences(document)})
    n_characters = sum(map(len, sentences))
    yield f"{len(sentences):,} different sentences of {n_characters:,} characters, laws and {len(reports)} work reports"
    words = lexicon_words(lexicon().concepts, lexicon().terms)
    yield f"words that differ from jieba's, without the lexicon: {_different(sentences, {})} sentences"
    yield f"words that differ from jieba's, with the lexicon: {_different(sentences, words)} sentences"
    yield f"tokens that differ from those of a sentence by itself: {_different_together(sentences, words)} sentences"


def _sentences(document: bytes) -> Iterable[str]:
    return filter(str.strip, _SENTENCE.findall(document.decode("utf-8", "replace")))


def _different(sentences: list[str], words: Mapping[str, int | None]) -> int:
    reference, ours = (kind(words.items(), SETTINGS.segment) for kind in (JiebaEngine, RjiebaEngine))
    return sum(_cuts(reference, sentence) != _cuts(ours, sentence) for sentence in sentences)


def _cuts(engine: Engine, sentence: str) -> tuple[list[str], list[str]]:
    return engine.cut(sentence), engine.cut_by_dictionary(sentence)


def _different_together(sentences: list[str], words: Mapping[str, int | None]) -> int:
    max_run, engine = SETTINGS.segment.max_run, RjiebaEngine(words.items(), SETTINGS.segment)
    one_by_one = Segmenter(Matcher(words), engine, max_run)
    whole = WholeSegmenter(Matcher(words), engine, max_run)
    n_different = 0
    for start in range(0, len(sentences), _AT_ONCE):
        some = sentences[start : start + _AT_ONCE]
        cut = whole.cut(some)
        texts = list(cut.numbers)
        tokens = iter([texts[number] for number in cut.term.tolist()])
        for sentence, n_tokens in zip(some, cut.n_tokens.tolist(), strict=True):
            n_different += [next(tokens) for _ in range(n_tokens)] != one_by_one.tokens(sentence)
    return n_different
