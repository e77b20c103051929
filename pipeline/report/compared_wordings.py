"""Concepts with several wordings, and how often each stands in which edition or document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.lexicon.model import MERGED_RELATIONS
from pipeline.report.listing import Listing, listing
from pipeline.views import View

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.report.page import EditionPage
    from pipeline.settings import ReportSettings


@dataclass(frozen=True)
class Cell:
    """Mentions of a wording in the messages of one edition or document, and the view that shows them."""

    n: int
    view: View


@dataclass(frozen=True)
class ComparedWording:
    """One wording with a cell for each column; ``whole`` is of all columns, shown or not."""

    term: str
    relation: str
    cells: tuple[Cell, ...]
    whole: Cell

    @property
    def n(self) -> int:
        """Mentions in all columns."""
        return self.whole.n

    @property
    def is_merged(self) -> bool:
        return self.relation in MERGED_RELATIONS


@dataclass(frozen=True)
class ComparedConcept:
    """A concept with its wordings, the most frequent first."""

    label_zh: str
    label_en: str
    wordings: tuple[ComparedWording, ...]

    @property
    def n(self) -> int:
        """Mentions of the concept: of its merged wordings."""
        return sum(wording.n for wording in self.wordings if wording.is_merged)


@dataclass(frozen=True)
class ComparedWordings:
    """A table of wordings; ``by`` says what its columns are, and is None where there is nothing to compare."""

    by: str | None
    columns: tuple[str, ...]
    n_columns_more: int
    concepts: Listing[ComparedConcept]


NOTHING_TO_COMPARE = ComparedWordings(None, (), 0, Listing(()))


def compared_wordings(
    wordings: pa.Table, concepts: pa.Table, pages: Sequence[EditionPage], settings: ReportSettings
) -> ComparedWordings:
    """By edition, the latest ``max_columns`` in order of year; by document, the first, where there is one edition."""
    by, names = _columns(wordings, pages)
    if by is None:
        return NOTHING_TO_COMPARE
    shown = names[-settings.max_columns :] if by == "edition" else names[: settings.max_columns]
    labels = {row["concept"]: row for row in concepts.to_pylist()}
    found = [
        ComparedConcept(labels[concept]["label_zh"], labels[concept]["label_en"], tuple(of_one))
        for concept, of_one in _wordings(wordings, by, shown).items()
        if concept in labels and len(of_one) > 1  # near wordings alone are no concept of this text
    ]
    ordered = sorted(found, key=lambda concept: (-concept.n, concept.label_zh, concept.label_en))
    return ComparedWordings(by, shown, len(names) - len(shown), listing(ordered, settings.top_n))


def _columns(wordings: pa.Table, pages: Sequence[EditionPage]) -> tuple[str | None, tuple[str, ...]]:
    """What to compare, and all of it: editions from the earliest, else the documents of the one edition that have
    a wording."""
    import pyarrow.compute as pc

    read = [page for page in reversed(pages) if page["n_documents"]]
    if len(read) > 1:
        return "edition", tuple(page.edition for page in read)
    if len(read) == 1 and read[0]["n_documents"] > 1:
        return "document_id", tuple(sorted(pc.unique(wordings.column("document_id")).to_pylist()))
    return None, ()


def _wordings(wordings: pa.Table, by: str, shown: Sequence[str]) -> Mapping[str, list[ComparedWording]]:
    """Each concept's wordings that messages have, the most frequent first; ties by text."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for row in _counted(wordings):
        of_wording = counts.setdefault((row["concept"], row["term"], row["relation"]), Counter())
        of_wording[row[by]] += row["n_own"] + row["n_nested"]
    grouped: dict[str, list[ComparedWording]] = {}
    for (concept, term, relation), by_column in counts.items():
        # A near wording is no mention of the concept: it is looked for by itself.
        everywhere = View(concept=concept if relation in MERGED_RELATIONS else "", wording=term)
        cells = tuple(Cell(by_column[name], _within(everywhere, by, name)) for name in shown)
        whole = Cell(by_column.total(), everywhere)
        grouped.setdefault(concept, []).append(ComparedWording(term, relation, cells, whole))
    return {concept: sorted(of_one, key=lambda w: (-w.n, w.term)) for concept, of_one in sorted(grouped.items())}


def _within(view: View, by: str, column: str) -> View:
    return replace(view, edition=column) if by == "edition" else replace(view, document=column)


def _counted(wordings: pa.Table) -> Iterator[dict[str, Any]]:
    """Rows with mentions in messages; a wording of headings alone has none."""
    import pyarrow.compute as pc

    mentions = pc.add(wordings.column("n_own"), wordings.column("n_nested"))
    for batch in wordings.filter(pc.greater(mentions, 0)).to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()
