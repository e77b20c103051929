"""Numbers of the stage keyness."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.trace.evidence import having
from pipeline.trace.kinds import Count, Derived, Evidence, Kind, Numbers, Remade, Setting
from pipeline.trace.numbers.groups import SIDES, editions_compared, on_side, unit_places
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.statistics.clustered_ratio import ClusteredLogRatio


_STATISTICS = "pipeline.statistics."
_TABLE = ("n_focus", "n_reference", "size_focus", "size_reference")
_DECIMALS = "keyness.decimals"


class Parts(NamedTuple):
    """Occurrences of a term, and all counted tokens, in each of some messages or documents."""

    counts: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def __str__(self) -> str:
        n, n_with = int(self.counts.sum()), int((self.counts > 0).sum())
        return f"{n:,} in {n_with:,} of {len(self.counts):,} parts of {int(self.sizes.sum()):,} tokens"


def messages_of(side: str) -> Evidence:
    """The messages of one side that have a counted token, with how many they have."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        editions = editions_compared(outputs, row)
        return outputs.kept(
            ("side", f"{row['comparison']} {side}", editions),
            lambda: on_side(outputs, outputs.message_sizes(editions), row, side),
        )

    return find


def places_on(side: str) -> Evidence:
    """Where the row's term stands on one side."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        messages = messages_of(side)(outputs, row)["passage_id"]
        places = unit_places(outputs, row, editions_compared(outputs, row))
        return having(places, passage_id=messages)

    return find


def _by_unit(side: str, unit: str) -> Callable[[Outputs, Row], Parts]:
    """Occurrences of the term and all counted tokens in each message, or document, of one side."""

    def find(outputs: Outputs, row: Row) -> Parts:
        import numpy as np
        import pyarrow.compute as pc

        column = "document_id" if unit == "document" else "passage_id"
        names, sizes = _sizes(outputs, row, side, column)
        at = pc.index_in(places_on(side)(outputs, row)[column], value_set=names).to_numpy()
        return Parts(np.bincount(at, minlength=len(names)).astype(np.int64), sizes)

    return find


def _sizes(outputs: Outputs, row: Row, side: str, column: str) -> tuple[pa.Array, NDArray[np.int64]]:
    """The messages, or documents, of one side with all their counted tokens."""

    def find() -> tuple[pa.Array, NDArray[np.int64]]:
        import numpy as np
        import pyarrow.compute as pc

        messages = messages_of(side)(outputs, row)
        names = pc.unique(messages[column])
        number = pc.index_in(messages[column], value_set=names).to_numpy()
        return names, np.bincount(number, weights=messages["n_tokens"].to_numpy()).astype(np.int64)

    return outputs.kept(("sizes by", f"{row['comparison']} {side} {column}", ()), find)


def _dealt(side: str) -> Callable[[Outputs, Row], Parts]:
    """The same by what the comparison deals out: documents where either side has enough of its own, else messages."""

    def find(outputs: Outputs, row: Row) -> Parts:
        import pyarrow.compute as pc

        first, second = (_sizes(outputs, row, one, "document_id")[0] for one in SIDES)
        is_many = min(len(first), len(second)) >= outputs.settings.keyness.min_documents
        is_apart = not pc.any(pc.is_in(first, value_set=second)).as_py()
        return _by_unit(side, "document" if is_many and is_apart else "message")(outputs, row)

    return find


def _n_tested(outputs: Outputs, row: Row) -> int:
    """How many terms are compared at this level, from the row of the comparison."""
    rows = outputs.table("comparisons").to_pylist()
    same = ("comparison", "level")
    return next(int(one["n_tested"]) for one in rows if all(one[name] == row[name] for name in same))


def _ratio(focus: Any, reference: Any) -> ClusteredLogRatio:
    from scipy.sparse import csr_array

    from pipeline.statistics.clustered_ratio import clustered_log_ratio, unit_sums

    return clustered_log_ratio(*(unit_sums(csr_array(counts[:, None]), sizes) for counts, sizes in (focus, reference)))


def _rate(side: str) -> Derived:
    def rate(decimals: int, **counts: int) -> float:
        from pipeline.keyness.measure import PER

        return round(counts[f"n_{side}"] / counts[f"size_{side}"] * PER, decimals)

    return Derived("pipeline.keyness.measure:measure_pool", rate, (f"n_{side}", f"size_{side}"), (_DECIMALS,))


def _of_table(name: str) -> Callable[..., float]:
    """One measure of ``statistics/keyness.py`` of the four counts of a row."""

    def measure(
        n_focus: int, n_reference: int, size_focus: int, size_reference: int, decimals: int, **settings: float
    ) -> float:
        import numpy as np

        from pipeline.statistics import keyness

        counts = np.array([n_focus]), np.array([n_reference])
        value = getattr(keyness, name)(*counts, size_focus, size_reference, **settings)
        return float(np.round(value[0], decimals))

    return measure


def _measure(name: str, *settings: str, **gathered: Callable[[Outputs, Row], Any]) -> Derived:
    formula = f"{_STATISTICS}keyness:{name}"
    return Derived(formula, _of_table(name), _TABLE, (_DECIMALS, *settings), gathered)


def _clustered(value: Callable[..., float], *settings: str) -> Derived:
    formula = f"{_STATISTICS}clustered_ratio:clustered_log_ratio"
    gathered = {side: _dealt(side) for side in SIDES}
    return Derived(formula, value, (), (_DECIMALS, *settings), gathered)


def _log_ratio(focus: Any, reference: Any, decimals: int) -> float:
    return round(float(_ratio(focus, reference).log_ratio[0]), decimals)


def _end(which: int) -> Callable[..., float]:
    def end(focus: Any, reference: Any, decimals: int, level: float) -> float:
        return round(float(_ratio(focus, reference).interval(level)[which][0]), decimals)

    return end


def _p_equivalence(focus: Any, reference: Any, decimals: int, equivalence_ratio: float) -> float:
    from math import log2

    return round(float(_ratio(focus, reference).equivalence_p(log2(equivalence_ratio))[0]), decimals)


def _dispersion(parts: Any, decimals: int) -> float:
    from pipeline.statistics.dispersion import deviation_of_proportions

    return round(deviation_of_proportions(*(column.tolist() for column in parts)), decimals)


def _sides(name: str, make: Callable[[str], Kind]) -> dict[str, Kind]:
    return {f"{name}_{side}": make(side) for side in SIDES}


_REMADE = Remade(f"{_STATISTICS}permutation:permutation_tests", "keyness", ("keyness.seed", "keyness.looks"))
_CHOSEN = Remade("pipeline.keyness.pool:make_pool", "keyness", ("keyness.min_occurrences", "keyness.min_range"))
_FAMILY = Remade(f"{_STATISTICS}multiple_testing:benjamini_hochberg", "keyness", ("keyness.seed", "keyness.level"))
_RANKED = Remade("pipeline.keyness.rows:keyness_rows", "keyness", ("keyness.top_n", "keyness.max_lockwords"))

NUMBERS: Numbers = {
    "comparisons": {
        **_sides("n_messages", lambda side: Count(messages_of(side))),
        **_sides("n_documents", lambda side: Count(messages_of(side), "document_id")),
        **_sides("size", lambda side: Count(messages_of(side), "n_tokens")),
        **dict.fromkeys(("n_terms", "n_eligible", "n_tested"), _CHOSEN),
        "n_permutations": _REMADE,
        "seed": Setting("keyness.seed"),
        "equivalence_ratio": Setting("keyness.equivalence_ratio"),
        "n_key": _FAMILY,
        "n_lockwords": _FAMILY,
    },
    "keyness": {
        "rank": _RANKED,
        **_sides("n", lambda side: Count(places_on(side))),
        **_sides("size", lambda side: Count(messages_of(side), "n_tokens")),
        **_sides("n_messages", lambda side: Count(places_on(side), "passage_id")),
        **_sides("n_documents", lambda side: Count(places_on(side), "document_id")),
        **_sides("rate", _rate),
        "g2_two_terms": _measure("log_likelihood_two_terms"),
        "g2_four_terms": _measure("log_likelihood_four_terms"),
        "log_ratio": _clustered(_log_ratio),
        "log_ratio_low": _clustered(_end(0), "keyness.level"),
        "log_ratio_high": _clustered(_end(1), "keyness.level"),
        "lrc": _measure("conservative_log_ratio", "keyness.level", n_tests=_n_tested),
        "log_odds_z": _measure("log_odds_z_pooled", "keyness.prior_share"),
        "p_value": _REMADE,
        "n_permutations": _REMADE,
        "q_value": _FAMILY,
        "p_equivalence": _clustered(_p_equivalence, "keyness.equivalence_ratio"),
        "q_equivalence": _FAMILY,
        **_sides(
            "dp",
            lambda side: Derived(
                f"{_STATISTICS}dispersion:deviation_of_proportions", _dispersion, (), (_DECIMALS,),
                {"parts": _by_unit(side, "message")},
            ),
        ),
    },
}  # fmt: skip
