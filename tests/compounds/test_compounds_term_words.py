"""Which words may be in a new term, and where."""

from __future__ import annotations

import doctest

import pytest

from pipeline.compounds import term_words
from pipeline.compounds.term_words import TermWords
from pipeline.lexicon.dictionary import load_dictionary

WORDS = TermWords({"的", "the"}, {"必须"}, load_dictionary().word_class)


@pytest.mark.parametrize(
    ("text", "kind", "may_be_part"),
    [
        ("治理", "word", True),
        ("权", "word", True),  # one character is often an ending: 发言|权
        ("IP", "latin", True),
        ("的", "word", False),
        ("The", "latin", False),
        ("必须", "word", False),
        ("三分之二", "word", False),
        ("2018", "number", False),
        ("igf@un.org", "address", False),
    ],
)
def test_parts(text: str, kind: str, may_be_part: bool) -> None:
    assert WORDS.may_be_part(text, kind) == may_be_part


@pytest.mark.parametrize(
    ("text", "may_begin", "may_end"),
    [
        ("治理", True, True),
        ("加密", True, True),
        ("零信任", True, True),  # in no dictionary
        ("积极", False, False),  # adverb
        ("各位", False, False),  # pronoun
        ("这件", False, False),  # pronoun and measure word
        ("一下", True, False),  # numeral
        ("新型", True, False),  # attribute
        ("们", False, True),  # ending
    ],
)
def test_edges(text: str, may_begin: bool, may_end: bool) -> None:
    assert (WORDS.may_begin(text), WORDS.may_end(text)) == (may_begin, may_end)


def test_the_example_runs() -> None:
    assert doctest.testmod(term_words).failed == 0
