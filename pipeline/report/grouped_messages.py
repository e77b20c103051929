"""Themes of one edition as the report shows them: how stable, which messages, and beside the author's sections."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.report.passage_links import Links, links

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class Theme:
    """A theme with its most central messages, each with its text, and links to all others."""

    row: Row
    messages: tuple[Row, ...]
    others: Links


@dataclass(frozen=True)
class SectionRow:
    """One of the author's sections: how many of its messages fell into each theme, in the order of the themes."""

    document_id: str
    section: str | None
    section_en: str | None
    n_by_theme: tuple[int, ...]
    n_messages: int


@dataclass(frozen=True)
class Fit:
    """All that was found for one edition; ``chosen`` is None where nothing could be clustered."""

    chosen: Row | None
    stability: tuple[Row, ...]
    themes: tuple[Theme, ...]
    sections: tuple[SectionRow, ...]
    n_ungrouped: int
    """Messages that share no word with another: they fit nowhere."""

    @property
    def verdict(self) -> str:
        """*stable* where some theme is, *loose* where only the whole beats shuffled text, else *unstable*."""
        if self.chosen is None or not self.chosen["is_stable"]:
            return "unstable"
        return "stable" if any(theme.row["is_stable"] for theme in self.themes) else "loose"


def fit(evidence: EditionEvidence, settings: ReportSettings) -> Fit:
    """The themes fitted on this edition."""
    stability = sorted(evidence.rows("stability"), key=lambda row: row["k"])
    members = evidence.rows("passage_themes")
    texts = {row["passage_id"]: row for row in evidence["passages"].to_pylist()} if members else {}
    themes = tuple(_theme(row, members, texts, settings) for row in _by_ordinal(evidence.rows("themes")))
    chosen = next((row for row in stability if row["is_chosen"]), None)
    return Fit(
        chosen,
        tuple(stability),
        themes,
        _sections(evidence, themes, members, texts, settings.max_rows),
        evidence.n_messages - len(members),
    )


def _by_ordinal(themes: list[Row]) -> list[Row]:
    """Themes in the order of their numbers: theme-10 after theme-9."""
    return sorted(themes, key=lambda row: (len(row["theme_id"]), row["theme_id"]))


def _theme(row: Row, members: list[Row], texts: dict[str, Row], settings: ReportSettings) -> Theme:
    own = sorted(
        (member for member in members if member["theme_id"] == row["theme_id"]),
        key=lambda member: member["centrality_rank"],
    )
    shown, others = own[: settings.theme_messages], own[settings.theme_messages :]
    messages = tuple({**member, "text": texts[member["passage_id"]]["text"]} for member in shown)
    return Theme(row, messages, links((member["passage_id"] for member in others), settings.max_theme_links))


def _sections(
    evidence: EditionEvidence, themes: tuple[Theme, ...], members: list[Row], texts: dict[str, Row], limit: int
) -> tuple[SectionRow, ...]:
    counts: Counter[tuple[str, int, str]] = Counter()
    for member in members:
        passage = texts[member["passage_id"]]
        counts[passage["document_id"], passage["section_order"], member["theme_id"]] += 1
    theme_ids = [theme.row["theme_id"] for theme in themes]
    rows = [row for row in evidence.rows("sections") if row["n_messages"] and themes]
    return tuple(
        SectionRow(
            row["document_id"], row["section"], row["section_en"],
            tuple(counts[row["document_id"], row["section_order"], theme_id] for theme_id in theme_ids),
            row["n_messages"],
        )
        for row in rows[:limit]
    )  # fmt: skip
