"""Did the dictionary do what was meant? What became of every place where a wording of the lexicon stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.lexicon.dictionary import load_tokenizer
from pipeline.lexicon.match import Matcher
from pipeline.segment.kinds import WORD
from pipeline.terminology.occurrences import (
    ACROSS,
    INSIDE,
    OUTCOMES,
    SPLIT,
    WHOLE,
    Document,
    Occurrences,
    audited_editions,
    find_occurrences,
)
from pipeline.terminology.readings import SEPARATOR, Dictionary, read_crossings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.lexicon.entries import Entry
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
    dictionary: Dictionary,
    settings: TerminologySettings,
) -> Audit:
    """Find every wording in every passage; one edition's tables are in memory at a time."""
    matcher, number = Matcher(entry.text for entry in entries), {entry.text: at for at, entry in enumerate(entries)}
    tally = Tally(len(entries), settings.max_examples)
    crossings: dict[str, pa.Table] = {}
    for edition, documents in audited_editions(passages, tokens, vocabulary):
        rows: list[dict[str, Any]] = []
        for document in documents:
            found = find_occurrences(document, matcher, number)
            tally.add(document, found)
            rows += crossing_rows(edition, document, found, entries, dictionary, settings)
        crossings[edition] = tables.make("lexicon_crossings", rows)
    return Audit(tables.make("lexicon_audit", list(audit_rows(entries, tally, settings))), crossings)


def crossing_rows(
    edition: str,
    document: Document,
    found: Occurrences,
    entries: Sequence[Entry],
    dictionary: Dictionary,
    settings: TerminologySettings,
) -> Iterator[dict[str, Any]]:
    """A row of ``lexicon_crossings`` for each occurrence that a word stands across."""
    import numpy as np

    known = {entry.text for entry in entries}
    is_wording = np.fromiter((text in known for text in document.texts), bool, len(document.texts))
    for crossing in read_crossings(document, found, is_wording, dictionary, settings.max_clause_tokens):
        passage = int(found.passage[crossing.place])
        base = int(document.passage_start[passage])
        yield {
            "edition": edition,
            "document_id": document.document_id,
            "passage_id": document.passage_ids[passage],
            "is_message": bool(document.is_message[passage]),
            "start": int(found.start[crossing.place]) - base,
            "end": int(found.end[crossing.place]) - base,
            "term": entries[int(found.entry[crossing.place])].text,
            "reading": crossing.reading,
            "reading_with_term": crossing.reading_with_term,
            "score": round(crossing.score, settings.reading_score_decimals),
            "score_with_term": round(crossing.score_with_term, settings.reading_score_decimals),
            "clause": crossing.clause,
        }


class Tally:
    """What is counted of all documents; entries are numbered as in the list of wordings."""

    def __init__(self, n_entries: int, max_examples: int) -> None:
        import numpy as np

        self.n: NDArray[np.int64] = np.zeros((n_entries, len(OUTCOMES)), dtype=np.int64)
        self.n_in_messages: NDArray[np.int64] = np.zeros(n_entries, dtype=np.int64)
        self.readings: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        """By entry and outcome: the token that it stands inside, or the tokens that it is cut into or across."""
        self.examples: dict[tuple[int, int], list[str]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        """Of each token that something stands inside."""
        self._max_examples = max_examples
        self._is_full: NDArray[np.bool_] = np.zeros(n_entries * len(OUTCOMES), dtype=bool)

    def add(self, document: Document, found: Occurrences) -> None:
        import numpy as np

        np.add.at(self.n, (found.entry, found.outcome), 1)
        is_counted = (
            (found.outcome == WHOLE) & document.is_message[found.passage] & ~document.is_apposition[found.first]
        )
        np.add.at(self.n_in_messages, found.entry[is_counted], 1)
        self._add_inside(document, found)
        for place in np.flatnonzero(found.outcome >= ACROSS).tolist():
            terms = document.term[found.first[place] : found.last[place] + 1].tolist()
            reading = SEPARATOR.join(document.texts[term] for term in terms)
            self.readings[int(found.entry[place]), int(found.outcome[place])][reading] += 1
        self._add_examples(document, found)

    def _add_inside(self, document: Document, found: Occurrences) -> None:
        import numpy as np

        inside = found.outcome == INSIDE
        pairs = np.column_stack([found.entry[inside], document.term[found.first[inside]]])
        distinct, n = np.unique(pairs, axis=0, return_counts=True)
        for (entry, term), count in zip(distinct.tolist(), n.tolist(), strict=True):
            self.readings[entry, INSIDE][document.texts[term]] += count
            self.kinds[document.texts[term]] = document.kinds[term]

    def _add_examples(self, document: Document, found: Occurrences) -> None:
        import numpy as np

        key = found.entry * len(OUTCOMES) + found.outcome
        wanted = ~self._is_full[key]
        pairs = np.unique(np.column_stack([key[wanted], found.passage[wanted]]), axis=0)
        for at, passage in pairs.tolist():
            named = self.examples[divmod(at, len(OUTCOMES))]
            if len(named) < self._max_examples:
                named.append(document.passage_ids[passage])
            self._is_full[at] = len(named) == self._max_examples


def audit_rows(entries: Sequence[Entry], tally: Tally, settings: TerminologySettings) -> Iterator[dict[str, Any]]:
    """A row of ``lexicon_audit`` for each wording."""
    wordings = {entry.text for entry in entries}
    for at, entry in enumerate(entries):
        n = dict(zip(OUTCOMES, tally.n[at].tolist(), strict=True))
        inside, across, split = (tally.readings.get((at, outcome), Counter()) for outcome in (INSIDE, ACROSS, SPLIT))
        kinds: Counter[str] = Counter()
        for token, count in inside.items():
            kinds[what_is(token, tally.kinds[token], wordings)] += count
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


def what_is(token: str, kind: str, wordings: set[str]) -> str:
    """What made a token: the lexicon, jieba's dictionary, a guess, or its kind where that is no word."""
    if token in wordings:
        return LEXICON
    if kind != WORD:
        return kind
    return DICTIONARY if load_tokenizer().FREQ.get(token) else GUESSED


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
