"""What ``edition.toml`` may say of an edition and its files. Every key is optional; unknown keys are refused."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.corpus import EDITION_FILE, edition_name
from pipeline.errors import CorpusError
from pipeline.settings import describe

Region = Literal["cn", "hk", "tw"]
"""Whose words Traditional text is written in; cn takes the edition's statement back for one file."""


class _Stated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Stated):
    """One received file. ``id`` becomes the second part of the document id."""

    file: str
    id: str | None = Field(None, pattern=r"^[^/#§\s]+$")
    title_zh: str | None = None
    title_en: str | None = None
    track_zh: str | None = None
    track_en: str | None = None
    status: str | None = None
    language: str | None = None
    region: Region | None = None
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    source: str | None = None
    received: date | None = None
    licence: str | None = None
    sections: dict[str, str] = {}

    @field_validator("file")
    @classmethod
    def stays_inside(cls, file: str) -> str:
        if Path(file).is_absolute() or ".." in Path(file).parts:
            raise ValueError("a file is named relative to the edition's folder and lies inside it")
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


def read_edition_file(path: Path) -> EditionFile:
    """Read and check one ``edition.toml``; every fault in it is named at once."""
    try:
        stated = EditionFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not valid TOML: {error}; compare with corpus/2018-paris/{EDITION_FILE}") from error
    except ValidationError as error:
        raise CorpusError(f"{path}: {describe(error)}; the README lists the keys") from error
    _check(path, stated)
    return stated


def _check(path: Path, stated: EditionFile) -> None:
    folder = path.parent
    expected = edition_name(folder.name)
    if stated.id is not None and stated.id != expected:
        raise CorpusError(
            f"{path}: id is {stated.id!r}, expected {expected!r} as its folder is named; change one of them"
        )
    names = [entry.file for entry in stated.files]
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise CorpusError(f"{path}: two entries for the file {name!r}; remove one")
    for name in names:
        if not (folder / name).is_file():
            raise CorpusError(
                f"{path}: names the file {name!r}, which is not in {folder}; add the file or remove its entry"
            )
