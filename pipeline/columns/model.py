"""How a table is declared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type by name, what it means, its unit or range, whether it may be null."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its columns, the columns that identify and sort its rows, and the forms it is kept in."""

    name: str
    help: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_partitioned: bool = False
    is_csv: bool = True

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def text(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "string", meaning, unit)


def maybe_text(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "string", meaning, unit, nullable=True)


def count(name: str, meaning: str, unit: str = "≥ 0") -> Column:
    return Column(name, "int64", meaning, unit)


def maybe_count(name: str, meaning: str, unit: str = "≥ 0") -> Column:
    return Column(name, "int64", meaning, unit, nullable=True)


def number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "float64", meaning, unit)


def maybe_number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "float64", meaning, unit, nullable=True)


def flag(name: str, meaning: str) -> Column:
    return Column(name, "bool", meaning)


EDITION = text("edition", "edition id, the name of its folder", "2018-paris")
DOCUMENT_ID = text("document_id", "edition and document", "2018-paris/evolution-of-internet-governance")
PASSAGE_ID = text("passage_id", "document and ordinal", "2018-paris/evolution-of-internet-governance#012")
