"""``background build``: count the words of a folder of texts and keep them as a background for the second ranking.

What it writes is one file among the lexicon's, where a person can read it, copy it and put it under version control.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.background.build import count_folder
from pipeline.background.named import BUILT_IN
from pipeline.background.stored import FOLDER, SUFFIX
from pipeline.background.term_vectors import VECTORS_SUFFIX
from pipeline.corpus import LEXICON_FOLDER
from pipeline.errors import CorpusError
from pipeline.progress import Reporter, Unheard

if TYPE_CHECKING:
    from pipeline.manifest import Request

_MOST_SKIPPED = 20  # files left out that are named; more are counted
_UNNAMEABLE = re.compile(r"[\s/\\.#§]+")


@dataclass(frozen=True)
class Build:
    """What a person asked for: the folder of texts, and the background's name where it is not to be the folder's."""

    source: Path
    name: str | None = None


def build(order: Build, request: Request, report: Reporter) -> Iterator[str]:
    """Count, write ``backgrounds/NAME.tsv`` and the term vectors ``NAME.npz`` into the lexicon over the shipped one,
    and say so, line by line.

    Files of that name are replaced: the same texts give the same bytes. Raises ``PipelineError``, nothing written.
    """
    name = _name(order)
    lexicon, settings = request.overlay, request.settings_file
    with tempfile.TemporaryDirectory(prefix="igf-messages-") as folder:
        rules = replace(request, lexicon=lexicon, settings=settings, outputs=Path(folder))
        counted = count_folder(order.source, name, rules, Unheard(report))
    path = (lexicon or request.corpus / LEXICON_FOLDER) / FOLDER / f"{name}{SUFFIX}"
    vectors = path.with_suffix(VECTORS_SUFFIX)
    _place(vectors, counted.vectors.content())
    is_new = _place(path, counted.stored.text().encode())
    yield from counted.skipped[:_MOST_SKIPPED]
    if len(counted.skipped) > _MOST_SKIPPED:
        yield f"… and {len(counted.skipped) - _MOST_SKIPPED:,} more files left out"
    yield f"{path}: {counted.stored.background.note}{'' if is_new else '; as it was before'}"
    yield f'use it: background = "{name}" under [keywords] in settings.toml'
    yield f"{vectors}: vectors of {len(counted.vectors.terms):,} terms and characters"
    yield f'use them: background_vectors = "{name}" under [themes] in settings.toml'


def _name(order: Build) -> str:
    """The name asked for, or the folder's with what a name cannot have replaced."""
    name = order.name or _UNNAMEABLE.sub("-", order.source.resolve().name).strip("-")
    if not name or _UNNAMEABLE.search(name):
        raise CorpusError(f"name {name!r}: expected one without blanks, dots, slashes, '#' and '§'; give it by --name")
    if name.casefold() in BUILT_IN:
        raise CorpusError(f"name {name!r}: is that of a background that comes with a package; give another by --name")
    return name


def _place(path: Path, content: bytes) -> bool:
    """Write the file whole or not at all; False where it had these bytes already."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_name(f".{path.name}.new")
        staged.write_bytes(content)
        staged.replace(path)
    except OSError as error:
        raise CorpusError(
            f"{error.filename or path}: cannot be written ({error.strerror}); make the folder writable, "
            "or name another with --lexicon"
        ) from error
    return True
