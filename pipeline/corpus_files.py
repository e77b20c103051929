"""Which files the corpus folder holds, and their bytes; what could not be read, or would be read twice or for ever, is
refused.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from pipeline.errors import CorpusError
from pipeline.faults import STOP, Faults
from pipeline.hashes import is_visible

# Editions name files of the outputs, with an ending; file systems allow 255 bytes.
MAX_EDITION_BYTES = 200
# A file is read whole. Messages have kilobytes, scanned books some hundred megabytes; a disk image is a mistake.
MAX_FILE_BYTES = 500_000_000
_MAX_DEPTH = 20  # folders in folders; received files lie one or two deep


def received_files(corpus: Path, faults: Faults = STOP) -> list[Path]:
    """Every visible file below the corpus folder, sorted.

    A link may lead to another place in the corpus, not out of it and not to a folder that it lies in.
    """
    return sorted(_files(corpus, (corpus.resolve(),), faults))


def _files(folder: Path, above: tuple[Path, ...], faults: Faults) -> Iterator[Path]:
    """The files below a folder; ``above``: the corpus and the folders down to this one, links followed."""
    for entry in _entries(folder, faults):
        path = folder / entry.name
        place = Path(os.path.realpath(path)) if entry.is_symlink() else above[-1] / entry.name
        fault = _name_fault(entry.name, path, is_edition=len(above) == 1) or _place_fault(entry, path, place, above)
        if fault is not None:
            faults.report(fault)
        elif entry.is_dir():
            yield from _files(path, (*above, place), faults)
        else:
            yield path


def _entries(folder: Path, faults: Faults) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if is_visible(entry.name)), key=lambda entry: entry.name)
    except OSError as error:
        faults.report(unreadable(folder, error))
        return []


def _name_fault(name: str, path: Path, *, is_edition: bool) -> CorpusError | None:
    try:
        n_bytes = len(name.encode())
    except UnicodeEncodeError:
        return CorpusError(f"{path}: bytes in its name are not UTF-8, so it cannot be quoted in a report; rename it")
    if is_edition and n_bytes > MAX_EDITION_BYTES:
        return CorpusError(
            f"{path}: its name has {n_bytes} bytes of UTF-8, expected {MAX_EDITION_BYTES} at most (a Chinese "
            "character has 3): the edition's outputs are named after it; rename it"
        )
    return None


def _place_fault(entry: os.DirEntry[str], path: Path, place: Path, above: tuple[Path, ...]) -> CorpusError | None:
    """What is wrong with the place that an entry leads to; one that is not there is found out by reading it."""
    if not is_within(above[0], place):
        return CorpusError(f"{path}: a link that leads out of the corpus; put the file itself there")
    if place in above or place.is_symlink():  # a link that still is one when all links are followed leads to itself
        return CorpusError(f"{path}: a link that leads back to itself or to a folder that it lies in; remove it")
    if len(above) > _MAX_DEPTH:
        return CorpusError(f"{path}: more than {_MAX_DEPTH} folders deep; move it up, or take it out")
    if not entry.is_file() and not entry.is_dir() and place.exists():
        return CorpusError(f"{path}: neither a file nor a folder; expected a received file; take it out")
    return None


def is_within(corpus: Path, place: Path) -> bool:
    """Is a place the corpus folder or below it? Both with links followed."""
    return place == corpus or corpus in place.parents


def unreadable(path: Path, error: OSError) -> CorpusError:
    if isinstance(error, FileNotFoundError):
        return CorpusError(f"{path}: there is no such file; correct the name, or remove the link that leads there")
    if isinstance(error, IsADirectoryError):
        return CorpusError(f"{path}: is a folder, expected a file; name the file itself")
    return CorpusError(f"{path}: cannot be read ({error.strerror}); make it readable or take it out")


@contextlib.contextmanager
def _open_regular(path: Path) -> Iterator[BufferedReader]:
    """A file opened for reading, links followed; ``CorpusError`` for what is no file, too large or unreadable.

    What it is is asked of the open file, so that nothing can take its place in between; opening a pipe does not wait.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            _check_is_file(path, os.fstat(file.fileno()))
            yield file
    except OSError as error:
        raise unreadable(path, error) from error


def read_regular(path: Path) -> bytes:
    """The bytes of a file, links followed; at most as many as it had when it was opened."""
    with _open_regular(path) as file:
        return file.read(os.fstat(file.fileno()).st_size)


def received_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hex digits, without holding them."""
    with _open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_is_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError(f"{path}: is a pipe, a socket or a device, expected a file; name the file itself")
    if status.st_size > MAX_FILE_BYTES:
        raise CorpusError(
            f"{path}: has {status.st_size:,} bytes, expected {MAX_FILE_BYTES:,} at most; "
            "split it or take it out: a message has far fewer"
        )


def read_received(corpus: Path, file: str, sha256: str) -> bytes:
    """The bytes of a file of the corpus, by its path in there, which have to be those of an earlier checksum.

    Raises ``CorpusError`` where the file was exchanged since, or now leads out of the corpus.
    """
    path = corpus / file
    content = read_regular(path)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256 or not is_within(corpus.resolve(), Path(os.path.realpath(path))):
        raise CorpusError(
            f"{path}: changed while it was being read: its checksum was {sha256}, now it is {found}; "
            "wait until nothing writes to it, then run again"
        )
    return content
