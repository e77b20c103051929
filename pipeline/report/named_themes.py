"""The names of themes: what a person should settle, and a file of names ready to be filled in.

The file is a valid ``theme-names.toml``: what was decided stands in it as it is, and each theme without a name follows
with its core passages quoted, its core terms and an empty name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.themes import NAME_CONFLICTS, SEPARATOR
from pipeline.corpus import LEXICON_FOLDER
from pipeline.lexicon.load import FILE_NAMES
from pipeline.report.words import words

if TYPE_CHECKING:
    from pipeline.lexicon.model import ThemeName
    from pipeline.report.evidence import EditionEvidence

Row = Mapping[str, Any]

PROPOSAL = FILE_NAMES["theme_names"]
_DELETE = "\x7f"
"""A control character that TOML wants escaped and JSON does not."""


@dataclass(frozen=True)
class DoubtfulName:
    """A name that a person should settle, with the themes that it may belong to, the likeliest first."""

    row: Row
    candidates: tuple[Row, ...]


def doubtful_names(evidence: EditionEvidence) -> tuple[DoubtfulName, ...]:
    """The names in doubt among an edition's themes, by name."""
    themes = {row["theme_id"]: row for row in evidence.rows("themes")}
    by_name: dict[str, list[Row]] = {}
    for row in sorted(evidence.rows("theme_names"), key=lambda row: (row["name_zh"], row["rank"])):
        by_name.setdefault(row["name_zh"], []).append(row)
    return tuple(
        DoubtfulName(rows[0], tuple({**themes[row["theme_id"]], **row} for row in rows if row["theme_id"] is not None))
        for rows in by_name.values()
        if any(row["state"] in NAME_CONFLICTS for row in rows)
    )


def theme_names_toml(
    names: Sequence[ThemeName], themes: Sequence[Row], fits: Sequence[str], texts: Mapping[str, str]
) -> bytes:
    """A file of names: those that there are, then every theme without one, the fits in the order given.

    ``texts``: at least the exemplars' by passage id.
    """
    parts = [_remarks("remarks")]
    if names:
        parts += [_remarks("decided"), *map(_decided, names)]
    for fit in fits:
        unnamed = [row for row in _by_number(themes) if row["fit"] == fit and row["name_zh"] is None]
        parts += [_proposed(row, texts) for row in unnamed]
    return ("\n".join(parts)).encode("utf-8")


def _by_number(themes: Sequence[Row]) -> list[Row]:
    """theme-10 after theme-9."""
    return sorted(themes, key=lambda row: (len(row["theme_id"]), row["theme_id"]))


def _remarks(key: str) -> str:
    """Words for people as lines that mean nothing to the program."""
    said = words("names_file")[key]
    place = {"file": f"corpus/{LEXICON_FOLDER}/{PROPOSAL}"}
    return "".join(f"# {line}\n" for text in (said.zh, said.en) for line in text.format(**place).splitlines())


def _decided(name: ThemeName) -> str:
    fields = {"name_zh": name.name_zh, "name_en": name.name_en, "fit": name.fit}
    stated = {key: value for key, value in fields.items() if value is not None}
    return _entry(stated, name.passages, name.terms, {"note": name.note} if name.note else {})


def _proposed(row: Row, texts: Mapping[str, str]) -> str:
    passages = [texts[passage_id] for passage_id in row["exemplars"].split()]
    fields = {"name_zh": "", "name_en": "", "fit": row["fit"]}
    remark = f"# {row['theme_id']} · {row['label_zh']} · {row['label_en']}\n"
    return remark + _entry(fields, passages, row["top_terms"].split(SEPARATOR))


def _entry(
    fields: Mapping[str, str], passages: Sequence[str], terms: Sequence[str], last: Mapping[str, str] | None = None
) -> str:
    lines = ["[[theme]]", *(f"{key} = {quoted(value)}" for key, value in fields.items())]
    if passages:
        lines += ["passages = [", *(f"    {quoted(text)}," for text in passages), "]"]
    if terms:
        lines.append(f"terms = [{', '.join(map(quoted, terms))}]")
    lines += [f"{key} = {quoted(value)}" for key, value in (last or {}).items()]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as TOML has it between quotation marks, whose escapes are those of JSON.

    >>> print(quoted('他说"可以"'))
    "他说\\\\"可以\\\\""
    """
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")


def exemplar_texts(themes: Sequence[Row], evidence: EditionEvidence) -> Iterator[tuple[str, str]]:
    """The texts of those exemplars of any theme that stand in an edition, by passage id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted({id_ for row in themes for id_ in row["exemplars"].split()}), type=pa.string())
    passages = evidence["passages"]
    found = passages.filter(pc.is_in(passages.column("passage_id"), wanted)).select(["passage_id", "text"])
    for row in found.to_pylist():
        yield row["passage_id"], row["text"]
