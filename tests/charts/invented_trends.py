"""An invented series that ends with an edition of a test: terms that rise, fall, come and go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.columns.trends import FALLING, IN_SERIES, NOT_ENOUGH, NOT_SHOWN, RISING, VARYING
from pipeline.tables import make

if TYPE_CHECKING:
    import pyarrow as pa

LONG = "关于在最不发达国家和小岛屿发展中国家扩大有意义的互联网接入"
TERMS = (
    ("数字公共基础设施", "concept", "digital public infrastructure", RISING),
    ("数字鸿沟", "concept", "digital divide", FALLING),
    (LONG, "compound", None, RISING),
    ("区块链", "term", "blockchain, a word with a rather long gloss that has to be wrapped or cut", VARYING),
    ("公共基础设施", "term", None, RISING),
    ("信息社会世界峰会", "concept", "World Summit on the Information Society", FALLING),
    ("不变", "term", None, NOT_SHOWN),
)


def years(edition: str, n: int) -> list[int]:
    """The years of a series of ``n`` editions that ends with one, with a gap in its middle where it is long."""
    last = int(edition[:4])
    return sorted(last - back - (3 if back > n // 2 > 1 else 0) for back in range(n))


def trend_tables(edition: str, n_messages: int, n: int = 12) -> dict[str, pa.Table]:
    """The tables of the stage trends; with fewer than three editions no term is tested."""
    editions = [{"edition": f"{year}-atlantis", "year": year} for year in years(edition, n)]
    editions[-1]["edition"] = edition
    size = {"n_messages": n_messages, "n_documents": 1, "n_characters": 50 * n_messages}
    shown = TERMS if n > 2 else ()
    return {
        "trend_editions": make("trend_editions", [{**row, **size, "state": IN_SERIES} for row in editions]),
        "trends": make("trends", [_trend(rank, term, editions) for rank, term in enumerate(shown, start=1)]),
        "trend_points": make("trend_points", list(_points(editions, n_messages)) if n > 2 else []),
    }


def nothing_in_series(edition: str) -> dict[str, pa.Table]:
    """The tables where one edition has too few messages to be a point."""
    row = {"edition": edition, "year": int(edition[:4]), "state": NOT_ENOUGH}
    sizes = {"n_messages": 1, "n_documents": 1, "n_characters": 50}
    return {**trend_tables(edition, 1, n=1), "trend_editions": make("trend_editions", [row | sizes])}


def _trend(rank: int, term: tuple[str, str, str | None, str], editions: list[dict[str, Any]]) -> dict[str, Any]:
    text, kind, english, state = term
    sign = -1.0 if state == FALLING else 1.0
    return {
        "rank": rank, "term": text, "kind": kind, "concept": text if kind == "concept" else None, "label_en": english,
        "label_en_source": "lexicon" if english else None, "state": state,
        "shown_as": "数字公共基础设施" if text == "公共基础设施" else None, "unit": "message",
        "n_editions": len(editions), "n_editions_with": len(editions) - 1, "first_edition": editions[1]["edition"],
        "peak_edition": editions[-1 if sign > 0 else 1]["edition"], "n_occurrences": 1234, "n_messages": 321,
        "rate": 4.5, "centre": editions[len(editions) // 2]["year"] + sign, "trend_z": sign * (9.0 - rank),
        "trend_p": 0.001, "trend_q": 0.002, "variation_z": 5.0, "variation_p": 0.001, "variation_q": 0.002,
        "n_draws": 999,
    }  # fmt: skip


def _points(editions: list[dict[str, Any]], n_messages: int) -> Iterator[dict[str, Any]]:
    for rank, (text, kind, _, state) in enumerate(TERMS, start=1):
        if state == NOT_SHOWN or text == "公共基础设施":
            continue
        for place, edition in enumerate(editions):
            rate = float(place if state != FALLING else len(editions) - place - 1) * rank * 11.1
            yield {
                "rank": rank, "term": text, "kind": kind, "concept": text if kind == "concept" else None, **edition,
                "n_occurrences": place, "n_messages": place, "n_scope": n_messages, "n_characters": 50 * n_messages,
                "rate": rate, "rate_low": rate / 2 if rate else None, "rate_high": rate * 1.5 if rate else None,
                "resampling_unit": "message", "n_resampling_units": n_messages,
            }  # fmt: skip
