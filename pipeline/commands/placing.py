"""Put files and an ``edition.toml`` into the corpus, all or none of them. The only code that writes there.

They are written beside, in a hidden folder, and renamed in. A new edition's folder appears in one step. In an old one
the files come first, none over another, and ``edition.toml`` last; what fails on the way takes back what it did. Only a
process that is killed in between leaves files there: whole ones, as if a person had put them in by hand.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import EDITION_FILE
from pipeline.corpus_files import read_regular
from pipeline.errors import CorpusError
from pipeline.swap import alone


@dataclass(frozen=True)
class NewFile:
    """A file to be copied in: where it is, what its bytes hash to, its name in the edition's folder."""

    path: Path
    sha256: str
    name: str


@contextlib.contextmanager
def adding(corpus: Path) -> Iterator[None]:
    """Alone on a corpus, from the look at what is there to the last file; a refusal of the machine is a clear error."""
    try:
        with alone(corpus.absolute(), CorpusError(f"{corpus}: files are being added right now; wait, then add again")):
            yield
    except OSError as error:
        what = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error))
        raise CorpusError(
            f"{error.filename or corpus}: cannot be written ({what}); nothing was added. "
            "Free some space, make the folder writable, or name another with --corpus"
        ) from error


def place(folder: Path, files: Sequence[NewFile], old: bytes | None, edition_file: bytes) -> None:
    """Copy the files into an edition's folder and make this its ``edition.toml``.

    ``old``: the bytes that ``edition.toml`` had when this was decided, None where there was none. Raises
    ``CorpusError`` or ``OSError``, with the corpus as before, where anything changed since or cannot be written.
    """
    staged = folder.parent / ".adding"
    is_new_corpus = not folder.parent.exists()
    try:
        _remove(staged)  # what a killed call left
        staged.mkdir(parents=True)
        for file in files:
            _write(staged / file.name, _same_bytes(file))
        _write(staged / EDITION_FILE, edition_file)
        if folder.exists():
            _move_in(staged, folder, files, old)
        else:
            staged.rename(folder)
    finally:
        _remove(staged)
        if is_new_corpus and folder.parent.exists() and not any(folder.parent.iterdir()):
            folder.parent.rmdir()


def _remove(staged: Path) -> None:
    if staged.exists():
        shutil.rmtree(staged)


def _same_bytes(file: NewFile) -> bytes:
    content = read_regular(file.path)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise CorpusError(f"{file.path}: changed while it was being added; nothing was added; add it again")
    return content


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move_in(staged: Path, folder: Path, files: Sequence[NewFile], old: bytes | None) -> None:
    ours: list[Path] = []
    edition_file = staged / EDITION_FILE
    try:
        for file in files:
            target = folder / file.name
            _refuse_what_appeared(target)
            ours.append(target)  # before it is there: a stop right after the renaming must not forget it
            (staged / file.name).rename(target)
        _exchange_edition_file(edition_file, folder / EDITION_FILE, old)
    except BaseException:
        for path in ours if edition_file.exists() else ():  # once it is moved in, all is done
            path.unlink(missing_ok=True)
        raise


def _refuse_what_appeared(target: Path) -> None:
    if os.path.lexists(target):
        raise CorpusError(f"{target}: appeared meanwhile; nothing was added; see what it is, then add again")


def _exchange_edition_file(staged: Path, target: Path, old: bytes | None) -> None:
    found = target.read_bytes() if target.exists() else None
    if found != old:
        raise CorpusError(f"{target}: changed while files were being added; nothing was added; add them again")
    if found is not None:
        shutil.copymode(target, staged)
    staged.replace(target)
