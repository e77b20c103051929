"""``changes.md``: plain text that reads well as it is and when rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.columns import TABLES
from pipeline.report.markdown import render
from pipeline.report.words import table_words, words

if TYPE_CHECKING:
    from pipeline.changes.explain import ChangesPage


def changes_md(page: ChangesPage) -> bytes:
    """What changed since the last run, and why."""
    return render(
        "changes.md",
        page=page,
        said=words("changes"),
        kinds=words("cause_kind"),
        happened=words("happened"),
        table_states=words("table_state"),
        tables={name: table_words(name) for name in TABLES},
    )
