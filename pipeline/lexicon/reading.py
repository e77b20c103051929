"""Read a lexicon file as people save it: with or without a BOM, with any line ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import LexiconError

if TYPE_CHECKING:
    from pathlib import Path


def read_text(path: Path) -> str:
    """A file's text with ``\\n`` line ends and no BOM; raises ``LexiconError`` where it is not UTF-8."""
    try:
        received = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); make it readable") from error
    try:
        text = received.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = received.count(b"\n", 0, error.start) + 1
        raise LexiconError(
            f"{path}, line {line}: byte 0x{received[error.start]:02X} is not UTF-8; save the file as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
