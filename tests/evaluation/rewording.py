"""What became of each message where it is known: a year's report with edits made to it, and reports decades apart."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from pipeline.columns.compare import ANOTHER_SECTION, CARRIED, DROPPED, MERGED, NEW, REWORDED, SPLIT
from pipeline.compare.matching import wording
from pipeline.compare.passage_changes import Row, passage_change_rows
from pipeline.compare.sides import Side
from pipeline.settings import CompareSettings
from tests.evaluation.texts import normalised

SETTINGS = CompareSettings()
EDITED = ("1983", "1993", "2003", "2010")
"""Reports that edits are made to."""
STRANGER = "1998"
"""The report that new messages and foreign words are taken from."""
APART = (("1980", "2001"), ("1983", "2006"), ("1985", "2010"), ("1993", "2014"))
STRENGTHS = (0.1, 0.2, 0.3, 0.4, 0.5)
_RUN = 4
"""Characters that one edit takes out, puts in or replaces, on average."""
_SHARES = {CARRIED: 0.4, REWORDED: 0.3, DROPPED: 0.15, SPLIT: 0.1}
N_MANY = 20_000


def measure(data: Path) -> Iterator[str]:
    folder = data / "government-work-reports"
    reports = {file.stem: _messages(file) for file in sorted(folder.glob("*.txt"))}
    edited = [year for year in EDITED if year in reports]
    yield f"known edits in the reports of {', '.join(edited)}: carried, reworded, dropped, split, merged, moved, new"
    yield "  share of characters changed · found of those made · right of those found"
    for strength in STRENGTHS:
        yield from _edits([reports[year] for year in edited], reports[STRANGER], strength)
    yield "messages of reports decades apart that are called reworded, merged or split though nobody reworded them"
    for one, other in APART:
        if one in reports and other in reports:
            yield f"  {one} and {other}: {_falsely_alike(reports[one], reports[other])}"
    yield "each report beside the one before it"
    for (earlier, before), (later, after) in pairwise(reports.items()):
        rows = passage_change_rows(_side(before), _side(after), SETTINGS)
        n_of = Counter(row["change"] for row in rows)
        yield f"  {earlier} → {later}: " + ", ".join(f"{kind} {n_of[kind]}" for kind in sorted(n_of))
    yield _seconds([text for texts in reports.values() for text in texts])


def _messages(file: Path) -> list[str]:
    rows = normalised(file.name, file.read_bytes()).tables["passages"].to_pylist()
    return [row["text"] for row in rows if row["is_message"] and len(row["text"]) >= 20]


def _side(texts: Sequence[str], sections: Sequence[int] | None = None) -> Side:
    places = [("a", section) for section in sections or [0] * len(texts)]
    headings: dict[tuple[str, int], str | None] = {place: f"第{place[1]}节标题" for place in sorted(set(places))}
    ids = [f"a#{number:05}" for number in range(1, len(texts) + 1)]
    return Side(ids, list(texts), places, headings, dict.fromkeys(headings))


def _edits(reports: Sequence[Sequence[str]], stranger: Sequence[str], strength: float) -> Iterator[str]:
    """Precision and recall of each kind of change, over all reports."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for number, report in enumerate(reports):
        before, after, truth = _edited(list(dict.fromkeys(report)), stranger, strength, random.Random(number))
        told = _told(passage_change_rows(before, after, SETTINGS))
        made.update(kind for _, kind in truth)
        found.update(kind for _, kind in told)
        right.update(kind for _, kind in truth & told)
    listed = (f"{kind} {right[kind]}/{made[kind]} · {right[kind]}/{found[kind]}" for kind in sorted(made))
    yield f"  {strength:.0%}: " + "; ".join(listed)


def _told(rows: Sequence[Row]) -> set[tuple[tuple[str | None, str | None], str]]:
    """Each change as the messages that it is of and its kind; one that moved is told so besides."""
    told = set()
    for row in rows:
        pair = (row["passage_before"], row["passage"])
        told.add((pair, row["change"]))
        if row["moved"] == ANOTHER_SECTION:
            told.add((pair, "moved"))
    return told


def _edited(
    texts: Sequence[str], stranger: Sequence[str], strength: float, rng: random.Random
) -> tuple[Side, Side, set[tuple[tuple[str | None, str | None], str]]]:
    """A report in five sections, the same edited, and what was done: as many changes of each kind as ``_SHARES`` says.

    A message that is split has its longer half reworded and its shorter half split off; a tenth of what stays moves to
    another section; one new message comes for every ten.
    """
    sections = [5 * number // len(texts) for number in range(len(texts))]
    before = _side(texts, sections)
    later: list[tuple[int, str, str | None, str]] = []
    kinds = rng.choices([*_SHARES, MERGED], [*_SHARES.values(), 1 - sum(_SHARES.values())], k=len(texts))
    truth: set[tuple[tuple[str | None, str | None], str]] = set()
    for text, section, kind, name in zip(texts, sections, kinds, before.passage_ids, strict=True):
        if kind == DROPPED:
            truth.add(((name, None), DROPPED))
            continue
        if kind == MERGED and later and later[-1][3] == CARRIED and len(text) < len(later[-1][1]):
            last = later.pop()
            later.append((last[0], last[1] + text, last[2], f"{REWORDED} {MERGED} {name}"))
            continue
        if kind == SPLIT and "。" in text[len(text) // 2 : -1]:
            cut = text.index("。", len(text) // 2) + 1
            later += [(section, text[:cut], name, REWORDED), (section, text[cut:], name, SPLIT)]
            continue
        changed = _reworded(text, strength, rng, "".join(stranger)) if kind == REWORDED else text
        place = rng.choice([other for other in range(5) if other != section]) if rng.random() < 0.1 else section
        later.append((place, changed, name, REWORDED if kind == REWORDED else CARRIED))
        if rng.random() < 0.1:
            later.append((section, rng.choice(stranger), None, NEW))
    order = sorted(range(len(later)), key=lambda number: later[number][0])
    after = _side([later[number][1] for number in order], [later[number][0] for number in order])
    home = dict(zip(before.passage_ids, sections, strict=True))
    for passage, number in zip(after.passage_ids, order, strict=True):
        section, _, name, kind = later[number]
        kind, _, merged = kind.partition(f" {MERGED} ")
        truth.add(((name, passage), kind))
        truth |= {((merged, passage), MERGED)} if merged else set()
        if name and kind != SPLIT and home[name] != section:
            truth.add(((name, passage), "moved"))
    return before, after, truth


def _reworded(text: str, strength: float, rng: random.Random, foreign: str) -> str:
    """Some of the text's characters replaced, taken out or put in, in runs."""
    made, at = "", 0
    while at < len(text):
        if rng.random() >= strength / _RUN:
            made, at = made + text[at], at + 1
            continue
        length, start = rng.randint(1, 2 * _RUN - 1), rng.randrange(len(foreign) - 2 * _RUN)
        what = rng.choice(("replace", "delete", "insert"))
        made += "" if what == "delete" else foreign[start : start + length]
        at += 0 if what == "insert" else length
        made, at = made + text[at : at + 1], at + 1
    return made if wording(made) != wording(text) else text[2:]


def _falsely_alike(one: Sequence[str], other: Sequence[str]) -> str:
    rows = passage_change_rows(_side(one), _side(other), SETTINGS)
    alike = [row for row in rows if row["change"] in {REWORDED, SPLIT, MERGED}]
    shown = "; ".join(f"{row['text_before'][:24]} / {row['text'][:24]}" for row in alike[:3])
    return f"{len(alike)} of {len(other)}" + (f" ({shown})" if shown else "")


def _seconds(texts: Sequence[str]) -> str:
    """Time for many messages: sentences of all reports, repeated with other words put in until there are enough."""
    rng = random.Random(0)
    foreign = "".join(texts)
    before = [_reworded(rng.choice(texts)[:120], 0.5, rng, foreign) for _ in range(N_MANY)]
    after = [_reworded(text, 0.1, rng, foreign) for text in before]
    started = perf_counter()
    rows = passage_change_rows(_side(before), _side(after), SETTINGS)
    right = sum(row["change"] == REWORDED and row["passage"] == row["passage_before"] for row in rows)
    return (
        f"{N_MANY:,} beside {N_MANY:,} messages, a tenth of the characters changed: {right:,} found again, "
        f"{perf_counter() - started:.0f} s"
    )
