"""Comments of HTML and Markdown files, which their authors hid from readers: ``<!-- INFO END -->``.

Left alone: other tags, which plain text may speak about, and a comment that is never closed.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "markup_comments"
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)


@with_signs("<")
def markup_comments(text: str) -> list[Edit]:
    """One edit a comment.

    >>> markup_comments("序<!-- 编者 -->言")
    [Edit(start=1, before='<!-- 编者 -->', after='', rule='markup_comments')]
    """
    # Up to the last closing mark: every unclosed opening one after it would cost a scan to the end.
    last = text.rfind("-->")
    return [Edit(match.start(), match.group(), "", RULE) for match in _COMMENT.finditer(text, 0, max(last + 3, 0))]
