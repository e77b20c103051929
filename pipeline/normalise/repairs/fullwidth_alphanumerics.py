"""Letters and digits of Latin script in full width: ＩＧＦ ２０１８ (U+FF29 …) for IGF 2018.

Chinese input methods and old encodings write them; ＩＧＦ and IGF are then two terms and ２０１８ is no number.

Left alone: everything else in full width. ，（）：；！？％ are Chinese punctuation, and NFKC, which would mend the
letters, takes these away too, with ① ㎡ ℃.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "fullwidth_alphanumerics"
_FULLWIDTH = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_RUN = re.compile(f"[{_FULLWIDTH}]+")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}


@with_signs(_FULLWIDTH)
def fullwidth_alphanumerics(text: str) -> list[Edit]:
    """One edit a run.

    >>> fullwidth_alphanumerics("ＩＧＦ，２０％")
    [Edit(start=0, before='ＩＧＦ', after='IGF', rule='fullwidth_alphanumerics'), \
Edit(start=4, before='２０', after='20', rule='fullwidth_alphanumerics')]
    """
    runs = _RUN.finditer(text)
    return [Edit(run.start(), run.group(), run.group().translate(_TO_ASCII), RULE) for run in runs]
