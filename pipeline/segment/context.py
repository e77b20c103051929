"""The words around a span of a passage, as a reader is shown them."""

from __future__ import annotations


def context_of(text: str, start: int, end: int, width: int) -> str:
    """The words around a span: so many characters on each side, line breaks as blanks, an ellipsis where cut off.

    >>> context_of("国际社会有必要提出一套标准", 4, 7, 2)
    '…社会有必要提出…'
    """
    before, after = max(start - width, 0), min(end + width, len(text))
    shown = text[before:after].replace("\n", " ").replace("\t", " ")
    return f"{'…' if before else ''}{shown}{'…' if after < len(text) else ''}"
