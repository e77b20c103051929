"""The text of an ``edition.toml``: made for a new edition, extended at its end for an old one.

What stands there stays byte for byte: comments, order and line ends are a person's.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.edition_file import FileEntry, decode, parse_edition_file
from pipeline.errors import CorpusError

_REMARK = "# Written when files were added, and yours to extend. Every key is optional; the README lists them.\n"


def new_edition_file(edition: Mapping[str, Any], entries: Sequence[FileEntry], path: Path) -> bytes:
    """An ``edition.toml`` with these keys of the edition and an entry a file."""
    content = (_REMARK + _lines(edition) + "".join(map(_table, entries))).encode()
    parse_edition_file(content, path)
    return content


def extended(old: bytes, entries: Sequence[FileEntry], path: Path) -> bytes:
    """The old bytes with an entry a file at their end.

    Raises ``CorpusError`` where that would change what the old ones state: where they list files otherwise than in
    ``[[files]]`` tables.
    """
    line_end = "\r\n" if b"\r\n" in old else "\n"
    added = "".join(map(_table, entries)).replace("\n", line_end)
    content = old + (line_end if old and not old.endswith(b"\n") else "").encode() + added.encode()
    if not _only_adds(old, content, entries):
        raise CorpusError(
            f"{path}: cannot be extended at its end; expected its files in tables that begin with [[files]]: "
            "write them so, or put the new file into the folder by hand"
        )
    parse_edition_file(content, path)
    return content


def _only_adds(old: bytes, new: bytes, entries: Sequence[FileEntry]) -> bool:
    before = tomllib.loads(decode(old))
    expected = before | {"files": [*before.get("files", []), *map(_keys, entries)]}
    try:
        return tomllib.loads(decode(new)) == expected
    except tomllib.TOMLDecodeError:  # files = [...] cannot be followed by [[files]]
        return False


def _keys(entry: FileEntry) -> dict[str, Any]:
    return entry.model_dump(exclude_defaults=True)


def _table(entry: FileEntry) -> str:
    return "\n[[files]]\n" + _lines(_keys(entry))


def _lines(keys: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in keys.items() if value is not None)


def _value(value: object) -> str:
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, date | int):
        return str(value)
    raise TypeError(f"no key of edition.toml that is written here is a {type(value).__name__}")


def toml_string(text: str) -> str:
    r"""A TOML basic string; what cannot be seen is written as an escape.

    >>> print(toml_string('论坛 "消息"\t\u200b'))
    "论坛 \"消息\"\u0009\u200B"
    """
    return f'"{"".join(_escaped(text))}"'


def _escaped(text: str) -> Iterable[str]:
    for character in text:
        if character in '"\\':
            yield "\\" + character
        elif unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
            code_point = ord(character)
            yield f"\\u{code_point:04X}" if code_point < 0x10000 else f"\\U{code_point:08X}"
        else:
            yield character
