"""The passages that show what a theme is about: near its centre, not one said twice, of a length people read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.themes.quotes import bare, containment

if TYPE_CHECKING:
    from pipeline.settings import ThemesSettings


def exemplars(texts: Sequence[str], is_core: Sequence[bool], settings: ThemesSettings) -> list[int]:
    """Places of the messages that show a theme, at most ``n_exemplars``; ``texts`` with the most central first.

    Core messages of readable length in order of centrality, then core messages of another length, then the rest, each
    left out where it nearly repeats one chosen already. Fewer where there are no more different ones.
    """
    readable = [_is_readable(text, settings) for text in texts]
    order = sorted(range(len(texts)), key=lambda place: (not is_core[place], not readable[place], place))
    chosen: list[int] = []
    for place in order:
        if len(chosen) == settings.n_exemplars:
            break
        if not _repeats(texts[place], [texts[other] for other in chosen], settings.max_exemplar_overlap):
            chosen.append(place)
    return chosen


def _is_readable(text: str, settings: ThemesSettings) -> bool:
    return settings.min_exemplar_characters <= len(bare(text)) <= settings.max_exemplar_characters


def _repeats(text: str, chosen: Sequence[str], most: float) -> bool:
    """Does the text hold most of a chosen one, or one of them most of the text?"""
    if not chosen:
        return False
    return bool(max(containment([text], chosen).max(), containment(chosen, [text]).max()) > most)
