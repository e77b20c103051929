"""What a person is told of the names in ``theme-names.toml``: which are in doubt, and which no theme has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.columns.themes import NAME_CONFLICTS, NAMED, NO_THEME, SEVERAL_NAMES, SEVERAL_THEMES, TAKEN
from pipeline.corpus import WHOLE_CORPUS

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import ThemeName

Row = Mapping[str, Any]

_TABLE = "tables/theme_names.csv"
_SAID = {
    SEVERAL_THEMES: "suits several themes of {fit} about equally ({themes}): none of them has the name",
    SEVERAL_NAMES: "suits a theme of {fit} no better than another name does ({themes}): it has neither",
    TAKEN: "suits only themes of {fit} that other names suit better ({themes})",
    NO_THEME: "suits no theme of {fit}, where its passages are from",
}


def name_notices(theme_names: pa.Table, names: Sequence[ThemeName]) -> tuple[str, ...]:
    """A line for each name and fit that a person should settle, then one for each name that no theme anywhere has."""
    rows = theme_names.to_pylist()
    doubtful = [_told(name, fit, of_name) for (name, fit), of_name in _in_doubt(rows)]
    known = {row["name_zh"] for row in rows if row["state"] == NAMED} | {name for (name, _), _ in _in_doubt(rows)}
    nowhere = [
        f"{name.line}: no theme anywhere suits the name {name.name_zh!r}; see {_TABLE}"
        for name in names
        if name.name_zh not in known
    ]
    return (*doubtful, *nowhere)


def _in_doubt(rows: Sequence[Row]) -> Iterator[tuple[tuple[str, str], list[Row]]]:
    """The rows to be settled by name and fit, in the order of names.

    That a name of an edition's theme is in doubt among those of all editions together is no news: they are fewer, and
    one may hold several of it. It stands in the table.
    """
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["state"] in NAME_CONFLICTS and not (row["fit"] == WHOLE_CORPUS != row["given_in"]):
            grouped.setdefault((row["name_zh"], row["fit"]), []).append(row)
    yield from sorted(grouped.items())


def _told(name: str, fit: str, rows: Sequence[Row]) -> str:
    themes = ", ".join(f"{row['theme_id']} {row['score']:.2f}" for row in rows if row["theme_id"])
    said = _SAID[rows[0]["state"]].format(fit=fit, themes=themes)
    return f"{rows[0]['line']}: the name {name!r} {said}; see {_TABLE}"
