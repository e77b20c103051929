"""Count the words of a folder of texts, read and cut as the corpus is, by the stages themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.background.model import WORD_KINDS
from pipeline.background.named import segmentation
from pipeline.background.stored import Origin, StoredBackground
from pipeline.corpus import EDITION_FILE, LEXICON_FOLDER, SETTINGS_FILE, Corpus, Document
from pipeline.corpus_files import received_files, received_hash
from pipeline.edition_file import EditionFile
from pipeline.errors import CorpusError
from pipeline.hashes import value_hash
from pipeline.runner import read_folder
from pipeline.stages import upto
from pipeline.tables import make, stored_table

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.background.term_vectors import TermVectors
    from pipeline.manifest import Request
    from pipeline.progress import Reporter
    from pipeline.work import Work

# Texts are read and counted so many bytes at a time, whatever the folder holds.
_BYTES_TOGETHER = 50_000_000


@dataclass(frozen=True)
class Counted:
    """What came of a folder: its word counts, its term vectors, and why files were left out, one text a file."""

    stored: StoredBackground
    vectors: TermVectors
    skipped: tuple[str, ...]


def count_folder(source: Path, name: str, request: Request, report: Reporter) -> Counted:
    """The words of the messages of all texts below ``source``, and which of them stand together.

    ``request``: the corpus whose lexicon and settings are used; its outputs are a folder that may be written to.
    Raises ``CorpusError`` where there is no text that can be read.
    """
    hashes = _text_hashes(source)
    work = read_folder(request, Corpus(_documents(source, hashes), ()), upto("segment"), report)
    counts: Counter[str] = Counter()
    n_messages = 0
    for edition in work.corpus.by_edition():
        passages, tokens, vocabulary = (_rows(work, table, edition) for table in ("passages", "tokens", "vocabulary"))
        counts.update(_word_counts(passages, tokens, vocabulary))
        n_messages += sum(passages.column("is_message").to_pylist())
    n_read, skipped = _readings(work)
    if not counts:
        raise CorpusError(f"{source}: no word in any message of its {n_read} documents; expected running Chinese text")
    rules = segmentation(request.overlay, work.settings.segment)
    origin = Origin(name, source.resolve().name, value_hash(hashes), rules, n_read, n_messages)
    return Counted(StoredBackground(origin, counts), _learn(work, origin.sha256), skipped)


def _learn(work: Work, sha256: str) -> TermVectors:
    """Term vectors with the corpus's own lexicon and settings, so that they are of the units of its themes."""
    from pipeline.background.learn import learn
    from pipeline.keywords.roles import Roles
    from pipeline.keywords.wordings import Wordings
    from pipeline.themes.bags import Cut, Meaning

    own, lexicon = work.settings.keywords, work.lexicon
    roles = Roles(lexicon.stopwords, lexicon.modals, own.min_term_characters, own.min_latin_characters)
    meaning = Meaning(Wordings(lexicon.concepts), roles, lexicon.glosses)

    def cuts() -> Iterator[Cut]:
        for part in work.corpus.by_edition():
            yield Cut(part, *(_rows(work, table, part) for table in ("passages", "tokens", "vocabulary")))

    return learn(cuts, meaning, work.settings.themes, sha256)


def _text_hashes(source: Path) -> dict[str, str]:
    """Checksums of the texts below a folder; what describes an edition or a corpus is none."""
    if not source.is_dir():
        raise CorpusError(f"{source}: no such folder; expected one with texts in it")
    names = (path.relative_to(source) for path in received_files(source))
    texts = [name for name in names if _is_text(name)]
    if not texts:
        raise CorpusError(f"{source}: no file in it; expected texts, in folders or not")
    return {name.as_posix(): received_hash(source / name) for name in texts}


def _is_text(name: Path) -> bool:
    return name.name != EDITION_FILE and name.parts[0] not in {LEXICON_FOLDER, SETTINGS_FILE}


def _documents(source: Path, hashes: Mapping[str, str]) -> tuple[Document, ...]:
    """The texts in order of name, in parts that are counted one after the other as editions are."""
    documents = []
    n_bytes = 0
    for number, (file, sha256) in enumerate(sorted(hashes.items()), start=1):
        part = f"part-{n_bytes // _BYTES_TOGETHER:06d}"
        n_bytes += (source / file).stat().st_size
        documents.append(Document(f"{part}/{number:08d}", part, source, file, sha256, EditionFile(), None))
    return tuple(documents)


def _rows(work: Work, table: str, edition: str) -> pa.Table:
    rows: Any = stored_table(table, work.area.folder)
    return rows.edition(edition) if edition in rows.editions else make(table, [])


def _word_counts(passages: pa.Table, tokens: pa.Table, vocabulary: pa.Table) -> dict[str, int]:
    """Occurrences by word in messages, repeats in brackets left out, as the corpus is counted."""
    import numpy as np

    from pipeline.keywords.counts import number_passages, number_tokens

    numbered = number_passages("", passages)
    merged, every = number_tokens(tokens, vocabulary, passages)
    of_messages = every.term[numbered.is_message[every.passage]]
    n = np.bincount(of_messages, minlength=len(merged.texts)).tolist()
    counted = zip(merged.texts, merged.kinds, n, strict=True)
    return {text: count for text, kind, count in counted if count and kind in WORD_KINDS}


def _readings(work: Work) -> tuple[int, tuple[str, ...]]:
    """How many files were read, and a line for each that was not."""
    sources: Any = stored_table("sources", work.area.folder)
    rows = [row for _, table in sources for row in table.select(["file", "reading", "reason"]).to_pylist()]
    skipped = tuple(f"{row['file']}: left out: {row['reason']}" for row in rows if row["reading"] == "skipped")
    return len(rows) - len(skipped), skipped
