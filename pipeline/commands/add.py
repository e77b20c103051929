"""``add``: copy received files into an edition's folder, state in ``edition.toml`` what was seen, and say it.

All is checked before anything is written; then all files are added or none. A file that is damaged or of a format that
is not read is refused; one that is whole but not Chinese, or a scan without text, is added with a warning, since it was
received and the report lists what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pipeline.commands.arrivals import Arrival, examine_files
from pipeline.commands.edition_text import extended, new_edition_file
from pipeline.commands.file_names import edition_fault, same_name
from pipeline.commands.placing import adding, place
from pipeline.corpus import EDITION_FILE, corpus_hashes, edition_name, edition_year, read_documents
from pipeline.edition_file import FileEntry, parse_edition_file
from pipeline.errors import CorpusError
from pipeline.settings import describe

if TYPE_CHECKING:
    from pipeline.settings import Settings

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Addition:
    """What a person asked to add: files, their edition, and keys of ``edition.toml`` to state of every one of them.

    ``titles`` (title_zh, title_en) are the document's where it is one file, the edition's where they are several.
    ``anyway``: add what cannot be read too.
    """

    files: tuple[Path, ...]
    edition: str
    stated: Mapping[str, Any]
    titles: Mapping[str, str]
    anyway: bool = False

    @property
    def of_each_file(self) -> Mapping[str, Any]:
        """What is stated in the entry of every file."""
        return {**self.stated, **(self.titles if len(self.files) == 1 else {})}

    @property
    def of_edition(self) -> Mapping[str, str]:
        """What is stated of the edition."""
        return {} if len(self.files) == 1 else self.titles


def add(corpus: Path, addition: Addition, settings: Settings) -> list[str]:
    """Add the files; what was seen, as lines for a person.

    Raises ``CorpusError``, with the corpus as it was, naming all that is wrong with any of the files.
    """
    _check_stated(addition)
    _check_corpus(corpus)
    with adding(corpus):
        here = read_documents(corpus, corpus_hashes(corpus) if corpus.exists() else {})
        folder = _edition_folder(corpus, addition.edition)
        arrivals = examine_files(
            addition.files, folder, here, settings, stated=addition.of_each_file, anyway=addition.anyway
        )
        entries = [_entry(arrival, addition.of_each_file) for arrival in arrivals]
        old, edition_file = _edition_file(folder / EDITION_FILE, addition.of_edition, entries)
        place(folder, [arrival.new for arrival in arrivals], old, edition_file)
    lines = [line for arrival in arrivals for line in _block(arrival, folder)]
    said = f"{len(arrivals)} file(s) added to {folder}; {folder / EDITION_FILE} says what is known of them"
    return [_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", line) for line in [*lines, said]]


def _check_stated(addition: Addition) -> None:
    if addition.stated.get("id") is not None and len(addition.files) > 1:
        raise CorpusError(f"--id names one document, but {len(addition.files)} files are given; add that file alone")
    try:
        FileEntry.model_validate({"file": "any", **addition.stated})
    except ValidationError as error:
        raise CorpusError("; ".join(f"--{fault}" for fault in describe(error))) from error


def _check_corpus(corpus: Path) -> None:
    if corpus.exists() and not corpus.is_dir():
        raise CorpusError(f"{corpus}: is a file, expected the corpus folder; name another with --corpus")
    if not corpus.absolute().parent.is_dir():
        raise CorpusError(f"{corpus.parent}: no such folder; create it, or name another corpus with --corpus")


def _edition_folder(corpus: Path, edition: str) -> Path:
    """The folder that has this edition's id, else a new one. Raises ``CorpusError`` where it cannot be called so."""
    folders = [entry for entry in sorted(corpus.iterdir()) if entry.is_dir()] if corpus.exists() else []
    old = next((folder for folder in folders if edition in {folder.name, edition_name(folder.name)}), None)
    fault = edition_fault(edition_name(old.name) if old is not None else edition)
    if fault is not None:
        raise CorpusError(f"--edition {edition!r}: {fault}")
    if old is not None and old.is_symlink():
        raise CorpusError(f"--edition {edition!r}: {old} is a link; name the edition that it leads to")
    alike = next((folder for folder in folders if same_name(folder.name) == same_name(edition)), None)
    if old is None and alike is not None:
        raise CorpusError(f"--edition {edition!r}: some systems cannot tell it from {alike}; name that one")
    return old or corpus / edition


def _edition_file(path: Path, of_edition: Mapping[str, str], entries: list[FileEntry]) -> tuple[bytes | None, bytes]:
    """The bytes of ``edition.toml`` as they are, None where there is none, and as they will be."""
    if not path.exists():
        id_ = edition_name(path.parent.name)
        return None, new_edition_file({"id": id_, "year": edition_year(id_), **of_edition}, entries, path)
    if path.is_symlink():
        raise CorpusError(f"{path}: is a link; put the file itself there: it is going to be extended")
    old = path.read_bytes()
    stated = parse_edition_file(old, path)
    for key, title in of_edition.items():
        if getattr(stated, key) != title:
            raise CorpusError(
                f"{path}: states {key} = {getattr(stated, key)!r}, but {title!r} was asked for (with several files it "
                "is the edition's title); what stands there is not changed: write it there, or leave the option out"
            )
    return old, extended(old, entries, path)


def _entry(arrival: Arrival, stated: Mapping[str, Any]) -> FileEntry:
    source, document = arrival.examined.source, arrival.examined.document
    seen = {name: source[name] for name in ("language", "format", "encoding", "sha256")}
    script = document["script"] if document else None
    return FileEntry(file=arrival.new.name, size=source["n_bytes"], script=script, **seen, **stated)


def _block(arrival: Arrival, folder: Path) -> Iterator[str]:
    """What was seen of one file, a line each, under the id to quote."""
    source, document = arrival.examined.source, arrival.examined.document
    yield arrival.document_id
    yield f"  file      {folder / arrival.new.name}, {source['n_bytes']:,} bytes"
    yield f"  sha256    {arrival.new.sha256}"
    yield f"  format    {source['format']}" + (f", encoding {source['encoding']}" if source["encoding"] else "")
    if source["language"]:
        yield f"  language  {source['language']}" + (f", script {document['script']}" if document else "")
    if document:
        yield f"  title     {document['title']}"
        yield (
            f"  text      passages {document['n_passages']}, messages among them {document['n_messages']}, "
            f"repairs {document['n_repairs']}, suspected slips {document['n_suspects']}"
        )
    else:
        yield f"  warning   left out of the analysis: {source['reason']}"
    yield from (f"  remark    {remark}" for remark in (source["remarks"] or "").splitlines())
