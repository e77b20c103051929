"""Named lists of places: the passages behind what no unit can say, a finding, a rule of repair, a suspected slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.bilingual import Bilingual
from pipeline.views import View

Place = tuple[str, int, int]
"""A passage's id with the start and end of what to mark in it, in code points; both 0 to mark nothing."""


class PassageLists:
    """Collects lists while the page is rendered; the page's data is made from them afterwards."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Place, ...]] = {}
        self._says: dict[str, Bilingual] = {}

    def add(self, name: str, places: Iterable[Place], says: Bilingual | None = None) -> View:
        """Keep places under a name, each once, and give the view that shows them; ``says``: what they are, in words.

        The same list may be added again; another one of the same name is a ``ValueError``: two numbers would lead to
        one place.
        """
        if says is not None:
            self._says[name] = says
        kept = tuple(dict.fromkeys(places))
        if self._places.setdefault(name, kept) != kept:
            raise ValueError(f"two different lists of passages have the name {name!r}")
        return View(listed=name)

    def add_passages(self, name: str, passage_ids: Iterable[str], says: Bilingual | None = None) -> View:
        """The same for whole passages, in which nothing is marked."""
        return self.add(name, ((passage_id, 0, 0) for passage_id in passage_ids), says)

    def by_name(self) -> Mapping[str, tuple[Place, ...]]:
        """All lists, in order of name."""
        return {name: self._places[name] for name in sorted(self._places)}

    def says(self, name: str) -> Bilingual | None:
        """What the passages of a list are; None where nothing was said."""
        return self._says.get(name)
