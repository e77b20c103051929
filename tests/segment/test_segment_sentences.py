"""Sentences are numbered in each passage."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.segment.sentences import number_sentences
from pipeline.segment.whole import Cut


def numbered(*passages: str) -> list[int]:
    """The sentence of each token; tokens are separated by |."""
    tokens = [passage.split("|") if passage else [] for passage in passages]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(t for some in tokens for t in some))}
    term = np.array([numbers[token] for some in tokens for token in some], dtype=np.int32)
    n_tokens = np.array([len(some) for some in tokens], dtype=np.int64)
    return number_sentences(Cut(numbers, term, term.astype(np.int64), n_tokens)).tolist()


@pytest.mark.parametrize(
    ("passage", "sentences"),
    [
        ("一|。|二|。", [0, 0, 1, 1]),
        ("他|说|：|“|好|。|”|我|走", [0, 0, 0, 0, 0, 0, 0, 1, 1]),
        ("一|？|！|二", [0, 0, 0, 1]),
        ("好|（|见|上|。|）|。|二", [0, 0, 0, 0, 0, 0, 0, 1]),
        ("一|…|…|二", [0, 0, 0, 1]),
        ("？|一", [0, 1]),
        # near misses
        ("一|；|二|，|三", [0, 0, 0, 0, 0]),
        ("“|好|”|二", [0, 0, 0, 0]),
        ("3.5|一", [0, 0]),
    ],
)
def test_where_sentences_end(passage: str, sentences: list[int]) -> None:
    assert numbered(passage) == sentences


def test_each_passage_begins_anew() -> None:
    assert numbered("一|。|二", "", "三", "四|。|五") == [0, 0, 1, 0, 0, 0, 1]
    assert numbered("一|。", "二|。") == [0, 0, 0, 0]
    assert numbered("", "") == []
