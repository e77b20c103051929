"""How strongly an edition, its sections and its themes are worded, as the report shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.keyness.names import group_names
from pipeline.lexicon.modal_classes import CLASSES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pipeline.report.evidence import EditionEvidence
    from pipeline.report.modal_places import ModalPlaces

Row = dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """A scope in words, and its row of ``modal_strength`` for each class."""

    kind: str
    name: Bilingual
    cells: tuple[Row, ...]
    is_exploratory: bool
    """It is a theme that is not stable."""

    @property
    def n_messages(self) -> int:
        return int(self.cells[0]["n_scope"])

    @property
    def n_characters(self) -> int:
        return int(self.cells[0]["n_characters"])


@dataclass(frozen=True)
class ModalTable:
    """Scopes × classes, the classes in their order."""

    classes: tuple[str, ...]
    scopes: tuple[Scope, ...]
    places: ModalPlaces

    @property
    def words(self) -> tuple[Row, ...]:
        """The rows of the whole edition that have any occurrence: what was counted."""
        return tuple(row for scope in self.scopes if scope.kind == "edition" for row in scope.cells if row["n"])


def modal_table(evidence: EditionEvidence, places: ModalPlaces, *kinds: str) -> ModalTable:
    """The scopes of these kinds, in this order: sections as they stand, themes by size."""
    names = group_names(*(evidence.rows(name) for name in ("documents", "sections", "themes")))
    names[evidence.edition] = Bilingual(evidence.edition, evidence.edition)
    rows = evidence.rows("modal_strength")
    loose = {row["theme_id"] for row in evidence.rows("themes") if not row["is_stable"]}
    scopes = tuple(scope for kind in kinds for scope in _scopes(kind, rows, names, loose))
    return ModalTable(CLASSES, scopes, places)


def _scopes(kind: str, rows: Sequence[Row], names: Mapping[str, Bilingual], loose: Collection[str]) -> list[Scope]:
    by_scope: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["scope_kind"] == kind:
            by_scope.setdefault(row["scope"], {})[row["class"]] = row
    return [
        Scope(
            kind,
            names.get(name) or Bilingual(name, name),
            tuple(of_class[each] for each in CLASSES),
            name in loose,
        )
        for name, of_class in sorted(by_scope.items(), key=lambda pair: _order(pair[0]))
    ]


def _order(scope: str) -> tuple[str, int]:
    """Sections by their ordinal, themes by theirs."""
    for sign in ("§", "theme-"):
        before, found, number = scope.rpartition(sign)
        if found and number.isdecimal():
            return before, int(number)
    return scope, 0
