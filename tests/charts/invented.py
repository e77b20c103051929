"""Invented editions of any size, as the tables that the stages before would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from invented_flow import theme_changes
from invented_keyness import compared
from invented_pair import pair, passage_changes, term_changes
from invented_trends import trend_tables

from pipeline.bilingual import Bilingual, Language
from pipeline.charts.model import Evidence
from pipeline.lexicon.model import Concept, Variant
from pipeline.tables import Partitions, PartitionWriter, make

CONCEPTS = (
    ("multistakeholder", "多利益攸关方", "multistakeholder", ("多利益攸关方", "多利益相关者")),
    ("stakeholder", "利益攸关方", "stakeholder", ("利益攸关方", "利益相关者", "利益相关方")),
    ("internet", "互联网", "Internet", ("互联网",)),
    ("internet-governance", "互联网治理", "Internet governance", ("互联网治理", "互联网管治")),
    ("digital-divide", "数字鸿沟", "digital divide", ("数字鸿沟",)),
    ("capacity-building", "能力建设", "capacity building", ("能力建设",)),
    ("ldc", "最不发达国家", "least developed countries", ("最不发达国家",)),
)
PLAIN_TERMS = (("挑战", "challenge", "CC-CEDICT"), ("工具", "tool", "CC-CEDICT"), ("有意义", None, None))
LABELS = {concept: Bilingual(zh, en) for concept, zh, en, _ in CONCEPTS}
LEXICON = tuple(
    Concept(concept, zh, en, "issue", tuple(Variant(text, "same") for text in texts))
    for concept, zh, en, texts in CONCEPTS
)
SECTION = ("新兴技术与能力建设", "Emerging technologies and capacity building")


@dataclass(frozen=True)
class Shape:
    """How an invented edition looks."""

    edition: str = "2031-atlantis"
    sections: Sequence[int] = (3, 5, 4)
    """Messages of each section of each document."""
    n_documents: int = 1
    k: int = 3
    is_stable: bool = False
    n_other: int = 0
    """Messages that fit nowhere: the last ones; the very last shares no word with any."""
    long_label: str = ""
    n_keywords: int | None = None
    concept_counts: str = "own"
    n_linked: int = 6
    """Concepts of the network, each linked to the two before it; 0 for no link."""
    n_editions: int = 12
    """Editions of the series that this one is the last of."""


def evidence(shape: Shape, language: Language = "zh") -> Evidence:
    """All tables of one invented edition."""
    documents, sections, passages, mentions = [], [], [], []
    for number in range(1, shape.n_documents + 1):
        document_id = f"{shape.edition}/track-{number:02d}"
        order, own_passages = 0, []
        for section, n_messages in enumerate(shape.sections, start=1):
            heading = (
                f"{SECTION[0]}{section}" if section % 3 else f"{section} 在发展中国家扩大有意义的互联网接入与数字包容"
            )
            english = f"{SECTION[1]} {section}" if section % 2 else None
            sections.append(_section(document_id, shape.edition, section, heading, english, n_messages))
            for _ in range(n_messages):
                order += 1
                own_passages.append(_passage(document_id, shape.edition, section, heading, order))
        passages += own_passages
        mentions += [row for passage in own_passages for row in _mentions(passage)]
        documents.append(_document(document_id, shape.edition, number, own_passages))
    messages = [row["passage_id"] for row in passages]
    themes, placed = _themes(shape, messages)
    tokens, vocabulary = _tokens(shape, passages)
    names = [f"{row['document_id']}§{row['section_order']}" for row in sections]
    comparisons, keyness = compared(shape.edition, names, _named(shape))
    tables = {
        "documents": make("documents", documents),
        "sections": make("sections", sections),
        "passages": make("passages", passages),
        "tokens": make("tokens", tokens),
        "vocabulary": make("vocabulary", vocabulary),
        "compounds": make("compounds", []),
        "mentions": make("mentions", mentions),
        "keywords": make("keywords", _keywords(shape, passages)),
        "background_keywords": make("background_keywords", _background_keywords(_keywords(shape, passages))),
        "variants": make("variants", _variants(shape, mentions)),
        "themes": make("themes", themes),
        "passage_themes": make("passage_themes", placed),
        "stability": make("stability", _stability(shape, len(messages))),
        "theme_fits": make("theme_fits", _fits(shape, len(messages), themes)),
        "comparisons": make("comparisons", comparisons),
        "keyness": make("keyness", keyness),
        "collocations": make("collocations", _collocations(shape, len(messages))),
        "concept_network": make("concept_network", _network(shape, len(messages))),
        "concept_nodes": make("concept_nodes", _nodes(shape)),
        **trend_tables(shape.edition, len(messages), shape.n_editions),
        "theme_changes": theme_changes(shape.edition, shape.n_editions),
        "edition_pairs": make("edition_pairs", [pair(shape.edition, len(messages))] if messages else []),
        "term_changes": make("term_changes", term_changes(shape.edition, _named(shape)) if len(messages) > 2 else []),
        "passage_changes": make("passage_changes", passage_changes(shape.edition, passages)),
    }
    return Evidence(shape.edition, LABELS, tables, language)


def changed(given: Evidence, **tables: pa.Table) -> Evidence:
    """The same with other tables in place of some."""
    return said_in(given.language, given, **tables)


def said_in(language: Language, given: Evidence, **tables: pa.Table) -> Evidence:
    """The same for a chart in a language."""
    return Evidence(given.edition, given.concept_labels, {**given.tables, **tables}, language)


def stage_input(folder: Path, editions: Sequence[Evidence]) -> dict[str, Any]:
    """The tables of several editions as the runner gives them to the stage."""
    given: dict[str, Any] = {}
    for name in ("documents", "sections", "passages", "tokens", "vocabulary", "compounds", "mentions"):
        files = {}
        for each in editions:
            files[each.edition] = folder / name / f"{each.edition}.parquet"
            writer = PartitionWriter(name, files[each.edition])
            writer.write(getattr(each, name))
            writer.close()
        given[name] = Partitions(name, files)
    whole = (
        "keywords", "background_keywords", "variants", "themes", "passage_themes", "stability", "theme_fits",
        "comparisons", "keyness", "collocations", "concept_network", "concept_nodes", "edition_pairs", "term_changes",
        "passage_changes",
    )  # fmt: skip
    for name in whole:
        given[name] = pa.concat_tables([getattr(each, name) for each in editions])
    given |= {
        name: getattr(editions[-1], name) for name in ("theme_changes", "trend_editions", "trends", "trend_points")
    }
    return given


def _document(document_id: str, edition: str, number: int, passages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "document_id": document_id, "edition": edition, "year": 2031, "track": f"议题{number}：信任与安全",
        "track_en": f"Track {number}: trust and security", "title": "消息", "title_en": None, "status": "final",
        "language": "zh", "script": "Hans", "source_file": f"{document_id}.txt", "sha256": "0" * 64,
        "n_passages": len(passages), "n_messages": len(passages), "n_characters": 50 * len(passages),
        "n_repairs": 0, "n_suspects": 0,
    }  # fmt: skip


def _section(document_id: str, edition: str, order: int, zh: str, en: str | None, n: int) -> dict[str, Any]:
    return {
        "document_id": document_id, "edition": edition, "section_order": order, "section": zh, "section_en": en,
        "n_passages": n + 1, "n_messages": n,
    }  # fmt: skip


def _passage(document_id: str, edition: str, section: int, heading: str, order: int) -> dict[str, Any]:
    return {
        "passage_id": f"{document_id}#{order:03d}", "edition": edition, "document_id": document_id, "section": heading,
        "section_order": section, "kind": "bullet", "is_message": True, "order": order, "page": None,
        "start": 100 * order, "end": 100 * order + 50, "text": "字" * (30 + 10 * (order % 4)), "original_text": None,
    }  # fmt: skip


def _mentions(passage: dict[str, Any]) -> list[dict[str, Any]]:
    """Concept c stands in every (c + 1)th message, its wordings in turn; each multistakeholder holds a stakeholder."""
    found = []
    for number, (concept, _, _, wordings) in enumerate(CONCEPTS):
        if passage["order"] % (number + 1):
            continue
        wording = wordings[passage["order"] // (number + 1) % len(wordings)]
        row = {
            "concept": concept, "document_id": passage["document_id"], "passage_id": passage["passage_id"],
            "is_message": True, "start": number * 4, "end": number * 4 + len(wording), "term": wording,
            "form": "own", "inside": wording,
        }  # fmt: skip
        found.append(row)
        if concept == "multistakeholder":
            found.append(
                row | {"concept": "stakeholder", "term": wording[1:], "form": "nested", "start": row["start"] + 1}
            )
    return found


def _variants(shape: Shape, mentions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for concept, _, _, wordings in CONCEPTS:
        for wording in wordings:
            found = [row for row in mentions if row["concept"] == concept and row["term"] == wording]
            rows.append({
                "edition": shape.edition, "concept": concept, "term": wording,
                "relation": "label" if wording == wordings[0] else "same",
                "n_own": sum(row["form"] == "own" for row in found),
                "n_nested": sum(row["form"] == "nested" for row in found),
                "n_messages": len({row["passage_id"] for row in found}),
            })  # fmt: skip
    return rows


def _named(shape: Shape) -> list[tuple[str, str | None, str | None, str | None]]:
    named = [(zh, concept, en, "lexicon") for concept, zh, en, _ in CONCEPTS]
    named += [(zh, None, en, source) for zh, en, source in PLAIN_TERMS]
    if shape.long_label:
        named.insert(1, (shape.long_label, None, shape.long_label, "CC-CEDICT"))
    return named[: shape.n_keywords]


def _tokens(shape: Shape, passages: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A token for each keyword of each message, and another that repeats it in brackets in every message."""
    tokens, vocabulary = [], []
    for document_id in dict.fromkeys(row["document_id"] for row in passages):
        for term, (zh, concept, _, _) in enumerate(_named(shape)):
            row = {"document_id": document_id, "term": term, "text": zh, "kind": "word", "concept": concept}
            vocabulary.append(row)
    for number, passage in enumerate(passages):
        for term, _ in enumerate(_named(shape)):
            token = {
                "document_id": passage["document_id"],
                "passage_id": passage["passage_id"],
                "term": term,
                "sentence": 0,
            }
            tokens.append(token | {"start": term, "end": term + 1, "is_apposition": True})
            if number % (term + 1) == 0:
                tokens.append(token | {"start": term, "end": term + 1, "is_apposition": False})
    return tokens, vocabulary


def _keywords(shape: Shape, passages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keyword number i stands once in every (i + 1)th message."""
    named = _named(shape)
    scopes: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(passages):
        section = f"{row['document_id']}§{row['section_order']}"
        for scope in (("edition", shape.edition), ("document", row["document_id"]), ("section", section)):
            scopes.setdefault(scope, []).append(number)
    rows = []
    n_documents = len({row["document_id"] for row in passages})
    for (kind, scope), numbers in scopes.items():
        found = [(sum(n % (i + 1) == 0 for n in numbers), *name) for i, name in enumerate(named)]
        present = [entry for entry in found if entry[0]]
        for rank, (count, zh, concept, en, source) in enumerate(present, start=1):
            rows.append({
                "scope_kind": kind, "scope": scope, "edition": shape.edition, "unit": "message", "level": "concept",
                "state": "ranked" if len(numbers) >= 5 else "not enough evidence",
                "rank": rank, "term": zh, "kind": "concept" if concept else "term", "concept": concept,
                "label_en": en, "label_en_source": source,
                **_interval(rank, len(present), len(numbers), n_documents),
                "concept_counts": shape.concept_counts, "count": count,
                "n_messages_in_scope": count, "n_scope": len(numbers), "document_frequency": count,
                "n_messages_edition": len(passages), "length_weight": 1.0, "tfidf": 30.0 / rank, "stands_for": None,
            })  # fmt: skip
    return rows


def _interval(rank: int, n_ranked: int, n_messages: int, n_documents: int) -> dict[str, Any]:
    """The bounds of a rank: about half and twice as far down, where there is enough to draw from."""
    unit, n_units = ("document", n_documents) if n_documents > 1 else ("message", n_messages)
    is_enough = n_messages >= 5 and n_units >= 5
    return {
        "rank_low": (rank + 1) // 2 if is_enough else None,
        "rank_high": min(2 * rank + 3, n_ranked) if is_enough else None,
        "resampling_unit": unit if n_messages >= 5 else None,
        "n_resampling_units": n_units if n_messages >= 5 else 0,
        "n_resamples": 500 if is_enough else 0,
        "interval_level": 0.95 if is_enough else None,
    }


def _background_keywords(keywords: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same keywords in another order; every third one is out of the background."""
    rows = []
    for row in keywords:
        of_scope = [other["rank"] for other in keywords if other["scope"] == row["scope"]]
        is_known = row["rank"] % 3 != 0
        rows.append({
            **row, "background": "jieba", "rank_in_corpus": row["rank"],
            "rank": len(of_scope) + 1 - row["rank"] if row["rank"] > 3 or len(of_scope) < 8 else row["rank"],
            "n_ranked": len(of_scope), "n_words": 50 * row["n_scope"],
            "per_million": row["count"] * 1e6 / (50 * row["n_scope"]), "background_count": 70 if is_known else 0,
            "background_size": 60_000_000, "background_per_million": 70 / 60 if is_known else 0.0,
            "is_in_background": is_known, "log_likelihood": 300.0 - row["rank"], "log_ratio": 8.0,
            "log_likelihood_four_terms": 300.0, "lrc": 7.0,
        })  # fmt: skip
    places: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (row["scope"], row["rank"], row["rank_in_corpus"])):
        row["rank"] = places[row["scope"]] = places.get(row["scope"], 0) + 1
    return rows


def _themes(shape: Shape, messages: Sequence[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    themes, placed = [], []
    belonging = messages[: len(messages) - shape.n_other]
    for number in range(shape.k):
        members = belonging[number :: shape.k]
        if not members:
            continue
        theme_id = f"{shape.edition}/theme-{number + 1}"
        label = shape.long_label or "利益攸关方、能力建设、数字鸿沟"
        n_core, stability = (len(members) + 1) // 2, (0.8 if shape.is_stable else 0.4) - 0.05 * number
        themes.append({
            "theme_id": theme_id, "fit": shape.edition, "label_zh": f"{label}{number + 1}",
            "label_en": f"stakeholder, capacity building, digital divide {number + 1}", "n_messages": len(members),
            "n_core": n_core, "n_fringe": len(members) - n_core, "stability": stability,
            "stability_low": max(stability - 0.3, 0.0), "stability_high": min(stability + 0.15, 1.0),
            "is_stable": shape.is_stable and number != 2, "top_terms": label, "exemplar": members[0],
            "exemplars": " ".join(members[:3]), "name_zh": None, "name_en": None,
        })  # fmt: skip
        standings = ["core" if rank % 2 else "fringe" for rank in range(1, len(members) + 1)]
        near = [*members, *messages[len(belonging) : -1][number :: shape.k]]
        standings += ["other"] * (len(near) - len(members))
        placed += [
            _place(shape, theme_id, number, rank, member, standing)
            for rank, (member, standing) in enumerate(zip(near, standings, strict=True), start=1)
        ]
    return themes, placed + [_unlinked(shape, message) for message in messages[-1:] if shape.n_other and shape.k]


def _place(shape: Shape, theme_id: str, theme: int, rank: int, passage_id: str, standing: str) -> dict[str, Any]:
    return {
        "passage_id": passage_id, "fit": shape.edition, "theme_id": theme_id, "standing": standing,
        "centrality_rank": rank, "similarity": 1 / rank, "membership": 1 / rank, "is_core": standing == "core",
        "x": theme + (rank * 0.37) % 1.0, "y": (theme * 1.7) % 2 + (rank * 0.61) % 1.0,
    }  # fmt: skip


def _unlinked(shape: Shape, passage_id: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("theme_id", "centrality_rank", "similarity", "x", "y"))
    return {
        "passage_id": passage_id, "fit": shape.edition, "standing": "other", "membership": 0.0, "is_core": False,
        **nothing,
    }  # fmt: skip


def _fits(shape: Shape, n: int, themes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    if not n:
        return []
    n_belonging, n_core = (sum(row[name] for row in themes) for name in ("n_messages", "n_core"))
    n_stable = sum(row["is_stable"] for row in themes)
    state = "stable" if n_stable else "loose" if shape.is_stable else "unstable"
    return [{
        "fit": shape.edition, "state": state if shape.k else "not enough messages", "k": shape.k or None,
        "is_k_set": False, "n_themes": len(themes), "n_stable": n_stable, "n_messages": n,
        "n_linked": n - bool(shape.n_other), "n_core": n_core, "n_fringe": n_belonging - n_core,
        "n_other": shape.n_other if shape.k else 0, "n_documents": shape.n_documents,
        "resampling_unit": "document" if shape.n_documents > 4 else "message", "n_resamples": 60 if shape.k else 0,
        "p_value": (0.01 if shape.is_stable else 0.24) if shape.k else None, "approximation": None,
    }]  # fmt: skip


def _stability(shape: Shape, n: int) -> list[dict[str, Any]]:
    if not shape.k or not n:
        return []
    return [
        {
            "fit": shape.edition, "k": k, "n_messages": n, "n_resamples": 50, "n_shuffles": 20,
            "stability": 1.0 if k == 2 else 0.6 if shape.is_stable else 0.36, "null_mean": 0.3, "null_sd": 0.04,
            "z": 7.5 if shape.is_stable else 1.5, "p_value": 0.01 if shape.is_stable else 0.24,
            "is_chosen": k == shape.k, "is_stable": shape.is_stable, "approximation": None,
        }
        for k in range(2, max(shape.k, 6) + 1)
    ]  # fmt: skip


def _collocations(shape: Shape, n: int) -> list[dict[str, Any]]:
    """Collocates of one concept, half of them attracted, and one of another, which is in more messages but has none."""
    words = [*(zh for _, zh, _, _ in CONCEPTS[2:]), *(zh for zh, _, _ in PLAIN_TERMS), shape.long_label or "平台"]
    rows = [
        _collocation(shape, n, CONCEPTS[0], rank, word, "attracted" if rank <= 4 else "not enough evidence")
        for rank, word in enumerate(words, start=1)
    ]
    return [*rows, _collocation(shape, n, CONCEPTS[1], 1, "平台", "not enough evidence") | {"n_messages_node": n}]


def _collocation(
    shape: Shape, n: int, node: tuple[str, str, str, Any], rank: int, word: str, state: str
) -> dict[str, Any]:
    return {
        "edition": shape.edition, "span": "window", "window": 5, "node": node[1], "node_concept": node[0],
        "node_en": node[2], "node_en_source": "lexicon", "rank": rank, "collocate": word, "collocate_concept": None,
        "collocate_en": None if rank == 3 else f"{shape.long_label and 'a very long gloss of '}word {rank}",
        "collocate_en_source": None if rank == 3 else "CC-CEDICT", "n_together": 20 - rank, "n_node": 60,
        "n_collocate": 40, "n_total": 5000, "n_occurrences_node": 30, "n_occurrences_collocate": 20,
        "n_messages": 3, "n_messages_node": max(n - 1, 1), "n_messages_collocate": 4, "n_messages_edition": n,
        "expected": 0.48, "pmi": 3.0, "npmi": 0.4, "log_dice": 12.0 - rank, "g2": 30.0, "n_messages_by_chance": 0.48,
        "p_value": 0.0001, "q_value": 0.01, "n_tests": 100, "state": state, "passage_ids": "",
    }  # fmt: skip


def _linked(number: int) -> tuple[str, str, str]:
    _, zh, en, _ = CONCEPTS[number % len(CONCEPTS)]
    return f"concept-{number:02d}", f"{zh}{number}" if number >= len(CONCEPTS) else zh, en


def _network(shape: Shape, n: int) -> list[dict[str, Any]]:
    pairs = [(one, other) for other in range(shape.n_linked) for one in (other - 2, other - 1) if one >= 0]
    test = {"threshold": 12.3456, "n_links": len(pairs) + 1, "n_links_by_chance": 0.0612, "n_shuffles": 99, "seed": 1}
    rows = []
    for rank, (one, other) in enumerate(pairs, start=1):
        (first, zh, en), (second, other_zh, other_en) = _linked(one), _linked(other)
        rows.append({
            "edition": shape.edition, "rank": rank, "concept": first, "label_zh": zh, "label_en": en,
            "other_concept": second, "other_label_zh": other_zh, "other_label_en": other_en, "n_together": 4,
            "n_concept": 6, "n_other": 5, "n_messages": n, "expected": 1.2, "expected_shuffled": 1.5,
            "npmi": rank / len(pairs), "g2": 40.0 - rank / 10, "p_value": 0.01, **test, "state": "linked",
            "is_drawn": True, "passage_ids": "",
        })  # fmt: skip
    return rows


def _nodes(shape: Shape) -> list[dict[str, Any]]:
    """Half of the concepts in one place, as springs may leave them."""
    places = [(0.0, 0.0) if number % 2 else (number / 50, -number / 70) for number in range(shape.n_linked)]
    rows = []
    for number, (x, y) in enumerate(places):
        concept, zh, en = _linked(number)
        rows.append({
            "edition": shape.edition, "concept": concept, "label_zh": zh, "label_en": en, "n_messages": 1000 + number,
            "degree": 2, "strength": 0.8, "x": x, "y": y,
        })  # fmt: skip
    return rows
