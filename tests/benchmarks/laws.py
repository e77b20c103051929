"""The laws: thousands of documents in one file, in which a line ``<<<id>>>`` stands before each."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

LAWS = "laws/*.txt.xz"
_DIVIDER = re.compile(rb"<<<.*>>>\r?\n?")


def laws_file(data: Path) -> Path | None:
    """The file in a data folder, where there is one."""
    return next(iter(sorted(data.glob(LAWS))), None)


def read_laws(data: Path) -> Iterator[bytes]:
    """The documents of a data folder, one at a time; none where it has no laws."""
    file = laws_file(data)
    if file is not None:
        yield from read_documents(file)


def read_documents(file: Path) -> Iterator[bytes]:
    """The documents of a file, one at a time."""
    lines: list[bytes] = []
    with lzma.open(file) as opened:
        for line in opened:
            if not _DIVIDER.fullmatch(line):
                lines.append(line)
            elif lines:
                yield b"".join(lines)
                lines = []
    if lines:
        yield b"".join(lines)


def first_of(documents: list[bytes], n_bytes: float) -> list[bytes]:
    """The first documents that have so many bytes together at most."""
    up_to = accumulate(map(len, documents))
    return [document for document, so_far in zip(documents, up_to, strict=True) if so_far <= n_bytes]
