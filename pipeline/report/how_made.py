"""How this was made: a text for the methods section of a paper, which says what this run did and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import NOTHING, Bilingual
from pipeline.report.how_made_facts import Facts, facts
from pipeline.report.words import methods_words, parts_of_words

if TYPE_CHECKING:
    from pipeline.run_identity import RunIdentity
    from pipeline.settings import Settings

Sentence = Mapping[str, Any]
"""``zh`` and ``en``, and where they are stated ``when``, ``unless`` and ``cites``, as text/how_made.toml explains."""


@dataclass(frozen=True)
class Paragraph:
    """A heading and what is said below it."""

    heading: Bilingual
    text: Bilingual


@dataclass(frozen=True)
class HowMade:
    """The paragraphs that have something to say, and the sources that they rest on, in the order of the text."""

    paragraphs: tuple[Paragraph, ...]
    sources: tuple[str, ...]


def how_made(received: Mapping[str, Any], settings: Settings, run: RunIdentity) -> HowMade:
    """The text of a run over these tables."""
    known = facts(received, settings, run)
    said = [
        (Bilingual(**entry["heading"]), [one for one in entry["sentences"] if is_said(one, known)])
        for entry in parts_of_words("how_made")
    ]
    sources = tuple(dict.fromkeys(source for _, sentences in said for one in sentences for source in _cited(one)))
    paragraphs = (
        Paragraph(heading, sum((_told(one, known, settings, sources) for one in sentences), NOTHING))
        for heading, sentences in said
        if sentences
    )
    return HowMade(tuple(paragraphs), sources)


def is_said(sentence: Sentence, known: Facts) -> bool:
    """Whether the run did what a sentence says; a ``KeyError`` for a fact that there is not."""
    return all(known[name] for name in sentence.get("when", ())) and not any(
        known[name] for name in sentence.get("unless", ())
    )


def _told(sentence: Sentence, known: Facts, settings: Settings, sources: Sequence[str]) -> Bilingual:
    """A sentence with its facts, and before its full stop the numbers of its sources."""
    nouns: Mapping[str, str] = parts_of_words("how_made_nouns")
    zh = {name: _in_chinese(value) for name, value in known.items()}
    en = {name: _in_english(value, nouns.get(name, "")) for name, value in known.items()}
    numbers = ", ".join(str(sources.index(source) + 1) for source in _cited(sentence))
    texts = sentence["zh"].format(s=settings, **zh), sentence["en"].format(s=settings, **en)
    return Bilingual(*(f"{text[:-1]} [{numbers}]{text[-1]}" if numbers else text for text in texts))


def _in_chinese(value: Any) -> str:
    return value.zh if isinstance(value, Bilingual) else f"{value:,}" if isinstance(value, int) else value


def _in_english(value: Any, noun: str) -> str:
    """A number with what it counts.

    >>> _in_english(1, "message"), _in_english(1204, "pair of editions~pairs of editions")
    ('1 message', '1,204 pairs of editions')
    """
    if not isinstance(value, int):
        return value.en if isinstance(value, Bilingual) else value
    singular, _, plural = noun.partition("~")
    return f"{value:,} {singular if value == 1 else plural or f'{singular}s'}".rstrip()


def _cited(sentence: Sentence) -> Iterator[str]:
    """The sources of a sentence, as the methods text has them; a ``ValueError`` for one that it has not."""
    sources = [source for method in methods_words() for source in method.sources]
    return (_source(beginning, sources) for beginning in sentence.get("cites", ()))


def _source(beginning: str, sources: Sequence[str]) -> str:
    found = next((source for source in sources if source.startswith(beginning)), None)
    if found is None:
        raise ValueError(f"text/how_made.toml cites {beginning!r}, which no method names among its sources")
    return found
