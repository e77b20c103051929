"""What a view finds in the tables of a run, in plain Python: the second opinion on every link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pyarrow.parquet as pq

from pipeline.columns import OWN
from pipeline.columns.themes import OTHER
from pipeline.views import FIND, View

Row = Mapping[str, Any]
Span = tuple[int, int]


def view_of(address: str) -> View:
    """The view that an address stands for."""
    name, _, fields = address.removeprefix("#").partition("?")
    assert name == FIND, address
    kinds = {"within": int, "in_all_kinds": bool}
    said = parse_qsl(fields, strict_parsing=bool(fields))
    return View(**{name: kinds.get(name, str)(value) for name, value in said})


class Found:
    """The tables of a run, by passage."""

    def __init__(self, outputs: Path) -> None:
        self._outputs = outputs
        self.passages = {row["passage_id"]: row for row in self.rows("passages")}
        self.documents = {row["document_id"]: row for row in self.rows("documents")}
        self._texts = {(row["document_id"], row["term"]): row for row in self.rows("vocabulary")}
        self._mentions, self._compounds, self._tokens = (
            self._by_passage(name) for name in ("mentions", "compounds", "tokens")
        )
        self._standings: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.rows("passage_themes"):
            belongs = row["standing"] != OTHER
            theme = row["theme_id"] if belongs else f"{OTHER} of {row['fit']}"
            self._standings[theme][row["passage_id"]] = row["standing"]

    def rows(self, name: str) -> list[Row]:
        """All rows of a table."""
        at = self._outputs / "data" / name
        files = sorted(at.rglob("*.parquet")) if at.is_dir() else [at.with_suffix(".parquet")]
        return [row for file in files for row in pq.read_table(file).to_pylist()]

    def _by_passage(self, name: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(name):
            found[row["passage_id"]].append(row)
        return found

    def count(self, view: View) -> tuple[int, int]:
        """Occurrences, and messages with any; without a unit all messages that the filters leave."""
        found = [self._spans(passage, view) for passage in self._within(view)]
        return sum(map(len, found)), sum(map(bool, found))

    def _within(self, view: View) -> Iterator[Row]:
        kind, _, group = view.outside.partition(":")
        filters = [(name, getattr(view, name)) for name in _FILTERS if getattr(view, name)]
        for passage in self.passages.values():
            is_counted = passage["is_message"] or view.in_all_kinds
            is_left_out = bool(kind) and self._is_in(passage, kind, group)
            is_inside = all(self._is_in(passage, *one) for one in filters)
            if is_counted and is_inside and not is_left_out and self._belongs(passage, view):
                yield passage

    def _is_in(self, passage: Row, kind: str, name: str) -> bool:
        document = self.documents[passage["document_id"]]
        is_stated = any(document["track"] == name for document in self.documents.values())
        stands_in = {
            "edition": passage["edition"], "passage": passage["passage_id"],
            "track": document["track"] if is_stated else passage["section"],
            "section": f"{passage['document_id']}#{passage['section_order']}",
        }  # fmt: skip
        return passage["document_id"] in name.split() if kind == "document" else stands_in[kind] == name

    def _belongs(self, passage: Row, view: View) -> bool:
        if not view.theme:
            return True
        theme = f"{OTHER} of {view.edition}" if view.theme == OTHER else view.theme
        standing = self._standings[theme].get(passage["passage_id"])
        return standing is not None and view.standing in {"", standing}

    def _spans(self, passage: Row, view: View) -> list[Span] | list[tuple[Span, Span]]:
        spans = self._unit(passage, view)
        if view.together:
            other = self._unit(passage, View(concept=view.together))
            is_apart = self._tokens_of(passage, spans) != self._tokens_of(passage, other)
            return spans + other if spans and other and is_apart else []
        if not view.beside:
            return spans
        kind, _, name = view.beside.partition(":")
        other = self._unit(passage, replace(View(**{kind: name}), counts=OWN if kind == "concept" else ""))
        return self._near(passage, spans, other, view.within) if view.within else spans if other else []

    def _unit(self, passage: Row, view: View) -> list[Span]:
        passage_id = passage["passage_id"]
        if view.concept:
            return [
                (row["start"], row["end"])
                for row in self._mentions[passage_id]
                if row["concept"] == view.concept
                and view.counts in {"", row["form"]}
                and view.wording in {"", row["term"]}
            ]
        if view.compound:
            spans = self._compounds[passage_id]
            return [(row["start"], row["end"]) for row in spans if row["compound"] == view.compound]
        if view.phrase:
            return list(self._phrases(passage, view.phrase))
        if view.phrase:
            return [
                (start, start + len(view.phrase))
                for start in range(len(passage["text"]))
                if passage["text"].startswith(view.phrase, start) and self._is_cut_at(passage, start, view.phrase)
            ]
        text = view.term or view.wording
        if not text:
            return [(0, len(passage["text"]))]
        return [
            (row["start"], row["end"])
            for row in self._tokens[passage_id]
            if not row["is_apposition"] and self._texts[row["document_id"], row["term"]]["text"] == text
        ]

    def _phrases(self, passage: Row, phrase: str) -> Iterator[Span]:
        """Places from the edge of a token to that of another; they may overlap."""
        tokens = self._tokens[passage["passage_id"]]
        starts, ends = ({row[edge] for row in tokens} for edge in ("start", "end"))
        for start in range(len(passage["text"]) - len(phrase) + 1):
            end = start + len(phrase)
            if passage["text"][start:end] == phrase and start in starts and end in ends:
                yield start, end

    def _is_cut_at(self, passage: Row, start: int, phrase: str) -> bool:
        """Whether words begin and end where the phrase does; one that is a repeat in brackets begins nothing."""
        tokens = self._tokens[passage["passage_id"]]
        starts = {row["start"] for row in tokens if not row["is_apposition"]}
        return start in starts and start + len(phrase) in {row["end"] for row in tokens}

    def _tokens_of(self, passage: Row, spans: list[Span]) -> set[int]:
        tokens = self._tokens[passage["passage_id"]]
        return {row["start"] for row in tokens for start, end in spans if row["start"] <= start and end <= row["end"]}

    def _near(self, passage: Row, spans: list[Span], other: list[Span], reach: int) -> list[tuple[Span, Span]]:
        """Pairs of places in one sentence at most so many words apart."""
        words = [row for row in self._tokens[passage["passage_id"]] if self._is_word(row)]
        at = {(row["start"], row["end"]): (number, row["sentence"]) for number, row in enumerate(words)}
        return [
            (one, two)
            for one in spans
            for two in other
            if at[one][1] == at[two][1] and 0 < abs(at[one][0] - at[two][0]) <= reach
        ]

    def _is_word(self, token: Row) -> bool:
        kind = self._texts[token["document_id"], token["term"]]["kind"]
        return not token["is_apposition"] and kind in {"word", "latin", "number", "address"}


_FILTERS = ("edition", "document", "section", "track", "passage")
