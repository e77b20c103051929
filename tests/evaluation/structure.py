"""Structure found in text that nobody prepared: messages that end in mid-sentence, headings that are sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

END = tuple("。！？；：…”’）》!?;:)")
CLAUSE = tuple("，、,")


def measure(data: Path) -> Iterator[str]:
    from tests.evaluation.texts import normalised

    kinds: Counter[str] = Counter()
    unfinished = begun = headings_with_stop = 0
    files = sorted((data / "government-work-reports").glob("*.txt"))
    for file in files:
        for passage in normalised(file.name, file.read_bytes()).tables["passages"].to_pylist():
            kinds[passage["kind"]] += 1
            unfinished += passage["is_message"] and not passage["text"].endswith(END)
            begun += passage["text"].startswith(CLAUSE)
            headings_with_stop += passage["kind"] == "heading" and passage["text"].endswith("。")
    yield f"{len(files)} government work reports: " + ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
    n_messages = kinds["paragraph"] + kinds["bullet"]
    yield f"messages without a final mark {unfinished} of {n_messages}; passages that begin with a comma {begun}"
    yield f"headings that end in a full stop {headings_with_stop} of {kinds['heading']}"
