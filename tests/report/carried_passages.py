"""What a page carries, read as its script reads it, and counted by other means than the script's."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any

_BLOCK = re.compile(r'<script type="application/octet-stream" id="passages">([A-Za-z0-9+/=]*)</script>')


@dataclass(frozen=True)
class Token:
    """A token of a passage; ``start`` in UTF-16 code units of all passages joined."""

    text: str
    start: int
    is_counted: bool
    sentence: int


class CarriedPassages:
    """The block of a page, with its passages cut at their marks."""

    def __init__(self, html: str) -> None:
        found = _BLOCK.findall(html)
        assert len(found) == 1, "a page carries its passages once"
        self.block: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[0])))

    @cached_property
    def marked(self) -> list[str]:
        """The passages with their marks; none where the corpus is empty."""
        return self.block["text"].split(self.block["marks"][0]) if self.block["section"] else []

    @cached_property
    def texts(self) -> list[str]:
        return [re.sub(self._token_mark, "", text) for text in self.marked]

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage begins, in UTF-16 code units."""
        return list(accumulate((units(text) + 1 for text in self.texts), initial=0))

    @property
    def _token_mark(self) -> str:
        return "[" + "".join(map(re.escape, self.block["marks"][1:])) + "]"

    @cached_property
    def passage_ids(self) -> list[str]:
        documents = (self.document(section) for section in self.block["section"])
        return [
            f"{document[1]}#{order:0{document[5]}}"
            for document, order in zip(documents, self.block["order"], strict=True)
        ]

    def document(self, section: int) -> list[Any]:
        """The row of a section's document."""
        return list(self.block["documents"][self.block["sections"][section][0]])

    def edition(self, passage: int) -> str:
        return str(self.block["editions"][self.document(self.block["section"][passage])[0]][0])

    def is_message(self, passage: int) -> bool:
        return bool(self.block["kinds"][self.block["kind"][passage]][1])

    @cached_property
    def tokens(self) -> list[list[Token]]:
        """Of each passage."""
        return [list(self._tokens(text, start)) for text, start in zip(self.marked, self.starts, strict=False)]

    def _tokens(self, marked: str, at: int) -> Iterator[Token]:
        _, _, new_sentence, uncounted = self.block["marks"]
        sentence = 0
        for mark, text in re.findall(f"({self._token_mark})((?:(?!{self._token_mark}).)*)", marked, re.DOTALL):
            sentence += mark == new_sentence
            yield Token(text, at, mark != uncounted, sentence)
            at += units(text)

    def term_places(self) -> dict[str, list[int]]:
        """The passages of the places of every counted token text."""
        places: dict[str, list[int]] = {}
        for passage, tokens in enumerate(self.tokens):
            for token in tokens:
                if token.is_counted:
                    places.setdefault(token.text, []).append(passage)
        return places

    def passages_of(self, differences: Iterable[int]) -> list[int]:
        """The passage of each place."""
        from bisect import bisect_right

        return [bisect_right(self.starts, place) - 1 for place in accumulate(differences)]

    def span(self, start: int, n_units: int) -> str:
        """What stands at a place."""
        coded = "\n".join(self.texts).encode("utf-16-le")
        return coded[2 * start : 2 * (start + n_units)].decode("utf-16-le")


def units(text: str) -> int:
    """UTF-16 code units of a text.

    >>> units("网𠀀")
    3
    """
    return len(text.encode("utf-16-le")) // 2


def by_edition(carried: CarriedPassages, passages: Iterable[int]) -> dict[str, tuple[int, int]]:
    """Places and messages by edition, of the passages of some places, those in messages alone."""
    counted = sorted(passage for passage in passages if carried.is_message(passage))
    counts: dict[str, Counter[str]] = {}
    for passage, places in groupby(counted):
        found = counts.setdefault(carried.edition(passage), Counter())
        found.update(places=len(list(places)), messages=1)
    return {edition: (found["places"], found["messages"]) for edition, found in counts.items()}
