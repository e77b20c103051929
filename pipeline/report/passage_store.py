"""The passages inside the page: what its script searches, as one compressed block.

Made from the tables alone, with numbers instead of repeated texts, so that every count of the page can be found again
from it. A *place* is a position in the carried passages joined by one character, in UTF-16 code units; rising numbers
are written as the first one and then the differences.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.report.carried_places import compound_groups, listed_places, mention_groups
from pipeline.report.carried_rows import concept_rows, passage_rows, theme_rows, wording_rows
from pipeline.report.carried_text import CarriedText, carried_text
from pipeline.report.folded_characters import folded_characters

if TYPE_CHECKING:
    from markupsafe import Markup

    from pipeline.bilingual import Bilingual
    from pipeline.report.passage_lists import PassageLists

BLOCK_ID = "passages"
"""Id of the element that holds the block."""


@dataclass(frozen=True, eq=False)
class StoredPassages:
    """What the page carries of the tables of a report; named lists join it when the page has been rendered."""

    carried: CarriedText
    content: Mapping[str, Any]
    """By name: text with its marks, characters that are folded, and the lists that ``carried_rows`` and
    ``carried_places`` describe."""

    @property
    def characters(self) -> frozenset[str]:
        """Every character of the passages: the page's font has to have it."""
        return frozenset(self.carried.marked)

    def with_lists(self, lists: PassageLists) -> dict[str, Any]:
        """All that the block holds."""
        listed = listed_places(self.carried, lists.by_name())
        named = {name: places | _in_words(lists.says(name)) for name, places in listed.items()}
        return {**self.content, "lists": named}


def stored_passages(received: Mapping[str, Any], max_passages: int) -> StoredPassages:
    """From the tables that the report reads; at most so many passages, the latest edition's first."""
    carried = carried_text(received, max_passages)
    content = {
        "marks": list(carried.marks),
        "text": carried.marked,
        "fold": folded_characters(frozenset(carried.marked)),
        **passage_rows(received, carried),
        "concepts": concept_rows(received),
        "wordings": wording_rows(received),
        "mentions": mention_groups(received, carried),
        "compounds": compound_groups(received, carried),
        "themes": theme_rows(received, carried),
    }
    return StoredPassages(carried, content)


def passage_block(stored: StoredPassages, lists: PassageLists) -> Markup:
    """The element that carries the passages: base64 of gzip of JSON, which no text can leave; the same every time."""
    from markupsafe import Markup

    plain = json.dumps(stored.with_lists(lists), ensure_ascii=False, separators=(",", ":")).encode()
    block = base64.b64encode(gzip.compress(plain, mtime=0)).decode("ascii")
    return Markup(f'<script type="application/octet-stream" id="{BLOCK_ID}">{block}</script>')


def _in_words(says: Bilingual | None) -> dict[str, str]:
    return {} if says is None else {"zh": says.zh, "en": says.en}
