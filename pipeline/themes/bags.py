"""Messages as bags of content units: what the themes are made from.

A unit is a concept of the lexicon, whichever of its merged wordings stands there, or else a content term. Modals,
stop words, numbers and repeats in brackets are no units.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.keywords.counts import merge_vocabularies, message_counts, number_passages, number_tokens
from pipeline.keywords.levels import sort_terms
from pipeline.keywords.roles import CONTENT
from pipeline.keywords.units import CONCEPT, TERM
from pipeline.lexicon.gloss import gloss, shorten
from pipeline.statistics.tfidf import document_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.roles import Roles
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import ThemesSettings


Unit = tuple[str, str]
"""Whether it is a concept or a term, and the concept's id or the term itself."""


@dataclass(frozen=True)
class Units:
    """The units in sorted order with how they are shown; ``number`` finds the unit of a term by its text.

    English is the lexicon's for a concept, CC-CEDICT's for a term, or None.
    """

    labels: tuple[str, ...]
    labels_en: tuple[str | None, ...]
    number: dict[str, int]


@dataclass(frozen=True, eq=False)
class Bag:
    """Messages × units: how often each unit stands in each message.

    Rows are in the order of ``keys``, digests of a message's text and of its document's, so that nothing that is drawn
    by place depends on what files are called or in which order they come. ``documents``: the number of each message's
    document, from 0 in order of appearance.
    """

    passage_ids: tuple[str, ...]
    keys: tuple[str, ...]
    documents: NDArray[np.int64]
    counts: csr_array

    @property
    def n_messages(self) -> int:
        return len(self.passage_ids)

    def rows(self, chosen: NDArray[np.integer]) -> Bag:
        ids, keys = ([of[row] for row in chosen] for of in (self.passage_ids, self.keys))
        return Bag(tuple(ids), tuple(keys), _by_appearance(self.documents[chosen]), self.counts[chosen])

    def in_order(self) -> Bag:
        """The same with its rows in the order of their keys; of two messages alike in all, the lower id comes first."""
        import numpy as np

        keyed = zip(self.keys, self.passage_ids, strict=True)
        order = [row for _, row in sorted((key, row) for row, key in enumerate(keyed))]
        return self.rows(np.array(order, dtype=np.int64))


def number_units(vocabularies: Iterable[pa.Table], meaning: Meaning, settings: ThemesSettings) -> Units:
    """Number the units of some editions' vocabularies: the content terms, the wordings of one concept as one.

    The lexicon's glosses go before the dictionary's English.
    """
    keys, number = meaning.number(vocabularies)
    concept_en = {concept.id: concept.label_en for concept in meaning.wordings.concepts}
    english = _english([key for kind, key in keys if kind == TERM], meaning.glosses, settings)
    labels_en = [concept_en[key] if kind == CONCEPT else english.get(key) for kind, key in keys]
    return Units(tuple(meaning.labels(keys)), tuple(labels_en), number)


@dataclass(frozen=True)
class Meaning:
    """What a term counts as: by the lexicon alone, so that the units of an edition do not depend on other editions."""

    wordings: Wordings
    roles: Roles
    glosses: Mapping[str, str]

    def number(self, vocabularies: Iterable[pa.Table]) -> tuple[list[Unit], dict[str, int]]:
        """All units in sorted order, and the place of each term's unit among them."""
        unit_of_term = {text: unit for table in vocabularies for text, unit in self.units_of(table)}
        units = sorted(set(unit_of_term.values()))
        place = {unit: number for number, unit in enumerate(units)}
        return units, {term: place[unit] for term, unit in unit_of_term.items()}

    def labels(self, units: Iterable[Unit]) -> list[str]:
        """How units are written: a concept by its Chinese label, a term as it stands."""
        concept_zh = {concept.id: concept.label_zh for concept in self.wordings.concepts}
        return [concept_zh[key] if kind == CONCEPT else key for kind, key in units]

    def label_of(self, term: str) -> str:
        """How the unit of a term is written."""
        return self.wordings.concept_of(term).label_zh if self.wordings.is_merged(term) else term

    def units_of(self, vocabulary: pa.Table) -> list[tuple[str, Unit]]:
        """The content terms of an edition's vocabulary, each with its unit: a concept's id, or the term itself."""
        merged, _ = merge_vocabularies(vocabulary)
        sorted_terms = sort_terms(merged, self.wordings, self.roles)
        return [
            (text, (CONCEPT, concept) if concept is not None else (TERM, text))
            for text, role, concept in zip(merged.texts, sorted_terms.roles, sorted_terms.concept_ids, strict=True)
            if role == CONTENT
        ]


def _english(words: Sequence[str], glosses: Mapping[str, str], settings: ThemesSettings) -> dict[str, str]:
    """The English of plain terms, where there is any."""
    limits = (settings.max_gloss_senses, settings.max_gloss_characters)
    own = {word: shorten([glosses[word]], *limits) for word in words if word in glosses}
    return {**own, **gloss([word for word in words if word not in glosses], *limits)}


class Cut(NamedTuple):
    """One edition's passages, and its tokens and vocabulary as some segmenter made them."""

    edition: str
    passages: pa.Table
    tokens: pa.Table
    vocabulary: pa.Table


def text_bag(cuts: Sequence[Cut], number: Mapping[str, int], n_units: int) -> Bag:
    """The messages of some editions as one bag; ``number``: the unit of each term that has one."""
    bags = [_edition_bag(cut, number, n_units) for cut in cuts]
    return bags[0].in_order() if len(bags) == 1 else _join(bags).in_order()


def _edition_bag(cut: Cut, number: Mapping[str, int], n_units: int) -> Bag:
    import numpy as np

    numbered = number_passages(cut.edition, cut.passages)
    merged, counted = number_tokens(cut.tokens, cut.vocabulary, cut.passages)
    by_term = message_counts(numbered, counted, len(merged.texts))
    unit = np.array([number.get(text, -1) for text in merged.texts], dtype=np.int64)
    is_message = numbered.is_message
    documents = numbered.document[is_message]
    texts = cut.passages.column("text").filter(is_message).to_pylist()
    ids = np.array(numbered.passage_ids.to_pylist(), dtype=object)[is_message]
    return Bag(tuple(ids), _keys(texts, documents), documents, _merge_columns(by_term, unit, n_units))


def _keys(texts: Sequence[str], documents: NDArray[np.int64]) -> tuple[str, ...]:
    """A digest of each message and of all messages of its document, in whatever order they stand there."""
    of_text = [_digest(text) for text in texts]
    of_document: dict[int, list[str]] = {}
    for document, digest in zip(documents.tolist(), of_text, strict=True):
        of_document.setdefault(document, []).append(digest)
    whole = {document: _digest("".join(sorted(digests))) for document, digests in of_document.items()}
    return tuple(digest + whole[document] for document, digest in zip(documents.tolist(), of_text, strict=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _by_appearance(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups, numbered in the order in which they first appear.

    >>> import numpy as np
    >>> _by_appearance(np.array([7, 2, 7, 5])).tolist()
    [0, 1, 0, 2]
    """
    import numpy as np

    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    place: NDArray[np.int64] = np.argsort(np.argsort(first))[inverse]
    return place


def _merge_columns(by_term: csr_array, unit: NDArray[np.int64], n_units: int) -> csr_array:
    """Add up the columns of the terms of one unit; a term that is no unit (-1) falls away."""
    import numpy as np
    from scipy.sparse import csr_array

    is_unit = unit >= 0
    cells = (np.flatnonzero(is_unit), unit[is_unit])
    onto = csr_array((np.ones(len(cells[0]), dtype=np.int64), cells), shape=(len(unit), n_units))
    return _tidy(by_term @ onto)


def _join(bags: Sequence[Bag]) -> Bag:
    """The messages of several editions, one edition after the other."""
    import numpy as np
    from scipy.sparse import vstack

    first_document = np.cumsum([0, *(int(bag.documents.max(initial=-1)) + 1 for bag in bags[:-1])])
    return Bag(
        tuple(passage_id for bag in bags for passage_id in bag.passage_ids),
        tuple(key for bag in bags for key in bag.keys),
        np.concatenate([bag.documents + first for bag, first in zip(bags, first_document, strict=True)]),
        _tidy(vstack([bag.counts for bag in bags], format="csr")),
    )


def linked(counts: csr_array) -> NDArray[np.bool_]:
    """For each message whether it shares a unit with another, unless all have it: only these can be compared."""
    import numpy as np

    frequency = document_frequency(counts)
    is_telling = (frequency >= 2) & (frequency < counts.shape[0])
    is_linked: NDArray[np.bool_] = (counts > 0) @ is_telling.astype(np.int64) > 0
    return is_linked


def _tidy(counts: csr_array) -> csr_array:
    counts.sum_duplicates()
    counts.sort_indices()
    return counts
