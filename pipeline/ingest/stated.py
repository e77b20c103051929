"""Where ``edition.toml`` states of a file what a reader found otherwise.

The reader's judgement stands and the difference is remarked on: what was stated may have been detected by an earlier
version of this program, or be a person's better knowledge, and only a person can tell which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.corpus import EDITION_FILE
from pipeline.edition_file import FileEntry

_JUDGED = ("format", "encoding")


def disagreements(stated: FileEntry | None, found: Mapping[str, str | None]) -> Iterator[str]:
    """A remark for each of format and encoding that is stated, found, and not the same."""
    for key in _JUDGED:
        of_person = getattr(stated, key, None)
        if of_person is not None and found[key] is not None and of_person != found[key]:
            yield (
                f"{EDITION_FILE} states {key} {of_person!r}, found and used {found[key]!r}; "
                f"see whether the text reads well, then correct the key or take it out"
            )
