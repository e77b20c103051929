"""Which documents of an edition are versions of one text, a draft and a later one: they are not two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

DRAFT = "draft"
_SAID_OF_VERSIONS = re.compile(
    r"(初步|征求意见|讨论|修订|最终|最后|正式)?(草案|草稿|初稿|征求意见稿|讨论稿|终稿|定稿|正式版|最终版|稿)|draft|final",
    re.IGNORECASE,
)

Row = Mapping[str, Any]


class Versions(NamedTuple):
    """Document ids of drafts, and of the later versions of these."""

    drafts: tuple[str, ...]
    later: tuple[str, ...]


def find_versions(documents: Iterable[Row]) -> Versions:
    """Drafts of an edition of which a later version stands beside them, and these versions.

    A draft (its status is ``draft``, stated or detected) and another document that is none are versions of one text
    where both are of one track; without tracks, where they have one title, words such as 草案 apart; or where there is
    one of each and nothing else. Two documents that are no drafts never are.
    """
    rows = sorted(documents, key=lambda row: str(row["document_id"]))
    drafts = [row for row in rows if row["status"] == DRAFT]
    others = [row for row in rows if row["status"] != DRAFT]
    if len(drafts) == len(others) == 1 and not _have_different_tracks(drafts[0], others[0]):
        return Versions((drafts[0]["document_id"],), (others[0]["document_id"],))
    drafts_by_name, others_by_name = _by_name(drafts), _by_name(others)
    names = [name for name in drafts_by_name if name in others_by_name]
    return Versions(
        tuple(sorted(one for name in names for one in drafts_by_name[name])),
        tuple(sorted(one for name in names for one in others_by_name[name])),
    )


def _have_different_tracks(one: Row, other: Row) -> bool:
    return bool(one["track"] and other["track"] and one["track"] != other["track"])


def _by_name(rows: Sequence[Row]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row["track"] or _plain(row["title"]), []).append(row["document_id"])
    return named


def _plain(title: str) -> str:
    return "".join(filter(str.isalnum, _SAID_OF_VERSIONS.sub("", title))).casefold()
