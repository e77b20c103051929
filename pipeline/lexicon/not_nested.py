"""Read ``not-nested.tsv``: rules that say where a wording inside a longer one is no mention of its concept.

A line is ``inner<TAB>outer<TAB>note``, the note optional:

    印度	印度尼西亚	another country       # inside 印度尼西亚, 印度 is no mention
    *	不*	the opposite              # no wording is one right after 不; * in outer: where the inner stands
    发展		too general               # without outer: never a mention inside a longer wording or term

``-inner<TAB>outer`` takes a shipped rule back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.listing import Listing
from pipeline.lexicon.model import MERGED_RELATIONS, SHIPPED, Concept, NestingRule, Term
from pipeline.lexicon.nesting import ANY, surroundings
from pipeline.lexicon.reading import Line, noted_origin, read_lines, split_fields


def read_rules(files: tuple[Path, ...], faults: Faults) -> tuple[NestingRule, ...]:
    """Rules sorted by their texts, the overlay's additions and removals applied."""
    listing = Listing(faults)
    for line in read_lines(files, faults):
        with faults.reported():
            _take(line, listing)
    return tuple(NestingRule(inner, outer, line.origin) for (inner, outer), _, line in sorted(listing))


def _take(line: Line, listing: Listing) -> None:
    """Add the line's rule, or take a shipped one back."""
    written, outer, _ = split_fields(line, ("inner", "outer", "note"), 1)
    is_removal = written.startswith("-")
    inner = written[1:].strip() if is_removal else written
    expected = _expected(inner, outer)
    if expected:
        raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected {expected}; correct or delete the line")
    if is_removal:
        listing.remove((inner, outer), line)
    else:
        sought = tuple(text for text in (inner, *outer.split(ANY)) if text not in {"", ANY})
        listing.add((inner, outer), line, sought=sought)


def _expected(inner: str, outer: str) -> str | None:
    """What a rule should have been; None for a good one."""
    if not inner:
        return "a wording, a tab and the longer one that it is no mention in"
    if inner == ANY:
        is_good = outer.count(ANY) == 1 and outer != ANY
        return None if is_good else f"for every wording an outer with {ANY} in its place and something beside it: 不*"
    if ANY in inner or outer.count(ANY) > 1 or outer == ANY:
        return f"one {ANY} at most, as the whole inner or in outer with something beside it"
    if outer and ANY not in outer and (inner not in outer or inner == outer):
        return f"an outer that is longer than {inner!r} and contains it: such a rule can never apply"
    return None


def idle_rules(rules: Iterable[NestingRule], concepts: Iterable[Concept], terms: Iterable[Term]) -> Iterator[str]:
    """Warnings about an analyst's rules that can never apply: the lexicon has no such wording inside a longer one."""
    variants = [variant for concept in concepts for variant in concept.variants]
    merged = {variant.text for variant in variants if variant.relation in MERGED_RELATIONS}
    longer = {variant.text for variant in variants} | {term.text for term in terms}
    for rule in rules:
        if rule.origin == SHIPPED:
            continue
        if rule.inner not in {*merged, ANY}:
            yield f"{noted_origin(rule.origin)}: {rule.inner!r} is no wording that is counted; the rule changes nothing"
        elif not any(_is_in(rule, text) for text in longer):
            where = "longer wording or term" if rule.inner != ANY else "wording or term"
            yield (
                f"{noted_origin(rule.origin)}: no {where} of the lexicon has {_shown(rule)!r} in it, so the rule "
                "changes nothing; put the longer word into terms.txt, or delete the line"
            )


def _is_in(rule: NestingRule, text: str) -> bool:
    """Can the rule apply to some wording inside this text?"""
    if rule.inner == ANY:
        ((before, after),) = surroundings(rule)
        at = text.find(before)
        return at >= 0 and text.find(after, at + len(before) + 1) >= 0
    return _shown(rule) in text and text != rule.inner


def _shown(rule: NestingRule) -> str:
    """What has to stand in a longer word for the rule to apply."""
    return rule.outer.replace(ANY, rule.inner) or rule.inner
