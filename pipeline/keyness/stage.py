"""The keyness stage: what is typical of each section, document, theme and edition, and what is alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns.keyness import COMPARED, DESCRIPTIVE
from pipeline.keyness.groups import Comparison, comparisons, find_groups
from pipeline.keyness.measure import Measured, measure_pool
from pipeline.keyness.messages import Messages, corpus_messages
from pipeline.keyness.rows import comparison_rows, keyness_rows
from pipeline.keyness.units import Units, number_units
from pipeline.keywords.english import english_beside
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import KeynessSettings, KeywordsSettings


def keyness(
    *,
    documents: tables.Partitions,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    terms: pa.Table,
    concepts: pa.Table,
    passage_themes: pa.Table,
    stopwords: Collection[str],
    modals: Collection[str],
    glosses: Mapping[str, str],
    keywords_settings: KeywordsSettings,
    settings: KeynessSettings,
) -> Made:
    """Make ``comparisons``, all of them, and ``keyness``, the terms of those with enough messages.

    Compared are messages: each group with the rest of its edition, each edition with all others and with the one
    before, and the pairs of the settings. A comparison with a background stands in the table ``keywords``.

    Raises ``SettingsError`` for a pair that cannot be compared.
    """
    units = number_units(terms, concepts, {*stopwords, *modals})
    messages = corpus_messages(documents, passages, tokens, vocabulary, units)
    wanted = comparisons(messages, find_groups(messages, passage_themes), settings)
    compared: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for pool in _by_pool(wanted):
        measured = _measured(pool, messages, units, settings)
        for comparison in pool:
            at_levels = [one for one in measured if one.comparison is comparison]
            compared += comparison_rows(comparison, at_levels, tuple(units.in_level), messages, settings)
        found += [row for one in measured for row in keyness_rows(one, messages, units, settings)]
    return Made(
        tables={
            "comparisons": tables.make("comparisons", compared),
            "keyness": _with_english(found, concepts, glosses, keywords_settings),
        }
    )


def _by_pool(wanted: Sequence[Comparison]) -> list[list[Comparison]]:
    pools: dict[str, list[Comparison]] = {}
    for comparison in wanted:
        pools.setdefault(comparison.pool, []).append(comparison)
    return list(pools.values())


def _measured(
    pool: Sequence[Comparison], messages: Messages, units: Units, settings: KeynessSettings
) -> list[Measured]:
    with_enough = [comparison for comparison in pool if comparison.state in {COMPARED, DESCRIPTIVE}]
    return list(measure_pool(with_enough, messages, units, settings)) if with_enough else []


def _with_english(
    rows: list[dict[str, Any]], concepts: pa.Table, glosses: Mapping[str, str], settings: KeywordsSettings
) -> pa.Table:
    import pyarrow as pa

    if not rows:
        return tables.make("keyness", [])
    labels = {row["concept"]: row["label_en"] for row in concepts.to_pylist()}
    named = {
        name: pa.chunked_array([pa.array([row[name] for row in rows], pa.string())]) for name in ("term", "concept")
    }
    limits = (settings.max_gloss_senses, settings.max_gloss_characters)
    english = english_beside(pa.table(named), labels, glosses, *limits)
    beside = zip(*(column.to_pylist() for column in english.values()), strict=True)
    return tables.make(
        "keyness", [row | dict(zip(english, one, strict=True)) for row, one in zip(rows, beside, strict=True)]
    )
