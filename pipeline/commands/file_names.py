"""Names under which received files and editions are kept: as received where that works on every system, else refused.

A corpus is copied between Linux, macOS and Windows and put under version control; a name that one of them cannot hold,
or that shows as another than it is, is better changed by the person who knows the file than by a program.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.corpus import EDITION_FILE, LEXICON_FOLDER, SETTINGS_FILE, WHOLE_CORPUS, edition_name
from pipeline.corpus_files import MAX_EDITION_BYTES
from pipeline.hashes import is_visible

_MAX_BYTES = 255  # what common file systems allow
# Not in a name on Windows; the slash nowhere.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Control, format, line and paragraph separator, private use, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cn"})
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def same_name(name: str) -> str:
    """What is equal for names that are one name on some system: macOS and Windows do not tell a from A.

    >>> same_name("Messages.PDF") == same_name("messages.pdf")
    True
    """
    return unicodedata.normalize("NFC", name).casefold()


def file_name_fault(name: str) -> str | None:
    """What is wrong with a received file's name, and what to do; None for a name to keep.

    >>> file_name_fault("IGF 2019: 消息.pdf")
    "':' (U+003A) cannot stand in a file name on every system; rename it, for example to 'IGF 2019- 消息.pdf'"
    """
    if same_name(name) == EDITION_FILE:
        return f"{EDITION_FILE} is where an edition is described; rename the file"
    return _fault(name, _MAX_BYTES)


def edition_fault(edition: str) -> str | None:
    """What is wrong with the id of a new edition; None for a name to keep."""
    if same_name(edition) in {LEXICON_FOLDER, SETTINGS_FILE, WHOLE_CORPUS}:
        return "the name is taken: it means something else here; expected one such as 2019-berlin"
    fault = _fault(edition, MAX_EDITION_BYTES)
    if fault is None and edition != edition_name(edition):
        return f"ids have no blanks and no '#' or '§'; expected {edition_name(edition)!r}"
    return fault


def _fault(name: str, max_bytes: int) -> str | None:
    if not name or not is_visible(name):
        return f"{name!r} is a name that systems hide; rename it"
    if _DEVICE.fullmatch(name):
        return f"{name!r} names a device on Windows; rename it"
    return _length_fault(name, max_bytes) or _character_fault(name)


def _length_fault(name: str, max_bytes: int) -> str | None:
    try:
        n_bytes = len(name.encode())
    except UnicodeEncodeError:
        return "bytes in its name are not UTF-8, so it cannot be quoted in a report; rename it"
    if n_bytes > max_bytes:
        return f"its name has {n_bytes} bytes of UTF-8, expected {max_bytes} at most; give it a shorter one"
    return None


def _character_fault(name: str) -> str | None:
    for character in name:
        if _FORBIDDEN.match(character) or unicodedata.category(character) in _UNSEEN:
            return (
                f"{_shown(character)} cannot stand in a file name on every system; "
                f"rename it, for example to {_mended(name)!r}"
            )
    if name != name.strip() or name.endswith("."):
        return f"its name begins or ends in a blank or ends in a dot; rename it, for example to {_mended(name)!r}"
    return None


def _shown(character: str) -> str:
    code_point = f"U+{ord(character):04X}"
    return f"{character!r} ({code_point})" if character.isprintable() else code_point


def _mended(name: str) -> str:
    seen = "".join("" if unicodedata.category(character) in _UNSEEN else character for character in name)
    return re.sub(r"^\s+|[\s.]+$", "", _FORBIDDEN.sub("-", seen)) or "document"
