"""All words that readers of the report see, Chinese and English side by side; they stand in ``text/``.

Each file there may have any of the parts, [interface] or [columns] for instance; what several files say of one part is
put together. So the words of one section of the report stand in one file.

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
    return {key: Bilingual(**text) for key, text in _parts()[part].items()}


@cache
def methods_words() -> tuple[Method, ...]:
    """The methods text in the order of the stages, its parameters still in braces."""
    from pipeline.stages import STAGE_NAMES

    in_order = sorted(_parts()["methods"], key=lambda method: STAGE_NAMES.index(method["stage"]))
    return tuple(
        Method(
            Bilingual(**method["heading"]),
            Bilingual(**method["text"]),
            tuple(method.get("formulas", ())),
            tuple(method.get("sources", ())),
        )
        for method in in_order
    )


def parts_of_words(part: str) -> Any:
    """A part as it stands in its file, for a module that gives it a form of its own."""
    return _parts()[part]


def table_words(name: str) -> Bilingual:
    """What a table holds: its Chinese from the words, its English from its declaration."""
    from pipeline.columns import TABLES

    return Bilingual(_parts()["tables"][name], TABLES[name].help)


def worded(part: str, value: str) -> Bilingual:
    """The words for a value, or the value itself where an analyst stated one that has none."""
    return words(part).get(value) or Bilingual(value, value)


def probability(value: float) -> str:
    """A p- or q-value to three places, and never 0.

    >>> probability(0.02), probability(0.00049)
    ('0.020', '<0.001')
    """
    return f"{value:.3f}" if value >= 0.001 else "<0.001"


@cache
def _parts() -> dict[str, Any]:
    """The parts of all files; a ``ValueError`` where two files have a key of one part."""
    import tomllib
    from importlib.resources import files

    parts: dict[str, Any] = {}
    for file in sorted(files("pipeline.report").joinpath("text").iterdir(), key=lambda file: file.name):
        for part, content in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(content, list):
                parts.setdefault(part, []).extend(content)
                continue
            before = parts.setdefault(part, {})
            if twice := sorted(before.keys() & content.keys()):
                message = f"report/text/{file.name}: [{part}] has {', '.join(twice)}, which another file has too"
                raise ValueError(message)
            before.update(content)
    return parts
