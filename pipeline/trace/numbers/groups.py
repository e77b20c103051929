"""Groups of messages that counts are over: an edition, a document, a section, a theme, and what is left without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.columns import OWN
from pipeline.columns.keyness import REST
from pipeline.columns.themes import BELONGING
from pipeline.trace.evidence import having
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

SIDES = ("focus", "reference")


def scope(kind: str, name: str) -> dict[str, object]:
    """Columns of a place with the values that a scope has.

    >>> scope("section", "2018-paris/a§3")
    {'document_id': '2018-paris/a', 'section_order': 3}
    """
    if kind == "section":
        document, _, order = name.rpartition("§")
        return {"document_id": document, "section_order": int(order)}
    column = {"edition": "edition", "document": "document_id", "passage": "passage_id"}[kind]
    return {column: name}


def kind_of(name: str, outputs: Outputs) -> str:
    """What kind of group a name is of: names of different kinds look different."""
    if name in outputs.editions:
        return "edition"
    if "§" in name:
        return "section"
    is_theme = name in set(outputs.table("themes")["theme_id"].to_pylist())
    return "theme" if is_theme else "document"


def within(outputs: Outputs, places: pa.Table, name: str) -> pa.Table:
    """The places that stand in messages of a group."""
    kind = kind_of(name, outputs)
    if kind != "theme":
        return having(places, **scope(kind, name))
    members = having(outputs.table("passage_themes"), theme_id=name, standing=BELONGING)["passage_id"].to_pylist()
    return having(places, passage_id=frozenset(members))


def on_side(outputs: Outputs, places: pa.Table, row: Row, side: str) -> pa.Table:
    """The places on one side of a comparison: in its focus, or in what that is compared with."""
    import pyarrow.compute as pc

    if side == "focus":
        return within(outputs, places, row["focus"])
    if row["reference"] != REST:
        return within(outputs, places, row["reference"])
    inside = within(outputs, places, row["focus"])["passage_id"]
    if row["kind"] != "edition":
        places = having(places, edition=row["edition"])
    return places.filter(pc.invert(pc.is_in(places["passage_id"], value_set=pc.unique(inside))))


def editions_compared(outputs: Outputs, row: Row) -> tuple[str, ...]:
    """The editions that the messages of a comparison are of."""
    is_edition = "edition" in {row["kind"], kind_of(row["reference"], outputs)}
    if is_edition or row["reference"] != REST:
        return outputs.editions
    return (row["edition"],)


def unit_places(outputs: Outputs, row: Row, editions: tuple[str, ...]) -> pa.Table:
    """Where a row's term stands in messages, or its concept by its own mentions where wordings are merged."""
    if row["level"] == "term" or row["concept"] is None:
        return having(outputs.term_places(row["term"], editions), is_message=True)
    return having(outputs.concept_places(row["concept"], editions), is_message=True, form=OWN)
