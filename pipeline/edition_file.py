"""What ``edition.toml`` may say of an edition and its files. Every key is optional; unknown keys are refused."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.corpus import EDITION_FILE, edition_name
from pipeline.corpus_files import read_regular
from pipeline.errors import CorpusError
from pipeline.faults import STOP, Faults
from pipeline.settings import describe

Region = Literal["cn", "hk", "tw"]
"""Whose words Traditional text is written in; cn takes the edition's statement back for one file."""


class _Stated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Stated):
    """One received file. ``id`` becomes the second part of the document id.

    ``sha256`` and ``size`` (bytes) have to be those of the file. ``format``, ``encoding``, ``script`` and ``language``
    are what was detected when the file was added: a run detects them again and remarks where it differs.
    """

    file: str
    id: str | None = Field(None, pattern=r"^[^/#§\s]+$")
    title_zh: str | None = None
    title_en: str | None = None
    track_zh: str | None = None
    track_en: str | None = None
    status: str | None = None
    language: str | None = None
    script: Literal["Hans", "Hant", "mixed", "undetermined"] | None = None
    format: str | None = Field(None, min_length=1)
    encoding: str | None = Field(None, min_length=1)
    size: int | None = Field(None, ge=0)
    region: Region | None = None
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    source: str | None = None
    received: date | None = None
    licence: str | None = None
    sections: dict[str, str] = {}

    @field_validator("file")
    @classmethod
    def stays_inside(cls, file: str) -> str:
        """Relative, with forward slashes, without detours: the one way in which the folder's own listing names it."""
        path, windows = PurePosixPath(file), PureWindowsPath(file)
        if path.is_absolute() or windows.anchor or ".." in (*path.parts, *windows.parts):
            raise ValueError("a file is named relative to the edition's folder and lies inside it")
        if any(unicodedata.category(character) == "Cc" for character in file):
            raise ValueError("a file name has no control characters")
        if path.as_posix() != file:
            raise ValueError(f"expected {path.as_posix()!r}, as the file is called in the edition's folder")
        return file


class EditionFile(_Stated):
    """The whole file."""

    id: str | None = None
    year: int | None = Field(None, ge=1900, le=2200)
    city_zh: str | None = None
    city_en: str | None = None
    title_zh: str | None = None
    title_en: str | None = None
    region: Region | None = None
    files: tuple[FileEntry, ...] = ()


def read_edition_file(path: Path, received: Collection[str], faults: Faults = STOP) -> EditionFile:
    """Read and check one ``edition.toml``; every fault in it is named at once.

    ``received``: the files in its folder, by path in there. Where faults are gathered, a file that cannot be used
    counts as stating nothing.
    """
    try:
        stated = parse_edition_file(read_regular(path), path)
    except ValidationError as error:
        faults.report(*(CorpusError(f"{path}: {fault}; the README lists the keys") for fault in describe(error)))
    except CorpusError as fault:
        faults.report(fault)
    else:
        faults.report(*_faults(path, stated, received))
        return stated
    return EditionFile()


def parse_edition_file(content: bytes, path: Path) -> EditionFile:
    """What the bytes of an ``edition.toml`` state; ``CorpusError`` for no TOML, ``ValidationError`` for odd keys."""
    try:
        return EditionFile.model_validate(tomllib.loads(decode(content)))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorpusError(f"{path}: not valid TOML: {error}; compare with corpus/2018-paris/{EDITION_FILE}") from error


def decode(content: bytes) -> str:
    """The text of an ``edition.toml``, with or without a BOM, with any line ends."""
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _faults(path: Path, stated: EditionFile, received: Collection[str]) -> Iterator[CorpusError]:
    expected = edition_name(path.parent.name)
    if stated.id is not None and stated.id != expected:
        yield CorpusError(
            f"{path}: id is {stated.id!r}, expected {expected!r} as its folder is named; change one of them"
        )
    for name, n_entries in sorted(Counter(entry.file for entry in stated.files).items()):
        if n_entries > 1:
            yield CorpusError(f"{path}: two entries for the file {name!r}; remove one")
        if name not in received:
            yield CorpusError(
                f"{path}: names the file {name!r}, which is not in {path.parent}; put the file there or remove its "
                "entry"
            )
