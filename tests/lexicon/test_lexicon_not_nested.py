"""Rules on wordings inside longer ones: what a line may say, where it holds, and which can never apply."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.faults import KeptWarnings
from pipeline.keywords.wordings import Wordings
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import NestingRule
from pipeline.lexicon.nesting import NestingRules


@pytest.mark.parametrize(
    ("rule", "text", "inner", "is_forbidden"),
    [
        (NestingRule("印度", "印度尼西亚"), "印度尼西亚", "印度", True),
        (NestingRule("印度", "印度尼西亚"), "东印度尼西亚群岛", "印度", True),
        (NestingRule("印度", "印度尼西亚"), "印度尼泊尔", "印度", False),
        (NestingRule("印度", "印度尼西亚"), "印度尼西亚", "印度尼", False),
        (NestingRule("网", "网对网"), "网对网", "网", True),
        (NestingRule("政府", "非*"), "非政府组织", "政府", True),
        (NestingRule("政府", "非*组织"), "非政府机构", "政府", False),
        (NestingRule("政府", "非*组织"), "非政府组织", "政府", True),
        (NestingRule("*", "非*"), "非政府组织", "政府", True),
        (NestingRule("*", "非*"), "非洲政府", "政府", False),
        (NestingRule("*", "*性"), "可持续性", "可持续", True),
        (NestingRule("发展"), "可持续发展", "发展", True),
        (NestingRule("发展"), "可持续发展", "可持续", False),
    ],
)
def test_where_a_rule_holds(rule: NestingRule, text: str, inner: str, is_forbidden: bool) -> None:
    start = text.index(inner)
    assert NestingRules([rule]).forbid(text, start, start + len(inner)) is is_forbidden


def test_a_rule_holds_at_each_place_by_itself() -> None:
    rules = NestingRules([NestingRule("印度", "印度尼西亚")])
    assert [rules.forbid("印度尼西亚与印度", start, start + 2) for start in (0, 6)] == [True, False]


def test_a_rule_holds_wherever_the_inner_wording_stands_in_the_outer_one() -> None:
    rules = NestingRules([NestingRule("网", "网对网")])
    assert [rules.forbid("网对网与网", start, start + 1) for start in (0, 2, 4)] == [True, True, False]


def not_nested(folder: Path, lines: str, terms: str = "") -> tuple[tuple[NestingRule, ...], list[str]]:
    """The rules of an overlay, and the warnings about it."""
    (folder / "not-nested.tsv").write_text(lines, encoding="utf-8")
    (folder / "terms.txt").write_text(terms, encoding="utf-8")
    faults = KeptWarnings()
    return load_lexicon(folder, faults).not_nested, faults.warnings


def test_rules_are_added_and_taken_back(tmp_path: Path) -> None:
    shipped = load_lexicon(None).not_nested
    rules, warnings = not_nested(tmp_path, "人权\t人权尽职调查\twhy\n数据\n-*\t不*\n")
    assert set(rules) == {*shipped, NestingRule("人权", "人权尽职调查"), NestingRule("数据")} - {
        NestingRule("*", "不*")
    }
    assert [rule.origin for rule in rules if rule.outer == "人权尽职调查"] == ["not-nested.tsv:1"]
    assert warnings == []


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("印度\t印度洋\tnote\tmore\n", 1, "4 field(s) found"),
        ("\t印度洋\n", 1, "expected a wording, a tab and the longer one"),
        ("-\t印度洋\n", 1, "expected a wording, a tab and the longer one"),
        ("*\n", 1, "expected for every wording an outer with * in its place"),
        ("*\t不\n", 1, "expected for every wording an outer with * in its place"),
        ("*\t*\n", 1, "expected for every wording an outer with * in its place"),
        ("不*\t不*\n", 1, "expected one * at most"),
        ("印度\t*\n", 1, "expected one * at most"),
        ("印度\t*与*\n", 1, "expected one * at most"),
        ("印度\t印尼\n", 1, "longer than '印度' and contains it: such a rule can never apply"),
        ("印度\t印度\n", 1, "longer than '印度' and contains it"),
        ("# why\n-印度\t印度洋\n", 2, "takes off '印度' '印度洋', which is not in the shipped list"),
        ("数据\t数据主体\n-数据\t数据主体\n", 2, "which line 1 adds; delete both"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(tmp_path: Path, lines: str, line: int, said: str) -> None:
    with pytest.raises(LexiconError) as caught:
        not_nested(tmp_path, lines)
    assert str(caught.value).startswith(f"{tmp_path / 'not-nested.tsv'}, line {line}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "terms", "said"),
    [
        ("数据\t数据主体\n", "", []),
        ("数据\t*主体\n", "", []),
        ("数据\t数据*\n", "", ["has '数据数据' in it"]),  # * is where the wording stands, not anything at all
        ("数据\n", "", []),
        ("*\t*主体\n", "", []),
        ("青藏\t青藏高原\n", "青藏高原\n", ["'青藏' is no wording that is counted; the rule changes nothing"]),
        ("互联网分裂\t反互联网分裂\n", "反互联网分裂\n", ["'互联网分裂' is no wording that is counted"]),  # merely near
        (
            "数据\t数据高原\n",
            "",
            ["no longer wording or term of the lexicon has '数据高原' in it, so the rule changes"],
        ),
        ("数据\t数据高原\n", "数据高原站\n", []),
        ("数据\t青藏*\n", "", ["no longer wording or term of the lexicon has '青藏数据' in it"]),
        ("*\t青藏*\n", "", ["no wording or term of the lexicon has '青藏*' in it"]),
        ("*\t不*\n", "", ["'*' '不*' comes with the program already; delete the line"]),
        (
            "数据\t数据主体\n数据\t数据主体\n",
            "",
            ["line 2: '数据' '数据主体' stands in line 1 already; delete the line"],
        ),
        ("数\u2f79\t数\u2f79主体\n", "", ["can never stand", "can never stand", "no wording that is counted"]),
    ],
)
def test_a_rule_that_can_never_apply_is_a_warning(tmp_path: Path, lines: str, terms: str, said: list[str]) -> None:
    _, warnings = not_nested(tmp_path, lines, terms)
    assert len(warnings) == len(said)
    for warning, expected in zip(warnings, said, strict=True):
        assert warning.startswith("lexicon/not-nested.tsv, line ")
        assert expected in warning


def test_the_shipped_rules_hold_for_the_shipped_lexicon() -> None:
    lexicon = load_lexicon(None)
    wordings = Wordings(lexicon.concepts, lexicon.terms, lexicon.not_nested)
    found = {text: [inner.wording for inner in wordings.inside(text)] for text in ("最不发达国家", "非政府组织")}
    assert found == {"最不发达国家": [], "非政府组织": []}
    without = Wordings(lexicon.concepts, lexicon.terms)
    assert [inner.wording for inner in without.inside("最不发达国家")] == ["发达国家"]
    assert [inner.wording for inner in without.inside("非政府组织")] == ["政府"]
    assert "人权" in [inner.wording for inner in wordings.inside("人权尽职调查")]
