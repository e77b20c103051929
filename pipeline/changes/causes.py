"""What a run starts from that is not as it was: input, lexicon, settings, program, packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.changes.lines import ChangedLine, changed_lines, compare_lines, line_of_key, lines_of, replacements
from pipeline.corpus import EDITION_FILE, LEXICON_FOLDER, SETTINGS_FILE
from pipeline.lexicon.load import BACKGROUNDS, FILE_NAMES
from pipeline.manifest import Manifest

INPUT, STATED, LEXICON, BACKGROUND = "input", "stated", "lexicon", "background"
SETTINGS, SHIPPED, CODE, PACKAGES = "settings", "shipped", "code", "packages"
KINDS = (INPUT, STATED, LEXICON, BACKGROUND, SETTINGS, SHIPPED, CODE, PACKAGES)
ADDED, REMOVED, CHANGED, MOVED, FORM, UNKNOWN = "added", "removed", "changed", "moved", "form", "unknown"
HAPPENED = (ADDED, REMOVED, CHANGED, MOVED, FORM, UNKNOWN)
"""What happened in one place of a cause; the words for both stand in ``report/text/changes.toml``."""

_SHIPPED_FOLDER = "pipeline/lexicon/shipped/"


@dataclass(frozen=True)
class State:
    """What a run was made from: its manifest, the analysts' lexicon (None for none), and the other files they keep.

    ``stated``: where settings.toml and each edition.toml can be read, by their paths in the corpus. ``can_be_read``:
    the kept copies of these and of the lexicon are as they were.
    """

    manifest: Manifest
    lexicon: Path | None
    stated: Mapping[str, Path]
    can_be_read: bool = True


@dataclass(frozen=True)
class Detail:
    """One place of a cause: a file with its line, a package; what happened there; what it reads, read, or reads now."""

    place: str
    what: str
    text: str = ""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Cause:
    """One thing that is not as it was: an edition's files, a file that a person keeps, a setting, the program."""

    kind: str
    name: str
    details: tuple[Detail, ...] = ()


def find_causes(before: State, after: State) -> list[Cause]:
    """Whatever differs, the input first, in an order that depends on nothing else."""
    return [
        *_input(before.manifest, after.manifest),
        *_stated(before, after),
        *_lexicon(before, after),
        *_settings(before, after),
        *_shipped(before.manifest, after.manifest),
        *_code(before.manifest, after.manifest),
        *_packages(before.manifest, after.manifest),
    ]


def _input(before: Manifest, after: Manifest) -> Iterator[Cause]:
    """A cause for each edition of which received files are new, gone, moved or not the same."""
    old, new = (_received(manifest) for manifest in (before, after))
    by_edition: dict[str, list[Detail]] = {}
    for detail in _file_details(old, new):
        by_edition.setdefault(detail.place.partition("/")[0], []).append(detail)
    for edition, details in sorted(by_edition.items()):
        yield Cause(INPUT, edition, tuple(details))


def _received(manifest: Manifest) -> dict[str, str]:
    received = manifest.evidence.received
    return {path: sha256 for path, sha256 in received.items() if not _is_edition_file(path)}


def _is_edition_file(path: str) -> bool:
    """Is it an edition's own edition.toml? One in a folder of an edition is a received file."""
    return path.partition("/")[2] == EDITION_FILE


def _file_details(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Detail]:
    gone = {sha256: path for path, sha256 in sorted(before.items(), reverse=True) if path not in after}
    moved = {path: gone.pop(after[path]) for path in sorted(after.keys() - before.keys()) if after[path] in gone}
    for path in sorted(before.keys() | after.keys()):
        if path in moved:
            yield Detail(path, MOVED, before=moved[path], after=path)
        elif path not in before:
            yield Detail(path, ADDED)
        elif path not in after and path not in moved.values():
            yield Detail(path, REMOVED)
        elif path in after and before[path] != after[path]:
            yield Detail(path, CHANGED)


def _stated(before: State, after: State) -> Iterator[Cause]:
    """A cause for each edition.toml that reads otherwise; that of an edition without files then or now is no news."""
    old, new = (state.manifest.evidence.received for state in (before, after))
    editions = [{path.partition("/")[0] for path in _received(state.manifest)} for state in (before, after)]
    for path in sorted(filter(_is_edition_file, old.keys() | new.keys())):
        if old.get(path) != new.get(path) and path.partition("/")[0] in editions[0] & editions[1]:
            yield Cause(STATED, path, _line_details(path, before, after))


def _line_details(path: str, before: State, after: State) -> tuple[Detail, ...]:
    """The lines in which a file differs that is no lexicon file; where the earlier one is lost, only that it does."""
    if not before.can_be_read:
        return (Detail(path, UNKNOWN),)
    old, new = (lines_of(state.stated.get(path)) for state in (before, after))
    return _as_details(list(compare_lines(path, old, new))) or (Detail(path, FORM),)


def _as_details(lines: Sequence[ChangedLine], folder: str = "") -> tuple[Detail, ...]:
    """A detail for each changed line; one for lines of an entry that were added, or removed, one below the other."""
    details: list[Detail] = []
    run: list[ChangedLine] = []
    for old, new in replacements(lines):
        if run and not _goes_on(run[-1], old, new):
            details.append(_of_lines(run, folder))
            run = []
        if old and new:
            details.append(Detail(_place(new, new, folder), CHANGED, "", old.text.strip(), new.text.strip()))
        else:
            run += filter(None, (old, new))
    return (*details, _of_lines(run, folder)) if run else tuple(details)


def _goes_on(last: ChangedLine, old: ChangedLine | None, new: ChangedLine | None) -> bool:
    line = None if old and new else old or new
    return line is not None and bool(line.entry) and replace(last, number=last.number + 1, text=line.text) == line


def _of_lines(lines: Sequence[ChangedLine], folder: str) -> Detail:
    text = "  ".join(line.text.strip() for line in lines)
    return Detail(_place(lines[0], lines[-1], folder), ADDED if lines[0].sign == "+" else REMOVED, text)


def _place(first: ChangedLine, last: ChangedLine, folder: str) -> str:
    until = f"–{last.number}" if last.number > first.number else ""
    return f"{folder}{first.file}:{first.number}{until}{f' ({first.entry})' if first.entry else ''}"


def _lexicon(before: State, after: State) -> Iterator[Cause]:
    """A cause for each file of the analysts' lexicon that reads otherwise, and one for each background of theirs."""
    old, new = (_kept_lexicon(state) for state in (before, after))
    differing = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    lines = changed_lines(before.lexicon, after.lexicon) if differing and before.can_be_read else []
    for path in differing:
        if path in FILE_NAMES.values():
            found = _as_details([line for line in lines if line.file == path], f"{LEXICON_FOLDER}/")
            nothing = FORM if before.can_be_read else UNKNOWN
            yield Cause(LEXICON, f"{LEXICON_FOLDER}/{path}", found or (Detail(f"{LEXICON_FOLDER}/{path}", nothing),))
        elif path.startswith(f"{BACKGROUNDS}/"):
            what = ADDED if path not in old else REMOVED if path not in new else CHANGED
            yield Cause(BACKGROUND, f"{LEXICON_FOLDER}/{path}", (Detail(f"{LEXICON_FOLDER}/{path}", what),))


def _kept_lexicon(state: State) -> Mapping[str, str]:
    return state.manifest.evidence.lexicon


def _settings(before: State, after: State) -> Iterator[Cause]:
    """A cause for each value that differs; a setting that only one version of the program has is the program's."""
    old, new = (flat(state.manifest.settings) for state in (before, after))
    keys = [key for key in sorted(old.keys() & new.keys()) if old[key] != new[key]]
    for key in keys:
        yield Cause(SETTINGS, key, (Detail(_place_of(key, before, after), CHANGED, "", str(old[key]), str(new[key])),))
    is_other_file = before.manifest.evidence.settings_file != after.manifest.evidence.settings_file
    if is_other_file and not keys:
        yield Cause(SETTINGS, SETTINGS_FILE, (Detail(SETTINGS_FILE, FORM),))


def _place_of(key: str, before: State, after: State) -> str:
    """The line that states a setting now; the file where the earlier one did; empty for a shipped value."""
    now, then = (lines_of(state.stated.get(SETTINGS_FILE)) for state in (after, before))
    number = line_of_key(now, key)
    if number is not None:
        return f"{SETTINGS_FILE}:{number}"
    return SETTINGS_FILE if before.can_be_read and line_of_key(then, key) is not None else ""


def flat(settings: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Settings by their dotted keys.

    >>> flat({"normalise": {"repairs": {"radicals": True}}})
    {'normalise.repairs.radicals': True}
    """
    found: dict[str, Any] = {}
    for key, value in settings.items():
        found |= flat(value, f"{above}{key}.") if isinstance(value, Mapping) else {f"{above}{key}": value}
    return found


def _shipped(before: Manifest, after: Manifest) -> Iterator[Cause]:
    old, new = (_code_files(manifest, is_shipped=True) for manifest in (before, after))
    for detail in _file_details(old, new):
        yield Cause(SHIPPED, detail.place, (detail,))


def _code(before: Manifest, after: Manifest) -> Iterator[Cause]:
    old, new = (_code_files(manifest, is_shipped=False) for manifest in (before, after))
    details = tuple(_file_details(old, new))
    if before.pipeline != after.pipeline:
        yield Cause(CODE, f"{before.pipeline} → {after.pipeline}", details)
    elif details:
        yield Cause(CODE, after.pipeline, details)


def _code_files(manifest: Manifest, *, is_shipped: bool) -> dict[str, str]:
    return {path: sha256 for path, sha256 in manifest.code.items() if path.startswith(_SHIPPED_FOLDER) == is_shipped}


def _packages(before: Manifest, after: Manifest) -> Iterator[Cause]:
    names: Sequence[str] = sorted(before.versions.keys() | after.versions.keys())
    details = tuple(
        Detail(name, CHANGED, "", before.versions.get(name, "–"), after.versions.get(name, "–"))
        for name in names
        if before.versions.get(name) != after.versions.get(name)
    )
    if details:
        yield Cause(PACKAGES, "", details)
