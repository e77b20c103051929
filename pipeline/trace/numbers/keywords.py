"""Numbers of the stage keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.columns import INCLUSIVE, NESTED, OWN
from pipeline.lexicon.model import NEAR
from pipeline.trace.evidence import having, in_messages, mentions, rows, tokens, where
from pipeline.trace.kinds import Count, Derived, Evidence, Kind, Numbers, Position, Rank, Remade, Setting, Varied
from pipeline.trace.numbers import background
from pipeline.trace.numbers.groups import scope
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_OF_TERM, _OF_CONCEPT = in_messages(tokens()), in_messages(mentions())


def wording(outputs: Outputs, row: Row) -> pa.Table:
    """Where one wording of a concept stands: in mentions, or in tokens for a near one, which is no mention."""
    if row["relation"] == NEAR:
        return tokens()(outputs, row)
    return where(mentions(), term=row["term"])(outputs, row)


def ranked(outputs: Outputs, row: Row) -> pa.Table:
    """What a keyword's counts are of in its edition's messages: tokens, compounds, or mentions of a merged concept."""
    if row["kind"] == "compound":
        return having(outputs.compound_places(row["term"], (row["edition"],)), is_message=True)
    if row["level"] == "term" or row["concept"] is None:
        return _OF_TERM(outputs, row)
    forms = frozenset((OWN, NESTED)) if row["concept_counts"] == INCLUSIVE else frozenset((OWN,))
    return having(_OF_CONCEPT(outputs, row), form=forms)


def in_scope(outputs: Outputs, row: Row) -> pa.Table:
    """The same in the row's scope."""
    return having(ranked(outputs, row), **scope(row["scope_kind"], row["scope"]))


def scope_messages(outputs: Outputs, row: Row) -> pa.Table:
    """The messages of the row's scope."""
    return rows("passages", is_message=True, **scope(row["scope_kind"], row["scope"]))(outputs, row)


def _weight(
    term: str, level: str, weigh_length: bool, latin_word_characters: int, max_weighed_characters: int
) -> float:
    from pipeline.keywords.units import weighed_lengths
    from pipeline.statistics.tfidf import length_weight

    if not weigh_length or level != "concept":
        return 1.0
    return float(length_weight(weighed_lengths([term], latin_word_characters), max_weighed_characters)[0])


def _tfidf(count: int, document_frequency: int, n_messages_edition: int, score_decimals: int, **weighed: Any) -> float:
    import numpy as np

    from pipeline.statistics.tfidf import inverse_document_frequency

    idf = inverse_document_frequency(np.array([document_frequency]), n_messages_edition)
    return float(np.round(count * (idf[0] * _weight(**weighed)), score_decimals))


def _rounded_weight(score_decimals: int, **weighed: Any) -> float:
    return round(_weight(**weighed), score_decimals)


_WEIGHED = tuple(
    f"keywords.{name}" for name in ("weigh_length", "latin_word_characters", "max_weighed_characters", "score_decimals")
)


def _units(row: Row) -> Kind:
    """What is drawn: the documents or the messages of the scope; where nothing is, the stage says 0."""
    if row["resampling_unit"] is None:
        return _INTERVAL
    return Count(scope_messages, "document_id" if row["resampling_unit"] == "document" else "row")


_INTERVAL = Remade(
    "pipeline.statistics.resampling:percentile_interval",
    "keywords",
    ("keywords.resampling_seed", "keywords.n_resamples", "keywords.n_part_resamples", "keywords.interval_level"),
)


def of_passage(outputs: Outputs, row: Row) -> Row:
    """A row of passage_keywords as the table keywords would have it."""
    edition = row["document_id"].partition("/")[0]
    counted = {"level": "concept", "concept_counts": outputs.settings.keywords.concept_counts}
    return {**row, **counted, "edition": edition, "scope_kind": "passage", "scope": row["passage_id"]}


def _as_keyword(of: Evidence) -> Evidence:
    return lambda outputs, row: of(outputs, of_passage(outputs, row))


def _merged(**inputs: Any) -> float:
    """Messages are ranked with wordings merged alone."""
    return _tfidf(level="concept", **inputs)


NUMBERS: Numbers = {
    **background.numbers(in_scope, scope_messages),
    "terms": {
        "n_occurrences": Count(_OF_TERM),
        "n_messages": Count(_OF_TERM, "passage_id"),
        "n_documents": Count(_OF_TERM, "document_id"),
    },
    "concepts": {
        "n_own": Count(where(_OF_CONCEPT, form=OWN)),
        "n_nested": Count(where(_OF_CONCEPT, form=NESTED)),
        "n_inclusive": Count(_OF_CONCEPT),
        "n_messages": Count(_OF_CONCEPT, "passage_id"),
        "n_messages_own": Count(where(_OF_CONCEPT, form=OWN), "passage_id"),
        "n_messages_nested": Count(where(_OF_CONCEPT, form=NESTED), "passage_id"),
        "n_documents": Count(_OF_CONCEPT, "document_id"),
        "n_own_in_passages": Count(mentions(form=OWN)),
        "n_nested_in_passages": Count(mentions(form=NESTED)),
        "n_inclusive_in_passages": Count(mentions()),
    },
    "variants": {
        "n_own": Count(in_messages(where(wording, form=OWN))),
        "n_nested": Count(in_messages(where(wording, form=NESTED))),
        "n_messages": Count(in_messages(wording), "passage_id"),
    },
    "mentions": {"start": Position(), "end": Position()},
    "passage_keywords": {
        "rank": Rank(("-tfidf", "term"), ("passage_id",)),
        "count": Count(_as_keyword(in_scope)),
        "document_frequency": Count(_as_keyword(ranked), "passage_id"),
        "n_messages_edition": Count(rows("passages", is_message=True)),
        "length_weight": Derived(
            "pipeline.statistics.tfidf:length_weight",
            lambda **inputs: _rounded_weight(level="concept", **inputs),
            ("term",),
            _WEIGHED,
        ),
        "tfidf": Derived(
            "pipeline.statistics.tfidf:tfidf",
            _merged,
            ("count", "document_frequency", "n_messages_edition", "term"),
            _WEIGHED,
        ),
    },
    "keywords": {
        "rank": Rank(("-tfidf", "term"), ("scope_kind", "scope", "level")),
        "rank_low": _INTERVAL,
        "rank_high": _INTERVAL,
        "n_resampling_units": Varied(_units),
        "n_resamples": _INTERVAL,
        "interval_level": Setting("keywords.interval_level"),
        "count": Count(in_scope),
        "n_messages_in_scope": Count(in_scope, "passage_id"),
        "n_scope": Count(scope_messages),
        "document_frequency": Count(ranked, "passage_id"),
        "n_messages_edition": Count(rows("passages", "edition", is_message=True)),
        "length_weight": Derived(
            "pipeline.statistics.tfidf:length_weight", _rounded_weight, ("term", "level"), _WEIGHED
        ),
        "tfidf": Derived(
            "pipeline.statistics.tfidf:tfidf",
            _tfidf,
            ("count", "document_frequency", "n_messages_edition", "term", "level"),
            _WEIGHED,
        ),
    },
}
