"""Did the dictionary do what was meant? What became of every place where a wording of the lexicon stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.lexicon.match import Matcher
from pipeline.segment.kinds import WORD
from pipeline.terminology.occurrences import (
    ACROSS,
    INSIDE,
    OUTCOMES,
    SPLIT,
    Document,
    Occurrences,
    find_occurrences,
    read_documents,
)
from pipeline.terminology.readings import read_crossings
from pipeline.terminology.tally import Tally

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.entries import Entry
    from pipeline.segment.engine import Engine
    from pipeline.settings import TerminologySettings
    from pipeline.tables import Partitions

LEXICON, DICTIONARY, GUESSED = "lexicon", "dictionary", "guessed"
USED, UNUSED, SHADOWED, CROSSED = "used", "unused", "shadowed", "crossed"


class Audit(NamedTuple):
    """The tables ``lexicon_audit`` and, by edition, ``lexicon_crossings``."""

    wordings: pa.Table
    crossings: dict[str, pa.Table]


def audit_lexicon(
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    entries: Sequence[Entry],
    dictionary: Engine,
    settings: TerminologySettings,
) -> Audit:
    """Find every wording in every passage; one edition's tables are in memory at a time."""
    number = {entry.text: at for at, entry in enumerate(entries)}
    matcher = Matcher(number)
    tally = Tally(len(entries), settings.max_examples)
    crossings: dict[str, pa.Table] = {}
    for edition, of_edition in passages:
        rows: list[dict[str, Any]] = []
        for document in read_documents(of_edition, *(_part(table, edition) for table in (tokens, vocabulary))):
            found = find_occurrences(document, matcher, number)
            tally.add(document, found)
            rows += crossing_rows(edition, document, found, number, dictionary, settings)
        crossings[edition] = tables.make("lexicon_crossings", rows)
    return Audit(tables.make("lexicon_audit", list(audit_rows(entries, tally, dictionary, settings))), crossings)


def _part(table: Partitions, edition: str) -> pa.Table:
    """An edition's rows; one without any token has no file of tokens, which is no fault."""
    return table.edition(edition) if edition in table.editions else tables.make(table.name, [])


def crossing_rows(
    edition: str,
    document: Document,
    found: Occurrences,
    number: Mapping[str, int],
    dictionary: Engine,
    settings: TerminologySettings,
) -> Iterator[dict[str, Any]]:
    """A row of ``lexicon_crossings`` for each occurrence that a word stands across; ``number``: of each wording."""
    import numpy as np

    is_wording = np.fromiter((text in number for text in document.texts), bool, len(document.texts))
    for crossing in read_crossings(document, found, is_wording, dictionary, settings.max_clause_tokens):
        passage = int(found.passage[crossing.place])
        start, end = (int(at[crossing.place] - document.passage_start[passage]) for at in (found.start, found.end))
        yield {
            "edition": edition,
            "document_id": document.document_id,
            "passage_id": document.passage_ids[passage],
            "is_message": bool(document.is_message[passage]),
            "start": start,
            "end": end,
            "term": document.passage_texts[passage][start:end],
            "reading": crossing.reading,
            "reading_with_term": crossing.reading_with_term,
            "score": round(crossing.score, settings.reading_score_decimals),
            "score_with_term": round(crossing.score_with_term, settings.reading_score_decimals),
            "clause": crossing.clause,
        }


def audit_rows(
    entries: Sequence[Entry], tally: Tally, dictionary: Engine, settings: TerminologySettings
) -> Iterator[dict[str, Any]]:
    """A row of ``lexicon_audit`` for each wording."""
    wordings = {entry.text for entry in entries}
    for at, entry in enumerate(entries):
        n = dict(zip(OUTCOMES, tally.n[at].tolist(), strict=True))
        inside, across, split = (tally.readings.get((at, outcome), Counter()) for outcome in (INSIDE, ACROSS, SPLIT))
        kinds: Counter[str] = Counter()
        for token, count in inside.items():
            kinds[what_is(token, tally.kinds[token], wordings, dictionary)] += count
        examples = {
            f"{name}_passage_ids": " ".join(tally.examples.get((at, outcome), ())) or None
            for outcome, name in enumerate(OUTCOMES)
        }
        yield {
            **_said_of(entry),
            "status": status(n),
            "n_occurrences": sum(n.values()),
            **{f"n_{name}": count for name, count in n.items()},
            "n_whole_in_messages": int(tally.n_in_messages[at]),
            "inside_kinds": listed(kinds, len(kinds)),
            "inside_terms": listed(inside, settings.max_readings),
            "crossings": listed(across, settings.max_readings),
            "splits": listed(split, settings.max_readings),
            **examples,
        }


def _said_of(entry: Entry) -> dict[str, Any]:
    return {
        "term": entry.text,
        "entry": "term" if entry.concept is None else "concept",
        "concept": entry.concept,
        "relation": entry.relation,
        "is_shipped": entry.is_shipped,
        "origin": entry.origin,
    }


def status(n: Mapping[str, int]) -> str:
    """What a person wants to know first of a wording, from the counts of its outcomes.

    >>> status({"whole": 0, "inside": 3, "across": 0, "split": 0})
    'shadowed'
    """
    if n["whole"]:
        return USED
    if n["across"] or n["split"]:
        return CROSSED
    return SHADOWED if n["inside"] else UNUSED


def what_is(token: str, kind: str, wordings: set[str], dictionary: Engine) -> str:
    """What made a token: the lexicon, jieba's dictionary, a guess, or its kind where that is no word."""
    if token in wordings:
        return LEXICON
    if kind != WORD:
        return kind
    return DICTIONARY if dictionary.frequency(token) else GUESSED


def listed(counts: Counter[str], most: int) -> str | None:
    """The most frequent with their counts, ties by text, then how many others there are and their sum.

    >>> listed(Counter({"网络安全": 5, "网络犯罪": 2, "网络空间": 2, "网络安全法": 1}), 2)
    '网络安全 ×5、网络犯罪 ×2、… (2) ×3'
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{text} ×{n}" for text, n in ranked[:most]]
    if len(ranked) > most:
        shown.append(f"… ({len(ranked) - most}) ×{sum(n for _, n in ranked[most:])}")
    return "、".join(shown) or None
