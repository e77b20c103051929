"""Words of Taiwan and Hong Kong in those of the mainland: 網際網路 is 互联网 there, 私隱 is 隐私.

Only where ``edition.toml`` states the region, only in passages that were Traditional, and after their conversion, as
changes of their own in the log. The lists hold words of this field; OpenCC's own (``tw2sp``) was made for menus of
software and would turn 核心, 指標 and 程序 of a policy text into 内核, 指针 and 进程.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from pipeline.normalise.ledger import Edit
from pipeline.normalise.script.convert import shipped_converter
from pipeline.normalise.script.words import Replacements, read_rules

RULE = "regional_vocabulary"
_LISTS = {"hk": "hong_kong.tsv", "tw": "taiwan.tsv"}


@functools.cache
def vocabulary(region: str | None) -> Replacements | None:
    """Words of a region, in Simplified characters, and what each is on the mainland; None without a list."""
    if region not in _LISTS:
        return None
    convert = shipped_converter().convert
    return Replacements({convert(word): becomes for word, becomes in read_rules(_LISTS[region]).items()})


def regional_vocabulary(passages: Sequence[tuple[int, str]], region: str | None) -> list[Edit]:
    """One edit a word, in passages given with their starts.

    >>> regional_vocabulary([(0, "网际网路与隐私")], "tw")
    [Edit(start=0, before='网际网路', after='互联网', rule='regional_vocabulary')]
    """
    words = vocabulary(region)
    if words is None:
        return []
    return [
        Edit(start + at, word, words.words[word], RULE)
        for start, passage in passages
        for at, word in words.find(passage)
        if words.words[word] != word
    ]
