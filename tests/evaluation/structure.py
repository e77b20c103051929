"""Structure found in text that nobody prepared: messages that end in mid-sentence, headings that are sentences.

``python -m tests.evaluation.structure FOLDER`` prints the fixed sample of passages that is read by eye.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

END = tuple("。！？；：…”’）》!?;:)")
CLAUSE = tuple("，、,")
N_SAMPLE, SEED = 200, 2018


def passages(data: Path) -> Iterator[list[dict[str, Any]]]:
    """The passages of each report."""
    from tests.evaluation.texts import normalised

    for file in sorted((data / "government-work-reports").glob("*.txt")):
        yield normalised(file.name, file.read_bytes()).tables["passages"].to_pylist()


def sample(data: Path) -> list[Mapping[str, Any]]:
    """Passages drawn from all reports, each as likely as any other; the same ones every time."""
    everything = [passage for report in passages(data) for passage in report]
    chosen = random.Random(SEED).sample(range(len(everything)), N_SAMPLE)
    return [everything[number] for number in sorted(chosen)]


def measure(data: Path) -> Iterator[str]:
    kinds: Counter[str] = Counter()
    n_reports = unfinished = begun = headings_with_stop = 0
    for report in passages(data):
        n_reports += 1
        for passage in report:
            kinds[passage["kind"]] += 1
            unfinished += passage["is_message"] and not passage["text"].endswith(END)
            begun += passage["text"].startswith(CLAUSE)
            headings_with_stop += passage["kind"] == "heading" and passage["text"].endswith("。")
    yield f"{n_reports} government work reports: " + ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
    n_messages = kinds["paragraph"] + kinds["bullet"]
    yield f"messages without a final mark {unfinished} of {n_messages}; passages that begin with a comma {begun}"
    yield f"headings that end in a full stop {headings_with_stop} of {kinds['heading']}"


if __name__ == "__main__":
    for row in sample(Path(sys.argv[1])):
        print(row["passage_id"], row["kind"], row["text"], sep="\t")
