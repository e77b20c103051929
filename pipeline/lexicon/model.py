"""What the lexicon holds, as plain frozen values; ``load`` makes them from files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SHIPPED = "shipped"
"""The origin of what comes with the program; an analyst's is a file of the overlay with a line, terms.txt:12."""

LABEL, SAME, ABBREVIATION, NEAR = "label", "same", "abbreviation", "near"
MERGED_RELATIONS = frozenset({LABEL, SAME, ABBREVIATION})
DIFFERENT = "different"
DECISIONS = (SAME, ABBREVIATION, NEAR, DIFFERENT)
CONCEPT_KINDS = ("actor", "issue", "process", "principle", "instrument", "technology", "place", "body")


@dataclass(frozen=True)
class Variant:
    """A wording of a concept and how it relates to the concept's label; ``near`` is shown beside it, not merged."""

    text: str
    relation: str
    origin: str = field(default=SHIPPED, compare=False)


@dataclass(frozen=True)
class Concept:
    """A lexicon entry that several wordings belong to; its Chinese label is the first of its variants."""

    id: str
    label_zh: str
    label_en: str
    kind: str
    variants: tuple[Variant, ...]
    note: str = ""


@dataclass(frozen=True)
class Term:
    """A word to keep whole that is no concept; a frequency overrides the one the segmenter would choose."""

    text: str
    frequency: int | None = None
    origin: str = field(default=SHIPPED, compare=False)


@dataclass(frozen=True)
class Correction:
    """A decision: where ``context`` stands in the repaired text, the ``found`` inside it reads ``corrected``."""

    found: str
    corrected: str
    context: str
    note: str
    line: str
    """File and line that it comes from, for messages: lexicon/corrections.tsv, line 3, wherever the corpus is."""


@dataclass(frozen=True)
class VariantDecision:
    """What a person decided of two wordings: ``same``, ``abbreviation`` or ``near`` takes the first into the concept of
    the other, ``different`` keeps the pair, in either order, from being proposed again.
    """

    wording: str
    other: str
    decision: str
    note: str = ""
    line: str = field(default="", compare=False)
    """File and line that it comes from: variants.tsv:12."""


@dataclass(frozen=True)
class UsageNote:
    """Wordings of one English word, in the order of the line; those in ``doubtful`` are worth a look on their own."""

    wordings: tuple[str, ...]
    doubtful: frozenset[str]
    english: str
    note: str = ""


@dataclass(frozen=True)
class ThemeName:
    """A decision: what a person called a theme, with quoted core messages and core terms to know it again by."""

    name_zh: str
    name_en: str | None
    fit: str | None
    """The edition, or ``corpus``, whose themes it was given among; None where that is not said."""
    passages: tuple[str, ...]
    terms: tuple[str, ...]
    note: str = ""
    line: str = field(default="", compare=False)
    """File and line that it comes from, for messages: lexicon/theme-names.toml, line 3."""


@dataclass(frozen=True)
class TrackLink:
    """A decision: headings of different editions, as pairs of edition and heading, that are about the same thing."""

    name_zh: str
    name_en: str | None
    headings: tuple[tuple[str, str], ...]
    note: str = ""
    line: str = field(default="", compare=False)
    """File and line that it comes from, for messages."""


@dataclass(frozen=True)
class NestingRule:
    """Inside ``outer`` the wording ``inner`` is no mention of its concept; see ``not_nested`` for what * means.

    Without ``outer`` it is never one inside a longer wording or term.
    """

    inner: str
    outer: str = ""
    origin: str = field(default=SHIPPED, compare=False)


@dataclass(frozen=True)
class Lexicon:
    """All parts; a stage is given only those that it names in the stage map."""

    concepts: tuple[Concept, ...]
    terms: tuple[Term, ...]
    stopwords: frozenset[str]
    modals: frozenset[str]
    modal_classes: Mapping[str, str]
    """The class of each modal word, what intent it carries; those of ``negation`` turn the one behind them."""
    prefixes: frozenset[str]
    """Words that form the field's new words, 网络 in 网络安全: what they form is watched."""
    glosses: Mapping[str, str]
    """English by word for common words that are no concept; goes before a dictionary's."""
    corrections: tuple[Correction, ...]
    not_nested: tuple[NestingRule, ...]
    expansions: Mapping[str, tuple[str, ...]]
    """Accepted full names by acronym, beside those that follow from the concepts: see ``acronyms.known_names``."""
    variant_decisions: tuple[VariantDecision, ...]
    """In file order; those that are accepted have been applied to ``concepts`` already."""
    usage_notes: tuple[UsageNote, ...]
    """In file order."""
    theme_names: tuple[ThemeName, ...]
    """In file order; names are unique."""
    track_crosswalk: tuple[TrackLink, ...]
    """In file order; a heading of an edition belongs to one at most."""
