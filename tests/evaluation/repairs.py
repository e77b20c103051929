"""What the repairs do to the 2018 message, beside what plain jieba and blanket NFKC make of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipeline.lexicon.dictionary import load_tokenizer
from pipeline.normalise.suspects import candidates
from tests.evaluation.texts import SETTINGS, normalised

ROOT = Path(__file__).parent.parent.parent
RECEIVED = ROOT / "corpus/2018-paris/igf-2018-evolution-of-internet-governance.zh.txt"
WIDE = "，（）"


def measure(data: Path) -> Iterator[str]:
    received = RECEIVED.read_text(encoding="utf-8")
    made = normalised(RECEIVED.name, RECEIVED.read_bytes())
    texts = made.tables["passages"].column("text").to_pylist()
    rows = made.tables["repairs"].to_pylist()
    radicals = {row["offset"]: row["before"] for row in rows if row["rule"] == "radicals"}
    mended = {row["offset"]: row["after"] for row in rows if row["rule"] == "radicals"}
    folded = "".join(mended.get(offset, character) for offset, character in enumerate(received))
    nfkc = unicodedata.normalize("NFKC", received)
    yield "互联网 found by plain jieba: " + ", ".join(
        f"{name} {_found(text)}"
        for name, text in (
            ("as received", received), ("after NFKC", nfkc), ("radicals folded", folded),
            ("radicals folded and lines rejoined", "\n".join(texts)),
        )
    )  # fmt: skip
    yield f"full-width ，（）: as received {_wide(received)}, after NFKC {_wide(nfkc)}, here {_wide(''.join(texts))}"
    yield f"radicals folded {len(radicals)} of {len(set(radicals.values()))} kinds; passages {len(texts)}"
    ranked = sorted(candidates(folded, radicals, SETTINGS.normalise.clause_characters), key=lambda one: -one.gain)
    best = ", ".join(f"{one.found}→{one.proposed} {one.gain:.2f}" for one in ranked[:3])
    threshold = SETTINGS.normalise.suspect_min_gain
    yield f"suspected slips: {len(ranked)} neighbours scored, best gains {best} (threshold {threshold})"


def _found(text: str) -> int:
    return sum(token == "互联网" for token in load_tokenizer().cut(text))


def _wide(text: str) -> int:
    return sum(text.count(mark) for mark in WIDE)
