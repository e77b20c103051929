"""Numbers of the stage compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.columns.compare import CARRIED, DROPPED, MERGED, NEW, REWORDED, SPLIT
from pipeline.keywords.units import CONCEPT
from pipeline.trace.evidence import having, rows
from pipeline.trace.kinds import Count, Derived, Evidence, Kind, Numbers, Position, Remade
from pipeline.trace.numbers.groups import unit_places, within
from pipeline.trace.numbers.modals import modal_places
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

PAIR = ("edition", "previous")
"""The two sides of a pair: columns that name the edition of each."""


def documents_of(outputs: Outputs, row: Row, side: str) -> frozenset[str]:
    """The documents of one side, which the row of the pair names."""
    pairs = outputs.table("edition_pairs").to_pylist()
    pair = next(one for one in pairs if all(one[name] == row[name] for name in PAIR))
    return frozenset(str(pair[f"{side}_documents"]).split())


def _rows_compared(side: str, table: str, **wanted: Any) -> Evidence:
    """The rows of a partitioned table that are of the documents of one side."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        document_ids = documents_of(outputs, row, side)
        return outputs.kept(
            ("compared", f"{table} {sorted(document_ids)}", (row[side],)),
            lambda: having(outputs.part(table, row[side]), document_id=document_ids, **wanted),
        )

    return find


def messages_compared(side: str) -> Evidence:
    """The messages of one side."""
    return _rows_compared(side, "passages", is_message=True)


def changed(change: str) -> Evidence:
    """The messages of a pair of which this became."""
    return rows("passage_changes", *PAIR, change=change)


def _moved(outputs: Outputs, row: Row) -> pa.Table:
    import pyarrow.compute as pc

    of_pair = rows("passage_changes", *PAIR)(outputs, row)
    return of_pair.filter(pc.is_valid(of_pair["moved"]))


def _term_places(side: str) -> Evidence:
    """Where a term stands in messages of one side, or a concept by its own mentions."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        places = unit_places(outputs, row | {"level": CONCEPT}, (row[side],))
        return having(places, document_id=documents_of(outputs, row, side))

    return find


def _modals_compared(side: str) -> Evidence:
    """Where modal words of a class stand in messages of one side."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        places = having(modal_places(outputs, row[side]), document_id=documents_of(outputs, row, side))
        return having(places, **{"class": row["class"]})

    return find


def _modals_in_scope(outputs: Outputs, row: Row) -> pa.Table:
    return having(within(outputs, modal_places(outputs, row["edition"]), row["scope"]), **{"class": row["class"]})


def _messages_in_scope(outputs: Outputs, row: Row) -> pa.Table:
    return within(outputs, having(outputs.part("passages", row["edition"]), is_message=True), row["scope"])


def _characters(side: str) -> Callable[[Outputs, Row], int]:
    def gather(outputs: Outputs, row: Row) -> int:
        import pyarrow.compute as pc

        return pc.sum(pc.utf8_length(messages_compared(side)(outputs, row)["text"])).as_py() or 0

    return gather


_DECIMALS = "compare.decimals"
_SIZES = {f"size_{side}": _characters(side) for side in PAIR}


def _rate(side: str) -> Derived:
    def rate(decimals: int, **counts: int) -> float:
        from pipeline.keyness.measure import PER

        return round(counts[f"n_{side}"] / counts[f"size_{side}"] * PER, decimals)

    gathered = {f"size_{side}": _SIZES[f"size_{side}"]}
    return Derived("pipeline.compare.rates:compare_rates", rate, (f"n_{side}",), (_DECIMALS,), gathered)


def _rate_in_scope(n: int, n_characters: int, decimals: int) -> float:
    from pipeline.keyness.measure import PER

    return round(n / n_characters * PER, decimals)


def _expected(n_edition: int, n_previous: int, size_edition: int, size_previous: int, decimals: int) -> float:
    here = n_edition * size_previous / size_edition
    there = n_previous * size_edition / size_previous
    return round(there if n_edition == 0 else here, decimals)


_TESTS = Remade(
    "pipeline.compare.rates:compare_rates", "compare", ("keyness.seed", "keyness.level", "keyness.equivalence_ratio")
)
_INTERVAL = Remade("pipeline.statistics.clustered_ratio:clustered_rate", "compare", ("keyness.level",))
_MATCHED = Remade(
    "pipeline.compare.matching:match_messages", "compare", ("compare.least_similarity", "compare.max_messages_of_pair")
)


def _tested(places: Callable[[str], Evidence]) -> dict[str, Kind]:
    """Columns that the tables on terms and on modal words share."""
    counts: dict[str, Kind] = {}
    for side in PAIR:
        counts |= {
            f"n_{side}": Count(places(side)),
            f"n_messages_{side}": Count(places(side), "passage_id"),
            f"rate_{side}": _rate(side),
            f"rate_{side}_low": _INTERVAL,
            f"rate_{side}_high": _INTERVAL,
        }
    of_tests = ("log_ratio", "log_ratio_low", "log_ratio_high", "p_value", "n_permutations", "q_value")
    expected = Derived(
        "pipeline.compare.rates:compare_rates", _expected, ("n_edition", "n_previous"), (_DECIMALS,), dict(_SIZES)
    )
    return {
        **counts,
        "expected": expected,
        **dict.fromkeys((*of_tests, "p_equivalence", "q_equivalence"), _TESTS),
    }


_ALIGNMENT = tuple(
    f"compare.alignment.{name}" for name in ("seed", "n_permutations", "max_terms", "min_group_messages")
)


def _aligned(formula: str) -> Remade:
    return Remade(formula, "compare", _ALIGNMENT)


_ALIGNED = {
    "order": _aligned("pipeline.compare.alignment:outcomes"),
    **dict.fromkeys(("similarity", "p_value", "n_permutations"), _aligned("pipeline.statistics.alignment:align")),
    "q_value": _aligned("pipeline.statistics.multiple_testing:benjamini_hochberg"),
    **dict.fromkeys(
        ("n_messages", "n_messages_previous", "n_shared_passages", "n_shared_terms"),
        _aligned("pipeline.compare.alignment:measures"),
    ),
}

NUMBERS: Numbers = {
    "theme_changes": _ALIGNED,
    "track_changes": _ALIGNED,
    "edition_pairs": {
        **{
            f"{side}_{name}": count
            for side in PAIR
            for name, count in {
                "n_documents": Count(_rows_compared(side, "documents")),
                "n_messages": Count(messages_compared(side)),
                "n_characters": Count(messages_compared(side), "character"),
            }.items()
        },
        "n_carried": Count(changed(CARRIED)),
        "n_reworded": Count(changed(REWORDED)),
        "n_split": Count(changed(SPLIT)),
        "n_new": Count(changed(NEW)),
        "n_merged": Count(changed(MERGED)),
        "n_dropped": Count(changed(DROPPED)),
        "n_moved": Count(_moved),
        "n_terms_tested": Count(rows("term_changes", *PAIR)),
    },
    "passage_changes": {"number": Position(), "similarity": _MATCHED},
    "term_changes": {"rank": _TESTS, **_tested(_term_places)},
    "modal_strength": {
        "n": Count(_modals_in_scope),
        "n_messages": Count(_modals_in_scope, "passage_id"),
        "n_scope": Count(_messages_in_scope),
        "n_characters": Count(_messages_in_scope, "character"),
        "rate": Derived(
            "pipeline.compare.modals:modal_strength_rows", _rate_in_scope, ("n", "n_characters"), (_DECIMALS,)
        ),
        "rate_low": _INTERVAL,
        "rate_high": _INTERVAL,
    },
    "modal_changes": _tested(_modals_compared),
}
