"""Half-width punctuation where Chinese was plainly meant: 更多的挑战? 社区 for 更多的挑战？社区.

Fonts and input methods mix both; a sentence then ends in a mark that no rule for Chinese knows, and the same passage
in two files differs. The space after such a mark belongs to it and goes with it.

A mark counts as meant to be Chinese after a Chinese character, a closing Chinese mark or a quote, where Chinese text
or the end of the passage follows. ? ! ; : may also stand before Latin text, with a space after ? and !; the comma may
not. A full stop between two Chinese characters needs proof that the passage writes its full stops so: no 。 in it, and
one that ends it or has a space after it.

Left alone: everything after a digit or Latin letter (3.5, 10:30, U.S., http://, say "yes", or), 一.总则, 约翰.史密斯,
and a query after an address (网站?id=3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.characters import HAN
from pipeline.normalise.characters import CJK_PUNCTUATION
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "halfwidth_marks"
_SIGNS = ",?!;:."
_CHINESE_MARKS = str.maketrans(_SIGNS, "，？！；：。")
_BEFORE = f"[{HAN}）》」』】〉〕％”’]"
_AFTER = f"(?=$|[{HAN}{CJK_PUNCTUATION}“‘”’—…])"
_LATIN_AFTER = "(?=[0-9A-Za-z\"'(])"
# Each pattern begins with its mark, which is then found many times faster than a class.
_PATTERNS = {
    ",": f",(?<={_BEFORE},) *{_AFTER}",
    "?": f"[?](?<={_BEFORE}[?])[?!]*(?: *{_AFTER}| +{_LATIN_AFTER})",
    "!": f"!(?<={_BEFORE}!)[?!]*(?: *{_AFTER}| +{_LATIN_AFTER})",
    ";": f";(?<={_BEFORE};) *(?:{_AFTER}|{_LATIN_AFTER})",
    ":": f":(?<={_BEFORE}:) *(?:{_AFTER}|{_LATIN_AFTER})",
}
_MARKS = {mark: re.compile(pattern, re.MULTILINE) for mark, pattern in _PATTERNS.items()}
_STOP_AT_END = re.compile(f"[.](?<={_BEFORE}[.])(?: +(?=[{HAN}“‘《（])|(?=$|[”’）」』]))", re.MULTILINE)
_STOP_WITHIN = re.compile(f"[.](?<={_BEFORE}[.])(?=[{HAN}“‘《（])")
_NUMERAL_BEFORE = re.compile("(?:^|\n)第?[一二三四五六七八九十百零〇]{1,5}$")
_LONGEST_NUMERAL = 7


@with_signs(re.escape(_SIGNS))
def halfwidth_marks(text: str) -> list[Edit]:
    """One edit a mark with the space after it.

    >>> [edit.after for edit in halfwidth_marks("挑战? 社区,如何;回应: 在 10:30 谈 3.5")]
    ['？', '，', '；', '：']
    """
    found = [match for mark, pattern in _MARKS.items() if mark in text for match in pattern.finditer(text)]
    found += _full_stops(text)
    edits = (Edit(m.start(), m.group(), m.group().strip().translate(_CHINESE_MARKS), RULE) for m in found)
    return sorted(edits)


def _full_stops(text: str) -> Iterator[re.Match[str]]:
    """Full stops at ends, and in passages that write no 。 those between two characters."""
    end = 0
    for stop in _STOP_AT_END.finditer(text):
        if not _is_after_numeral(text, stop.start()):
            yield stop
            if stop.start() >= end:
                start = text.rfind("\n", 0, stop.start()) + 1
                end = _line_end(text, stop.start())
                if text.find("。", start, end) < 0:
                    within = _STOP_WITHIN.finditer(text, start, end)
                    yield from (match for match in within if not _is_after_numeral(text, match.start()))


def _is_after_numeral(text: str, stop: int) -> bool:
    return _NUMERAL_BEFORE.search(text[max(stop - _LONGEST_NUMERAL, 0) : stop]) is not None


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)
