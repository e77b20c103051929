"""Names that stand beside an acronym: 互联网治理论坛（IGF）, IGF（互联网治理论坛）, IGF即互联网治理论坛.

Where the name ends (or in the second and third form begins and ends) is told by the brackets; where it begins in front
of a bracket is not. There it is taken back word by word as far as words go that can be part of a name: not over
punctuation, stop words, modal words and verbs (what CC-CEDICT knows as actions mostly), so 参加 and 改进 end it, and 和
or 与 do not stand in it. A name that is part of a longer one is therefore taken for the same name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.characters import HAN
from pipeline.segment.context import context_of

if TYPE_CHECKING:
    from pipeline.terminology.edition_text import EditionText

BEFORE, INSIDE, AFTER = "before", "inside", "after"
# IGF, IGFs, WSIS+20, IPv6, e-ID: letters of which at least two are capitals.
_ACRONYM = r"(?=[A-Za-z0-9+&.-]*[A-Z][A-Za-z0-9+&.-]*[A-Z])[A-Za-z][A-Za-z0-9+&-]{1,11}(?![A-Za-z0-9])"
_ANNOUNCED = "(?:(?:以下|下文|下|以后|英文)?(?:简称|缩写|缩略语|称|统称)为?|英文|即|又称|也称|亦称)"
_QUOTES = '[“”"「」『』]?'
_FULL_NAME = r"(?:[A-Za-z][A-Za-z'’&/ -]+[,，;；:：]\s*)?"
_NAME = f"[{HAN}]{{2,30}}"
_BEFORE = re.compile(
    rf"(?P<run>[{HAN}A-Za-z0-9·]{{2,40}})[》”」』\"]?\s*"
    rf"(?:[（(]\s*{_FULL_NAME}{_ANNOUNCED}?\s*[:：]?\s*{_QUOTES}(?P<inside>{_ACRONYM}){_QUOTES}\s*[,，)）]"
    rf"|[,，]?\s*(?:以下|下文|英文)?(?:简称|缩写)为?\s*{_QUOTES}(?P<announced>{_ACRONYM})(?=[\s”\"」』）)，,。；;、]|$))"
)
_BEHIND = re.compile(
    rf"(?<![A-Za-z0-9])(?P<acronym>{_ACRONYM})\s*(?:[（(]\s*(?:即|全称为?|也就是)?\s*{_QUOTES}(?P<name>{_NAME}){_QUOTES}\s*[)）]"
    rf"|[,，]?(?:即|全称为?|全称是){_QUOTES}(?P<rest>{_NAME}))"
)
_HINT = "[A-Z][A-Za-z0-9+&-]*[A-Z]"
_LONG = 4
"""Characters from which on a name is long enough to be one: 论坛 alone is seldom."""
# What begins a remark in brackets, not a name: AI（例如聊天机器人）.
_REMARK = re.compile("[如例见含不包等及和或与第由在从为是以其原下上]")


class Beside(NamedTuple):
    """One place where a name stands beside an acronym; ``words`` are the name and what else may stand with it."""

    edition: str
    acronym: str
    words: tuple[str, ...]
    side: str
    """before: the name is the last of the words. inside: it is all of them. after: it is the first of them."""
    passage_id: str
    context: str


@dataclass
class Name:
    """A name of an acronym in an edition: where it stands."""

    n: int = 0
    passage_ids: list[str] = field(default_factory=list)
    context: str = ""


def names_beside(text: EditionText, width: int) -> Iterator[Beside]:
    """All places of one edition, in passages of every kind; Python looks only at those with a word of capitals."""
    import numpy as np
    import pyarrow.compute as pc

    likely = np.flatnonzero(pc.match_substring_regex(text.passage_texts, _HINT).to_numpy(zero_copy_only=False))
    bounds = np.searchsorted(text.tokens.passage, np.stack([likely, likely + 1]))
    for passage, first, last in zip(likely.tolist(), *bounds.tolist(), strict=True):
        whole = text.passage_texts[passage].as_py()
        starts = text.tokens.start[first:last].tolist()
        for acronym, start, end, side, at in _places(whole):
            cuts = sorted({start, end, *(cut for cut in starts if start < cut < end)})
            words = tuple(whole[one:other] for one, other in pairwise(cuts))
            passage_id = text.passages.passage_ids[passage].as_py()
            yield Beside(text.passages.edition, acronym, words, side, passage_id, context_of(whole, start, at, width))


def _places(text: str) -> Iterator[tuple[str, int, int, str, int]]:
    """Acronym, span of the text that has the name, its side, and where the whole ends."""
    for match in _BEFORE.finditer(text):
        yield match["inside"] or match["announced"], *match.span("run"), BEFORE, match.end()
    for match in _BEHIND.finditer(text):
        group = "name" if match["name"] else "rest"
        if not _REMARK.match(match[group]):
            yield match["acronym"], *match.span(group), INSIDE if match["name"] else AFTER, match.end()


def trim(place: Beside, no_part: Collection[str], verbs: Collection[str]) -> str:
    """The name among the words: the one at the sign and what can be part of it, word by word away from the sign.

    A verb may be part of a name (国家通讯传播委员会), so it ends one only that is long enough already.
    """
    if place.side == INSIDE:
        return "".join(place.words)
    outward = list(place.words) if place.side == AFTER else list(reversed(place.words))
    taken = outward[:1]
    for word in outward[1:]:
        is_long = sum(map(len, taken)) >= max(_LONG, len(place.acronym))
        if word in no_part or (is_long and word in verbs):
            break
        taken.append(word)
    return "".join(taken if place.side == AFTER else reversed(taken))


def gather(
    places: Sequence[Beside], no_part: Collection[str], verbs: Collection[str], most: int
) -> dict[tuple[str, str], dict[str, Name]]:
    """By edition and acronym the names, with counts, the first passages and the first context."""
    found: dict[tuple[str, str], dict[str, Name]] = defaultdict(dict)
    for place in places:
        name = trim(place, no_part, verbs)
        if len(name) >= 2:
            entry = found[place.edition, place.acronym].setdefault(name, Name(context=place.context))
            entry.n += 1
            if place.passage_id not in entry.passage_ids and len(entry.passage_ids) < most:
                entry.passage_ids.append(place.passage_id)
    return dict(found)


def is_accepted(name: str, known: Sequence[str]) -> bool:
    """Whether a name is a known one, ends in one (中国和欧洲联盟) or is the end of one (论坛 for 互联网治理论坛)."""
    return any(name.endswith(one) or one.endswith(name) for one in known)


def different(names: Mapping[str, int]) -> list[str]:
    """The names that are not the end of another one, the most frequent first, ties by text."""
    ordered = sorted(names, key=lambda name: (-names[name], name))
    return [name for name in ordered if not any(one != name and one.endswith(name) for one in ordered)]
