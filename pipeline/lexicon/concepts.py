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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from pipeline.errors import LexiconError
from pipeline.faults import STOP, Faults
from pipeline.lexicon.hygiene import blank_warnings
from pipeline.lexicon.matchable import unmatchable
from pipeline.lexicon.model import ABBREVIATION, CONCEPT_KINDS, LABEL, NEAR, SAME, Concept, Variant
from pipeline.lexicon.reading import SHIPPED_FOLDER, noted, origin, read_text

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
        return f"{self.path}, line {self.line_of(quoted)}"

    def line_of(self, words: str) -> int:
        """Number of the line that has the words between quotation marks, else anywhere, else of the header."""
        for sought in (f'"{words}"', f"'{words}'", words):
            for number, line in enumerate(self.lines, start=self.first_line):
                if words and sought in line:
                    return number
        return self.first_line

    def origin_of(self, words: str) -> str:
        return origin(self.path, self.line_of(words))


def load_concepts(files: tuple[Path, ...], faults: Faults = STOP) -> tuple[Concept, ...]:
    """Concepts sorted by id; a later file's concept replaces an earlier file's with the same id.

    Where faults are gathered, an entry with any fault is left out.
    """
    entries: dict[str, _Entry] = {}
    for path in files:
        entries |= _sound_entries(path, faults)
    concepts = {id_: _concept(entry) for id_, entry in entries.items()}
    ids = sorted(concepts, key=lambda id_: (files.index(entries[id_].path), id_))
    faults.report(*_shared_wordings([concepts[id_] for id_ in ids], entries))
    return tuple(concepts[id_] for id_ in sorted(concepts))


def _sound_entries(path: Path, faults: Faults) -> dict[str, _Entry]:
    """A file's entries by id, those without a fault."""
    sound: dict[str, _Entry] = {}
    with faults.reported():
        for entry in _entries(path, faults):
            found = list(_faults(entry))
            faults.report(*found)
            if found:
                continue
            faults.warn(*_warnings(entry))
            id_ = entry.fields["id"].strip()
            if id_ in sound:
                faults.report(
                    LexiconError(
                        f"{entry.place(id_)}: id {id_!r} stands in {sound[id_].place()} already; "
                        "give one of the two another id or join them"
                    )
                )
            sound.setdefault(id_, entry)
    return sound


def _entries(path: Path, faults: Faults) -> Iterator[_Entry]:
    text = read_text(path, faults)
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


def _faults(entry: _Entry) -> Iterator[LexiconError]:
    """All that is wrong with one entry."""
    for key in entry.fields:
        if key not in _KEYS:
            yield LexiconError(f"{entry.place(key)}: unknown key {key!r}; expected one of {', '.join(_KEYS)}")
    for key in _REQUIRED:
        yield from _text_faults(entry, key, entry.fields.get(key))
    id_, kind, note = entry.fields.get("id"), entry.fields.get("kind"), entry.fields.get("note", "")
    if _is_text(id_) and not _ID.fullmatch(id_.strip()):
        yield LexiconError(
            f"{entry.place(id_)}: id {id_!r}; expected lower-case letters and digits joined by single hyphens"
        )
    if _is_text(kind) and kind.strip() not in CONCEPT_KINDS:
        yield LexiconError(f"{entry.place(kind)}: unknown kind {kind!r}; expected one of {', '.join(CONCEPT_KINDS)}")
    if not isinstance(note, str):
        yield LexiconError(f"{entry.place('note')}: note is {note!r}; expected text in quotes")
    yield from _variant_faults(entry)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _text_faults(entry: _Entry, name: str, value: object) -> Iterator[LexiconError]:
    if not _is_text(value):
        found = "nothing" if value is None else repr(value)
        yield LexiconError(f"{entry.place(name)}: {name} is {found}; expected text in quotes that is not empty")
    elif len(value.strip().splitlines()) > 1 or "\t" in value.strip():
        yield LexiconError(f"{entry.place(name)}: {name} is {value!r}; expected text on one line, without tabs")


def _variant_faults(entry: _Entry) -> Iterator[LexiconError]:
    stated = entry.fields.get("variants", {})
    if not isinstance(stated, dict):
        yield LexiconError(f'{entry.place("variants")}: variants is {stated!r}; expected variants.same = ["…"]')
        return
    for relation, wordings in stated.items():
        if relation not in _RELATIONS:
            yield LexiconError(
                f"{entry.place(relation)}: unknown relation {relation!r}; expected one of {', '.join(_RELATIONS)}"
            )
        elif not isinstance(wordings, list):
            yield LexiconError(
                f"{entry.place(relation)}: variants.{relation} is {wordings!r}; "
                'expected a list of texts in quotes: ["…"]'
            )
        else:
            for wording in wordings:
                yield from _text_faults(entry, f"variants.{relation}", wording)
    for text, n in Counter(_wordings(entry)).items():
        if n > 1:
            yield LexiconError(f"{entry.place(text)}: wording {text!r} stands twice in one concept; delete one")


def _warnings(entry: _Entry) -> Iterator[str]:
    """What is odd in an analyst's entry without a fault."""
    if entry.path.parent == SHIPPED_FOLDER:
        return
    wordings = _wordings(entry)
    stated = [entry.fields[key] for key in _REQUIRED]
    listed = [text for texts in entry.fields.get("variants", {}).values() for text in texts]
    yield from blank_warnings(noted(entry.path.name), ((entry.line_of(text), text) for text in (*stated, *listed)))
    for text in wordings:
        why = unmatchable(text)
        if why is not None:
            yield f"{noted(entry.path.name)}, line {entry.line_of(text)}: {text!r} can never stand in a passage: {why}"


def _wordings(entry: _Entry) -> list[str]:
    """The label and all wordings of an entry that are text."""
    stated = entry.fields.get("variants", {})
    lists = [stated.get(relation, []) for relation in _RELATIONS]
    texts = [entry.fields.get("label_zh"), *(text for one in lists if isinstance(one, list) for text in one)]
    return [text.strip() for text in texts if _is_text(text)]


def _concept(entry: _Entry) -> Concept:
    """The concept of an entry without a fault."""
    id_, label_zh, label_en, kind = (entry.fields[key].strip() for key in _REQUIRED)
    stated = entry.fields.get("variants", {})
    texts = [(text.strip(), relation) for relation in _RELATIONS for text in stated.get(relation, [])]
    variants = (Variant(text, relation, entry.origin_of(text)) for text, relation in [(label_zh, LABEL), *texts])
    return Concept(id_, label_zh, label_en, kind, tuple(variants), entry.fields.get("note", ""))


def _shared_wordings(concepts: Iterable[Concept], entries: Mapping[str, _Entry]) -> Iterator[LexiconError]:
    """Shipped concepts come first, so that a message is about the analyst's line."""
    claimed: dict[str, str] = {}
    for concept, wording in ((one, variant.text) for one in concepts for variant in one.variants):
        other = claimed.setdefault(wording, concept.id)
        if other != concept.id:
            yield LexiconError(
                f"{entries[concept.id].place(wording)}: wording {wording!r} of {concept.id!r} belongs to {other!r} "
                f"({entries[other].place(wording)}) already; a wording belongs to one concept: delete it in one place"
            )
