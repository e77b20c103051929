"""What this run did, in numbers: the facts from which "how this was made" is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.collocations.pairs import ATTRACTED
from pipeline.columns.compare import COMPARED, EDITIONS, VERSIONS
from pipeline.columns.keyness import DESCRIPTIVE
from pipeline.columns.themes import LOOSE, NOT_ENOUGH, STABLE, UNSTABLE
from pipeline.columns.trends import FALLING, IN_SERIES, RISING, VARYING
from pipeline.keywords.evidence import RANKED
from pipeline.normalise.corrections import RULE as CORRECTION
from pipeline.normalise.ledger import APPLIED
from pipeline.report.citation import PROGRAM, editions_in_words

if TYPE_CHECKING:
    from pipeline.run_identity import RunIdentity
    from pipeline.settings import Settings

Row = Mapping[str, Any]
Facts = Mapping[str, Any]
"""Facts by name. A number counts what ``[how_made_nouns]`` says; a ``Bilingual`` is said in either language."""


def facts(received: Mapping[str, Any], settings: Settings, run: RunIdentity) -> Facts:
    """All facts; each table is read an edition at a time, and only the columns that are counted."""
    return {
        **_material(received),
        **_repair(received),
        **_words(received, run, settings),
        **_keywords(received, settings),
        **_themes(received),
        **_comparisons(received),
        "program": f"{PROGRAM} {run.pipeline}",
        "hash": run.hash,
        "versions": ", ".join(f"{name} {version}" for name, version in run.versions.items()),
    }


def _rows(received: Mapping[str, Any], name: str, *columns: str) -> Iterator[Row]:
    """Rows of a table with these columns alone."""
    table = received[name]
    is_whole = not isinstance(table, tables.Partitions)
    parts = (table.select(columns),) if is_whole else (table.edition(name, columns) for name in table.editions)
    for part in parts:
        yield from part.to_pylist()


def _n(rows: Iterable[Row], **values: object) -> int:
    """How many rows have these values."""
    return sum(all(row[column] == value for column, value in values.items()) for row in rows)


def _material(received: Mapping[str, Any]) -> Facts:
    documents = list(_rows(received, "documents", "status", "n_passages", "n_messages", "n_characters", "n_suspects"))
    sources = list(_rows(received, "sources", "reading"))
    sums = {name: sum(row[name] for row in documents) for name in ("n_passages", "n_messages", "n_characters")}
    editions = tables.editions_in_order(received["sources"])
    return {
        **sums,
        "editions": editions_in_words(editions),
        "n_editions": len(editions),
        "n_files": len(sources),
        "n_documents": len(documents),
        "n_skipped": _n(sources, reading="skipped"),
        "n_drafts": _n(documents, status="draft"),
        "n_other_passages": received["other_language_passages"].num_rows,
        "n_suspects": sum(row["n_suspects"] for row in documents),
    }


def _repair(received: Mapping[str, Any]) -> Facts:
    applied = [row for row in _rows(received, "repairs", "rule", "status") if row["status"] == APPLIED]
    repairs = [row for row in applied if row["rule"] != CORRECTION]
    converted = _rows(received, "passages", "original_text")
    return {
        "n_repairs": len(repairs),
        "n_rules": len({row["rule"] for row in repairs}),
        "n_radicals": _n(repairs, rule="radicals"),
        "n_corrections": len(applied) - len(repairs),
        "n_converted": sum(row["original_text"] is not None for row in converted),
        "n_unknown": len({row["code_point"] for row in _rows(received, "unknown_characters", "code_point")}),
    }


def _words(received: Mapping[str, Any], run: RunIdentity, settings: Settings) -> Facts:
    terms = list(_rows(received, "terms", "n_occurrences"))
    mentioned = [row for row in _rows(received, "concepts", "n_inclusive") if row["n_inclusive"]]
    return {
        "jieba": run.versions.get("jieba", ""),
        "rjieba": run.versions.get("rjieba", ""),
        "is_rjieba": settings.segment.engine == "rjieba" and "rjieba" in run.versions,
        "n_words": sum(row["n_occurrences"] for row in terms),
        "n_terms": len(terms),
        "n_concepts": len(mentioned),
        "n_mentions": sum(row["n_inclusive"] for row in mentioned),
        "n_own_entries": _n(_rows(received, "lexicon_audit", "is_shipped"), is_shipped=False),
        "n_compounds": len({row["compound"] for row in _rows(received, "compounds", "compound")}),
    }


def _keywords(received: Mapping[str, Any], settings: Settings) -> Facts:
    rows = [
        row
        for row in _rows(received, "keywords", "scope_kind", "edition", "state", "rank_low")
        if row["scope_kind"] == "edition"
    ]
    states = {row["edition"]: row["state"] for row in rows}
    ranked = [edition for edition, state in states.items() if state == RANKED]
    return {
        "n_ranked": len(ranked),
        "n_unranked": len(states) - len(ranked),
        "is_weighed": settings.keywords.weigh_length,
        "has_rank_intervals": any(row["state"] == RANKED and row["rank_low"] is not None for row in rows),
        "background": settings.keywords.background if received["background_keywords"].num_rows else "",
    }


def _themes(received: Mapping[str, Any]) -> Facts:
    fits = list(_rows(received, "theme_fits", "state", "is_k_set", "n_stable"))
    n_small = _n(fits, state=NOT_ENOUGH)
    return {
        "n_fits": len(fits) - n_small,
        "n_small_fits": n_small,
        "n_set_fits": sum(row["is_k_set"] and row["state"] != NOT_ENOUGH for row in fits),
        "n_stable_fits": _n(fits, state=STABLE),
        "n_loose_fits": _n(fits, state=LOOSE),
        "n_unstable_fits": _n(fits, state=UNSTABLE),
        "n_stable_themes": sum(row["n_stable"] for row in fits),
    }


def _comparisons(received: Mapping[str, Any]) -> Facts:
    compared = [
        row
        for row in _rows(received, "comparisons", "level", "state", "n_key", "n_lockwords")
        if row["level"] == "concept"
    ]
    tested = [row for row in compared if row["state"] == COMPARED]
    attracted = {
        (row["edition"], row["span"], *sorted((row["node"], row["collocate"])))
        for row in _rows(received, "collocations", "edition", "span", "node", "collocate", "state")
        if row["state"] == ATTRACTED
    }
    links = {row["edition"]: row["n_links"] for row in _rows(received, "concept_network", "edition", "n_links")}
    pairs = list(_rows(received, "edition_pairs", "kind", "state"))
    trends = list(_rows(received, "trends", "state"))
    return {
        "n_compared": len(tested),
        "n_described": _n(compared, state=DESCRIPTIVE),
        "n_key": sum(row["n_key"] for row in tested),
        "n_lockwords": sum(row["n_lockwords"] for row in tested),
        "n_attracted": len(attracted),
        "n_links": sum(links.values()),
        "n_pairs": _n(pairs, kind=EDITIONS),
        "n_worded_pairs": _n(pairs, kind=EDITIONS, state=COMPARED),
        "n_versions": _n(pairs, kind=VERSIONS),
        "n_series": _n(_rows(received, "trend_editions", "state"), state=IN_SERIES),
        "n_trend_terms": len(trends),
        "n_trends": sum(row["state"] in {RISING, FALLING, VARYING} for row in trends),
    }
