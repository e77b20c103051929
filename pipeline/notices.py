"""What a person should be told after a stage, and when there is nothing left to analyse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.columns.compare import VERSIONS
from pipeline.columns.keyness import LEFT_OUT
from pipeline.compare.crosswalk_notices import crosswalk_notices
from pipeline.errors import CorpusError
from pipeline.keyness.groups import EDITION
from pipeline.keywords.units import CONCEPT
from pipeline.tables import Partitions
from pipeline.terminology.idle import idle_entries
from pipeline.themes.name_notices import name_notices

if TYPE_CHECKING:
    from pipeline.lexicon.model import Correction, Lexicon


def after_ingest(tables: Mapping[str, Partitions], lexicon: Lexicon) -> tuple[str, ...]:
    """A line for each skipped file and for each remark on how one was read; an error when no file was read."""
    columns = ["file", "reading", "reason", "remarks"]
    rows = [row for _, sources in tables["sources"] for row in sources.select(columns).to_pylist()]
    remarks = tuple(f"{row['file']}: {remark}" for row in rows for remark in (row["remarks"] or "").splitlines())
    skipped = tuple(f"{row['file']}: skipped: {row['reason']}" for row in rows if row["reading"] == "skipped")
    if len(skipped) == len(rows):
        raise CorpusError("no file of the corpus could be read:\n  " + "\n  ".join(skipped))
    return (*skipped, *remarks)


def after_normalise(tables: Mapping[str, Partitions], lexicon: Lexicon) -> tuple[str, ...]:
    """A line for each document without messages, with open slips or unknown characters, and each unused correction."""
    columns = ["document_id", "n_messages", "n_passages", "n_suspects"]
    documents = [row for _, table in tables["documents"] for row in table.select(columns).to_pylist()]
    if not any(row["n_messages"] for row in documents):
        names = ", ".join(row["document_id"] for row in documents)
        raise CorpusError(
            f"no message in any document ({names}): found only titles, headings or notes, expected messages"
        )
    without = [
        f"{row['document_id']}: no message among its {row['n_passages']} passages; counted in no statistic"
        for row in documents
        if not row["n_messages"]
    ]
    open_slips = [
        f"{row['document_id']}: {row['n_suspects']} open suspected slip(s); see tables/suspects.csv"
        for row in documents
        if row["n_suspects"]
    ]
    return (*without, *open_slips, *_unknown_characters(tables), *_unused_corrections(tables, lexicon))


def _unknown_characters(tables: Mapping[str, Partitions]) -> list[str]:
    """A line for each document in which characters are left that nobody can read."""
    by_document: dict[str, list[str]] = {}
    for _, table in tables["unknown_characters"]:
        for row in table.select(["document_id", "code_point", "n_occurrences"]).to_pylist():
            by_document.setdefault(row["document_id"], []).append(f"{row['code_point']} ×{row['n_occurrences']}")
    return [
        f"{document_id}: unknown characters left in the text: {', '.join(found)}; see tables/unknown_characters.csv"
        for document_id, found in by_document.items()
    ]


def _unused_corrections(tables: Mapping[str, Partitions], lexicon: Lexicon) -> list[str]:
    applied = {
        (row["before"], row["after"])
        for _, table in tables["repairs"]
        for row in table.select(["rule", "before", "after"]).to_pylist()
        if row["rule"] == "correction"
    }
    n_lines = Counter((correction.found, correction.corrected) for correction in lexicon.corrections)
    return [
        f"{correction.line}: context {correction.context!r} stands in no document as the lines above it leave the "
        "text; nothing was corrected"
        for correction in lexicon.corrections
        if (change := (correction.found, correction.corrected)) not in applied
        or (n_lines[change] > 1 and not _stands(_mended(correction), tables["passages"]))
    ]


def _mended(correction: Correction) -> str:
    return correction.context.replace(correction.found, correction.corrected)


def _stands(text: str, passages: Partitions) -> bool:
    """Does a text stand in any passage? Tells lines of corrections that make the same change in different places."""
    import pyarrow.compute as pc

    return any(pc.any(pc.match_substring(table.column("text"), text)).as_py() for _, table in passages)


def after_terminology(tables: Mapping[str, Any], lexicon: Lexicon) -> tuple[str, ...]:
    """A line for each entry of the analysts' own that does nothing in this corpus."""
    return idle_entries(tables["lexicon_audit"])


def after_themes(tables: Mapping[str, Any], lexicon: Lexicon) -> tuple[str, ...]:
    """A line for each name of a theme that a person has to look at, and for each that no theme anywhere has."""
    return name_notices(tables["theme_names"], lexicon.theme_names)


def after_keyness(tables: Mapping[str, Any], lexicon: Lexicon) -> tuple[str, ...]:
    """A line for each edition and kind of group of which some were not compared because there are too many."""
    rows = tables["comparisons"].select(["edition", "kind", "level", "state"]).to_pylist()
    # An edition is a group of the corpus, not of itself.
    left_out = Counter(
        ("the corpus" if row["kind"] == EDITION else row["edition"], row["kind"])
        for row in rows
        if row["state"] == LEFT_OUT and row["level"] == CONCEPT
    )
    return tuple(
        f"{scope}: {n:,} {kind}(s) not compared with the rest, beyond the largest that [keyness] max_groups allows; "
        "see tables/comparisons.csv"
        for (scope, kind), n in sorted(left_out.items())
    )


def after_compare(tables: Mapping[str, Any], lexicon: Lexicon) -> tuple[str, ...]:
    """A line for each two versions of one text, both counted everywhere else, and each idle heading of the crosswalk."""
    rows = tables["edition_pairs"].select(["kind", "edition_documents", "previous_documents"]).to_pylist()
    versions = tuple(
        f"{row['previous_documents']}: version(s) of {row['edition_documents']}, with which they are compared; every "
        "other statistic counts both. For figures to quote keep the later one alone in the corpus"
        for row in rows
        if row["kind"] == VERSIONS
    )
    return versions + crosswalk_notices(tables["track_changes"], lexicon.track_crosswalk)


AFTER: Mapping[str, Callable[[Mapping[str, Partitions], Lexicon], tuple[str, ...]]] = {
    "ingest": after_ingest,
    "normalise": after_normalise,
    "terminology": after_terminology,
    "themes": after_themes,
    "keyness": after_keyness,
    "compare": after_compare,
}
