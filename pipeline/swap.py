"""Write a new outputs folder beside the old one and swap it in whole.

At every moment, between two system calls too, the old result or the new one is complete on disk. Where the system
can exchange two folders in one call (Linux, macOS) that is what happens; elsewhere the old folder steps aside for the
length of two renames, and the next call puts it back if it was stopped between them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import OutputsError, PipelineError

MANIFEST = "manifest.json"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


class Staging:
    """The folder that a run writes into until it is swapped in: beside the outputs, where no other is named."""

    def __init__(self, outputs: Path, folder: Path | None = None) -> None:
        self.outputs = outputs.resolve()
        self.folder = folder or self.outputs.parent / f".{self.outputs.name}.next"
        self.aside = self.outputs.parent / f".{self.outputs.name}.old"

    def path(self, relative: str) -> Path:
        """A file to be written; its folder exists afterwards."""
        path = self.folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def keep(self, relative: str, new_name: str | None = None) -> None:
        """Take a file over from the old outputs: a second name for the same bytes, or a copy where that cannot be."""
        old, new = self.outputs / relative, self.path(new_name or relative)
        if new.exists():
            return
        try:
            os.link(old, new)
        except OSError:
            import shutil

            shutil.copy2(old, new, follow_symlinks=False)

    def swap_in(self) -> None:
        """Make the new folder the outputs and remove the old one."""
        if not self.outputs.exists():
            self.folder.rename(self.outputs)
            return
        if not _exchange(self.folder, self.outputs):
            self.outputs.rename(self.aside)
            self.folder.rename(self.outputs)
        self.clean_up()

    def clean_up(self) -> None:
        """Remove what an earlier call left, after putting back an outputs folder that it had moved aside."""
        if self.aside.exists() and not self.outputs.exists():
            self.aside.rename(self.outputs)
        import shutil

        for leftover in (self.aside, self.folder):
            shutil.rmtree(leftover, ignore_errors=True)


@contextlib.contextmanager
def staging(outputs: Path) -> Iterator[Staging]:
    """A fresh staging folder, alone on this outputs folder; removed again unless it was swapped in."""
    area = Staging(outputs)
    with _writing(outputs), _alone(area):
        area.clean_up()
        _refuse_strangers(area.outputs)
        area.folder.mkdir()
        try:
            yield area
        finally:
            area.clean_up()


@contextlib.contextmanager
def reading(outputs: Path) -> Iterator[None]:
    """Outputs that no run replaces meanwhile; nothing is held where there are none yet."""
    with _writing(outputs):
        if not outputs.exists():
            yield
            return
        with _alone(Staging(outputs)):
            yield


def recover(outputs: Path) -> None:
    """Finish what a stopped call left half done; nothing to do in the usual case."""
    area = Staging(outputs)
    if area.aside.exists() or area.folder.exists():
        with _writing(outputs), _alone(area):
            area.clean_up()


def strangers(outputs: Path, made: Iterable[str]) -> list[str]:
    """Files in an outputs folder that no run made, as relative paths: a person's own, to be carried over."""
    known = {*made, MANIFEST}
    found = (path for path in sorted(outputs.rglob("*")) if path.is_symlink() or not path.is_dir())
    files = (file.relative_to(outputs).as_posix() for file in found)
    return [file for file in files if file not in known]


def _refuse_strangers(outputs: Path) -> None:
    if not outputs.exists():
        return
    if not outputs.is_dir():
        raise OutputsError(f"{outputs}: is a file, expected a folder for the outputs; name another with --outputs")
    has_visible = any(not entry.name.startswith(".") for entry in outputs.iterdir())
    if has_visible and not (outputs / MANIFEST).is_file():
        raise OutputsError(
            f"{outputs}: holds files but no {MANIFEST}, so it is no outputs folder of this program and is left alone; "
            "name an empty or new folder with --outputs"
        )


@contextlib.contextmanager
def _writing(outputs: Path) -> Iterator[None]:
    """Turn what the machine refuses into a message that says that nothing was lost."""
    try:
        yield
    except BrokenPipeError:  # of standard output, not of the folder
        raise
    except OSError as error:
        if error.errno is None and error.filename is None:
            raise
        what = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error))
        place = error.filename or outputs
        raise OutputsError(
            f"{place}: cannot be written ({what}); earlier outputs are unchanged. "
            "Free some space or name a writable folder with --outputs"
        ) from error


@contextlib.contextmanager
def _alone(area: Staging) -> Iterator[None]:
    area.outputs.parent.mkdir(parents=True, exist_ok=True)
    busy = f"{area.outputs}: another run is writing here; wait for it or name another folder with --outputs"
    with alone(area.outputs, OutputsError(busy)):
        yield


@contextlib.contextmanager
def alone(folder: Path, busy: PipelineError) -> Iterator[None]:
    """Hold a lock beside a folder, which the system releases even when the process is killed; else raise ``busy``."""
    path = folder.parent / f".{folder.name}.lock"
    with path.open("a") as file:
        if not _lock(file.fileno()) or not _is_still(path, file.fileno()):
            raise busy
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _is_still(path: Path, descriptor: int) -> bool:
    """Is the locked file the one of this name? The run that held the lock before has removed its own."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # no such lock on this system: two runs at once are then the person's own affair
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one system call; False where the system or the file system cannot."""
    import ctypes

    a, b = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(library.renamex_np(a, b, _RENAME_SWAP) == 0)
        return bool(library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False
