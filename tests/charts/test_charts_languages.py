"""Each chart speaks one language: of the other it has only what stands in the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

import pytest
from shapes import SHAPES, drawn, shaped, written

import pipeline.charts
from pipeline import bilingual
from pipeline.bilingual import Bilingual, Language
from pipeline.charts.links import Link
from pipeline.charts.model import Chart, Evidence

HAN = re.compile(r"[\u3007\u4e00-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]+")
ID = re.compile(r"\b\d{4}-[a-z][\w/-]*")
FIELD = re.compile(r"{[^}]*}")
EACH = pytest.mark.parametrize("name", SHAPES)


def bilinguals(value: object) -> Iterator[Bilingual]:
    """Texts in both languages in a constant of a module."""
    if isinstance(value, Bilingual):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from bilinguals(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from bilinguals(one)


@cache
def ours() -> tuple[Bilingual, ...]:
    """Every text that the modules of the charts keep."""
    modules = [
        importlib.import_module(f"pipeline.charts.{one.name}") for one in pkgutil.iter_modules(pipeline.charts.__path__)
    ]
    return tuple(
        text for module in (*modules, bilingual) for value in vars(module).values() for text in bilinguals(value)
    )


@cache
def our_chinese_with_latin() -> frozenset[str]:
    """Latin words that our Chinese texts have themselves, such as DP and log-Dice."""
    return frozenset(word for text in ours() for word in LATIN.findall(FIELD.sub(" ", text.zh)))


def received(given: Evidence) -> str:
    """Every string of the tables, and the lexicon's Chinese labels."""
    found = {
        value
        for table in given.tables.values()
        for column, kind in zip(table.columns, table.schema.types, strict=True)
        if str(kind).endswith("string") or "dictionary" in str(kind)
        for value in set(column.to_pylist()) - {None}
    }
    labels = {label.zh for label in given.concept_labels.values()}
    return "\n".join("".join(text.split()) for text in sorted(found | labels))


def spoken(name: str, language: Language) -> Iterator[tuple[str, str]]:
    """Chart, and a line that it shows or a link of it says."""
    for kind, chart in drawn(name, language):
        if isinstance(chart, Chart):
            links: tuple[Link, ...] = tuple(chart.links)
            for line in (*written(chart).split("\n"), *(link.says for link in links)):
                yield kind.name, line


@EACH
def test_an_english_chart_has_no_chinese_of_ours(name: str) -> None:
    text = received(shaped(name))
    for chart, line in spoken(name, "en"):
        for run in HAN.findall(line):
            assert run in text, (chart, line)


@EACH
def test_a_chinese_chart_has_no_english_of_ours(name: str) -> None:
    given = shaped(name)
    chinese = {word for term in received(given).split("\n") if HAN.search(term) for word in LATIN.findall(term)}
    ids = {word for name in ID.findall(received(given)) for word in LATIN.findall(name)}
    known = our_chinese_with_latin() | chinese | ids | NAMES
    for chart, line in spoken(name, "zh"):
        assert set(LATIN.findall(line)) <= known, (chart, line)


NAMES = frozenset({"TF", "IDF", "jieba"})
"""Of measures and backgrounds: the same in either language."""


def test_our_texts_exist_in_both_languages() -> None:
    for text in ours():
        assert bool(text.zh) == bool(text.en), text
        assert not HAN.search(FIELD.sub("", text.en)), text
