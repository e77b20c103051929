"""What rises from decade to decade in yearly reports: whoever knows the period has to recognise it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.columns.keyness import COMPARED, KEY
from pipeline.keyness.groups import EDITION, Comparison, Group
from pipeline.keyness.measure import Measured, measure_pool
from pipeline.keyness.messages import Messages
from pipeline.keyness.units import Units, number_units
from pipeline.keywords.units import CONCEPT
from pipeline.manifest import Request
from pipeline.progress import Reporter
from pipeline.runner import run
from pipeline.stages import upto
from pipeline.tables import Partitions, stored_table
from pipeline.trends.followed import Followed, follow
from pipeline.trends.shown_as import shown_as
from tests.evaluation.texts import SETTINGS, lexicon

DECADES = ((1978, 1987), (1988, 1997), (1998, 2007), (2008, 2014))
SOUGHT = ("改革开放", "市场经济", "加入世贸组织", "科学发展观")
"""Shifts that a reader of the period expects; in no list that the program reads."""
N_SHOWN = 25


def measure(data: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        followed, trends = _followed(data / "government-work-reports", Path(folder))
    years = np.array([int(edition[:4]) for edition in followed.messages.editions])[followed.messages.edition]
    for number, (first, last) in enumerate(DECADES):
        focus = (years >= first) & (years <= last)
        before = DECADES[number - 1] if number else None
        against = ~focus if before is None else (years >= before[0]) & (years <= before[1])
        found = _compared(followed, np.flatnonzero(focus), np.flatnonzero(focus | against))
        beside = f"{before[0]}–{before[1]}" if before else "all later reports"
        yield from _said(f"{first}–{last} against {beside}", found, followed)
        yield from _peaks((first, last), trends)


def _followed(reports: Path, folder: Path) -> tuple[Followed, list[dict[str, Any]]]:
    """Concepts, words and compounds of all reports, an edition a year, and the table ``trends``, by the stages."""
    for file in sorted(reports.glob("*.txt")):
        edition = folder / "corpus" / f"{file.stem}-report"
        edition.mkdir(parents=True)
        shutil.copyfile(file, edition / file.name)
    outputs = folder / "outputs"
    run(Request(folder / "corpus", outputs), upto("trends"), Reporter(quiet=True))
    read: list[Any] = [
        stored_table(name, outputs) for name in ("documents", "passages", "tokens", "vocabulary", "compounds")
    ]
    assert all(isinstance(table, Partitions) for table in read)
    terms, concepts = (stored_table(name, outputs) for name in ("terms", "concepts"))
    followed = follow(*read, number_units(terms, concepts, {*lexicon().stopwords, *lexicon().modals}))
    return followed, stored_table("trends", outputs).to_pylist()


def _compared(followed: Followed, focus: Any, pool: Any) -> Measured:
    """The test of the stage keyness, whole reports permuted, rates by characters."""
    given = vars(followed.messages) | {"counts": followed.counts, "sizes": followed.n_characters}
    messages = Messages(**{name: given[name] for name in Messages.__dataclass_fields__})
    units = Units(followed.names, followed.concepts, {CONCEPT: np.ones(len(followed.names), dtype=bool)}, {})
    comparison = Comparison(Group(EDITION, "focus", "decade", focus), "before", "decades", pool, COMPARED)
    (found,) = measure_pool([comparison], messages, units, SETTINGS.keyness)
    return found


def _said(heading: str, found: Measured, followed: Followed) -> Iterator[str]:
    """Those that pass the test, then the largest whatever their q: a word of four years of ten cannot pass it."""
    columns, units = found.columns, found.pool.tested[found.is_tested]
    names = [followed.names[unit] for unit in units]
    longer = _longer(found, followed, units, names)
    order = np.lexsort([-columns["g2_two_terms"], -np.abs(columns["lrc"])])
    risers = [place for place in order if columns["log_ratio"][place] > 0 and longer[place] is None]
    key = [place for place in risers if found.state[place] == KEY]
    tested = f"{len(names)} terms tested, whole {found.unit}s permuted"
    yield f"{heading}: {tested}; {len(key)} rise at q ≤ {SETTINGS.keyness.level}"
    yield "  key: " + "、".join(_shown(place, names, columns) for place in key[:N_SHOWN])
    yield "  largest: " + "、".join(_shown(place, names, columns) for place in risers[:N_SHOWN])
    for name in SOUGHT:
        for place in [place for place in risers if name in names[place]][:1]:
            yield f"  {name}: {_shown(place, names, columns)}, place {risers.index(place) + 1} of {len(risers)}"


def _peaks(decade: tuple[int, int], trends: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What the stage trends says of the terms that have their highest rate in the decade: by messages dealt out."""
    first, last = decade
    rows = [row for row in trends if row["shown_as"] is None and first <= int(row["peak_edition"][:4]) <= last]
    shown = [f"{row['term']} ({row['n_occurrences']}, {row['peak_edition'][:4]})" for row in rows[:N_SHOWN]]
    yield f"  trends, highest in these years ({len(rows)} of {len(trends)}): " + "、".join(shown)
    for place, row in enumerate(rows, start=1):
        if any(name in row["term"] for name in SOUGHT) or row["concept"] == "wto":
            q = f"trend q {row['trend_q']:.3f}, variation q {row['variation_q']:.3f}"
            yield f"    {row['term']}: {row['n_occurrences']}, highest in {row['peak_edition'][:4]}, {q}, place {place}"


def _longer(found: Measured, followed: Followed, units: Any, names: Sequence[str]) -> list[str | None]:
    """The longer term that each is nearly always part of."""
    kinds = [followed.kinds[unit] for unit in units]
    return shown_as(names, kinds, followed.counts[found.pool.rows][:, units], SETTINGS.trends.nested_share)


def _shown(place: int, names: Sequence[str], columns: Any) -> str:
    n = f"{columns['n_focus'][place]} : {columns['n_reference'][place]}"
    return f"{names[place]} ({n}, q {columns['q_value'][place]:.3f})"
