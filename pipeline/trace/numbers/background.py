"""Numbers of the second ranking, against a background; the stage is keywords."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.background.model import WORD_KINDS
from pipeline.trace.evidence import having
from pipeline.trace.kinds import Count, Derived, Evidence, Numbers, Remade
from pipeline.trace.numbers.groups import scope
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_DECIMALS = "keywords.score_decimals"
_RANKED = Remade("pipeline.keywords.background:rank_against", "keywords", (_DECIMALS, "keywords.top_n_background"))


def as_keyword(outputs: Outputs, row: Row) -> Row:
    """A row as the table keywords would have it: concepts merged, counted by the setting."""
    return {**row, "level": "concept", "concept_counts": outputs.settings.keywords.concept_counts}


def _like(of: Evidence) -> Evidence:
    return lambda outputs, row: of(outputs, as_keyword(outputs, row))


def _with_words(outputs: Outputs, row: Row) -> pa.Table:
    """The messages of a scope, with how many words each has."""
    return having(outputs.message_sizes((row["edition"],)), **scope(row["scope_kind"], row["scope"]))


def _in_background(outputs: Outputs, row: Row) -> int:
    """Occurrences in the background: of the term, or of all merged wordings of its concept."""
    if row["concept"] is None:
        return outputs.background.count(row["term"])
    return outputs.background.count_wordings(outputs.merged_wordings(row["concept"]))


def _words(*, is_known: bool = False) -> Evidence:
    """The distinct words of an edition's messages with their counts; those that the background knows."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        import pyarrow as pa

        words = having(outputs.message_terms(row["edition"]), kind=frozenset(WORD_KINDS))
        if not is_known:
            return words
        found = [outputs.background.count(text) > 0 for text in words["term"].to_pylist()]
        return words.filter(pa.array(found, pa.bool_()))

    return find


def _per_million(n: str, size: str) -> Derived:
    return Derived("pipeline.keywords.background:rank_against", _rate, (n, size), (_DECIMALS,))


def _rate(score_decimals: int, **counts: int) -> float:
    n, size = counts.values()
    return round(n * 1_000_000 / size, score_decimals)


def _measure(name: str) -> Callable[..., float]:
    def measure(count: int, background_count: int, n_words: int, background_size: int, score_decimals: int) -> float:
        import numpy as np

        from pipeline.statistics import keyness

        value = getattr(keyness, name)(np.array([count]), np.array([background_count]), n_words, background_size)[0]
        is_rarer = name == "log_likelihood_two_terms" and count * background_size < background_count * n_words
        return float(np.round(-value if is_rarer else value, score_decimals))

    return measure


def _of_counts(name: str) -> Derived:
    inputs = ("count", "background_count", "n_words", "background_size")
    return Derived(f"pipeline.statistics.keyness:{name}", _measure(name), inputs, (_DECIMALS,))


def _conservative(
    count: int,
    background_count: int,
    n_words: int,
    background_size: int,
    n_ranked: int,
    score_decimals: int,
    interval_level: float,
) -> float:
    import numpy as np

    from pipeline.statistics.keyness import conservative_log_ratio

    counts = np.array([count]), np.array([background_count]), n_words, background_size
    return float(conservative_log_ratio(*counts, 1 - interval_level, n_ranked)[0].round(score_decimals))


def _size(outputs: Outputs, _row: Row) -> int:
    return outputs.background.size


def _same(**found: Any) -> Any:
    """What was gathered, as it is."""
    return next(iter(found.values()))


def _share(**counts: int) -> float:
    n, of = counts.values()
    return n / of


_BACKGROUND_SIZE = Derived("pipeline.background.named:find_background", _same, gathered={"background size": _size})
_SHARES = "pipeline.keywords.background:coverage_row"


def numbers(in_scope: Evidence, scope_messages: Evidence) -> Numbers:
    """The declarations; where a keyword stands in its scope's messages, and all messages of that, as for keywords."""
    return {
        "background_keywords": {
            **dict.fromkeys(("rank", "rank_in_corpus", "n_ranked"), _RANKED),
            "count": Count(_like(in_scope)),
            "n_words": Count(_with_words, "n_words"),
            "per_million": _per_million("count", "n_words"),
            "background_count": Derived(
                "pipeline.background.model:Background", _same, gathered={"found": _in_background}
            ),
            "background_size": _BACKGROUND_SIZE,
            "background_per_million": _per_million("background_count", "background_size"),
            "log_likelihood": _of_counts("log_likelihood_two_terms"),
            "log_likelihood_four_terms": _of_counts("log_likelihood_four_terms"),
            "log_ratio": _of_counts("log_ratio"),
            "lrc": Derived(
                "pipeline.statistics.keyness:conservative_log_ratio",
                _conservative,
                ("count", "background_count", "n_words", "background_size", "n_ranked"),
                (_DECIMALS, "keywords.interval_level"),
            ),
            "n_messages_in_scope": Count(_like(in_scope), "passage_id"),
            "n_scope": Count(scope_messages),
        },
        "background_coverage": {
            "background_size": _BACKGROUND_SIZE,
            "n_words": Count(_words(), "n"),
            "n_words_known": Count(_words(is_known=True), "n"),
            "share_words": Derived(_SHARES, _share, ("n_words_known", "n_words")),
            "n_distinct": Count(_words()),
            "n_distinct_known": Count(_words(is_known=True)),
            "share_distinct": Derived(_SHARES, _share, ("n_distinct_known", "n_distinct")),
            "n_ranked": _RANKED,
            "n_ranked_known": _RANKED,
        },
    }
