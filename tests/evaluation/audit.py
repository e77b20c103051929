"""What becomes of every place where a wording of the shipped lexicon stands in laws; none of them may be split."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.lexicon.entries import list_entries
from pipeline.segment.engine import load_engine
from pipeline.terminology.audit import audit_lexicon
from pipeline.terminology.occurrences import OUTCOMES
from tests.evaluation.texts import SETTINGS, as_partitions, lexicon, passages

N_BYTES = 12_000_000
N_CROSSINGS = 10


def measure(data: Path) -> Iterator[str]:
    with lzma.open(data / "laws/cn-laws-zh-hans.txt.xz") as file:
        lines = file.read(N_BYTES).decode("utf-8", errors="ignore").splitlines()
    entries = list_entries(lexicon().concepts, lexicon().terms)
    dictionary = load_engine(((entry.text, entry.frequency) for entry in entries), SETTINGS.segment)
    with as_partitions(passages([line for line in lines if line.strip()])) as inputs:
        audit = audit_lexicon(**inputs, entries=entries, dictionary=dictionary, settings=SETTINGS.terminology)
    rows = audit.wordings.to_pylist()
    (crossings,) = audit.crossings.values()
    n = {name: sum(row[f"n_{name}"] for row in rows) for name in OUTCOMES}
    n_used = sum(row["n_occurrences"] > 0 for row in rows)
    yield (
        f"{sum(n.values()):,} occurrences of {n_used} of {len(rows)} wordings in {N_BYTES // 1_000_000} MB: "
        + ", ".join(f"{count:,} {name}" for name, count in n.items())
    )
    yield from _crossings(crossings.to_pylist())
    yield from (f"split: {row['term']}: {row['splits']}" for row in rows if row["n_split"])


def _crossings(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The most frequent with both readings, the scores of the first such clause; then how many prefer the wording."""
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        first.setdefault((row["reading"], row["reading_with_term"]), row)
    counted = Counter((row["reading"], row["reading_with_term"]) for row in rows)
    for (reading, with_term), n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:N_CROSSINGS]:
        row = first[reading, with_term]
        yield f"{n:>4} {reading} {row['score']:.1f}, not {with_term} {row['score_with_term']:.1f}, in {row['clause']}"
    n_likelier = sum(row["score_with_term"] > row["score"] for row in rows)
    yield f"crossings in which the reading with the wording whole is the likelier: {n_likelier} of {len(rows)}"
