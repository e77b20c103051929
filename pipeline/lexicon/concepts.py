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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.errors import LexiconError
from pipeline.faults import STOP, Faults
from pipeline.lexicon.matchable import unmatchable
from pipeline.lexicon.model import ABBREVIATION, CONCEPT_KINDS, LABEL, NEAR, SAME, Concept, Variant
from pipeline.lexicon.reading import SHIPPED_FOLDER
from pipeline.lexicon.toml_entries import (
    TomlEntry,
    entry_blanks,
    is_text,
    list_faults,
    note_faults,
    read_entries,
    text_faults,
    unknown_keys,
)

if TYPE_CHECKING:
    from pathlib import Path

_REQUIRED = ("id", "label_zh", "label_en", "kind")
_KEYS = (*_REQUIRED, "variants", "note")
_RELATIONS = (SAME, ABBREVIATION, NEAR)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_concepts(files: tuple[Path, ...], faults: Faults = STOP) -> tuple[Concept, ...]:
    """Concepts sorted by id; a later file's concept replaces an earlier file's with the same id.

    Where faults are gathered, an entry with any fault is left out.
    """
    entries: dict[str, TomlEntry] = {}
    for path in files:
        entries |= _sound_entries(path, faults)
    concepts = {id_: _concept(entry) for id_, entry in entries.items()}
    ids = sorted(concepts, key=lambda id_: (files.index(entries[id_].path), id_))
    faults.report(*_shared_wordings([concepts[id_] for id_ in ids], entries))
    return tuple(concepts[id_] for id_ in sorted(concepts))


def _sound_entries(path: Path, faults: Faults) -> dict[str, TomlEntry]:
    """A file's entries by id, those without a fault."""
    sound: dict[str, TomlEntry] = {}
    with faults.reported():
        for entry in read_entries(path, "concept", faults):
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


def _faults(entry: TomlEntry) -> Iterator[LexiconError]:
    """All that is wrong with one entry."""
    yield from unknown_keys(entry, _KEYS)
    for key in _REQUIRED:
        yield from text_faults(entry, key, entry.fields.get(key))
    id_, kind = entry.fields.get("id"), entry.fields.get("kind")
    if is_text(id_) and not _ID.fullmatch(id_.strip()):
        yield LexiconError(
            f"{entry.place(id_)}: id {id_!r}; expected lower-case letters and digits joined by single hyphens"
        )
    if is_text(kind) and kind.strip() not in CONCEPT_KINDS:
        yield LexiconError(f"{entry.place(kind)}: unknown kind {kind!r}; expected one of {', '.join(CONCEPT_KINDS)}")
    yield from note_faults(entry)
    yield from _variant_faults(entry)


def _variant_faults(entry: TomlEntry) -> Iterator[LexiconError]:
    stated = entry.fields.get("variants", {})
    if not isinstance(stated, dict):
        yield LexiconError(f'{entry.place("variants")}: variants is {stated!r}; expected variants.same = ["…"]')
        return
    for relation, wordings in stated.items():
        if relation not in _RELATIONS:
            yield LexiconError(
                f"{entry.place(relation)}: unknown relation {relation!r}; expected one of {', '.join(_RELATIONS)}"
            )
        else:
            yield from list_faults(entry, f"variants.{relation}", wordings)
    for text, n in Counter(_wordings(entry)).items():
        if n > 1:
            yield LexiconError(f"{entry.place(text)}: wording {text!r} stands twice in one concept; delete one")


def _warnings(entry: TomlEntry) -> Iterator[str]:
    """What is odd in an analyst's entry without a fault."""
    if entry.path.parent == SHIPPED_FOLDER:
        return
    wordings = _wordings(entry)
    stated = [entry.fields[key] for key in _REQUIRED]
    listed = [text for texts in entry.fields.get("variants", {}).values() for text in texts]
    yield from entry_blanks(entry, (*stated, *listed))
    for text in wordings:
        why = unmatchable(text)
        if why is not None:
            yield f"{entry.noted(text)}: {text!r} can never stand in a passage: {why}"


def _wordings(entry: TomlEntry) -> list[str]:
    """The label and all wordings of an entry that are text."""
    stated = entry.fields.get("variants", {})
    lists = [stated.get(relation, []) for relation in _RELATIONS]
    texts = [entry.fields.get("label_zh"), *(text for one in lists if isinstance(one, list) for text in one)]
    return [text.strip() for text in texts if is_text(text)]


def _concept(entry: TomlEntry) -> Concept:
    """The concept of an entry without a fault."""
    id_, label_zh, label_en, kind = (entry.fields[key].strip() for key in _REQUIRED)
    stated = entry.fields.get("variants", {})
    texts = [(text.strip(), relation) for relation in _RELATIONS for text in stated.get(relation, [])]
    variants = (Variant(text, relation, entry.origin_of(text)) for text, relation in [(label_zh, LABEL), *texts])
    return Concept(id_, label_zh, label_en, kind, tuple(variants), entry.fields.get("note", ""))


def _shared_wordings(concepts: Iterable[Concept], entries: Mapping[str, TomlEntry]) -> Iterator[LexiconError]:
    """Shipped concepts come first, so that a message is about the analyst's line."""
    claimed: dict[str, str] = {}
    for concept, wording in ((one, variant.text) for one in concepts for variant in one.variants):
        other = claimed.setdefault(wording, concept.id)
        if other != concept.id:
            yield LexiconError(
                f"{entries[concept.id].place(wording)}: wording {wording!r} of {concept.id!r} belongs to {other!r} "
                f"({entries[other].place(wording)}) already; a wording belongs to one concept: delete it in one place"
            )
