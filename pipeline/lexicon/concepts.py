"""Read ``concepts.toml``: the entries that several wordings belong to.

    [[concept]]
    id = "stakeholder"                       # readable, lower case, never changed once published
    label_zh = "利益相关者"
    label_en = "stakeholder"
    kind = "actor"                           # one of CONCEPT_KINDS
    variants.same = ["利益攸关方", "涉众"]     # the same thing: merged
    variants.abbreviation = ["AI"]           # merged
    variants.near = ["互联网分裂"]            # shown beside it, never merged
    note = "why"                             # optional

A wording belongs to one concept only: otherwise its count would belong to two.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import LexiconError
from pipeline.lexicon.model import ABBREVIATION, CONCEPT_KINDS, LABEL, NEAR, SAME, Concept, Variant
from pipeline.lexicon.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

_REQUIRED = ("id", "label_zh", "label_en", "kind")
_KEYS = (*_REQUIRED, "variants", "note")
_RELATIONS = (SAME, ABBREVIATION, NEAR)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADER = re.compile(r"\s*\[\[\s*concept\s*\]\]")


@dataclass(frozen=True)
class _Entry:
    """One ``[[concept]]`` with the place that a message names."""

    fields: Mapping[str, Any]
    path: Path
    lines: tuple[str, ...]
    """The entry's own lines, its header first."""
    first_line: int

    def place(self, quoted: str = "") -> str:
        """File and line of the entry, or of the first of its lines that has the quoted words."""
        for number, line in enumerate(self.lines, start=self.first_line):
            if quoted and quoted in line:
                return f"{self.path}, line {number}"
        return f"{self.path}, line {self.first_line}"


def load_concepts(files: tuple[Path, ...]) -> tuple[Concept, ...]:
    """Concepts sorted by id; a later file's concept replaces an earlier file's with the same id."""
    entries: dict[str, _Entry] = {}
    concepts: dict[str, Concept] = {}
    for path in files:
        in_this_file: dict[str, _Entry] = {}
        for entry in _entries(path):
            concept = _concept(entry)
            if concept.id in in_this_file:
                raise LexiconError(
                    f"{entry.place(concept.id)}: id {concept.id!r} stands in {in_this_file[concept.id].place()} "
                    "already; give one of the two another id or join them"
                )
            in_this_file[concept.id] = entry
            concepts[concept.id] = concept
        entries |= in_this_file
    ids = sorted(concepts, key=lambda id_: (files.index(entries[id_].path), id_))
    _refuse_shared_wordings([concepts[id_] for id_ in ids], entries)
    return tuple(concepts[id_] for id_ in sorted(concepts))


def _entries(path: Path) -> Iterator[_Entry]:
    text = read_text(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: not valid TOML: {error}; correct the line that it names") from error
    lines = text.split("\n")
    for key in content:
        if key != "concept" or not isinstance(content[key], list):
            raise LexiconError(f"{path}: found {key!r}, expected [[concept]] entries only; correct or delete it")
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    fields = content.get("concept", [])
    if len(starts) != len(fields):
        raise LexiconError(f"{path}: expected each concept under a line [[concept]] of its own; write it so")
    ends = [*starts, len(lines)][1:]
    for start, end, one in zip(starts, ends, fields, strict=True):
        yield _Entry(one, path, tuple(lines[start:end]), start + 1)


def _concept(entry: _Entry) -> Concept:
    for key in entry.fields:
        if key not in _KEYS:
            raise LexiconError(f"{entry.place(key)}: unknown key {key!r}; expected one of {', '.join(_KEYS)}")
    id_, label_zh, label_en, kind = (_text(entry, key, entry.fields.get(key)) for key in _REQUIRED)
    if not _ID.fullmatch(id_):
        raise LexiconError(
            f"{entry.place(id_)}: id {id_!r}; expected lower-case letters and digits joined by single hyphens"
        )
    if kind not in CONCEPT_KINDS:
        raise LexiconError(f"{entry.place(kind)}: unknown kind {kind!r}; expected one of {', '.join(CONCEPT_KINDS)}")
    note = entry.fields.get("note", "")
    if not isinstance(note, str):
        raise LexiconError(f"{entry.place('note')}: note is {note!r}; expected text in quotes")
    return Concept(id_, label_zh, label_en, kind, _variants(entry, label_zh), note)


def _text(entry: _Entry, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        found = "nothing" if value is None else repr(value)
        raise LexiconError(f"{entry.place(name)}: {name} is {found}; expected text in quotes that is not empty")
    return value.strip()


def _variants(entry: _Entry, label_zh: str) -> tuple[Variant, ...]:
    stated = entry.fields.get("variants", {})
    if not isinstance(stated, dict):
        raise LexiconError(f'{entry.place("variants")}: variants is {stated!r}; expected variants.same = ["…"]')
    for relation in stated:
        if relation not in _RELATIONS:
            raise LexiconError(
                f"{entry.place(relation)}: unknown relation {relation!r}; expected one of {', '.join(_RELATIONS)}"
            )
    variants = [Variant(label_zh, LABEL)]
    for relation in _RELATIONS:
        variants += [Variant(text, relation) for text in _wordings(entry, relation, stated.get(relation, []))]
    texts = [variant.text for variant in variants]
    for text in texts:
        if texts.count(text) > 1:
            raise LexiconError(f"{entry.place(text)}: wording {text!r} stands twice in one concept; delete one")
    return tuple(variants)


def _wordings(entry: _Entry, relation: str, stated: object) -> list[str]:
    if not isinstance(stated, list):
        raise LexiconError(
            f'{entry.place(relation)}: variants.{relation} is {stated!r}; expected a list of texts in quotes: ["…"]'
        )
    return [_text(entry, f"variants.{relation}", wording) for wording in stated]


def _refuse_shared_wordings(concepts: Iterable[Concept], entries: Mapping[str, _Entry]) -> None:
    """Shipped concepts come first, so that a message is about the analyst's line."""
    claimed: dict[str, str] = {}
    for concept, wording in ((one, variant.text) for one in concepts for variant in one.variants):
        other = claimed.setdefault(wording, concept.id)
        if other != concept.id:
            raise LexiconError(
                f"{entries[concept.id].place(wording)}: wording {wording!r} of {concept.id!r} belongs to {other!r} "
                f"({entries[other].place(wording)}) already; a wording belongs to one concept: delete it in one place"
            )
