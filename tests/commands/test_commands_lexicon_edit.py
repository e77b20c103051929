"""What an edit of the lexicon changed, as the program sees it."""

from __future__ import annotations

from pathlib import Path

from pipeline import tables
from pipeline.commands.lexicon_edit import changed_wordings, wording_lines
from pipeline.lexicon.model import Concept, Lexicon, Term, Variant
from tests.terminology.audited_text import audited


def net(relation: str) -> Concept:
    return Concept("net", "互联网", "Internet", "technology", (Variant("互联网", "label"), Variant("网", relation)))


def lexicon(concepts: tuple[Concept, ...] = (), terms: tuple[Term, ...] = ()) -> Lexicon:
    """One with nothing but concepts and terms, whatever other parts there are."""
    empty = dict.fromkeys(Lexicon.__dataclass_fields__, ())
    return Lexicon(**{**empty, "concepts": concepts, "terms": terms})  # type: ignore[arg-type]


def test_wordings_that_are_new_gone_and_otherwise() -> None:
    before = lexicon((net("same"),), (Term("甲"), Term("乙", 5), Term("丁", None, "terms.txt:3")))
    after = lexicon((net("near"),), (Term("丙"), Term("乙", 7), Term("丁", None, "terms.txt:9")))
    changed = [(wording.sign, wording.text) for wording in changed_wordings(before, after)]
    assert changed == [("+", "丙"), ("~", "乙"), ("-", "甲"), ("~", "网")]
    assert changed_wordings(before, before) == []


def test_each_with_what_became_of_it(tmp_path: Path) -> None:
    texts = ["尊重人权，保护个人权益，保护个人权利。", "网络安全和网络。"]
    before = lexicon((), (Term("网络安全"), Term("网络", 5)))
    after = lexicon((net("near"),), (Term("人权"), Term("网络", 7), Term("印度")))
    audits = [
        tables.make("lexicon_audit", audited(tmp_path / str(at), texts, one.concepts, one.terms)[0].values())
        for at, one in enumerate((before, after))
    ]
    both = "2 occurrences: 1 whole, 1 inside (网络安全 ×1)"  # the packaged dictionary has it, too
    assert list(wording_lines(changed_wordings(before, after), *audits)) == [
        "+ 互联网 (net, label): stands nowhere in this corpus",
        "+ 人权 (term): 3 occurrences: 1 whole, 2 across (个人|权利 ×1、个人|权益 ×1)",
        "+ 印度 (term): stands nowhere in this corpus",
        "+ 网 (net, near): 2 occurrences: 0 whole, 2 inside (网络 ×1、网络安全 ×1)",
        f"~ 网络 (term, frequency 7): {both}; before: 网络 (term, frequency 5), {both}",
        "- 网络安全 (term): before: 1 occurrence: 1 whole",
    ]
