"""Lexicon terms as strings in laws: how many occurrences are tokens, and how many are parts of other words."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.evaluation.texts import token_texts

WORDS = ("人权", "和平", "主权", "公民社会", "数据治理")
N_BYTES = 12_000_000


def measure(data: Path) -> Iterator[str]:
    with lzma.open(data / "laws/cn-laws-zh-hans.txt.xz") as file:
        text = file.read(N_BYTES).decode("utf-8", errors="ignore")
    lines = [line for line in text.splitlines() if any(word in line for word in WORDS)]
    whole = Counter(token for tokens in token_texts(lines) for token in tokens if token in WORDS)
    for word in WORDS:
        n = sum(line.count(word) for line in lines)
        yield f"{word}: as a string {n} times in {N_BYTES // 1_000_000} MB of laws, as a token of its own {whole[word]}"
