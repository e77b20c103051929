"""Variant candidates: the lexicon's own wordings as the truth, hidden from the program that looks for them.

The lexicon's wordings are cut whole, but the program is not told which belong together. Of its proposals those count
whose two wordings are both in the lexicon: right where they are of one concept. A wording is found where it is proposed
beside another one of its concept. Many pairs share nothing that could show (EU and 欧盟, 用户 and 互联网用户).
"""

from __future__ import annotations

import lzma
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.keywords.wordings import Wordings
from pipeline.terminology.edition_text import edition_texts
from pipeline.terminology.units import Decided, Units, content_units
from pipeline.terminology.variant_pairs import Proposal, VariantPairs
from tests.evaluation.texts import SETTINGS, as_partitions, counted, lexicon, normalised, passages

ROOT = Path(__file__).parent.parent.parent
MOST_CHARACTERS = 2_000_000
"""Of laws and of meetings: a tenth of them, enough for contexts, in a minute."""


def measure(data: Path) -> Iterator[str]:
    texts = {
        "IGF 2018": _igf(),
        "reports": [file.read_text(encoding="utf-8") for file in sorted((data / "government-work-reports").glob("*"))],
        "laws": _laws(data / "laws"),
        "meetings": _meetings(data / "transcripts-traditional"),
    }
    for name, documents in texts.items():
        if documents:
            yield f"{name}: {_measured(documents)}"


def _igf() -> list[str]:
    folder = ROOT / "corpus/2018-paris"
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]


def _laws(folder: Path) -> list[str]:
    for file in sorted(folder.glob("*.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as text:
            return re.split(r"^<<<.*>>>$", text.read(MOST_CHARACTERS), flags=re.MULTILINE)
    return []


def _meetings(folder: Path) -> list[str]:
    texts = []
    for file in sorted(folder.glob("*.tar.xz")):
        with tarfile.open(file) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".md") else None
                if content is not None and sum(map(len, texts)) < MOST_CHARACTERS:
                    texts.append(content.read().decode("utf-8"))
    return texts


def _measured(documents: Sequence[str]) -> str:
    messages = [text for number, document in enumerate(documents) for text in _messages(f"{number}.txt", document)]
    units, proposals = propose_untold(passages(messages))
    wordings = Wordings(lexicon().concepts)
    rated = rate(units, proposals, wordings)
    return (
        f"{rated['right']} right and {rated['wrong']} wrong of the proposed pairs of the lexicon's wordings; "
        f"{rated['found']} of {rated['wanted']} wordings found beside another of their concept "
        f"({len(proposals)} pairs proposed in all, {len(messages)} messages)"
    )


def _messages(name: str, document: str) -> list[str]:
    table = normalised(name, document.encode("utf-8")).tables["passages"]
    return [row["text"] for row in table.to_pylist() if row["is_message"]]


def propose_untold(made_passages: Any) -> tuple[Units, list[Proposal]]:
    """The content terms of some passages, and the pairs proposed by a program that knows no concept."""
    nothing = Wordings(())
    units = content_units(counted(made_passages).tables["terms"], nothing, SETTINGS.terminology.max_variant_characters)
    pairs = VariantPairs(units, nothing, Decided(nothing, ()), SETTINGS.terminology)
    with as_partitions(made_passages) as inputs:
        for text in edition_texts(**inputs):
            pairs.add(text)
    return units, pairs.proposals()


def rate(units: Units, proposals: Sequence[Proposal], wordings: Wordings) -> dict[str, int]:
    """Right and wrong pairs of the lexicon's wordings; merged wordings that could be found, and that were."""
    by_concept: dict[int, set[str]] = defaultdict(set)
    for text in units.texts:
        claimant = wordings.claimant(text)
        if claimant is not None and wordings.is_merged(text):
            by_concept[claimant].add(text)
    told = [
        (units.texts[one.wording], units.texts[one.other])
        for one in proposals
        if all(wordings.claimant(units.texts[unit]) is not None for unit in (one.wording, one.other))
    ]
    right = [pair for pair in told if wordings.claimant(pair[0]) == wordings.claimant(pair[1])]
    found = {text for pair in right for text in pair if wordings.is_merged(text)}
    return {
        "right": len(right),
        "wrong": len(told) - len(right),
        "found": len(found),
        "wanted": sum(len(texts) for texts in by_concept.values() if len(texts) > 1),
    }
