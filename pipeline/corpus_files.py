"""Which files the corpus folder holds; whatever could not be read, or would be read twice or for ever, is refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import CorpusError
from pipeline.hashes import is_visible

# Editions name files of the outputs, with an ending; file systems allow 255 bytes.
_MAX_EDITION_BYTES = 200


def received_files(corpus: Path) -> list[Path]:
    """Every visible file below the corpus folder, sorted.

    A link may lead to another place in the corpus, not out of it and not to a folder that it lies in.
    """
    return sorted(_files(corpus, (corpus.resolve(),)))


def _files(folder: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    """The files below a folder; ``above``: the corpus and the folders down to this one, links followed."""
    with os.scandir(folder) as entries:
        visible = [entry for entry in entries if is_visible(entry.name)]
    for entry in visible:
        path = folder / entry.name
        place = path.resolve() if entry.is_symlink() else above[-1] / entry.name
        _check(entry, path, place, above)
        if entry.is_dir():
            yield from _files(path, (*above, place))
        else:
            yield path


def _check(entry: os.DirEntry[str], path: Path, place: Path, above: tuple[Path, ...]) -> None:
    _check_name(entry, path, is_edition=len(above) == 1)
    if above[0] not in place.parents and place != above[0]:
        raise CorpusError(f"{path}: a link that leads out of the corpus; put the file itself there")
    if place in above:
        raise CorpusError(f"{path}: a link that leads back to a folder that it lies in; remove it")
    if place.exists() and not entry.is_dir() and not entry.is_file():
        raise CorpusError(f"{path}: neither a file nor a folder; expected a received file; take it out")


def _check_name(entry: os.DirEntry[str], path: Path, *, is_edition: bool) -> None:
    try:
        n_bytes = len(entry.name.encode())
    except UnicodeEncodeError as error:
        raise CorpusError(
            f"{path}: bytes in its name are not UTF-8, so it cannot be quoted in a report; rename it"
        ) from error
    if is_edition and n_bytes > _MAX_EDITION_BYTES:
        raise CorpusError(
            f"{path}: its name has {n_bytes} bytes of UTF-8, expected {_MAX_EDITION_BYTES} at most (a Chinese "
            "character has 3): the edition's outputs are named after it; rename it"
        )
