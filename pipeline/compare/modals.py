"""Rows of ``modal_strength``, how strongly each scope is worded, and of ``modal_changes``, whether that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.columns.compare import NOT_ENOUGH
from pipeline.columns.themes import BELONGING
from pipeline.compare.rates import compare_rates, units_named
from pipeline.keyness.measure import PER
from pipeline.keyness.pool import DOCUMENT, MESSAGE
from pipeline.keywords.counts import sum_rows
from pipeline.lexicon.modal_classes import CLASSES
from pipeline.statistics.clustered_ratio import clustered_rate, unit_sums

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.compare.side_text import SideText
    from pipeline.settings import CompareSettings, KeynessSettings

Row = dict[str, Any]
EDITION, SECTION, THEME = "edition", "section", "theme"
_OF_A_TEST = (
    "expected", "log_ratio", "log_ratio_low", "log_ratio_high", "p_value", "n_permutations", "q_value", "p_equivalence",
    "q_equivalence", "rate_edition_low", "rate_edition_high", "rate_previous_low", "rate_previous_high",
)  # fmt: skip


def modal_strength_rows(
    edition: str, text: SideText, passage_themes: pa.Table, settings: KeynessSettings, decimals: int
) -> list[Row]:
    """A row for each class of each scope: the edition, its sections, the themes found in it."""
    counts = text.modals.counts(len(text.passage_ids))
    return [
        row
        for kind, name, at in _scopes(edition, text, passage_themes)
        for row in _scope_rows(
            text, counts, at, {"edition": edition, "scope_kind": kind, "scope": name}, settings, decimals
        )
    ]


def _scopes(edition: str, text: SideText, passage_themes: pa.Table) -> Iterator[tuple[str, str, NDArray[np.int64]]]:
    """Kind, name and messages of each scope that has any."""
    import numpy as np

    if text.passage_ids:
        yield EDITION, edition, np.arange(len(text.passage_ids))
    names = [
        f"{text.document_ids[document]}§{section}"
        for document, section in zip(text.document.tolist(), text.section.tolist(), strict=True)
    ]
    yield from ((SECTION, name, at) for name, at in _grouped(enumerate(names)))
    place = {passage_id: number for number, passage_id in enumerate(text.passage_ids)}
    rows = passage_themes.select(["passage_id", "theme_id", "standing"]).to_pylist()
    of_theme = (
        (place[row["passage_id"]], row["theme_id"])
        for row in rows
        if row["passage_id"] in place and row["standing"] in BELONGING
    )
    yield from ((THEME, name, at) for name, at in _grouped(of_theme))


def _grouped(pairs: Any) -> Iterator[tuple[str, NDArray[np.int64]]]:
    import numpy as np

    grouped: dict[str, list[int]] = {}
    for number, name in pairs:
        grouped.setdefault(name, []).append(number)
    for name in sorted(grouped):
        yield name, np.sort(np.array(grouped[name], dtype=np.int64))


def _scope_rows(
    text: SideText, counts: csr_array, at: NDArray[np.int64], scope: Row, settings: KeynessSettings, decimals: int
) -> Iterator[Row]:

    inside = counts[at]
    n, n_messages = inside.sum(axis=0), (inside > 0).sum(axis=0)
    size = int(text.sizes[at].sum())
    unit, low, high = _interval(text, inside, at, settings)
    words = _words(text, at)
    for number, name in enumerate(CLASSES):
        yield {
            **scope, "class": name, "n": int(n[number]), "n_messages": int(n_messages[number]),
            "n_scope": len(at), "n_characters": size, "rate": round(int(n[number]) / size * PER, decimals),
            "rate_low": None if low is None else round(float(low[number]), decimals),
            "rate_high": None if high is None else round(float(high[number]), decimals),
            "unit": unit, "words": _counted(words.get(number, ())),
        }  # fmt: skip


def _interval(
    text: SideText, inside: csr_array, at: NDArray[np.int64], settings: KeynessSettings
) -> tuple[str, NDArray[np.float64] | None, NDArray[np.float64] | None]:
    """Intervals over documents where there are enough of them, else over messages; none of a few messages."""
    import numpy as np

    documents, number = np.unique(text.document[at], return_inverse=True)
    sizes = text.sizes[at]
    unit = DOCUMENT if len(documents) >= settings.min_documents else MESSAGE
    if unit == DOCUMENT:
        inside = sum_rows(inside, number.reshape(-1), len(documents))
        sizes = np.bincount(number.reshape(-1), weights=sizes).astype(np.int64)
    if len(at) < settings.min_messages:
        return unit, None, None
    low, high = clustered_rate(unit_sums(inside.tocsr(), sizes), settings.level)
    return unit, low * PER, high * PER


def _words(text: SideText, at: NDArray[np.int64]) -> dict[int, Counter[str]]:
    """The words found in some messages, by the number of their class."""
    import numpy as np

    found: dict[int, Counter[str]] = {}
    for place in np.flatnonzero(np.isin(text.modals.message, at)).tolist():
        found.setdefault(int(text.modals.of_class[place]), Counter())[text.modals.words[place]] += 1
    return found


def _counted(words: Counter[str] | Sequence[str]) -> str:
    ordered = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
    return "、".join(f"{word} {n}" for word, n in ordered)


def modal_change_rows(
    later: SideText, earlier: SideText, name: str, settings: tuple[KeynessSettings, CompareSettings]
) -> list[Row]:
    """A row for each class, in their order; those too rare to be tested have counts and rates alone."""
    sides = {"edition": later, "previous": earlier}
    counts = {side: text.modals.counts(len(text.passage_ids)) for side, text in sides.items()}
    compared = compare_rates(
        later, earlier, (counts["edition"], counts["previous"]), units_named(CLASSES), name, settings
    )
    tested: Mapping[str, Row] = {row["name"]: row for row in compared.rows}
    return [
        {**_untested(number, sides, counts, settings[1].decimals), **tested.get(one, {}), "class": one}
        for number, one in enumerate(CLASSES)
    ]


def _untested(number: int, sides: Mapping[str, SideText], counts: Mapping[str, csr_array], decimals: int) -> Row:
    """What a class has without a test."""
    row: Row = dict.fromkeys(_OF_A_TEST)
    for side, text in sides.items():
        column = counts[side][:, [number]]
        n, size = int(column.sum()), max(int(text.sizes.sum()), 1)
        row |= {
            f"n_{side}": n,
            f"n_messages_{side}": int((column > 0).sum()),
            f"rate_{side}": round(n / size * PER, decimals),
        }
    return row | {"change": NOT_ENOUGH}
