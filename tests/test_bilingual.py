"""Texts in two languages, and the words that charts and report share."""

from __future__ import annotations

from pipeline.bilingual import NOTHING, RELATIONS, Bilingual
from pipeline.lexicon.concepts import _RELATIONS as STATED
from pipeline.lexicon.model import LABEL


def test_fields_may_differ_by_language() -> None:
    text = Bilingual("{n_zh}在{edition}", "{n_en} of {edition}").format(n_zh="三条", n_en="three", edition="2031")
    assert text == Bilingual("三条在2031", "three of 2031")


def test_sentences_join_without_a_blank_in_chinese() -> None:
    one, other = Bilingual("一。", "One."), Bilingual("二。", "Two.")
    assert one + other == Bilingual("一。二。", "One. Two.")
    assert one + NOTHING == NOTHING + one == one


def test_every_relation_of_a_wording_has_words() -> None:
    assert set(RELATIONS) == {LABEL, *STATED}
    assert all(text.zh and text.en for text in RELATIONS.values())
