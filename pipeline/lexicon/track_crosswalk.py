"""Read ``track-crosswalk.toml``: which of the forum's own headings in different editions are about the same thing.

    [[track]]
    name_zh = "数字包容"                       # unique
    name_en = "Digital inclusion"            # optional
    headings.2018-paris = ["数字包容与可及性"]  # tracks or section headings as they stand there
    headings.2019-berlin = ["包容"]
    note = "why"                             # optional

What stands here goes before whatever is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import LexiconError
from pipeline.faults import STOP, Faults
from pipeline.lexicon.model import TrackLink
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

_KEYS = ("name_zh", "name_en", "headings", "note")


def read_track_crosswalk(files: tuple[Path, ...], faults: Faults = STOP) -> tuple[TrackLink, ...]:
    """The tracks in file order; where faults are gathered, an entry with any fault is left out."""
    taken: dict[tuple[str, ...], TomlEntry] = {}
    links = []
    for path in files:
        with faults.reported():
            for entry in read_entries(path, "track", faults):
                found = list(_faults(entry)) or list(_taken_already(entry, taken))
                faults.report(*found)
                if not found:
                    taken |= dict.fromkeys(_claims(entry), entry)
                    faults.warn(*_warnings(entry))
                    links.append(_track_link(entry))
    return tuple(links)


def _faults(entry: TomlEntry) -> Iterator[LexiconError]:
    """All that is wrong with one entry by itself."""
    yield from unknown_keys(entry, _KEYS)
    yield from text_faults(entry, "name_zh", entry.fields.get("name_zh"))
    if "name_en" in entry.fields:
        yield from text_faults(entry, "name_en", entry.fields["name_en"])
    headings = entry.fields.get("headings")
    if not isinstance(headings, dict) or not headings:
        found = "nothing" if headings is None else repr(headings)
        yield LexiconError(
            f'{entry.place("headings")}: headings is {found}; expected a line an edition: headings.2018-paris = ["…"]'
        )
    else:
        for edition, listed in headings.items():
            yield from list_faults(entry, f"headings.{edition}", listed)
    yield from note_faults(entry)


def _claims(entry: TomlEntry) -> Iterator[tuple[str, ...]]:
    """What no other entry may have: the name, and each heading of an edition."""
    yield (entry.fields["name_zh"].strip(),)
    yield from _headings(entry.fields)


def _headings(fields: Any) -> Iterator[tuple[str, str]]:
    for edition, listed in fields["headings"].items():
        for heading in listed:
            yield edition.strip(), heading.strip()


def _taken_already(entry: TomlEntry, taken: dict[tuple[str, ...], TomlEntry]) -> Iterator[LexiconError]:
    for claim in _claims(entry):
        if claim in taken:
            *edition, text = claim
            of_edition = f" of {edition[0]}" if edition else ""
            yield LexiconError(
                f"{entry.place(text)}: {text!r}{of_edition} stands in {taken[claim].place(text)} already; a heading "
                "belongs to one track: delete it in one place, or join the two entries"
            )


def _warnings(entry: TomlEntry) -> Iterator[str]:
    """An analyst's entry that links nothing yet, and blanks."""
    texts = [heading for listed in entry.fields["headings"].values() for heading in listed]
    yield from entry_blanks(entry, [entry.fields["name_zh"], *texts])
    if len(entry.fields["headings"]) < 2:
        yield (
            f"{entry.noted('headings')}: {entry.fields['name_zh'].strip()!r} has headings of one edition only and "
            "links nothing; add those of another edition"
        )


def _track_link(entry: TomlEntry) -> TrackLink:
    """The track of an entry without a fault."""
    fields = entry.fields
    return TrackLink(
        name_zh=fields["name_zh"].strip(),
        name_en=fields.get("name_en", "").strip() or None,
        headings=tuple(sorted(_headings(fields))),
        note=fields.get("note", ""),
        line=entry.noted(fields["name_zh"].strip()),
    )
