"""Each repair as a table: a label, why, the text as received, the text as expected; and texts that must not change."""

from __future__ import annotations

import doctest
import unicodedata
from collections.abc import Sequence
from importlib import import_module

import pytest

from pipeline.normalise.ledger import Edit, Rewriting
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from pipeline.normalise.repairs.radicals import equivalent_ideographs
from tests.normalise.repair_cases import CASES

REPAIRS = {repair.__name__: repair for repair in BEFORE_LAYOUT + AFTER_LAYOUT}


def applied(edits: Sequence[Edit], text: str) -> str:
    rewriting = Rewriting(text)
    rewriting.apply(edits)
    return rewriting.text


@pytest.mark.parametrize(
    ("repair", "label", "comment", "original", "expected"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES]
)
def test_repair(repair: str, label: str, comment: str, original: str, expected: str) -> None:
    edits = REPAIRS[repair](original)
    assert applied(edits, original) == expected
    assert all(edit.before == original[edit.start : edit.start + len(edit.before)] for edit in edits)
    assert edits == sorted(edits)
    assert {edit.rule for edit in edits} <= {repair}


@pytest.mark.parametrize("name", sorted(REPAIRS))
def test_every_repair_has_cases_one_of_which_stays_and_an_example_that_runs(name: str) -> None:
    cases = [case for case in CASES if case[0] == name]
    assert any(original == expected for *_, original, expected in cases)
    assert any(original != expected for *_, original, expected in cases)
    module = import_module(f"pipeline.normalise.repairs.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("script", ["Hans", "Hant"])
def test_every_assigned_radical_has_an_ideograph(script: str) -> None:
    ideographs = equivalent_ideographs(script)  # type: ignore[arg-type]
    assigned = {chr(code) for code in range(0x2E80, 0x2FE0) if unicodedata.name(chr(code), "")}
    assert set(ideographs) == assigned
    assert len(assigned) == 329  # 115 of the supplement and 214 Kangxi radicals
    assert not assigned & set(ideographs.values())
