"""Themes of one edition as the report shows them: how stable, which messages, and beside the author's sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import NOTHING, Bilingual
from pipeline.columns.themes import LOOSE, NOT_ENOUGH, OTHER, UNSTABLE
from pipeline.report.passage_links import Links, links
from pipeline.report.words import words

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class Messages:
    """The most central messages of a group, each with its text, and links to all the rest."""

    messages: tuple[Row, ...]
    rest: Links


@dataclass(frozen=True)
class Theme(Messages):
    """A theme with the messages that belong to it, and how well it was found again under each choice."""

    row: Row
    by_choice: tuple[Row | None, ...]


@dataclass(frozen=True)
class SectionRow:
    """One of the author's sections: how many of its messages belong to each theme, in their order, and to none."""

    document_id: str
    section_order: int
    section: str | None
    section_en: str | None
    by_theme: tuple[tuple[str, int], ...]
    """Ids of the themes, in their order, with how many of its messages belong to each."""
    n_other: int
    n_messages: int

    @property
    def n_by_theme(self) -> tuple[int, ...]:
        """The same without ids."""
        return tuple(n for _, n in self.by_theme)


@dataclass(frozen=True)
class Merge:
    """Two groups of themes, by label, that are one where only ``n_groups`` are asked for."""

    n_groups: int
    first: tuple[Row, ...]
    second: tuple[Row, ...]
    agreement: float


@dataclass(frozen=True)
class Fit:
    """All that was found for one edition; ``summary`` is None where it has no message.

    ``stability``, ``themes`` and what follows are empty where nothing was grouped, all but ``stability`` where no group
    stands.
    """

    summary: Row | None
    stability: tuple[Row, ...]
    themes: tuple[Theme, ...]
    other: Messages
    sections: tuple[SectionRow, ...]
    merges: tuple[Merge, ...]
    choices: tuple[str, ...]
    """Names of the choices that ``Theme.by_choice`` has, the published one first."""

    @property
    def verdict(self) -> str:
        """What became of the fit, as in ``theme_fits``."""
        return NOT_ENOUGH if self.summary is None else str(self.summary["state"])

    @property
    def is_grouped(self) -> bool:
        """The messages were put to the test."""
        return self.verdict != NOT_ENOUGH

    @property
    def in_words(self) -> Bilingual:
        """How many messages stand how, and what was resampled; of a fit with a summary."""
        if self.summary is None:
            return NOTHING
        counts = {
            name: f"{self.summary[name]:,}" for name in ("n_messages", "n_core", "n_fringe", "n_other", "n_resamples")
        }
        unit = words("resampling_unit")[self.summary["resampling_unit"]]
        return words("theme_fit")["summary"].format(**counts, unit_zh=unit.zh, unit_en=unit.en)

    @property
    def is_exploratory(self) -> bool:
        """No theme is stable: the author's sections are what can be quoted."""
        return self.verdict in {UNSTABLE, LOOSE}


def fit(evidence: EditionEvidence, settings: ReportSettings) -> Fit:
    """The themes fitted on this edition."""
    members = evidence.rows("passage_themes")
    texts = {row["passage_id"]: row["text"] for row in evidence.rows("passages")} if members else {}
    choices = _choices(evidence.rows("theme_choices"))
    rows = _numbered(evidence.rows("themes"))
    return Fit(
        summary=next(iter(evidence.rows("theme_fits")), None),
        stability=tuple(sorted(evidence.rows("stability"), key=lambda row: row["k"])),
        themes=tuple(_theme(evidence, row, choices, members, texts, settings) for row in rows),
        other=_messages([row for row in members if row["standing"] == OTHER], texts, settings),
        sections=_sections(evidence, rows, members, settings.max_rows),
        merges=_merges(evidence.rows("theme_hierarchy"), rows),
        choices=tuple(choices),
    )


def _numbered(themes: list[Row]) -> list[Row]:
    """Themes in the order of their numbers, theme-10 after theme-9, each with its number."""
    rows = sorted(themes, key=lambda row: (len(row["theme_id"]), row["theme_id"]))
    return [{**row, "number": number} for number, row in enumerate(rows, start=1)]


_AT_K = {
    "published": (True, True),
    "no_stop_list": (False, True),
    "no_lexicon": (True, False),
    "neither": (False, False),
}
"""Choices of stop list and lexicon by name."""


def _choices(rows: Sequence[Row]) -> dict[str, Row]:
    """The choices that are shown, by name: those of stop list and lexicon at the fit's own k, then k - 1 and k + 1."""
    *fewer, k, more = sorted({row["k"] for row in rows}) or (0, 0)
    named = {name: (stop_list, lexicon, k) for name, (stop_list, lexicon) in _AT_K.items()}
    named |= {name: (True, True, other) for name, other in (*zip(["fewer"], fewer, strict=False), ("more", more))}
    tried = {(row["has_stop_list"], row["has_lexicon"], row["k"]) for row in rows}
    keys = ("has_stop_list", "has_lexicon", "k")
    return {name: dict(zip(keys, choice, strict=True)) for name, choice in named.items() if choice in tried}


def _theme(
    evidence: EditionEvidence,
    row: Row,
    choices: dict[str, Row],
    members: list[Row],
    texts: dict[str, str],
    settings: ReportSettings,
) -> Theme:
    own = [member for member in members if member["theme_id"] == row["theme_id"] and member["standing"] != OTHER]
    shown = _messages(own, texts, settings)
    found = [found for found in evidence.rows("theme_choices") if found["theme_id"] == row["theme_id"]]
    by_choice = tuple(next((of for of in found if choice.items() <= of.items()), None) for choice in choices.values())
    return Theme(shown.messages, shown.rest, row, by_choice)


def _messages(rows: Sequence[Row], texts: dict[str, str], settings: ReportSettings) -> Messages:
    """The first of some messages by their centrality; those without a theme come last, by id."""
    ordered = sorted(rows, key=lambda row: (row["centrality_rank"] is None, row["centrality_rank"], row["passage_id"]))
    n_shown = settings.theme_messages
    shown = tuple({**row, "text": texts[row["passage_id"]]} for row in ordered[:n_shown])
    return Messages(shown, links((row["passage_id"] for row in ordered[n_shown:]), settings.max_theme_links))


def _sections(evidence: EditionEvidence, themes: list[Row], members: list[Row], limit: int) -> tuple[SectionRow, ...]:
    places = {row["passage_id"]: (row["document_id"], row["section_order"]) for row in evidence.rows("passages")}
    counts: Counter[tuple[str, int, str]] = Counter(
        (*places[member["passage_id"]], OTHER if member["standing"] == OTHER else member["theme_id"])
        for member in members
    )
    rows = [row for row in evidence.rows("sections") if row["n_messages"] and themes]
    return tuple(
        SectionRow(
            row["document_id"], row["section_order"], row["section"], row["section_en"],
            tuple(
                (theme["theme_id"], counts[row["document_id"], row["section_order"], theme["theme_id"]])
                for theme in themes
            ),
            counts[row["document_id"], row["section_order"], OTHER],
            row["n_messages"],
        )
        for row in rows[:limit]
    )  # fmt: skip


def _merges(rows: Sequence[Row], themes: Sequence[Row]) -> tuple[Merge, ...]:
    """The merges of the hierarchy, the first one first."""
    by_id = {theme["theme_id"]: theme for theme in themes}
    return tuple(
        Merge(
            row["n_groups"],
            tuple(by_id[theme_id] for theme_id in row["first"].split()),
            tuple(by_id[theme_id] for theme_id in row["second"].split()),
            row["agreement"],
        )
        for row in sorted(rows, key=lambda row: -row["n_groups"])
    )
