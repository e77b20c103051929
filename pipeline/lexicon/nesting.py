"""Where a wording inside a longer one is no mention: 印度 in 印度尼西亚, 发达国家 in 最不发达国家."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.lexicon.model import NestingRule

ANY = "*"
"""As ``inner``: every wording. In ``outer``: where the inner wording stands."""


class NestingRules:
    """The rules of ``not-nested.tsv``, ready to be asked.

    >>> rules = NestingRules([NestingRule("印度", "印度尼西亚"), NestingRule("*", "不*"), NestingRule("发展")])
    >>> [rules.forbid(*place) for place in (("印度尼西亚政府", 0, 2), ("印度政府", 0, 2), ("最不发达国家", 2, 6))]
    [True, False, True]
    >>> rules.forbid("可持续发展", 3, 5)
    True
    """

    def __init__(self, rules: Iterable[NestingRule]) -> None:
        self._never: set[str] = set()
        self._around: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for rule in rules:
            if rule.outer:
                self._around[rule.inner] += surroundings(rule)
            else:
                self._never.add(rule.inner)

    def forbid(self, text: str, start: int, end: int) -> bool:
        """Whether the wording at this place of a longer text is no mention."""
        inner = text[start:end]
        return inner in self._never or any(
            text.endswith(before, 0, start) and text.startswith(after, end)
            for key in (inner, ANY)
            for before, after in self._around.get(key, ())
        )


def surroundings(rule: NestingRule) -> Iterator[tuple[str, str]]:
    """What stands before and after the inner wording in the outer one, for each place where it stands there.

    >>> list(surroundings(NestingRule("网", "网对网"))), list(surroundings(NestingRule("*", "不*")))
    ([('', '对网'), ('网对', '')], [('不', '')])
    """
    inner = ANY if ANY in rule.outer else rule.inner
    at = rule.outer.find(inner)
    while at >= 0:
        yield rule.outer[:at], rule.outer[at + len(inner) :]
        at = rule.outer.find(inner, at + 1)
