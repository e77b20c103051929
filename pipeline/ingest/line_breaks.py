"""Line breaks that an author set inside a paragraph: where they end one, and where they only end a line."""

from __future__ import annotations

from pipeline.normalise.characters import SPACES, UNFINISHED_ENDS, is_finished
from pipeline.normalise.structure import is_numbered, is_part, leading_mark

_INDENT = "\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}"


def split_paragraph(text: str) -> list[str]:
    """A paragraph's text, cut at the line breaks that end a passage.

    That is a break after a finished sentence, a blank line or a part's number with its heading (一、总则), and one
    before an indent, a list's sign or a number. Any other break stands inside a sentence and is kept, to be joined and
    logged like a wrapped line.

    >>> split_paragraph("第一句。\\n第二句\\n没有完")
    ['第一句。', '第二句\\n没有完']
    """
    parts: list[str] = []
    is_open = False
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            is_open = False
        elif is_open and not _begins(line, bare):
            parts[-1] += f"\n{line}"
            is_open = not _ends(bare)
        else:
            parts.append(line.strip(SPACES))
            is_open = not _ends(bare)
    return parts


def _ends(bare: str) -> bool:
    return is_finished(bare) or (is_part(bare) and bare[-1] not in UNFINISHED_ENDS)


def _begins(line: str, bare: str) -> bool:
    return line.startswith(_INDENT) or leading_mark(bare).length > 0 or is_numbered(bare)
