"""What an analyst could have chosen otherwise: the same messages counted with and without stop list and lexicon.

A theme that only one choice brings forth is a finding about the choice: the multiverse of Steegen, Tuerlinckx, Gelman
and Vanpaemel (2016).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.keywords.wordings import Wordings
from pipeline.segment.stage import segment
from pipeline.themes.bags import text_bag
from pipeline.themes.characters import characters_of, spelling, spelt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array

    from pipeline.settings import SegmentSettings, ThemesSettings
    from pipeline.themes.bags import Cut, Meaning


@dataclass(frozen=True, order=True)
class Choice:
    """One way to count: stop words left out or not; terms kept whole and wordings merged, or plain jieba."""

    has_stop_list: bool
    has_lexicon: bool


PUBLISHED = Choice(has_stop_list=True, has_lexicon=True)
CHOICES = (PUBLISHED, Choice(False, True), Choice(True, False), Choice(False, False))
"""What all tables are made with, and what else could have been chosen."""


class Counted(NamedTuple):
    """Messages × units and their characters, and how these columns are called."""

    counts: csr_array
    names: list[str]


def count_choices(
    cuts: Sequence[Cut], meaning: Meaning, segment_settings: SegmentSettings, settings: ThemesSettings
) -> dict[Choice, Counted]:
    """The messages counted under each other choice than the published one, in the order of every bag: messages × units
    and their characters.

    Above ``max_recut_messages`` messages the text is not cut again: choices without the lexicon are left out, which
    ``approximation`` states.
    """
    tried = [choice for choice in CHOICES[1:] if choice.has_lexicon or can_recut(n_messages(cuts), settings)]
    plain = [recut(cut, segment_settings) for cut in cuts] if any(not one.has_lexicon for one in tried) else []
    counts = {}
    for choice in tried:
        chosen = cuts if choice.has_lexicon else plain
        under = _meaning(choice, meaning)
        units, number = under.number(cut.vocabulary for cut in chosen)
        counts[choice] = count(text_bag(chosen, number, len(units)).counts, under.labels(units), settings)
    return counts


def count(counts: csr_array, labels: Sequence[str], settings: ThemesSettings) -> Counted:
    """Units with their characters; ``counts``: messages × units."""
    return Counted(spelt(counts, spelling(labels, settings)), [*labels, *characters_of(labels, settings)])


def can_recut(n_messages: int, settings: ThemesSettings) -> bool:
    """Whether the text is small enough to be cut again without the lexicon."""
    return n_messages <= settings.max_recut_messages


def n_messages(cuts: Sequence[Cut]) -> int:
    """Messages of all editions."""
    import pyarrow.compute as pc

    return sum(pc.sum(cut.passages.column("is_message")).as_py() or 0 for cut in cuts)


def recut(cut: Cut, settings: SegmentSettings) -> Cut:
    """An edition's messages cut into words by the segmenter alone, without any lexicon."""
    passages = cut.passages.filter(cut.passages.column("is_message"))
    made = segment(passages=passages, concepts=(), terms=(), settings=settings).tables
    return cut._replace(passages=passages, tokens=made["tokens"], vocabulary=made["vocabulary"])


def _meaning(choice: Choice, meaning: Meaning) -> Meaning:
    """What a term counts as under a choice. Modal words are never content: that is no choice about themes."""
    roles = meaning.roles if choice.has_stop_list else replace(meaning.roles, stopwords=frozenset())
    wordings = meaning.wordings if choice.has_lexicon else Wordings(())
    return replace(meaning, roles=roles, wordings=wordings)
