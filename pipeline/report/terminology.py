"""The section on terminology, over the whole corpus, as plain values: templates render them and compute nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.report.audited_lexicon import AuditedLexicon, audited_lexicon
from pipeline.report.compared_wordings import ComparedWordings, compared_wordings
from pipeline.report.listing import Listing
from pipeline.report.proposed_wordings import (
    TermCandidate,
    VariantCandidate,
    WordingCheck,
    term_candidates,
    variant_candidates,
    wording_checks,
)

if TYPE_CHECKING:
    from pipeline.report.page import EditionPage
    from pipeline.settings import ReportSettings


@dataclass(frozen=True)
class Terminology:
    """All that the report shows of the corpus's terminology.

    It is also where its passage ids are shown within, as an edition's page is for its own: ``edition`` goes without
    saying where there is only one, and is empty where there are several.
    """

    edition: str
    n_editions: int
    n_documents: int
    audit: AuditedLexicon
    wordings: ComparedWordings
    checks: Listing[WordingCheck]
    candidates: Listing[VariantCandidate]
    terms: Listing[TermCandidate]

    def __getitem__(self, name: str) -> int:
        """One of the totals."""
        return {"n_documents": self.n_documents}[name]


def terminology(received: Mapping[str, Any], pages: Sequence[EditionPage], settings: ReportSettings) -> Terminology:
    """The section made from the tables of the stage of this name and from the editions' pages."""
    return Terminology(
        edition=pages[0].edition if len(pages) == 1 else "",
        n_editions=len(pages),
        n_documents=sum(page["n_documents"] for page in pages),
        audit=audited_lexicon(received["lexicon_audit"], received["lexicon_crossings"], settings),
        wordings=compared_wordings(received["wordings"], received["concepts"], pages, settings),
        checks=wording_checks(received["wording_checks"], settings),
        candidates=variant_candidates(received["variant_candidates"], settings),
        terms=term_candidates(received["term_candidates"], settings),
    )
