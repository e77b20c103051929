"""What was repaired in one edition's text: by rule, with examples, and what awaits a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.normalise.corrections import RULE as CORRECTION
from pipeline.normalise.ledger import APPLIED, SETTLED
from pipeline.report.passage_links import passage_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from pipeline.report.evidence import EditionEvidence


@dataclass(frozen=True)
class Change:
    """One kind of change, how often it was made, and one of its places."""

    before: str
    after: str
    n: int
    context: str
    passage_id: str | None


@dataclass(frozen=True)
class RuleSummary:
    """What one rule did: changes applied, their kinds, the passages touched, the most frequent kinds."""

    rule: str
    n: int
    n_kinds: int
    passage_ids: tuple[str, ...]
    examples: tuple[Change, ...]

    @property
    def n_passages(self) -> int:
        return len(self.passage_ids)


def rule_summaries(repairs: pa.Table, max_examples: int) -> list[RuleSummary]:
    """The applied changes by rule, the most frequent first; ties by name."""
    import pyarrow.compute as pc

    applied = repairs.filter(pc.equal(repairs.column("status"), APPLIED))
    found = [_summary(rule, applied, max_examples) for rule in sorted(pc.unique(applied.column("rule")).to_pylist())]
    return sorted(found, key=lambda summary: (-summary.n, summary.rule))


def _summary(rule: str, applied: pa.Table, max_examples: int) -> RuleSummary:
    import pyarrow.compute as pc

    of_rule = applied.filter(pc.equal(applied.column("rule"), rule))
    kinds = _kinds(of_rule)
    touched = pc.unique(of_rule.column("passage_id").drop_null()).to_pylist()
    examples = tuple(_change(of_rule, *kind) for kind in kinds[:max_examples])
    return RuleSummary(rule, of_rule.num_rows, len(kinds), tuple(sorted(touched, key=passage_order)), examples)


def _kinds(repairs: pa.Table) -> list[tuple[str, str, int]]:
    """Pairs of before and after with their number, the most frequent first; ties by text."""
    counts = repairs.group_by(["before", "after"]).aggregate([([], "count_all")]).to_pylist()
    kinds = [(row["before"], row["after"], row["count_all"]) for row in counts]
    return sorted(kinds, key=lambda kind: (-kind[2], kind[0], kind[1]))


def _change(repairs: pa.Table, before: str, after: str, n: int) -> Change:
    import pyarrow.compute as pc

    same = pc.and_(pc.equal(repairs.column("before"), before), pc.equal(repairs.column("after"), after))
    first = repairs.filter(same).slice(0, 1).to_pylist()[0]
    return Change(before, after, n, first["context"], first["passage_id"])


def suspects(repairs: pa.Table) -> list[dict[str, Any]]:
    """Suspected slips, those that wait for a person first, each with the ``correction`` that settled it, if any."""
    import pyarrow.compute as pc

    flagged = repairs.filter(pc.not_equal(repairs.column("status"), APPLIED)).to_pylist()
    corrections = repairs.filter(pc.equal(repairs.column("rule"), CORRECTION)).to_pylist()
    rows = [{**row, "correction": _settling(row, corrections)} for row in flagged]
    return sorted(rows, key=lambda row: (row["status"] == SETTLED, row["document_id"], row["offset"]))


def _settling(suspect: dict[str, Any], corrections: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The correction of a settled slip: of those in its passage that hold it, the last to begin before or at it."""
    candidates = [
        row
        for row in corrections
        if suspect["status"] == SETTLED
        and row["passage_id"] == suspect["passage_id"]
        and row["offset"] <= suspect["offset"]
        and suspect["before"] in row["before"]
    ]
    return max(candidates, key=lambda row: row["offset"], default=None)


def always_repaired(evidence: EditionEvidence) -> Mapping[str, str]:
    """Characters of which every occurrence in the passages came out of a repair, and what stood there before.

    No search for a term with such a character finds anything in the text as received. Characters that a later step
    changed again are left out, so the answer errs on the side of fewer.
    """
    made = Counter[str]()
    before: dict[str, str] = {}
    changed_again: set[str] = set()
    for old, new, n in _kinds(_applied_in_passages(evidence["repairs"])):
        changed_again |= set(old) - set(new)
        if len(old) == len(new) == 1 and old != new:
            made[new] += n
            before.setdefault(new, old)
    standing = Counter("".join(evidence["passages"].column("text").to_pylist()))
    return {
        character: before[character]
        for character in sorted(made.keys() - changed_again)
        if 0 < standing[character] <= made[character]
    }


def _applied_in_passages(repairs: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    return repairs.filter(
        pc.and_(pc.equal(repairs.column("status"), APPLIED), pc.is_valid(repairs.column("passage_id")))
    )
