"""Term vectors learnt from a background's texts, kept beside its word counts as ``NAME.npz``.

What a folder of texts knows of words, a short corpus does not: which of them stand together. The file holds the names
of terms and characters, a vector of length 1 for each in half precision, and what the texts hash to, so that vectors
of other texts than the counts beside them are found out. The same texts give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from pipeline.background.stored import FOLDER, SUFFIX, read_stored
from pipeline.corpus import LEXICON_FOLDER
from pipeline.errors import LexiconError, SettingsError
from pipeline.hashes import file_hash, value_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VECTORS_SUFFIX = ".npz"


@dataclass(frozen=True, eq=False)
class TermVectors:
    """Names of terms and of characters, and the vector of each: terms × axes.

    ``sha256``: what names and bytes of the texts hash to, as in the head of the background's counts.
    """

    terms: tuple[str, ...]
    vectors: NDArray[np.float16]
    sha256: str

    def of(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The vectors of these names, zeros where a name is not known: names × axes."""
        import numpy as np

        place = {term: number for number, term in enumerate(self.terms)}
        known = [number for number, name in enumerate(names) if name in place]
        rows = np.zeros((len(names), self.vectors.shape[1]))
        rows[known] = self.vectors[[place[names[number]] for number in known]]
        return rows

    def content(self) -> bytes:
        """The file's bytes."""
        import numpy as np

        terms = np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8)
        file = io.BytesIO()
        np.savez(file, terms=terms, vectors=self.vectors, sha256=np.array(self.sha256))
        return file.getvalue()


@dataclass(frozen=True)
class NamedVectors:
    """Term vectors that the settings name, not read yet, so that an unchanged rerun reads none."""

    file: Path

    @property
    def fingerprint(self) -> str:
        return value_hash([self.file.stem, file_hash(self.file)])

    def load(self) -> TermVectors:
        """Read them. Raises ``LexiconError`` for a file that cannot be used or is of other texts than the counts."""
        return read_vectors(self.file)


def find_vectors(name: str | None, overlay: Path | None) -> NamedVectors | None:
    """The term vectors of the background of this name, None for none; ``SettingsError`` where there are no such.

    ``overlay``: the lexicon folder over the shipped one.
    """
    if name is None:
        return None
    file = (overlay or Path(LEXICON_FOLDER)) / FOLDER / f"{name}{VECTORS_SUFFIX}"
    if not file.is_file():
        raise SettingsError(
            f"[themes] background_vectors = {name!r}: there is no {file}; expected the name of a background that was "
            f"built, vectors and all: python -m pipeline background build DIR --name {name}"
        )
    return NamedVectors(file)


def read_vectors(file: Path) -> TermVectors:
    """Read and check the file."""
    import numpy as np

    try:
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as stored:
            names, vectors, sha256 = (stored[key] for key in ("terms", "vectors", "sha256"))
            terms = tuple(names.tobytes().decode().split("\n")) if len(names) else ()
    except (BadZipFile, EOFError, KeyError, OSError, ValueError) as error:
        raise _fault(file, f"no term vectors ({error})", "a file that 'background build' wrote") from error
    if vectors.ndim != 2 or len(vectors) != len(terms):
        raise _fault(file, f"{len(terms)} terms and vectors of shape {vectors.shape}", "a vector for each term")
    counts = file.with_suffix(SUFFIX)
    if not counts.is_file() or read_stored(counts).origin.sha256 != str(sha256):
        raise _fault(file, f"vectors of other texts than those of {counts.name}", "both of one build")
    return TermVectors(terms, vectors, str(sha256))


def _fault(file: Path, found: str, expected: str) -> LexiconError:
    return LexiconError(f"{file}: found {found}; expected {expected}; build the background again, or restore the file")
