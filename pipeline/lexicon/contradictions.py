"""What one list says and another one denies, or says as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.errors import LexiconError
from pipeline.lexicon.model import SHIPPED, Concept, Term
from pipeline.lexicon.reading import Line, noted_origin

Words = Mapping[str, Line]


def words_on_both_lists(stopwords: Words, modals: Words) -> Iterator[LexiconError]:
    """A word says nothing, or it carries intent; about the analyst's line."""
    for word in sorted(stopwords.keys() & modals.keys()):
        stop, modal = stopwords[word], modals[word]
        line, other = (stop, modal) if modal.is_shipped else (modal, stop)
        where, instead = f"in {other.path.name}, line {other.number}", "delete one of the two lines"
        if other.is_shipped:
            where, instead = f"in the shipped {other.path.name}", f"delete the line, or write -{word} in that file"
        yield LexiconError(
            f"{line.place}: {word!r} stands {where}, too; a word is a stop word or a modal one, not both: {instead}"
        )


def unranked_concepts(lists: Iterable[Words], concepts: Iterable[Concept]) -> Iterator[str]:
    """A label on the stop list leaves its whole concept out of the ranks, which may be more than was meant."""
    labels = {concept.label_zh: concept for concept in concepts}
    for word, line in ((word, line) for words in lists for word, line in words.items() if word in labels):
        concept = labels[word]
        origin = concept.variants[0].origin
        if not line.is_shipped or origin != SHIPPED:
            place = line.noted if not line.is_shipped else noted_origin(origin)
            yield (
                f"{place}: {word!r} is the label of {concept.id!r} and on {line.path.name}: the concept is left out of "
                "the ranks with all its wordings; if that is not meant, take the word off the list"
            )


def terms_that_are_wordings(terms: Iterable[Term], concepts: Iterable[Concept]) -> Iterator[str]:
    """A wording is kept whole anyway. No word about one with a frequency, which has an effect, nor about a wording that
    a decision took into its concept: the line was there before.
    """
    claims = {
        variant.text: concept.id
        for concept in concepts
        for variant in concept.variants
        if not variant.origin.startswith("variants.tsv")
    }
    for term in terms:
        if term.origin != SHIPPED and term.frequency is None and term.text in claims:
            yield (
                f"{noted_origin(term.origin)}: {term.text!r} is a wording of {claims[term.text]!r} and kept whole as "
                "such; delete the line"
            )
