"""Read the corpus folder: editions, what ``edition.toml`` states of them, and the received files.

This is the only module that reads evidence. Nothing here writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus_files import received_files
from pipeline.errors import CorpusError
from pipeline.hashes import file_hashes, value_hash

if TYPE_CHECKING:
    from pipeline.edition_file import EditionFile, FileEntry

LEXICON_FOLDER = "lexicon"
SETTINGS_FILE = "settings.toml"
EDITION_FILE = "edition.toml"
WHOLE_CORPUS = "corpus"
"""What the fit of themes over all editions is called, so that no edition can be."""


@dataclass(frozen=True)
class Source:
    """One received file with what ``edition.toml`` states of it and its edition; what is not stated is detected."""

    document_id: str
    edition: str
    file: str
    content: bytes
    sha256: str
    stated: FileEntry | None = None
    edition_stated: EditionFile | None = None

    @property
    def year(self) -> int | None:
        """Year of the edition: stated, else the first four digits of its id."""
        stated = self.edition_stated.year if self.edition_stated else None
        return stated if stated is not None else _year(self.edition)


@dataclass(frozen=True)
class Document:
    """A received file that has not been read yet, with its checksum and what is stated of it."""

    document_id: str
    edition: str
    path: Path
    file: str
    sha256: str
    edition_stated: EditionFile
    stated: FileEntry | None

    @property
    def fingerprint(self) -> str:
        """Changes with the bytes, the place and whatever ``edition.toml`` states of this file or its edition."""
        edition = self.edition_stated.model_dump(mode="json", exclude={"files"})
        stated = self.stated.model_dump(mode="json") if self.stated else None
        return value_hash([self.document_id, self.file, self.sha256, edition, stated])

    def read(self) -> Source:
        """The file's bytes with all that is stated of it."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise CorpusError(
                f"{self.path}: cannot be read ({error.strerror}); make it readable or take it out"
            ) from error
        return Source(self.document_id, self.edition, self.file, content, self.sha256, self.stated, self.edition_stated)


@dataclass(frozen=True)
class Corpus:
    """All received files, sorted by document id, and what a person should know about the folder."""

    documents: tuple[Document, ...]
    warnings: tuple[str, ...]

    def by_edition(self) -> Mapping[str, tuple[Document, ...]]:
        editions: dict[str, list[Document]] = {}
        for document in self.documents:
            editions.setdefault(document.edition, []).append(document)
        return {edition: tuple(documents) for edition, documents in sorted(editions.items())}


def corpus_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every visible file below the corpus folder, by relative path; the lexicon and settings included."""
    if not folder.is_dir():
        raise CorpusError(
            f"{folder}: no such folder; expected one sub-folder an edition such as {folder / '2018-paris'}; "
            "name another with --corpus"
        )
    try:
        return file_hashes(received_files(folder), folder)
    except OSError as error:
        raise CorpusError(
            f"{error.filename}: cannot be read ({error.strerror}); make it readable or take it out"
        ) from error


def read_corpus(folder: Path, hashes: Mapping[str, str]) -> Corpus:
    """The corpus as documents, checked: no stray file, no wrong checksum, no two documents with one id."""
    _refuse_stray_files(folder, hashes)
    _refuse_shared_editions(folder, _edition_folders(hashes))
    documents: list[Document] = []
    unstated: list[str] = []
    for name in _edition_folders(hashes):
        found = tuple(_edition_documents(folder / name, folder, hashes))
        if found and not (folder / name / EDITION_FILE).is_file():
            unstated.append(name)
        documents.extend(found)
    if not documents:
        raise CorpusError(
            f"{folder}: no file to analyse; put the forum's files into a folder such as {folder / '2018-paris'}"
        )
    _refuse_shared_ids(documents)
    return Corpus(tuple(sorted(documents, key=lambda document: document.document_id)), _warnings(unstated))


def _warnings(unstated: list[str]) -> tuple[str, ...]:
    """One line however many editions state nothing: thirty would bury what matters more."""
    if not unstated:
        return ()
    names = ", ".join(unstated)
    return (f"{names}: no {EDITION_FILE}; titles, status and language are detected, not stated",)


def _edition_folders(hashes: Mapping[str, str]) -> list[str]:
    return sorted({name.partition("/")[0] for name in hashes if "/" in name} - {LEXICON_FOLDER})


def _edition_documents(folder: Path, corpus: Path, hashes: Mapping[str, str]) -> Iterator[Document]:
    from pipeline.edition_file import EditionFile, read_edition_file

    path = folder / EDITION_FILE
    edition = read_edition_file(path) if path.is_file() else EditionFile()
    entries = {entry.file: entry for entry in edition.files}
    prefix = f"{folder.name}/"
    for name in sorted(name for name in hashes if name.startswith(prefix) and name != prefix + EDITION_FILE):
        inside = name.removeprefix(prefix)
        entry = entries.get(inside)
        _check_sum(path, entry, hashes[name])
        identity = entry.id if entry and entry.id else slug(inside)
        edition_id = edition_name(folder.name)
        yield Document(f"{edition_id}/{identity}", edition_id, corpus / name, name, hashes[name], edition, entry)


def slug(file: str) -> str:
    """The part of a document id that a file's name gives where ``edition.toml`` states none.

    >>> slug("igf-2018-evolution-of-internet-governance.zh.txt")
    'igf-2018-evolution-of-internet-governance'
    """
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file)
    stem = re.sub(r"[._-](zh|cn|chi|chinese)([_-]?(hans|hant|cn|tw|hk))?$", "", stem, flags=re.IGNORECASE)
    return _plain(stem) or "document"


def edition_name(folder: str) -> str:
    """The edition id that a folder's name gives: the name, blanks and the marks that ids use replaced.

    >>> edition_name("2019 柏林")
    '2019-柏林'
    """
    return _plain(folder)


def _plain(name: str) -> str:
    shown = (" " if unicodedata.category(character) in {"Cc", "Cf"} else character for character in name)
    return re.sub(r"[/#§\s]+", "-", "".join(shown))


def _year(edition: str) -> int | None:
    match = re.match(r"(19|20|21)\d\d(?!\d)", edition)
    return int(match.group()) if match else None


def _check_sum(path: Path, entry: FileEntry | None, found: str) -> None:
    if entry is not None and entry.sha256 is not None and entry.sha256 != found:
        raise CorpusError(
            f"{path}: checksum of {entry.file} differs: stated {entry.sha256}, found {found}; "
            "restore the received file, or state the new sum if the change is meant"
        )


def _refuse_stray_files(folder: Path, hashes: Mapping[str, str]) -> None:
    stray = sorted(name for name in hashes if "/" not in name and name != SETTINGS_FILE)
    if stray:
        raise CorpusError(
            f"{folder / stray[0]}: lies in the corpus folder itself; expected inside an edition's folder; "
            f"move it, for example to {folder / '2019-berlin' / stray[0]}"
        )


def _refuse_shared_ids(documents: list[Document]) -> None:
    first: dict[str, Document] = {}
    for document in documents:
        other = first.setdefault(document.document_id, document)
        if other is not document:
            raise CorpusError(
                f"{other.file} and {document.file}: both have the document id {document.document_id}; "
                f"rename one file or give it another id in {document.edition}/{EDITION_FILE}"
            )


def _refuse_shared_editions(folder: Path, names: list[str]) -> None:
    first: dict[str, str] = {}
    for name in names:
        if edition_name(name) == WHOLE_CORPUS:
            raise CorpusError(f"{folder / name}: {name!r} names all editions together; rename the folder")
        other = first.setdefault(edition_name(name), name)
        if other != name:
            raise CorpusError(
                f"{folder / other} and {folder / name}: both are the edition {edition_name(name)}; "
                "put the files into one folder or rename one"
            )
