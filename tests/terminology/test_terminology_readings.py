"""Both readings of a crossing are of the same text, and the scores are those of a hand-made dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
import pytest

from pipeline.lexicon.match import Matcher
from pipeline.segment.engine import load_engine
from pipeline.settings import SegmentSettings
from pipeline.terminology.occurrences import Document, find_occurrences
from pipeline.terminology.readings import Crossing, read_crossings
from tests.terminology.audited_text import cut_by_hand

PROBABILITY = {"个人": 0.2, "权益": 0.1, "人权": 0.3, "平台": 0.1, "和平": 0.2, "台湾": 0.1, "湾区": 0.1}
RARE = {"很少": 1e-9}
OTHER = 0.01


class Tiny:
    """A dictionary of which every probability is known; its likeliest reading is the longest words from the left."""

    def cut_by_dictionary(self, text: str) -> list[str]:
        words = []
        while text:
            words.append(text[:2] if text[:2] in PROBABILITY else text[0])
            text = text[len(words[-1]) :]
        return words

    def frequency(self, word: str) -> int:
        return round(1000 * PROBABILITY.get(word, 0))

    def log_probability(self, words: Sequence[str]) -> float:
        return sum(log((PROBABILITY | RARE).get(word, OTHER)) for word in words)


def crossings(document: Document, wordings: list[str], max_tokens: int = 40) -> list[Crossing]:
    found = find_occurrences(document, Matcher(wordings), {text: at for at, text in enumerate(wordings)})
    is_wording = np.array([text in wordings for text in document.texts])
    return list(read_crossings(document, found, is_wording, Tiny(), max_tokens))


def test_two_readings_with_their_scores() -> None:
    (crossing,) = crossings(cut_by_hand("他|说|，|保护|个人|权益|。"), ["人权"])
    # Read: 保 and 护 (保护 is no word here) 0.01 each, 个人 0.2, 权益 0.1; with the wording 个 and 益 0.01, 人权 0.3.
    assert crossing[1:4] == ("保护个人权益", "个人|权益", "个|人权|益")
    assert crossing.score == pytest.approx(log(0.01 * 0.01 * 0.2 * 0.1))
    assert crossing.score_with_term == pytest.approx(log(0.01 * 0.01 * 0.01 * 0.3 * 0.01))


def test_a_guess_counts_as_what_the_dictionary_reads_in_its_place() -> None:
    """Of 会以 it knows 会 and 以; 很少 it has, too, but holds less likely than 很 and 少."""
    (crossing,) = crossings(cut_by_hand("个人|权益|会以|很少"), ["人权"])
    assert crossing.score == pytest.approx(log(0.2 * 0.1 * 0.01 * 0.01 * 0.01 * 0.01))
    assert crossing.score_with_term == pytest.approx(log(0.01 * 0.3 * 0.01 * 0.01 * 0.01 * 0.01 * 0.01))


def test_both_readings_reach_as_far_as_either_cuts_otherwise() -> None:
    (crossing,) = crossings(cut_by_hand("和|平台|湾区|的"), ["和平"])
    assert (crossing.reading, crossing.reading_with_term) == ("和|平台|湾区", "和平|台湾|区")


def test_other_wordings_numbers_and_passages_stay_as_they_are() -> None:
    (crossing,) = crossings(cut_by_hand("湾区", "权益|个人|权益|5G|湾区", "湾区"), ["人权", "权益的"])
    assert crossing.clause == "权益个人权益5G湾区"
    assert crossing.reading_with_term == "个|人权|益"
    (crossing,) = crossings(cut_by_hand("台|个人|权益|湾"), ["人权", "台"])
    assert crossing.score_with_term == pytest.approx(log(0.01 * 0.01 * 0.3 * 0.01 * 0.01))


def test_a_longer_wording_that_overlaps_is_a_reading_like_any_other() -> None:
    (crossing,) = crossings(cut_by_hand("网络|安全治理框架"), ["网络安全", "安全治理框架"])
    assert (crossing.reading, crossing.reading_with_term) == ("网络|安全治理框架", "网络安全|治|理|框|架")


def test_a_clause_without_end_is_read_around_the_wording_only() -> None:
    (crossing,) = crossings(cut_by_hand("的|" * 100 + "个人|权益" + "|的" * 100), ["人权"], max_tokens=3)
    assert crossing.clause == "的的的个人权益的的的"


def test_nothing_crosses_nothing_is_read() -> None:
    assert crossings(cut_by_hand("尊重|人权"), ["人权"]) == []


def test_the_segmenters_dictionary_prefers_its_own_reading() -> None:
    engine = load_engine([("人权", None)], SegmentSettings())
    assert engine.log_probability(["个人", "权益"]) > engine.log_probability(["个", "人权", "益"])
    assert engine.log_probability([]) == 0
    assert engine.log_probability(["㐀"]) < engine.log_probability(["的"]) < 0
