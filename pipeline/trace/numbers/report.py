"""Numbers of the stage report: each finding names the table rows that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.columns.compare import CARRIED
from pipeline.keywords.units import CONCEPT
from pipeline.trace.evidence import in_messages, rows, where
from pipeline.trace.kinds import Count, Evidence, Kind, Numbers, Position, Varied
from pipeline.trace.numbers.compare import PAIR, changed, messages_compared
from pipeline.trace.numbers.groups import SIDES, unit_places
from pipeline.trace.numbers.keyness import messages_of
from pipeline.trace.numbers.keywords import wording
from pipeline.trace.outputs import Outputs, Row
from pipeline.trace.rows import row_with_key

if TYPE_CHECKING:
    import pyarrow as pa


def rows_behind(outputs: Outputs, finding: Row) -> list[tuple[str, int, Row]]:
    """The table rows that a finding names: table, number of the row, row."""
    named = [line.split(" ", 1) for line in finding["evidence_rows"].splitlines()]
    return [(table, *row_with_key(outputs, table, key)) for table, key in named]


def _of_wordings(of: Evidence) -> Evidence:
    """The same evidence of all rows of variants behind a finding."""

    def find(outputs: Outputs, finding: Row) -> pa.Table:
        import pyarrow as pa

        behind = [row for table, _, row in rows_behind(outputs, finding) if table == "variants"]
        return pa.concat_tables([of(outputs, row) for row in behind])

    return find


def _not_final(outputs: Outputs, finding: Row) -> pa.Table:
    import pyarrow.compute as pc

    documents = outputs.part("documents", finding["scope"])
    return documents.filter(pc.fill_null(pc.not_equal(documents.column("status"), "final"), False))


def _messages(outputs: Outputs, finding: Row) -> pa.Table:
    return rows("passages", is_message=True)(outputs, {"edition": finding["scope"]})


def _clustered(outputs: Outputs, finding: Row) -> pa.Table:
    return rows("passage_themes", "fit")(outputs, {"fit": finding["scope"]})


def _compared(outputs: Outputs, finding: Row) -> pa.Table:
    """The messages of both sides of the comparison that a finding is of."""
    import pyarrow as pa

    comparison = next(row for table, _, row in rows_behind(outputs, finding) if table == "comparisons")
    return pa.concat_tables([messages_of(side)(outputs, comparison) for side in SIDES])


def _key_terms(outputs: Outputs, finding: Row) -> pa.Table:
    """Where the key terms of a finding stand in the messages of its edition."""
    import pyarrow as pa

    terms = [row for table, _, row in rows_behind(outputs, finding) if table == "keyness"]
    return pa.concat_tables([unit_places(outputs, row, (finding["scope"],)) for row in terms])


def _pair(outputs: Outputs, finding: Row) -> Row:
    """The pair of editions that a finding is of."""
    return next(row for table, _, row in rows_behind(outputs, finding) if table == "edition_pairs")


def _later_messages(outputs: Outputs, finding: Row) -> pa.Table:
    return messages_compared("edition")(outputs, _pair(outputs, finding))


def _messages_of_pair(outputs: Outputs, finding: Row) -> pa.Table:
    import pyarrow as pa

    pair = _pair(outputs, finding)
    return pa.concat_tables([messages_compared(side)(outputs, pair) for side in PAIR])


def _carried(outputs: Outputs, finding: Row) -> pa.Table:
    return changed(CARRIED)(outputs, _pair(outputs, finding))


def _changed_terms(outputs: Outputs, finding: Row) -> pa.Table:
    """Where the changed terms of a finding stand in the messages of its edition."""
    import pyarrow as pa

    terms = [row for table, _, row in rows_behind(outputs, finding) if table == "term_changes"]
    return pa.concat_tables([unit_places(outputs, row | {"level": CONCEPT}, (finding["scope"],)) for row in terms])


_MENTIONS = _of_wordings(in_messages(wording))
_OWN = _of_wordings(in_messages(where(wording, form="own")))
_N: dict[str, Count] = {
    "not_final": Count(_not_final),
    "repaired": Count(_OWN),
    "most_mentioned": Count(_messages),
    "wordings": Count(_MENTIONS),
    "themes": Count(_clustered),
    "typical": Count(_compared),
    "carried_over": Count(_later_messages),
    "changed_terms": Count(_messages_of_pair),
}


def _notes(outputs: Outputs, finding: Row) -> pa.Table:
    import pyarrow as pa

    documents = [
        rows("passages", "document_id", kind="note")(outputs, row) for _, _, row in rows_behind(outputs, finding)
    ]
    return pa.concat_tables(documents)


_PASSAGES: dict[str, Count] = {
    "not_final": Count(_notes),
    "repaired": Count(_MENTIONS, "passage_id"),
    "most_mentioned": Count(_MENTIONS, "passage_id"),
    "wordings": Count(_MENTIONS, "passage_id"),
    "themes": Count(_messages),
    "typical": Count(_key_terms, "passage_id"),
    "carried_over": Count(_carried),
    "changed_terms": Count(_changed_terms, "passage_id"),
}


def _n(finding: Row) -> Kind:
    return _N[finding["finding"]]


def _n_passages(finding: Row) -> Kind:
    return _PASSAGES[finding["finding"]]


NUMBERS: Numbers = {"findings": {"order": Position(), "n": Varied(_n), "n_passages": Varied(_n_passages)}}
