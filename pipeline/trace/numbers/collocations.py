"""Numbers of the stage collocations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.trace.cuts import SPLIT, cut_places
from pipeline.trace.evidence import having, in_messages, mentions, rows, tokens
from pipeline.trace.kinds import Count, Derived, Evidence, Kind, Numbers, Rank, Remade, Setting, Varied
from pipeline.trace.outputs import Outputs, Row
from pipeline.trace.word_lines import WordLines, word_lines

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_ASSOCIATION = "pipeline.statistics.association:"
_DIGITS = "collocations.digits"
_COUNTS = ("n_together", "n_node", "n_collocate", "n_total")
_PAIR = ("n_together", "n_concept", "n_other", "n_messages")
ROLES = ("node", "collocate")


def _words(outputs: Outputs, row: Row, role: str) -> tuple[WordLines, NDArray[np.int64]]:
    lines = word_lines(outputs, row["edition"])
    return lines, lines.places_of((row[role], row[f"{role}_concept"]))


def occurrences(role: str) -> Evidence:
    """Places of the node, or of the collocate, in messages."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        lines, words = _words(outputs, row, role)
        return lines.table(words)

    return find


def alone(role: str) -> Evidence:
    """What the node, or the collocate, is counted by: pairs with any unit within the window, sentences, or messages."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        lines, words = _words(outputs, row, role)
        if row["span"] == "window":
            return lines.table(lines.near(words, outputs.settings.collocations.window)[0])
        return lines.table(_firsts(lines, words, row["span"]))

    return find


def together(outputs: Outputs, row: Row) -> pa.Table:
    """Places of the node with the collocate within the window; or the sentences, or messages, that have both."""
    import numpy as np

    lines, node = _words(outputs, row, "node")
    _, collocate = _words(outputs, row, "collocate")
    if row["span"] == "window":
        first, second = lines.near(node, outputs.settings.collocations.window)
        return lines.table(first[np.isin(second, collocate)])
    place = lines.line if row["span"] == "sentence" else lines.message
    return lines.table(_firsts(lines, node[np.isin(place[node], place[collocate])], row["span"]))


def everywhere(outputs: Outputs, row: Row) -> pa.Table:
    """All such pairs, from either side; all sentences, or messages; as messages with so many of them."""
    import numpy as np
    import pyarrow as pa

    lines = word_lines(outputs, row["edition"])
    if row["span"] == "passage":
        each = np.ones(len(lines.message_ids), dtype=np.int64)
        return pa.table({"passage_id": lines.message_ids, "n": pa.array(each)})
    if row["span"] == "window":
        counted = lines.near(np.flatnonzero(lines.unit >= 0), outputs.settings.collocations.window)[0]
    else:
        counted = _firsts(lines, np.arange(len(lines.unit)), "sentence")
    n = np.bincount(lines.message[counted], minlength=len(lines.message_ids))
    held = np.flatnonzero(n)
    return pa.table({"passage_id": lines.message_ids.take(pa.array(held)), "n": pa.array(n[held])})


def _firsts(lines: WordLines, words: NDArray[np.int64], span: str) -> NDArray[np.int64]:
    """Of these words the first of each sentence, or message."""
    import numpy as np

    place = lines.line if span == "sentence" else lines.message
    first: NDArray[np.int64] = words[np.unique(place[words], return_index=True)[1]]
    return first


def both_concepts(outputs: Outputs, row: Row) -> pa.Table:
    """Mentions of the first concept in messages that mention both, but not by the very same words alone."""
    editions = (row["edition"],)
    first, second = (
        having(outputs.concept_places(row[name], editions), is_message=True) for name in ("concept", "other_concept")
    )
    shared = having(first, passage_id=second["passage_id"])
    tokens_of = outputs.tokens_in(shared)
    one, other = (_tokens_by_passage(places, tokens_of) for places in (shared, second))
    kept = frozenset(passage for passage in one if one[passage] != other[passage])
    return having(shared, passage_id=kept) if kept else shared.slice(0, 0)


def _tokens_by_passage(places: pa.Table, tokens_of: Any) -> dict[str, set[int]]:
    """By passage, the tokens that mentions stand in."""
    found: dict[str, set[int]] = {}
    for passage, start in zip(places["passage_id"].to_pylist(), places["start"].to_pylist(), strict=True):
        if passage in tokens_of:
            found.setdefault(passage, set()).add(bisect_right(tokens_of[passage].starts, start) - 1)
    return found


def joined(outputs: Outputs, row: Row) -> pa.Table:
    """Tokens of messages that are the word."""
    return in_messages(tokens("word"))(outputs, row)


def adjacent(outputs: Outputs, row: Row) -> pa.Table:
    """Places in messages where prefix and follower are two tokens side by side; none where the follower is no noun."""
    cut = cut_places(lambda row: str(row["word"]))(outputs, row)
    reading = f"{row['prefix']}|{row['follower']}"
    found = having(cut, is_message=True, outcome=SPLIT, reading=reading, is_repeat=False)
    return found if _is_noun(outputs, row["follower"]) else found.slice(0, 0)


def _is_noun(outputs: Outputs, text: str) -> bool:
    from pipeline.lexicon.dictionary import load_dictionary

    found = having(outputs.table("terms"), term=text, list="content", kind="word").to_pylist()
    word_class = load_dictionary().word_class.get(text)
    is_noun = word_class is None or word_class.startswith(("n", "vn", "an", "nz", "l", "j", "i"))
    return bool(found) and (is_noun or found[0]["concept"] is not None)


def formed(outputs: Outputs, row: Row) -> pa.Table:
    """Both."""
    import pyarrow as pa

    columns = ["edition", "document_id", "passage_id", "start", "end", "form", "term"]
    return pa.concat_tables([find(outputs, row).select(columns) for find in (joined, adjacent)])


def _measure(name: str, inputs: tuple[str, ...]) -> Derived:
    """A measure of ``statistics/association.py`` of the counts of a row, to significant digits."""

    def measure(digits: int, **counts: int) -> float:
        import numpy as np

        from pipeline.collocations.digits import significant_one
        from pipeline.statistics import association

        *of_pair, last = counts.values()
        arrays = [np.array([count], dtype=np.int64) for count in of_pair]
        whole = np.array([last], dtype=np.int64) if name == "log_dice" else last
        return significant_one(float(getattr(association, name)(*arrays, whole)[0]), digits)

    return Derived(_ASSOCIATION + name, measure, inputs, (_DIGITS,))


def _link_score(n_together: int, n_concept: int, n_other: int, n_messages: int, digits: int) -> float:
    """G² of a pair of concepts: a score is rounded to decimals, so that ties are ties, before digits are cut."""
    import numpy as np

    from pipeline.collocations.digits import significant_one
    from pipeline.statistics.association import log_likelihood

    pair, one, other = np.array([[n_together], [n_concept], [n_other]])
    return significant_one(round(float(log_likelihood(pair, one, other, n_messages)[0]), digits), digits)


def _by_chance(row: Row) -> Kind:
    """Within the window what independent words give; else what the sizes of sentences or messages give."""
    if row["span"] == "window":
        return _measure("expected_together", ("n_node", "n_collocate", "n_total"))
    return Remade("pipeline.statistics.meeting:expected_meetings", "collocations")


def _p_value(
    n_messages: int, n_messages_node: int, n_messages_collocate: int, n_messages_by_chance: float, digits: int
) -> float:
    import numpy as np

    from pipeline.collocations.digits import significant_one
    from pipeline.statistics.meeting import meeting_p_value

    rarer = np.array([min(n_messages_node, n_messages_collocate)])
    p = meeting_p_value(np.array([n_messages]), rarer, np.array([n_messages_by_chance]))
    return significant_one(float(p[0]), digits)


def _roles(make: Callable[[str], Kind], name: str) -> dict[str, Kind]:
    return {name.format(role): make(role) for role in ROLES}


_TESTED = Remade("pipeline.statistics.multiple_testing:benjamini_hochberg", "collocations", ("collocations.max_units",))
_SHUFFLED = Remade(
    "pipeline.statistics.swaps:swapped_copies", "collocations", ("collocations.seed", "collocations.n_trades")
)
_LINKED = Remade("pipeline.statistics.swaps:link_threshold", "collocations", ("collocations.max_false_share",))
_LISTED = Remade("pipeline.collocations.pairs:list_pairs", "collocations", ("collocations.max_collocates",))
_PLACED = Remade("pipeline.collocations.layout:place_concepts", "collocations", ("collocations.n_layout_steps",))
_MESSAGES = Count(rows("passages", "edition", is_message=True))


def _mentioned(column: str) -> Evidence:
    """Mentions in messages of the concept that a column names."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        return having(outputs.concept_places(row[column], (row["edition"],)), is_message=True)

    return find


NUMBERS: Numbers = {
    "collocations": {
        "window": Setting("collocations.window"),
        "rank": _LISTED,
        "n_together": Count(together),
        **_roles(lambda role: Count(alone(role)), "n_{}"),
        "n_total": Count(everywhere, "n"),
        **_roles(lambda role: Count(occurrences(role)), "n_occurrences_{}"),
        "n_messages": Count(together, "passage_id"),
        **_roles(lambda role: Count(occurrences(role), "passage_id"), "n_messages_{}"),
        "n_messages_edition": _MESSAGES,
        "expected": _measure("expected_together", ("n_node", "n_collocate", "n_total")),
        "pmi": _measure("pointwise_mutual_information", _COUNTS),
        "npmi": _measure("normalised_pmi", _COUNTS),
        "log_dice": _measure("log_dice", ("n_together", "n_node", "n_collocate")),
        "g2": _measure("log_likelihood", _COUNTS),
        "n_messages_by_chance": Varied(_by_chance),
        "p_value": Derived(
            "pipeline.statistics.meeting:meeting_p_value",
            _p_value,
            ("n_messages", "n_messages_node", "n_messages_collocate", "n_messages_by_chance"),
            (_DIGITS,),
            tolerance=1e-4,
        ),
        "q_value": _TESTED,
        "n_tests": _TESTED,
    },
    "concept_network": {
        "rank": Rank(("-g2", "concept", "other_concept"), ("edition",)),
        "n_together": Count(both_concepts, "passage_id"),
        "n_concept": Count(_mentioned("concept"), "passage_id"),
        "n_other": Count(_mentioned("other_concept"), "passage_id"),
        "n_messages": _MESSAGES,
        "expected": _measure("expected_together", ("n_concept", "n_other", "n_messages")),
        "expected_shuffled": _SHUFFLED,
        "npmi": _measure("normalised_pmi", _PAIR),
        "g2": Derived(_ASSOCIATION + "log_likelihood", _link_score, _PAIR, (_DIGITS,)),
        "p_value": _SHUFFLED,
        "threshold": _LINKED,
        "n_links": _LINKED,
        "n_links_by_chance": _LINKED,
        "n_shuffles": _SHUFFLED,
        "seed": Setting("collocations.seed"),
    },
    "concept_nodes": {
        "n_messages": Count(in_messages(mentions()), "passage_id"),
        "degree": _LINKED,
        "strength": _LINKED,
        "x": _PLACED,
        "y": _PLACED,
    },
    "prefixes": {
        "n_joined": Count(joined),
        "n_adjacent": Count(adjacent),
        "n_occurrences": Count(formed),
        "n_messages": Count(formed, "passage_id"),
        "n_documents": Count(formed, "document_id"),
        "n_messages_edition": _MESSAGES,
    },
}
