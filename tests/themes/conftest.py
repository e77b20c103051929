"""Fixtures of the themes tests; the texts themselves are in ``planted_text``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from planted_text import Message, TableSet, planted, write_tables


@pytest.fixture
def planted_counts() -> np.ndarray:
    """Messages × terms of a planted text of 90 messages; message i has topic i mod 3."""
    texts = [tokens for _, tokens in planted(90, n_own=6)]
    vocabulary = sorted({token for tokens in texts for token in tokens})
    return np.array([[tokens.count(term) for term in vocabulary] for tokens in texts])


@pytest.fixture
def table_set(tmp_path: Path) -> Callable[..., TableSet]:
    """Writes tables under a folder of the test: ``table_set({"2018-paris/a": [("bullet", ["互联网", …]), …]})``."""

    def build(documents: Mapping[str, Sequence[Message]], folder: str = "tables") -> TableSet:
        return write_tables(tmp_path / folder, documents)

    return build
