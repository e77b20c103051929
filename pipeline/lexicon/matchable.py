"""Can a passage ever hold a text? Passages are repaired and converted before the lexicon's words are looked for."""

from __future__ import annotations

import re

# Nothing is repaired in words of basic ideographs, ASCII letters and digits, nor in phrases of English words.
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+|[A-Za-z]{2,}(?: [A-Za-z]{2,})*")
# Of the characters that count as Traditional, the encoding of Simplified text has only these, so that most words need
# no tables. The second ones are written on the mainland, too: 哪吒, 捱.
_TRADITIONAL_IN_GB2312 = frozenset("夥後徵於")
_SIMPLIFIED_TOO = frozenset("吒捱摺榘甯菸醣麴")
# What stands around a text: words of either script, or marks that end a clause.
_CONTEXTS = (("各国", "方面"), ("\uff0c", "\uff0c"), ("the ", " of"))  # ，


def unmatchable(text: str) -> str | None:
    """Why no passage can hold a text, and what to write instead; None where one can.

    Decided by the project's own repairs, all switched on, its conversion of Traditional text, and its pattern of
    addresses, without a corpus. A text that survives in a Chinese or in an English sentence can be matched.

    >>> unmatchable("互联网"), unmatchable("互联\\u2f79")
    (None, "repairs (radicals) make it '互联网': write that")
    """
    if len(text.splitlines()) > 1:
        return "a passage is one line, and it runs over two: write it without the line break"
    return _repaired(text) or _converted(text) or _addressed(text)


def _repaired(text: str) -> str | None:
    if _PLAIN.fullmatch(text):
        return None
    outcomes = [_mended(before, text, after) for before, after in _CONTEXTS]
    if any(becomes == text for becomes, _ in outcomes):
        return None
    becomes, rules = outcomes[0]
    return f"repairs ({', '.join(rules)}) make it {becomes!r}: write that" if becomes else "repairs take it out"


def _mended(before: str, text: str, after: str) -> tuple[str, list[str]]:
    """What a text becomes between two others, and by which repairs."""
    from pipeline.normalise.ledger import Rewriting
    from pipeline.normalise.mend import mend
    from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
    from pipeline.normalise.repairs.repair import signs_in
    from pipeline.settings import RepairSettings

    rewriting, switches = Rewriting(before + text + after), RepairSettings()
    signs = mend(rewriting, BEFORE_LAYOUT, switches, signs_in([rewriting.text]))
    mend(rewriting, AFTER_LAYOUT, switches, signs)
    rules = [rule for step in rewriting.steps for rule in step.edits.rules]
    becomes = rewriting.text.removeprefix(before.strip()).removesuffix(after.strip())
    return (text if text in rewriting.text else becomes.strip()), list(dict.fromkeys(rules))


def _converted(text: str) -> str | None:
    if _is_gb2312(text):
        return None
    from pipeline.normalise.script.convert import shipped_converter
    from pipeline.normalise.script.signs import traditional_only

    if _SIMPLIFIED_TOO.issuperset(traditional_only().findall(text)):
        return None
    becomes = shipped_converter().convert(text)
    if becomes == text:
        return None
    return f"it is in Traditional characters, and passages are converted to Simplified ones: write {becomes!r}"


def _is_gb2312(text: str) -> bool:
    """Is every character in the encoding of Simplified text, and none of the Traditional ones that it has?"""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return _TRADITIONAL_IN_GB2312.isdisjoint(text)


def _addressed(text: str) -> str | None:
    if "." not in text and "://" not in text:
        return None
    from pipeline.segment.kinds import ADDRESS_PATTERN

    if not ADDRESS_PATTERN.search(text):
        return None
    return "it holds an address, which always is a token of its own: write what stands beside it, or delete it"
