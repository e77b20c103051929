"""Whether planted themes are found: how often, and how well, by the number of messages and what the groups share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pipeline.columns.themes import STABLE
from pipeline.statistics.agreement import ABSENT, adjusted_rand_index
from pipeline.themes.fit import fit_themes
from pipeline.themes.rows import fit_rows
from tests.evaluation.planted import as_text, planted
from tests.evaluation.processes import in_processes
from tests.evaluation.texts import SETTINGS

N_GROUPS = 4
SIZES = {26: 20, 100: 10, 400: 4}
"""Messages, and corpora of so many: five minutes in all."""
OVERLAPS = (0.9, 0.8, 0.7, 0.6)


class Found(NamedTuple):
    """What became of one planted corpus."""

    is_stable: bool
    n_stable: int
    n_themes: int
    agreement: float
    share_other: float


def measure(data: Path) -> Iterator[str]:
    yield f"{N_GROUPS} groups; overlap: share of words that all groups have in common; ARI against the planted groups"
    for n_messages, n_runs in SIZES.items():
        for overlap in OVERLAPS:
            runs = in_processes(found_in, [(n_messages, overlap, seed) for seed in range(n_runs)])
            of = f"{n_messages:>4} messages, overlap {overlap:.0%}"
            yield (
                f"{of}: some theme stable in {_mean(runs, 'is_stable'):.0%} of {n_runs} "
                f"corpora, means: {_mean(runs, 'n_themes'):.1f} themes, {_mean(runs, 'n_stable'):.1f} stable, "
                f"ARI {_mean(runs, 'agreement'):.2f}, other {_mean(runs, 'share_other'):.0%}"
            )


def found_in(n_messages: int, overlap: float, seed: int) -> Found:
    """Plant a corpus and look for its themes."""
    counts, group = planted(n_messages, N_GROUPS, overlap, seed)
    units, text = as_text(counts)
    fit = fit_themes("planted", text, SETTINGS.themes)
    (summary,) = fit_rows(fit, units, SETTINGS.themes)["theme_fits"]
    assert fit.grouping is not None
    members = fit.grouping.standing.members
    belonging = np.where(members == ABSENT, ABSENT, group)
    return Found(
        summary["state"] == STABLE, summary["n_stable"], summary["n_themes"],
        adjusted_rand_index(members, belonging) if (members != ABSENT).any() else 0.0,
        summary["n_other"] / n_messages,
    )  # fmt: skip


def _mean(runs: list[Found], name: str) -> float:
    return float(np.mean([getattr(run, name) for run in runs]))
