"""The switches of the repairs, and the quick look at a document's signs that spares it most of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.clean import clean
from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.mend import mend
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from pipeline.normalise.repairs.repair import can_apply, signs_in
from pipeline.settings import NormaliseSettings, RepairSettings, load_settings
from tests.normalise.repair_cases import CASES

REPAIRS = {repair.__name__: repair for repair in BEFORE_LAYOUT + AFTER_LAYOUT}
CHANGED = [case for case in CASES if case[3] != case[4]]


def test_every_repair_has_its_switch_and_every_switch_its_repair() -> None:
    assert set(RepairSettings.model_fields) == {*REPAIRS, "line_end_words"}
    assert all(field.default is True and field.description for field in RepairSettings.model_fields.values())


@pytest.mark.parametrize("name", sorted(REPAIRS))
def test_a_repair_that_is_switched_off_does_nothing(name: str) -> None:
    text = "\n".join(original for repair, _, _, original, _ in CHANGED if repair == name)
    rules = []
    for switches in (RepairSettings(), RepairSettings(**{name: False})):
        rewriting = Rewriting(text)
        mend(rewriting, BEFORE_LAYOUT + AFTER_LAYOUT, switches, signs_in([text]))
        rules.append({edit.rule for step in rewriting.steps for edit in step.edits})
    assert name in rules[0]
    assert name not in rules[1]


def test_words_at_line_ends_have_a_switch() -> None:
    text = "\n".join(["各国代表在会上讨论如何支持一个gover-", "nance进程以及怎样把这些经验介绍给其他", "参与者。"])
    switched_off = NormaliseSettings(repairs=RepairSettings(line_end_words=False))
    assert "一个governance进程" in clean(text, (), NormaliseSettings()).texts[0]
    assert "一个gover-nance进程" in clean(text, (), switched_off).texts[0]


def test_a_corpus_can_switch_a_repair_off(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[normalise.repairs]\nhalfwidth_marks = false\n", encoding="utf-8")
    settings = load_settings(file).normalise
    assert clean("挑战? 社区(论坛)如何回应。", (), settings).texts == ["挑战? 社区（论坛）如何回应。"]


@pytest.mark.parametrize(
    ("repair", "original"), [(c[0], c[3]) for c in CHANGED], ids=[f"{c[0]}: {c[1]}" for c in CHANGED]
)
def test_the_quick_look_misses_no_fault(repair: str, original: str) -> None:
    assert can_apply(REPAIRS[repair], signs_in([original]))


def test_what_a_repair_writes_is_among_the_signs_afterwards() -> None:
    rewriting = Rewriting("甲(cid:3)乙")
    signs = mend(rewriting, BEFORE_LAYOUT, RepairSettings(), signs_in([rewriting.text]))
    assert rewriting.text == "甲\ufffd乙"
    assert "\ufffd" in signs


def test_ordinary_text_calls_for_no_repair_but_those_without_signs() -> None:
    signs = signs_in(["第一条 《互联网》治理、合作（2018）：开放；包容，IGF。\n"])
    assert signs == ""
    assert {repair.__name__ for repair in REPAIRS.values() if can_apply(repair, signs)} == {
        "dotted_ellipses", "doubled_marks", "repeated_spaces", "spaced_digits", "spaced_letters", "spaces_in_chinese"
    }  # fmt: skip
