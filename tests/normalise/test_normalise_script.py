"""Scripts told apart, passage by passage, and conversion of Traditional passages alone."""

from __future__ import annotations

import pytest

from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.script import (
    script_of,
    script_of_document,
    simplified_only,
    traditional_only,
    traditional_passages,
    traditional_to_simplified,
)

SCRIPTS = [
    ("互联网治理论坛", "Hans"),
    ("網際網路治理論壇", "Hant"),
    ("人人平等", "undetermined"),
    ("", "undetermined"),
    ("IGF 2018", "undetermined"),
    ("他引用《國富论》来说明这个问题", "Hans"),
    ("乾坤、著名、瞭望、慰藉", "undetermined"),  # Simplified text writes these too
    ("群峰、秘密、床、雇", "undetermined"),  # Taiwan and Hong Kong write these too
]


@pytest.mark.parametrize(("text", "script"), SCRIPTS)
def test_script_of(text: str, script: str) -> None:
    assert script_of(text) == script


def test_no_character_belongs_to_both_scripts() -> None:
    assert not set(traditional_only().pattern[1:-1]) & set(simplified_only().pattern[1:-1])
    assert len(traditional_only().pattern) > 3000


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("互联网\n人人", "Hans"),
        ("網際網路\n人人", "Hant"),
        ("互联网\n網際網路", "mixed"),
        ("人人", "undetermined"),
        ("網際網路與互联", "Hant"),
    ],
)
def test_script_of_a_document(text: str, script: str) -> None:
    assert script_of_document(text, len(traditional_passages(text))) == script


def test_only_traditional_passages_are_converted() -> None:
    # 什么 would become 什幺 in the converter: it never gets there.
    text = "什么是互联网\n網際網路與治理\n《國》说明"
    passages = traditional_passages(text)
    assert passages == [(7, "網際網路與治理")]
    rewriting = Rewriting(text)
    rewriting.apply(traditional_to_simplified(passages))
    assert rewriting.text == "什么是互联网\n网际网路与治理\n《國》说明"
    assert [(edit.start, edit.before, edit.after) for edit in rewriting.steps[0].edits] == [
        (7, "網際網", "网际网"),
        (11, "與", "与"),
    ]
