"""Decode the bytes of a text file, or say exactly where they are no text.

UTF-8, with or without a byte order mark, and UTF-16 with one. The mark says how the file is encoded: it is dropped and
is not part of the source text, so offset 0 is the first character after it.
"""

from __future__ import annotations

import codecs
import re

from pipeline.ingest.extracted import UnreadableError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX, …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
# C0 controls other than tab, line feed, vertical tab, form feed, carriage return; and delete.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(content: bytes, *, max_control_share: float) -> tuple[str, str]:
    """The text and the name of its encoding.

    Line ends stay as received. Raises ``UnreadableError`` for an empty file, for bytes that are not in the encoding
    (naming the first wrong byte and its line), and for content that is no text: a NUL, or more than
    ``max_control_share`` of control characters.
    """
    if not content:
        raise UnreadableError("the file is empty (0 bytes); expected text; get the file again from its source")
    for magic, kind in _FOREIGN:
        if content.startswith(magic):
            raise UnreadableError(
                f"the content is {kind}, though the name ends like a text file; expected text; rename or convert it"
            )
    mark, encoding = next(((m, name) for m, name in _MARKS if content.startswith(m)), (b"", "utf-8"))
    text = _strictly(content[len(mark) :], encoding, n_skipped=len(mark))
    _check_is_text(text, max_control_share)
    return text, f"{encoding} with BOM" if mark else encoding


def _strictly(content: bytes, encoding: str, *, n_skipped: int) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in content and encoding == "utf-8":
            raise UnreadableError(_nul_reason(content.index(b"\x00"), "byte")) from error
        line = content[: error.start].decode(encoding, "replace").count("\n") + 1
        found = content[error.start : error.start + 1].hex().upper()
        raise UnreadableError(
            f"byte 0x{found} at byte position {error.start + n_skipped} (line {line}) is not valid {encoding.upper()}: "
            f"{error.reason}; expected UTF-8, or UTF-16 with a byte order mark; save the file as UTF-8 and add it again"
        ) from error


def _check_is_text(text: str, max_control_share: float) -> None:
    if "\x00" in text:
        raise UnreadableError(_nul_reason(text.index("\x00"), "character"))
    controls = _CONTROLS.findall(text)
    if len(controls) > max_control_share * len(text):
        first = _CONTROLS.search(text)
        assert first is not None
        raise UnreadableError(
            f"{len(controls)} of {len(text)} characters are control characters, the first, "
            f"U+{ord(first.group()):04X}, at character position {first.start()}; expected text; this looks like a "
            "binary file: convert it to text"
        )
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\u00a0"):
        raise UnreadableError("the file is blank: nothing but spaces and line ends; expected text; get the file again")


def _nul_reason(position: int, unit: str) -> str:
    return (
        f"a NUL (0x00) at {unit} position {position}: this is a binary file or UTF-16 without a byte order mark; "
        "expected UTF-8, or UTF-16 with one; convert it to UTF-8 text and add it again"
    )
