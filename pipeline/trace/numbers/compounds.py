"""Numbers of the stage compounds: new terms that are proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pipeline.trace.cuts import SPLIT, cut_places
from pipeline.trace.evidence import having
from pipeline.trace.kinds import Count, Derived, Numbers, Rank, Remade
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_TERM = cut_places(lambda row: str(row["term"]))
_SETTINGS = ("compounds.max_words", "compounds.min_repeats", "compounds.decimals")


def _sequence(outputs: Outputs, row: Row) -> pa.Table:
    """Places in messages where the parts of a new term stand side by side as tokens, none of them a repeat."""
    return having(_TERM(outputs, row), is_message=True, outcome=SPLIT, reading=row["parts"], is_repeat=False)


class Neighbours(NamedTuple):
    """The words on one side of a compound's places with their counts, and how often none stands there."""

    words: Counter[str]
    n_at_border: int

    def __str__(self) -> str:
        shown = ", ".join(f"{word} ×{n}" for word, n in sorted(self.words.items(), key=lambda one: (-one[1], one[0])))
        return f"{shown or 'no word'}; none ×{self.n_at_border:,}"


def _neighbours(side: str) -> Callable[[Outputs, Row], Neighbours]:
    """The counted token that ends where a place begins, or begins where it ends."""

    def find(outputs: Outputs, row: Row) -> Neighbours:
        places = _sequence(outputs, row)
        lines = outputs.words_in(places)
        edge, at = ("start", 1) if side == "left" else ("end", 0)
        words: list[str | None] = []
        for passage, offset in zip(places["passage_id"].to_pylist(), places[edge].to_pylist(), strict=True):
            words.append(next((word[2] for word in lines[passage] if word[at] == offset), None))
        found = Counter(word for word in words if word is not None)
        return Neighbours(found, words.count(None))

    return find


def _entropy(neighbours: Neighbours, decimals: int) -> float:
    import numpy as np

    from pipeline.statistics.branching import branching_entropy

    n = np.array(list(neighbours.words.values()), dtype=np.int64)
    entropy = branching_entropy(np.zeros(len(n), dtype=np.int64), n, np.array([neighbours.n_at_border]))
    return float(np.round(entropy[0], decimals))


def _splits(outputs: Outputs, row: Row) -> dict[str, int]:
    """How often each beginning and each rest of the parts stands in messages."""
    parts = row["parts"].split("|")
    halves = [half for at in range(1, len(parts)) for half in (parts[:at], parts[at:])]
    return {"|".join(half): _n_sequences(outputs, half) for half in halves}


def _n_sequences(outputs: Outputs, parts: list[str]) -> int:
    if len(parts) == 1:
        places = having(outputs.term_places(parts[0], outputs.editions), is_message=True)
    else:
        places = _sequence(outputs, {"term": "".join(parts), "parts": "|".join(parts)})
    return int(places.num_rows)


def _n_words(outputs: Outputs, _row: Row) -> int:
    """Counted tokens of all messages."""
    import pyarrow.compute as pc

    return pc.sum(outputs.message_sizes(outputs.editions)["n_tokens"]).as_py() or 0


def _pmi(parts: str, n_occurrences: int, splits: dict[str, int], n_words: int, decimals: int) -> float:
    import numpy as np

    from pipeline.statistics.association import pointwise_mutual_information

    words = parts.split("|")
    halves = [("|".join(words[:at]), "|".join(words[at:])) for at in range(1, len(words))]
    first, second = (np.array([splits[half[side]] for half in halves]) for side in (0, 1))
    together = np.full(len(halves), n_occurrences)
    return float(np.round(pointwise_mutual_information(together, first, second, n_words).min(), decimals))


def _branching(side: str) -> Derived:
    formula = "pipeline.statistics.branching:branching_entropy"
    return Derived(formula, _entropy, (), ("compounds.decimals",), {"neighbours": _neighbours(side)})


def _score(c_value: float, left_entropy: float, right_entropy: float, pmi: float, decimals: int) -> float:
    return round(c_value * min(left_entropy, right_entropy) * pmi, decimals)


NUMBERS: Numbers = {
    "term_candidates": {
        "rank": Rank(("-score", "term")),
        "n_occurrences": Count(_sequence),
        "n_messages": Count(_sequence, "passage_id"),
        "n_documents": Count(_sequence, "document_id"),
        "left_entropy": _branching("left"),
        "right_entropy": _branching("right"),
        "pmi": Derived(
            "pipeline.statistics.association:pointwise_mutual_information",
            _pmi,
            ("parts", "n_occurrences"),
            ("compounds.decimals",),
            {"splits": _splits, "n_words": _n_words},
        ),
        "c_value": Remade("pipeline.statistics.nested_terms:c_value", "compounds", _SETTINGS),
        "score": Derived(
            "pipeline.compounds.term_candidates:term_candidates_table",
            _score,
            ("c_value", "left_entropy", "right_entropy", "pmi"),
            ("compounds.decimals",),
            tolerance=1e-9,
        ),
    },
}
