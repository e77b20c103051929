"""Where the messages of an edition mention each concept, as places along the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.bilingual import Bilingual
from pipeline.charts.model import Evidence, Row
from pipeline.columns import NESTED, OWN
from pipeline.statistics.dispersion import deviation_of_proportions, expected_deviation_of_proportions


@dataclass(frozen=True)
class Mentioned:
    """A concept with its places along the messages: the whole part is the message from 0, the fraction where in it.

    ``sizes`` are the characters of each message, by which DP weighs them.
    """

    concept: str
    label: Bilingual
    own: tuple[float, ...]
    nested: tuple[float, ...]
    sizes: Sequence[int]

    @property
    def n(self) -> int:
        return len(self.own) + len(self.nested)

    @cached_property
    def per_message(self) -> tuple[int, ...]:
        """Own and nested mentions of each message."""
        counts = Counter(int(place) for place in (*self.own, *self.nested))
        return tuple(counts[number] for number in range(len(self.sizes)))

    @property
    def n_messages(self) -> int:
        return sum(count > 0 for count in self.per_message)

    @cached_property
    def dp(self) -> float:
        return deviation_of_proportions(self.per_message, self.sizes)

    @cached_property
    def dp_by_chance(self) -> float:
        """What as many mentions strewn at random give on average."""
        return expected_deviation_of_proportions(self.n, self.sizes)


def mentioned_concepts(evidence: Evidence, rows: Sequence[Row]) -> list[Mentioned]:
    """Every concept of the messages ``rows``, most mentioned first, ties by id."""
    numbers = {row["passage_id"]: number for number, row in enumerate(rows)}
    sizes = [len(row["text"]) for row in rows]
    places: dict[str, dict[str, list[float]]] = {}
    for row in evidence.mentions.to_pylist():
        if row["passage_id"] in numbers:
            number = numbers[row["passage_id"]]
            inside = min(row["start"] / max(sizes[number], 1), 0.999)
            places.setdefault(row["concept"], {OWN: [], NESTED: []})[row["form"]].append(number + inside)
    found = [
        Mentioned(
            concept, evidence.concept_labels[concept], tuple(sorted(forms[OWN])), tuple(sorted(forms[NESTED])), sizes
        )
        for concept, forms in places.items()
    ]
    return sorted(found, key=lambda concept: (-concept.n, concept.concept))
