"""Faults planted in real clean text: how much of it comes back, fault by fault, and what clean text loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.evaluation.texts import normalised
from tests.normalise.faults import FAULTS, mended, n_recovered, planted, write

SEED = 2018
N_DOCUMENTS, N_PASSAGES = 40, 6
MAX_CHARACTERS = 300
"""Longer passages are left out: finding what was recovered takes the square of the length."""
RULES_OF_LAYOUT = ("_mark", "line_ends", "line_join", "blank_lines", "rule_lines", "correction")


def measure(data: Path) -> Iterator[str]:
    for name, received in (("government reports", _reports(data)), ("kg_dev abstracts", _abstracts(data))):
        rules: Counter[str] = Counter()
        passages: list[str] = []
        for number, content in enumerate(received):
            tables = normalised(f"{number}.txt", content).tables
            rules.update(rule for rule in tables["repairs"]["rule"].to_pylist() if not rule.endswith(RULES_OF_LAYOUT))
            passages += tables["passages"]["text"].to_pylist()
        yield f"{name}: repairs of the received text: {', '.join(f'{rule} {n}' for rule, n in rules.most_common())}"
        usable = [text for text in passages if text.endswith("。") and len(text) <= MAX_CHARACTERS]
        yield f"  {len(usable)} clean passages, of which another pass changes {_n_changed(usable)}"
        for fault in FAULTS:
            yield f"  {fault}: {_recovered(usable, [fault])}"
        yield f"  all at random, each in three of ten documents: {_recovered(usable, None)}"


def _reports(data: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted((data / "government-work-reports").glob("*.txt"))]


def _abstracts(data: Path) -> list[bytes]:
    lines = (data / "keywords-csl/kg_dev.tsv").read_text(encoding="utf-8").splitlines()
    return ["\n\n".join(line.split("\t")[1].rsplit(" ", 1)[0] for line in lines).encode()]


def _n_changed(passages: Sequence[str]) -> int:
    return sum(mended(write([text])).texts != [text] for text in passages)


def _recovered(passages: Sequence[str], names: Sequence[str] | None) -> str:
    """How many random documents have the faults, and the share of their characters that comes back.

    ``names``: None for a random choice in each.
    """
    random = Random(SEED)
    n_damaged = n_characters = n_found = 0
    for _ in range(N_DOCUMENTS):
        chosen = random.sample(passages, N_PASSAGES)
        faults = [fault for fault in FAULTS if random.random() < 0.3] if names is None else names
        received = planted(chosen, faults, random)
        if received != write(chosen):
            n_damaged += 1
            n_characters += sum(map(len, chosen))
            n_found += n_recovered(chosen, mended(received).texts)
    return f"{n_damaged} documents damaged" + (f", {n_found / n_characters:.3%} recovered" if n_damaged else "")
