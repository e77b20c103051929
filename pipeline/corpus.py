"""Read the corpus folder: editions, what ``edition.toml`` states of them, and the received files.

This is the only module that reads evidence. Nothing here writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus_files import read_received, received_files, received_hash
from pipeline.errors import CorpusError
from pipeline.faults import STOP, Faults
from pipeline.hashes import value_hash

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
        return stated if stated is not None else edition_year(self.edition)


@dataclass(frozen=True)
class Document:
    """A received file that has not been read yet, with its checksum and what is stated of it."""

    document_id: str
    edition: str
    corpus: Path
    file: str
    sha256: str
    edition_stated: EditionFile
    stated: FileEntry | None

    @property
    def path(self) -> Path:
        return self.corpus / self.file

    @cached_property
    def n_bytes(self) -> int:
        """Size of the file; 0 where it is gone: reading it says so."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def fingerprint(self) -> str:
        """Changes with the bytes, the place and whatever ``edition.toml`` states of this file or its edition."""
        edition = self.edition_stated.model_dump(mode="json", exclude={"files"})
        stated = self.stated.model_dump(mode="json") if self.stated else None
        return value_hash([self.document_id, self.file, self.sha256, edition, stated])

    def read(self) -> Source:
        """The file's bytes, which have to be those of its checksum, with all that is stated of it."""
        content = read_received(self.corpus, self.file, self.sha256)
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


def corpus_hashes(folder: Path, faults: Faults = STOP) -> dict[str, str]:
    """SHA-256 of every visible file below the corpus folder, by relative path; the lexicon and settings included."""
    if not folder.is_dir():
        faults.report(
            CorpusError(
                f"{folder}: no such folder; expected one sub-folder an edition such as {folder / '2018-paris'}; "
                "name another with --corpus"
            )
        )
        return {}
    hashes = {}
    for path in received_files(folder, faults):
        with faults.reported():
            hashes[path.relative_to(folder).as_posix()] = received_hash(path)
    return hashes


def read_corpus(folder: Path, hashes: Mapping[str, str], faults: Faults = STOP) -> Corpus:
    """The corpus as documents, checked: not empty, no stray file, no wrong checksum, no two documents with one id."""
    corpus = read_documents(folder, hashes, faults)
    if not corpus.documents:
        faults.report(
            CorpusError(
                f"{folder}: no file to analyse; put the forum's files into a folder such as {folder / '2018-paris'}"
            )
        )
    return corpus


def read_documents(folder: Path, hashes: Mapping[str, str], faults: Faults = STOP) -> Corpus:
    """The corpus as documents, checked; there may be none."""
    _report_stray_files(folder, hashes, faults)
    _report_shared_editions(folder, _edition_folders(hashes), faults)
    documents: list[Document] = []
    unstated: list[str] = []
    for name in _edition_folders(hashes):
        found = _edition_documents(folder / name, folder, hashes, faults)
        if found and f"{name}/{EDITION_FILE}" not in hashes:
            unstated.append(name)
        documents.extend(found)
    _report_shared_ids(documents, faults)
    ordered = sorted(documents, key=lambda document: (document.document_id, document.file))
    return Corpus(tuple(ordered), (*_unstated_warnings(unstated), *_copy_warnings(ordered)))


def _unstated_warnings(unstated: list[str]) -> tuple[str, ...]:
    """One line however many editions state nothing: thirty would bury what matters more."""
    if not unstated:
        return ()
    names = ", ".join(unstated)
    return (f"{names}: no {EDITION_FILE}; titles, status and language are detected, not stated",)


def _copy_warnings(documents: list[Document]) -> Iterator[str]:
    """A line for files that have the bytes of an earlier one: what it says is counted again."""
    by_bytes: dict[str, list[str]] = {}
    for document in documents:
        by_bytes.setdefault(document.sha256, []).append(document.file)
    for first, *others in by_bytes.values():
        if others:
            yield f"{', '.join(others)}: the same bytes as {first}; keep one, or what it says counts more than once"


def _edition_folders(hashes: Mapping[str, str]) -> list[str]:
    return sorted({name.partition("/")[0] for name in hashes if "/" in name} - {LEXICON_FOLDER})


def _edition_documents(folder: Path, corpus: Path, hashes: Mapping[str, str], faults: Faults) -> list[Document]:
    from pipeline.edition_file import EditionFile, read_edition_file

    prefix = f"{folder.name}/"
    received = {name.removeprefix(prefix): name for name in sorted(hashes) if name.startswith(prefix)}
    has_edition_file = received.pop(EDITION_FILE, None) is not None
    edition = read_edition_file(folder / EDITION_FILE, received, faults) if has_edition_file else EditionFile()
    entries = {entry.file: entry for entry in edition.files}
    edition_id = edition_name(folder.name)
    documents = []
    for inside, name in received.items():
        entry = entries.get(inside)
        identity = entry.id if entry and entry.id else slug(inside)
        document = Document(f"{edition_id}/{identity}", edition_id, corpus, name, hashes[name], edition, entry)
        faults.report(*_statement_faults(folder / EDITION_FILE, document))
        documents.append(document)
    return documents


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


def edition_year(edition: str) -> int | None:
    """The year that an edition's id begins with."""
    match = re.match(r"(19|20|21)\d\d(?!\d)", edition)
    return int(match.group()) if match else None


def _statement_faults(path: Path, document: Document) -> Iterator[CorpusError]:
    """What ``edition.toml`` states of a file's bytes and is not so. Format, encoding and script are found by judgement
    that may change with the program: where those differ, ingest remarks on it.
    """
    stated, found = document.stated, document.sha256
    if stated is None:
        return
    if stated.sha256 is not None and stated.sha256 != found:
        yield CorpusError(
            f"{path}: checksum of {stated.file} differs: stated {stated.sha256}, found {found}; "
            "restore the received file, or state the new sum if the change is meant"
        )
    elif stated.size is not None and stated.size != (n_bytes := document.path.stat().st_size):
        yield CorpusError(
            f"{path}: size of {stated.file} differs: stated {stated.size} bytes, found {n_bytes}; "
            "restore the received file, or state the new size if the change is meant"
        )


def _report_stray_files(folder: Path, hashes: Mapping[str, str], faults: Faults) -> None:
    for stray in sorted(name for name in hashes if "/" not in name and name != SETTINGS_FILE):
        faults.report(
            CorpusError(
                f"{folder / stray}: lies in the corpus folder itself; expected inside an edition's folder; "
                f"move it, for example to {folder / '2019-berlin' / stray}"
            )
        )


def _report_shared_ids(documents: list[Document], faults: Faults) -> None:
    first: dict[str, Document] = {}
    for document in documents:
        other = first.setdefault(document.document_id, document)
        if other is not document:
            faults.report(
                CorpusError(
                    f"{other.file} and {document.file}: both have the document id {document.document_id}; "
                    f"rename one file or give it another id in {document.edition}/{EDITION_FILE}"
                )
            )


def _report_shared_editions(folder: Path, names: list[str], faults: Faults) -> None:
    first: dict[str, str] = {}
    for name in names:
        if edition_name(name) == WHOLE_CORPUS:
            faults.report(CorpusError(f"{folder / name}: {name!r} names all editions together; rename the folder"))
        other = first.setdefault(edition_name(name), name)
        if other != name:
            faults.report(
                CorpusError(
                    f"{folder / other} and {folder / name}: both are the edition {edition_name(name)}; "
                    "put the files into one folder or rename one"
                )
            )
