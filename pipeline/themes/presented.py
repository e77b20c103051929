"""What people know a theme by: the passages that show it, and the name that a person gave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.columns.themes import BELONGING, SEPARATOR
from pipeline.themes.exemplars import exemplars
from pipeline.themes.names import FittedThemes, name_themes

if TYPE_CHECKING:
    from pipeline.lexicon.model import ThemeName
    from pipeline.settings import ThemesSettings
    from pipeline.themes.rows import Rows

Row = dict[str, Any]


class Names(NamedTuple):
    """The names that people gave, and how the themes write a term: as the label of its concept."""

    names: Sequence[ThemeName]
    unit: Callable[[str], str]


def present(fit: str, rows: Rows, texts: Mapping[str, str], names: Names, settings: ThemesSettings) -> Rows:
    """The rows of a fit with the exemplars and names of its themes, and those of ``theme_names``.

    ``texts``: every message of the fit by passage id.
    """
    themes = rows.get("themes", [])
    members = [row for row in rows.get("passage_themes", []) if row["standing"] in BELONGING]
    given, name_rows = name_themes(names.names, _fitted(fit, themes, members, texts), names.unit, settings)
    of_theme: dict[str, list[Row]] = {row["theme_id"]: [] for row in themes}
    for member in members:
        of_theme[member["theme_id"]].append(member)
    presented = [
        {
            **row,
            "exemplars": " ".join(_exemplars(of_theme[row["theme_id"]], texts, settings)),
            "name_zh": given[row["theme_id"]].name_zh if row["theme_id"] in given else None,
            "name_en": given[row["theme_id"]].name_en if row["theme_id"] in given else None,
        }
        for row in themes
    ]
    return {**rows, "themes": presented, "theme_names": name_rows}


def _fitted(fit: str, themes: Sequence[Row], members: Sequence[Row], texts: Mapping[str, str]) -> FittedThemes:
    place = {row["theme_id"]: number for number, row in enumerate(themes)}
    theme_of = {member["passage_id"]: place[member["theme_id"]] for member in members}
    return FittedThemes(
        fit,
        tuple(place),
        tuple(frozenset(row["top_terms"].split(SEPARATOR)) for row in themes),
        tuple(texts.values()),
        tuple(theme_of.get(passage_id) for passage_id in texts),
    )


def _exemplars(members: Sequence[Row], texts: Mapping[str, str], settings: ThemesSettings) -> list[str]:
    ordered = sorted(members, key=lambda member: member["centrality_rank"])
    chosen = exemplars([texts[one["passage_id"]] for one in ordered], [one["is_core"] for one in ordered], settings)
    return [ordered[place]["passage_id"] for place in chosen]
