"""All words that readers of the report see, Chinese and English side by side; they stand in ``words.toml``.

The few that charts say too stand in ``pipeline.bilingual``; names of languages, which reasons for skipping a file say
too, in ``pipeline/ingest/language_names.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.bilingual import Bilingual

Words = Mapping[str, Bilingual]


@dataclass(frozen=True)
class Method:
    """One step of how the figures were made: its heading, its text, its formulas as they are, its sources."""

    heading: Bilingual
    text: Bilingual
    formulas: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@cache
def words(part: str) -> Words:
    """One part of the words by key; a ``KeyError`` for a part or key that is not there."""
    return {key: Bilingual(**text) for key, text in _file()[part].items()}


@cache
def methods_words() -> tuple[Method, ...]:
    """The methods text, its parameters still in braces."""
    return tuple(
        Method(
            Bilingual(**method["heading"]),
            Bilingual(**method["text"]),
            tuple(method.get("formulas", ())),
            tuple(method.get("sources", ())),
        )
        for method in _file()["methods"]
    )


def table_words(name: str) -> Bilingual:
    """What a table holds: its Chinese from the words, its English from its declaration."""
    from pipeline.columns import TABLES

    return Bilingual(_file()["tables"][name], TABLES[name].help)


def worded(part: str, value: str) -> Bilingual:
    """The words for a value, or the value itself where an analyst stated one that has none."""
    return words(part).get(value) or Bilingual(value, value)


@cache
def _file() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("pipeline.report").joinpath("words.toml").read_text(encoding="utf-8"))
