"""Read ``theme-names.toml``: what people called themes, and by what a theme is known again.

    [[theme]]
    name_zh = "谁来参与治理"                   # unique; "" is a theme that nobody has named yet
    name_en = "Who takes part"               # optional, unique
    fit = "2018-paris"                       # optional: the edition, or corpus, in which it got its name
    passages = ["利益相关者应当……"]            # core messages or parts of them, quoted
    terms = ["利益相关者", "参与"]             # its core terms
    note = "why"                             # optional

Messages are quoted because their ids move when a draft becomes final, and groups get other numbers in every run. Every
run writes such a file, ``theme-names.toml`` in its outputs, ready to be filled in and copied here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import LexiconError
from pipeline.faults import STOP, Faults
from pipeline.lexicon.model import ThemeName
from pipeline.lexicon.toml_entries import (
    TomlEntry,
    entry_blanks,
    list_faults,
    note_faults,
    read_entries,
    text_faults,
    unknown_keys,
)

if TYPE_CHECKING:
    from pathlib import Path

_KEYS = ("name_zh", "name_en", "fit", "passages", "terms", "note")
_LISTS = ("passages", "terms")
_NAMES = ("name_zh", "name_en")


def read_theme_names(files: tuple[Path, ...], faults: Faults = STOP) -> tuple[ThemeName, ...]:
    """The names in file order; where faults are gathered, an entry with any fault is left out.

    An entry whose ``name_zh`` is empty is one that nobody has filled in: it is no name.
    """
    taken: dict[str, TomlEntry] = {}
    names = []
    for path in files:
        with faults.reported():
            for entry in read_entries(path, "theme", faults):
                found = [*_faults(entry), *_taken_already(entry, taken)]
                faults.report(*found)
                if not found and entry.fields["name_zh"].strip():
                    taken |= {entry.fields[key].strip(): entry for key in _NAMES if _said(entry, key)}
                    faults.warn(*entry_blanks(entry, _texts(entry)))
                    names.append(_theme_name(entry))
    return tuple(names)


def _said(entry: TomlEntry, key: str) -> bool:
    return bool(str(entry.fields.get(key, "")).strip())


def _texts(entry: TomlEntry) -> list[str]:
    """All texts of an entry without a fault."""
    listed = [text for key in _LISTS for text in entry.fields.get(key, [])]
    return [*(entry.fields.get(key, "") for key in (*_NAMES, "fit")), *listed]


def _faults(entry: TomlEntry) -> Iterator[LexiconError]:
    """All that is wrong with one entry by itself."""
    yield from unknown_keys(entry, _KEYS)
    if entry.fields.get("name_zh") != "":
        yield from text_faults(entry, "name_zh", entry.fields.get("name_zh"))
    for key in ("name_en", "fit"):
        if entry.fields.get(key, "") != "":
            yield from text_faults(entry, key, entry.fields[key])
    for key in _LISTS:
        yield from list_faults(entry, key, entry.fields.get(key, []))
    yield from note_faults(entry)
    if not any(entry.fields.get(key) for key in _LISTS):
        yield LexiconError(
            f"{entry.place('name_zh')}: neither passages nor terms; expected quoted core messages or core terms, by "
            "which the theme is known again: copy them from theme-names.toml in the outputs"
        )


def _taken_already(entry: TomlEntry, taken: dict[str, TomlEntry]) -> Iterator[LexiconError]:
    """A fault for a name that another entry has: two themes of one name could not be told apart."""
    for key in _NAMES:
        name = entry.fields.get(key)
        if isinstance(name, str) and name.strip() in taken:
            other = taken[name.strip()]
            yield LexiconError(
                f"{entry.place(name)}: the name {name.strip()!r} stands in {other.place(name.strip())} already; a name "
                "is one theme's: give another name, or put the passages of both into one entry"
            )


def _theme_name(entry: TomlEntry) -> ThemeName:
    """The name of an entry without a fault."""
    fields = entry.fields
    passages, terms = (tuple(text.strip() for text in fields.get(key, [])) for key in _LISTS)
    return ThemeName(
        name_zh=fields["name_zh"].strip(),
        name_en=fields.get("name_en", "").strip() or None,
        fit=fields.get("fit", "").strip() or None,
        passages=passages,
        terms=terms,
        note=fields.get("note", ""),
        line=entry.noted(fields["name_zh"].strip()),
    )
