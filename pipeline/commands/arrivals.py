"""The files that a person wants to add, examined: what they are, what they would be called, why one is refused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from pipeline.commands.examine import Examined, Verdict, examine
from pipeline.commands.file_names import file_name_fault, same_name
from pipeline.commands.placing import NewFile
from pipeline.corpus import Corpus, Source, edition_name, slug
from pipeline.corpus_files import is_within, read_regular
from pipeline.edition_file import EditionFile, FileEntry
from pipeline.errors import CorpusError
from pipeline.faults import GatheredFaults

if TYPE_CHECKING:
    from pipeline.settings import Settings


@dataclass(frozen=True)
class Arrival:
    """A file to be added, the document id that it will have, and what a run would make of it."""

    new: NewFile
    document_id: str
    examined: Examined


@dataclass
class _Taken:
    """Checksums, document ids and names that the corpus and the files before this one have, each with its file; and
    what is stated of the edition already.
    """

    folder: Path
    edition_stated: EditionFile | None
    sums: dict[str, str]
    ids: dict[str, str]
    names: dict[str, str]

    @classmethod
    def of(cls, folder: Path, here: Corpus) -> _Taken:
        names = [entry.name for entry in sorted(folder.iterdir())] if folder.exists() else []
        return cls(
            folder,
            next((one.edition_stated for one in here.documents if one.edition == edition_name(folder.name)), None),
            {document.sha256: str(document.path) for document in reversed(here.documents)},
            {document.document_id: str(document.path) for document in here.documents},
            {same_name(name): str(folder / name) for name in names},
        )

    def take(self, new: NewFile, document_id: str) -> None:
        """Raise ``CorpusError`` where a file cannot be told from another; else nothing after it may be the same."""
        if is_within(self.folder.parent.resolve(), Path(os.path.realpath(new.path))):
            raise CorpusError(f"{new.path}: lies in the corpus already and is read from there; nothing has to be added")
        if new.sha256 in self.sums:
            raise CorpusError(
                f"{new.path}: the same bytes as {self.sums[new.sha256]} (SHA-256 {new.sha256}); a file is added once"
            )
        if same_name(new.name) in self.names:
            raise CorpusError(
                f"{new.path}: {self.names[same_name(new.name)]} has that name and other bytes; rename the new file, "
                f"for example to {_another(new.name)!r}, or take the old one out if this one replaces it"
            )
        if document_id in self.ids:
            raise CorpusError(
                f"{new.path}: its document id would be {document_id}, which {self.ids[document_id]} has; "
                f"add it alone with another id, for example --id {slug(_another(new.name))}"
            )
        self.sums[new.sha256] = self.ids[document_id] = self.names[same_name(new.name)] = str(new.path)


def examine_files(
    files: Sequence[Path],
    folder: Path,
    here: Corpus,
    settings: Settings,
    *,
    stated: Mapping[str, Any],
    anyway: bool,
) -> list[Arrival]:
    """Each file examined as a document of the edition in ``folder``.

    ``here``: the corpus as it is. ``stated``: keys of ``edition.toml`` that hold for every file. ``anyway``: take what
    cannot be read too. Raises one ``CorpusError`` that names everything that is wrong with any of the files.
    """
    faults, taken = GatheredFaults(), _Taken.of(folder, here)
    arrivals: list[Arrival] = []
    for path in files:
        with faults.reported():
            arrivals.append(_arrival(path, taken, stated, settings))
            _refuse_unreadable(path, arrivals[-1].examined, anyway=anyway)
    if faults.found:
        raise CorpusError("nothing was added:\n  " + "\n  ".join(map(str, faults.found)))
    return arrivals


def _arrival(path: Path, taken: _Taken, stated: Mapping[str, Any], settings: Settings) -> Arrival:
    content, name = read_regular(path), normalize("NFC", path.name)
    fault = file_name_fault(name)
    if fault is not None:
        raise CorpusError(f"{path}: {fault}")
    new = NewFile(path, hashlib.sha256(content).hexdigest(), name)
    edition = edition_name(taken.folder.name)
    document_id = f"{edition}/{stated.get('id') or slug(name)}"
    taken.take(new, document_id)
    file, entry = f"{taken.folder.name}/{name}", FileEntry(file=name, **stated)
    source = Source(document_id, edition, file, content, new.sha256, entry, taken.edition_stated)
    return Arrival(new, document_id, examine(source, settings))


def _refuse_unreadable(path: Path, examined: Examined, *, anyway: bool) -> None:
    if examined.verdict is Verdict.UNREADABLE and not anyway:
        raise CorpusError(f"{path}: {examined.source['reason']} (--anyway adds it as it is; runs will skip it)")


def _another(name: str) -> str:
    """A name beside a taken one.

    >>> _another("messages.zh.pdf")
    'messages-2.zh.pdf'
    """
    stem, dot, suffixes = name.partition(".")
    return f"{stem}-2{dot}{suffixes}"
