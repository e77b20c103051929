"""Contexts and enumerations, by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from pipeline.terminology.contexts import ContextCounts
from pipeline.terminology.edition_text import EditionText, edition_texts
from pipeline.terminology.enumerations import Enumerations
from tests.keywords.tokenised import Corpus, Passage, write_corpus


def read(folder: Path, *messages: str, edition: str = "2030") -> EditionText:
    corpus: Corpus = {edition: {"a": [Passage(message) for message in messages]}}
    (text,) = edition_texts(**write_corpus(folder, corpus, ()))
    return text


def similarity(contexts: ContextCounts, one: int, other: int) -> float:
    return float(contexts.similarities(np.array([one]), np.array([other]))[0])


def test_words_in_the_same_surroundings_are_alike(tmp_path: Path) -> None:
    contexts = ContextCounts(["帐户", "账户", "税"], ["开立", "银行", "征收"], window=1)
    contexts.add(read(tmp_path, "开立 帐户 银行", "开立 账户 银行", "征收 税"))
    # 帐户 and 账户 have 开立 on the left and 银行 on the right, once each, so their vectors are the same; each was seen
    # beside 2 context terms: 2 / (2 + 1). 税 has 征收 alone.
    assert similarity(contexts, 0, 1) == pytest.approx(2 / 3)
    assert similarity(contexts, 0, 2) == 0


def test_similarity_is_the_cosine_of_discounted_information(tmp_path: Path) -> None:
    contexts = ContextCounts(["甲", "乙"], ["左", "右", "边"], window=1)
    contexts.add(read(tmp_path, "左 甲 右", "左 乙 边"))
    # 4 meetings. 左 on the left of both: ln(1·4 / (2·2)) = 0, so nothing is shared; 右 and 边 are of one each.
    assert similarity(contexts, 0, 1) == 0
    contexts.add(read(tmp_path / "more", "左 甲", "左 乙", "其他 丙", edition="2031"))
    # Now 6 meetings of 甲 and 乙: rows 3 and 3, columns 左 4, 右 1, 边 1. Information of 左: ln(2·6 / (3·4)) = 0 still.
    assert similarity(contexts, 0, 1) == 0


def test_information_by_hand(tmp_path: Path) -> None:
    contexts = ContextCounts(["甲", "乙", "丙"], ["左", "右", "边"], window=1)
    contexts.add(read(tmp_path, "左 甲 右", "左 乙 边", "丙 边", "丙 边"))
    # 6 meetings; left 左: 2, right 右: 1, right 边: 3. Rows 2, 2, 2.
    # 甲: 左 ln(1·6/(2·2)) = ln 1.5, discount 1/2 · 2/3; 右 ln(6/(2·1)) = ln 3, discount 1/2 · 1/2.
    # 乙: 左 the same; 边 ln(6/(2·3)) = 0.
    left, right = math.log(1.5) / 3, math.log(3) / 4
    assert similarity(contexts, 0, 1) == pytest.approx(left / math.hypot(left, right) * 2 / 3)


def test_a_context_ends_at_punctuation_and_with_the_message(tmp_path: Path) -> None:
    contexts = ContextCounts(["甲", "乙"], ["左"], window=2)
    contexts.add(read(tmp_path, "左 ， 甲", "左", "乙 左 ， 其他"))
    assert similarity(contexts, 0, 1) == 0
    assert contexts._counts.toarray().tolist() == [[0, 0], [0, 1]]


def test_what_is_listed_side_by_side(tmp_path: Path) -> None:
    terms = ["刑事", "劳动", "民事", "行政"]
    enumerations = Enumerations(terms)
    enumerations.add(read(tmp_path, "行政 、 民事 和 刑事 责任", "民事 、 行政", "行政 民事 、", "劳动 ， 民事"))
    enumerations.add(read(tmp_path / "more", "民事 或 行政", edition="2031"))
    number = {term: place for place, term in enumerate(terms)}

    def listed(one: str, other: str) -> int:
        pair = (np.array([number[one]]), np.array([number[other]]))
        return int(enumerations.count(*pair)[0])

    assert listed("行政", "民事") == listed("民事", "行政") == 3
    assert listed("行政", "刑事") == 1  # with one member between
    assert listed("劳动", "民事") == 0  # a comma separates clauses
    assert enumerations.count(np.array([-1]), np.array([0])).tolist() == [0]


def test_nothing_is_listed_across_messages(tmp_path: Path) -> None:
    enumerations = Enumerations(["刑事", "民事"])
    enumerations.add(read(tmp_path, "民事 、", "刑事"))
    assert enumerations.count(np.array([0]), np.array([1])).tolist() == [0]
