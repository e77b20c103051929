"""Snippets of real text, written in every encoding that can carry them: how many are read as they were written?"""

from __future__ import annotations

import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf, isfinite
from pathlib import Path
from typing import NamedTuple

from pipeline.ingest.encoding import decode
from pipeline.ingest.extracted import UnreadableError
from tests.evaluation.texts import SETTINGS

LENGTHS = {5: 1000, 10: 1000, 20: 1000, 50: 1000, 200: 300, 2000: 60}
"""Characters of a snippet, and snippets of each text."""
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "cp950", "big5hkscs")
N_SIMPLIFIED = 4
"""Simplified text comes in the first so many of them."""
SEED = 20181112
_HAN = re.compile("[\u4e00-\u9fff]")


class Snippet(NamedTuple):
    """A text as written in an encoding."""

    encoding: str
    text: str
    content: bytes


def measure(data: Path) -> Iterator[str]:
    texts = _texts(data)
    wrong: list[float] = []
    right: list[float] = []
    n_ascii = 0
    for length, n_snippets in LENGTHS.items():
        n_read: Counter[str] = Counter()
        n_all: Counter[str] = Counter()
        for snippet in _snippets(texts, length, n_snippets):
            is_right, margin = _read(snippet)
            n_all[snippet.encoding] += 1
            n_read[snippet.encoding] += is_right
            n_ascii += not is_right and snippet.content.isascii()
            (right if is_right else wrong).append(margin)
        shares = (f"{encoding} {n_read[encoding]} of {n_all[encoding]}" for encoding in ENCODINGS)
        yield f"{length} characters: {', '.join(shares)}"
    least = SETTINGS.ingest.min_encoding_margin
    n_flagged = sum(margin < least for margin in right)
    largest = max((margin for margin in wrong if isfinite(margin)), default=0.0)
    yield f"read wrongly {len(wrong)}: {n_ascii} as ASCII, as their bytes are too; the others by {largest:.1f} at most"
    yield f"read rightly {len(right)}, of these flagged as a near tie (margin below {least:g}) {n_flagged}"


def _read(snippet: Snippet) -> tuple[bool, float]:
    """Was the snippet read as it was written, and with what margin? Without a rival the margin has no limit."""
    try:
        decoded = decode(snippet.content, SETTINGS.ingest)
    except UnreadableError:
        return False, 0.0
    return decoded.text == snippet.text, inf if decoded.margin is None else decoded.margin


def _texts(data: Path) -> Sequence[str]:
    """Simplified: reports and abstracts. Traditional: transcripts."""
    reports = [
        path.read_text(encoding="utf-8-sig") for path in sorted((data / "government-work-reports").glob("*.txt"))
    ]
    abstracts = (data / "keywords-csl" / "kg_dev.tsv").read_text(encoding="utf-8")
    transcripts: list[str] = []
    for archive in sorted((data / "transcripts-traditional").glob("*.tar.xz")):
        with tarfile.open(archive) as files:
            members = sorted((member for member in files if member.isfile()), key=lambda member: member.name)
            transcripts += (files.extractfile(member).read().decode("utf-8", "ignore") for member in members)  # type: ignore[union-attr]
    return "\n".join([*reports, abstracts]), "\n".join(transcripts)


def _snippets(texts: Sequence[str], length: int, n_snippets: int) -> Iterator[Snippet]:
    chance = random.Random(SEED)
    for text in texts:
        n_taken = 0
        encodings = ENCODINGS[:N_SIMPLIFIED] if text is texts[0] else ENCODINGS
        while n_taken < n_snippets:
            start = chance.randrange(len(text) - length)
            snippet = text[start : start + length]
            if len(_HAN.findall(snippet)) < 2:  # nothing to tell encodings of Chinese by
                continue
            n_taken += 1
            yield from _written(snippet, encodings)


def _written(text: str, encodings: Sequence[str]) -> Iterator[Snippet]:
    for encoding in encodings:
        try:
            yield Snippet(encoding, text, text.encode(encoding))
        except UnicodeEncodeError:
            continue
