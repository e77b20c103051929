"""What is counted at each level, as columns of one matrix: a term that no concept claims is one of both levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.keywords.roles import CONTENT
from pipeline.keywords.units import CONCEPT, TERM

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

Key = tuple[str, str | None, bool]
"""A column by its name, its concept, and whether it is the concept itself and not one of its wordings."""


@dataclass(frozen=True, eq=False)
class Units:
    """Columns in order of name, which is how ties are broken; arrays and lists have one item a column."""

    names: list[str]
    concept_ids: list[str | None]
    in_level: Mapping[str, NDArray[np.bool_]]
    columns_of_term: Mapping[str, tuple[int, ...]]

    def merge(self, counts: csr_array, terms: Sequence[str]) -> csr_array:
        """Messages × columns from messages × ``terms``."""
        import numpy as np
        from scipy.sparse import csr_array

        cells = [(row, column) for row, term in enumerate(terms) for column in self.columns_of_term.get(term, ())]
        row, column = np.array(cells, dtype=np.int32).reshape(-1, 2).T
        onto = csr_array((np.ones(len(row), dtype=np.int32), (row, column)), shape=(len(terms), len(self.names)))
        merged = counts.astype(np.int32) @ onto
        merged.sort_indices()
        return merged


def number_units(terms: pa.Table, concepts: pa.Table, unranked: Collection[str]) -> Units:
    """Content terms as they stand, and concepts with all their own mentions, as in ``keywords``.

    ``unranked``: words on an analysts' list; a concept with such a label is left out of the concepts.
    """
    import numpy as np

    labels = {row["concept"]: row["label_zh"] for row in concepts.to_pylist() if row["label_zh"] not in unranked}
    keys_of = {
        row["term"]: tuple(_keys(row["term"], row["concept"], row["list"] == CONTENT, labels))
        for row in terms.select(["term", "concept", "list"]).to_pylist()
    }
    keys = sorted({key for keys in keys_of.values() for key in keys}, key=lambda key: (key[0], key[1] or "", key[2]))
    place = {key: number for number, key in enumerate(keys)}
    is_concept = np.array([of_concept for _, _, of_concept in keys], dtype=bool)
    is_free = np.array([concept is None for _, concept, _ in keys], dtype=bool)
    return Units(
        [name for name, _, _ in keys],
        [concept for _, concept, _ in keys],
        {TERM: ~is_concept, CONCEPT: is_concept | is_free},
        {term: tuple(place[key] for key in keys) for term, keys in keys_of.items() if keys},
    )


def _keys(term: str, concept: str | None, is_content: bool, labels: Mapping[str, str]) -> list[Key]:
    keys: list[Key] = [(term, concept, False)] if is_content else []
    if concept is not None and concept in labels:
        keys.append((labels[concept], concept, True))
    return keys
