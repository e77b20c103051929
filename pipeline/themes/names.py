"""Give the themes of a fit the names that people gave, known again by quoted core messages and core terms.

A name goes to a theme only where no other way of giving names does about as well. What is in doubt is listed with all
that speaks for it, and the theme keeps its machine label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.themes import NAMED, NO_THEME, NOT_HERE, PART, SEPARATOR, SEVERAL_NAMES, SEVERAL_THEMES, TAKEN
from pipeline.statistics.assignment import sure_pairs
from pipeline.themes.quotes import find_quotes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.lexicon.model import ThemeName
    from pipeline.settings import ThemesSettings

Row = dict[str, Any]

DECIMALS = 6


@dataclass(frozen=True)
class FittedThemes:
    """The themes of one fit as names see them: their terms, and the messages with the place of the theme of each."""

    fit: str
    theme_ids: tuple[str, ...]
    terms: tuple[frozenset[str], ...]
    texts: tuple[str, ...]
    theme_of: tuple[int | None, ...]
    """One item a message; None for a message of no theme."""


@dataclass(frozen=True, eq=False)
class Support:
    """What speaks for each name and theme: quotes found at all, quotes found in each theme, terms shared with it."""

    n_found: NDArray[np.int64]
    in_theme: NDArray[np.float64]
    """Names × themes; a quote that stands in several messages is shared out among them."""
    shared_terms: tuple[tuple[tuple[str, ...], ...], ...]
    """Names × themes."""


def name_themes(
    names: Sequence[ThemeName], themes: FittedThemes, unit: Callable[[str], str], settings: ThemesSettings
) -> tuple[dict[str, ThemeName], list[Row]]:
    """The name of each theme that surely has one, and the rows of ``theme_names``: all that speaks for and against.

    ``unit`` gives a term as the themes have it: the label of its concept. Neither result depends on the order of names,
    themes or messages.
    """
    support = find_support(names, themes, unit, settings.min_quoted_share)
    scores = score(names, support, settings.name_passage_weight)
    pairs = sure_pairs(scores, settings.min_name_score, settings.min_name_lead)
    given = {themes.theme_ids[theme]: names[name] for name, theme in pairs}
    rows = [
        row
        for place in range(len(names))
        for row in _rows(place, names[place], themes, support, _states(place, scores, pairs, support, settings), scores)
    ]
    return given, rows


def find_support(
    names: Sequence[ThemeName], themes: FittedThemes, unit: Callable[[str], str], min_quoted_share: float
) -> Support:
    """Look each name's quotes up in the messages, and its terms among those of the themes."""
    import numpy as np

    in_theme = np.zeros((len(names), len(themes.theme_ids)))
    n_found = np.zeros(len(names), dtype=np.int64)
    quoted = [(place, quote) for place, name in enumerate(names) for quote in dict.fromkeys(name.passages)]
    found = find_quotes([quote for _, quote in quoted], themes.texts, min_quoted_share)
    for (place, _), messages in zip(quoted, found, strict=True):
        n_found[place] += bool(messages)
        for message in messages:
            theme = themes.theme_of[message]
            if theme is not None:
                in_theme[place, theme] += 1 / len(messages)
    own = [{unit(term) for term in name.terms} for name in names]
    shared = tuple(tuple(tuple(sorted(terms & of_theme)) for of_theme in themes.terms) for terms in own)
    return Support(n_found, in_theme, shared)


def score(names: Sequence[ThemeName], support: Support, passage_weight: float) -> NDArray[np.float64]:
    """How well each name suits each theme, 0–1. Returns names × themes::

        score = w · (found quotes in the theme / found quotes) + (1 - w) · (shared terms / terms of the name)
        w = passage_weight · (found quotes / quotes)

    A quote decides more than a term, yet only as far as quotes are found: of another edition, where few or none are,
    terms decide. Where a name has no terms, or no quotes, the others count alone.
    """
    import numpy as np

    n_quotes = np.array([len(set(name.passages)) for name in names])
    n_terms = np.array([len(set(name.terms)) for name in names])
    n_shared = np.array([[len(terms) for terms in of_name] for of_name in support.shared_terms], dtype=np.float64)
    n_shared = n_shared.reshape(support.in_theme.shape)
    full = np.where(n_terms > 0, passage_weight, 1.0)
    weight = np.where(n_quotes > 0, full * support.n_found / np.maximum(n_quotes, 1), 0.0)[:, None]
    by_passages = support.in_theme / np.maximum(support.n_found, 1)[:, None]
    by_terms = np.minimum(n_shared / np.maximum(n_terms, 1)[:, None], 1.0)
    scores: NDArray[np.float64] = np.round(weight * by_passages + (1 - weight) * by_terms, DECIMALS)
    return scores


def _states(
    name: int, scores: NDArray[np.float64], pairs: Sequence[tuple[int, int]], support: Support, settings: ThemesSettings
) -> dict[int, str]:
    """What became of one name in each theme that something speaks for, by the theme's place."""
    import numpy as np

    theme_of, taken = dict(pairs), {theme for _, theme in pairs}
    suits = [int(theme) for theme in np.flatnonzero(scores[name] >= settings.min_name_score)]
    states = {int(theme): PART for theme in np.flatnonzero(support.in_theme[name] > 0)} | dict.fromkeys(suits, PART)
    if name in theme_of:
        return states | {theme_of[name]: NAMED}
    free = [theme for theme in suits if theme not in taken]
    near = [theme for theme in free if scores[name, theme] > scores[name, free].max() - settings.min_name_lead]
    doubt = SEVERAL_THEMES if len(near) > 1 else SEVERAL_NAMES
    return states | dict.fromkeys(near, doubt) | ({} if free else dict.fromkeys(suits, TAKEN))


def _rows(
    place: int,
    name: ThemeName,
    themes: FittedThemes,
    support: Support,
    states: dict[int, str],
    scores: NDArray[np.float64],
) -> list[Row]:
    """The rows of one name: a theme each, the likeliest first, and one without a theme where nothing suits."""
    n_quotes, n_found = len(set(name.passages)), int(support.n_found[place])
    is_given_here = themes.fit == name.fit or (name.fit is None and 2 * n_found >= max(n_quotes, 1))
    shared = {
        "fit": themes.fit, "name_zh": name.name_zh, "name_en": name.name_en, "given_in": name.fit, "line": name.line,
        "n_quotes": n_quotes, "n_quotes_found": n_found, "n_terms": len(set(name.terms)),
    }  # fmt: skip
    ordered = sorted(states, key=lambda theme: (-scores[place, theme], themes.theme_ids[theme]))
    rows = [
        {
            **shared, "theme_id": themes.theme_ids[theme], "state": states[theme],
            "score": float(scores[place, theme]),
            "n_quotes_in_theme": round(float(support.in_theme[place, theme]), DECIMALS),
            "n_shared_terms": len(support.shared_terms[place][theme]),
            "shared_terms": SEPARATOR.join(support.shared_terms[place][theme]),
        }
        for theme in ordered
    ]  # fmt: skip
    if all(row["state"] == PART for row in rows):
        nothing = {"theme_id": None, "score": None, "n_quotes_in_theme": None, "n_shared_terms": None}
        state = NO_THEME if is_given_here else NOT_HERE
        rows.insert(0, {**shared, **nothing, "state": state, "shared_terms": None})
    return [{**row, "rank": rank} for rank, row in enumerate(rows, start=1)]
