"""Decisions on variants: accepted wordings join a concept, rejected pairs are remembered, contradictions are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.faults import GatheredFaults, KeptWarnings
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import ABBREVIATION, NEAR, SAME, Lexicon, Variant, VariantDecision

BRIDGE = """\
[[concept]]
id = "bridge"
label_zh = "数字桥梁"
label_en = "digital bridge"
kind = "issue"
variants.near = ["数字渡船"]

[[concept]]
id = "tunnel"
label_zh = "数字隧道"
label_en = "digital tunnel"
kind = "issue"
"""


def decided(folder: Path, lines: str) -> Path:
    (folder / "concepts.toml").write_text(BRIDGE, encoding="utf-8")
    (folder / "variants.tsv").write_text(lines, encoding="utf-8")
    return folder


def variants(lexicon: Lexicon, concept_id: str) -> tuple[Variant, ...]:
    return next(concept.variants for concept in lexicon.concepts if concept.id == concept_id)[1:]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("数字桥\t数字桥梁\tsame\n", [("数字桥", SAME)]),
        ("DB\t数字桥梁\tabbreviation\twhy\n", [("DB", ABBREVIATION)]),
        ("数字栈桥\t数字桥梁\tnear\n", [("数字栈桥", NEAR)]),
        ("数字桥\t数字桥梁\tdifferent\n", []),
        # 数字飞桥 leads through 数字浮桥 and 数字桥, whose lines stand below it, to the label.
        (
            "数字飞桥\t数字浮桥\tsame\n数字浮桥\t数字桥\tsame\n数字桥\t数字桥梁\tsame\n",
            [("数字桥", SAME), ("数字浮桥", SAME), ("数字飞桥", SAME)],
        ),
        # The same as what is merely near is near.
        ("数字轮渡\t数字渡船\tsame\n", [("数字轮渡", NEAR)]),
        ("# 数字桥\t数字桥梁\tsame\n\n", []),
    ],
)
def test_accepted_wordings_join_the_concept(tmp_path: Path, lines: str, joined: list[tuple[str, str]]) -> None:
    lexicon = load_lexicon(decided(tmp_path, lines))
    assert variants(lexicon, "bridge") == (Variant("数字渡船", NEAR), *(Variant(*one) for one in joined))
    assert variants(lexicon, "tunnel") == ()


def test_every_decision_is_kept_with_its_line(tmp_path: Path) -> None:
    lexicon = load_lexicon(decided(tmp_path, "# why\n数字隧道\t数字桥梁\tdifferent\tno\n数字桥\t数字桥梁\tsame\n"))
    assert lexicon.variant_decisions == (
        VariantDecision("数字隧道", "数字桥梁", "different", "no"),
        VariantDecision("数字桥", "数字桥梁", "same"),
    )
    assert [decision.line for decision in lexicon.variant_decisions] == ["variants.tsv:2", "variants.tsv:3"]
    assert variants(lexicon, "bridge")[-1].origin == "variants.tsv:3"
    assert load_lexicon(None).variant_decisions == ()


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("数字桥\t数字桥梁\n", 1, "2 field(s) found"),
        ("数字桥\t\tsame\n", 1, "expected two wordings and a decision"),
        ("\t数字桥\tsame\n", 1, "expected two wordings and a decision"),
        ("数字桥\t数字桥\tsame\n", 1, "stands on both sides"),
        ("数字桥\t数字桥梁\tequal\n", 1, "unknown decision 'equal'; expected one of same, abbreviation, near"),
        ("甲\t乙\tdifferent\n乙\t甲\tnear\n", 2, "'乙' and '甲' are 'near', but 'different' in line 1"),
        (
            "数字桥梁\t数字桥\tsame\n",
            1,
            "'数字桥' belongs to no concept, but '数字桥梁' does, to 'bridge'; change places",
        ),
        ("数字隧道\t数字桥梁\tsame\n", 1, "'数字隧道' belongs to 'tunnel' (concepts.toml:10) already"),
        ("数字渡船\t数字桥梁\tsame\n", 1, "belongs to 'bridge' as near (concepts.toml:6), not as same"),
        ("数字桥\t数字桥梁\tsame\n数字桥\t数字隧道\tsame\n", 2, "belongs to 'bridge' (variants.tsv:1) already"),
        ("数字渡船\t数字桥梁\tdifferent\n", 1, "decided to be different, but both belong to 'bridge'"),
        ("甲\t乙\tnear\n", 1, "'乙' belongs to no concept that '甲' could join"),
        ("甲\t乙\tnear\n乙\t甲乙\tnear\n", 1, "'乙' belongs to no concept that '甲' could join"),
    ],
)
def test_what_cannot_be_applied_is_named(tmp_path: Path, lines: str, line: int, said: str) -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(decided(tmp_path, lines))
    assert str(caught.value).startswith(f"{tmp_path / 'variants.tsv'}, line {line}: ")
    assert said in str(caught.value)


def test_a_wording_without_a_concept_shows_the_entry_to_paste(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(decided(tmp_path, '数字"桥"\t数字栈桥\tsame\n'))
    entry = str(caught.value).partition("\n")[2]
    assert 'label_zh = "数字栈桥"' in entry
    filled = entry.replace('id = "…"', 'id = "pier"').replace('label_en = "…"', 'label_en = "pier"')
    filled = filled.replace('kind = "…"', 'kind = "issue"') + "\n"
    (tmp_path / "concepts.toml").write_text(filled, encoding="utf-8")
    (tmp_path / "variants.tsv").unlink()
    assert variants(load_lexicon(tmp_path), "pier") == (Variant('数字"桥"', SAME),)
    (tmp_path / "concepts.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(LexiconError, match="id '…'"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize(
    ("lines", "warnings"),
    [
        ("数字桥\t数字桥梁\tsame\n", []),
        (
            "数字桥\t数字桥梁\tsame\n数字桥\t数字桥梁\tsame\n",
            ["lexicon/variants.tsv, line 2: this pair is decided in line 1; delete one of the two"],
        ),
        (
            "甲\t乙\tdifferent\n乙\t甲\tdifferent\n",
            ["lexicon/variants.tsv, line 2: this pair is decided in line 1; delete one of the two"],
        ),
        (
            "数字渡船\t数字桥梁\tnear\n",
            ["lexicon/variants.tsv, line 1: '数字渡船' belongs to 'bridge' (concepts.toml:6) already; delete the line"],
        ),
    ],
)
def test_lines_that_change_nothing_are_warnings(tmp_path: Path, lines: str, warnings: list[str]) -> None:
    faults = KeptWarnings()
    load_lexicon(decided(tmp_path, lines), faults)
    assert faults.warnings == warnings


def test_all_faults_of_decisions_are_gathered(tmp_path: Path) -> None:
    faults = GatheredFaults()
    lexicon = load_lexicon(decided(tmp_path, "甲\t乙\tmerge\n甲\t乙\tsame\n丙\t丁\tnear\n桥\t数字桥梁\tsame\n"), faults)
    lines = [str(fault).partition(", line ")[2][0] for fault in faults.found]
    assert lines == ["1", "2", "3"]
    assert variants(lexicon, "bridge")[-1] == Variant("桥", SAME)
