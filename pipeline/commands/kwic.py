"""``kwic``: every place of a term or concept in the last run's text, with what stands around it.

Not bounded as the table ``kwic`` is: the text itself is asked, so any word can be sought.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.commands.context_lines import context_lines
from pipeline.commands.terminal import Screen, numbered, visible
from pipeline.concordance.contexts import in_context
from pipeline.errors import PipelineError
from pipeline.lexicon.model import NEAR
from pipeline.trace.evidence import having
from pipeline.trace.outputs import Outputs

if TYPE_CHECKING:
    import pyarrow as pa

Sort = Literal["text", "left", "right"]
SORTS: tuple[Sort, ...] = ("text", "left", "right")

_N_NEAREST = 5
_MOST_COMPARED = 20_000
"""Terms that a misspelt one is compared with, the most frequent first: comparing takes a tenth of a millisecond."""


class NotInTextError(PipelineError):
    """What is sought stands nowhere; the message names what is nearest to it."""


@dataclass(frozen=True)
class Sought:
    """What was asked for: ``kind`` is concept, wording (one of a concept), term or string (of no token)."""

    text: str
    kind: Literal["concept", "wording", "term", "string"]
    concept: str | None
    remark: str


@dataclass(frozen=True)
class Concordance:
    """The lines found; rows have document_id, passage_id, section, page, is_message, start, end, left, node, right."""

    sought: Sought
    rows: list[dict[str, Any]]

    @property
    def n_messages(self) -> int:
        return len({row["passage_id"] for row in self.rows if row["is_message"]})

    @property
    def n_other_passages(self) -> int:
        return len({row["passage_id"] for row in self.rows if not row["is_message"]})


def kwic(
    folder: Path, text: str, *, edition: str | None = None, window: int = 20, sort: Sort = "text", only: bool = False
) -> Concordance:
    """The lines of a term, concept id, or wording of a concept (Chinese, or its English label).

    A wording gives the lines of its concept; with ``only``, its own. Repeats in brackets (IGF after 互联网治理论坛) are
    no lines, as they are in no count. ``window`` is in characters on either side. ``OutputsError`` where the folder
    holds no run or not this edition; ``NotInTextError`` where nothing is found.
    """
    outputs = Outputs(folder)
    editions = outputs.editions if edition is None else (outputs.edition_named(edition),)
    sought, places = find(outputs, text, editions, only=only)
    if not places.num_rows:
        raise NotInTextError(_not_found(outputs, text, editions))
    lines = in_context(_in_order(outputs, places), outputs.passages(places["passage_id"]), window)
    return Concordance(sought, _sorted(lines.to_pylist(), sort))


def find(outputs: Outputs, text: str, editions: tuple[str, ...], *, only: bool) -> tuple[Sought, pa.Table]:
    """What a text stands for in this corpus, and its places."""
    concept = _concept_of(outputs, text)
    if concept is not None:
        return _of_concept(outputs, text, concept, editions, only=only)
    places = outputs.term_places(text, editions)
    if places.num_rows:
        return Sought(text, "term", None, "a term that no concept has"), places
    is_compound = outputs.compound_places(text, editions).num_rows > 0
    what = "a compound of several words" if is_compound else "no token"
    remark = f"{what}: sought as a string, inside and across words"
    return Sought(text, "string", None, remark), outputs.string_places(text, editions)


def _concept_of(outputs: Outputs, text: str) -> dict[str, Any] | None:
    """The concept that a text names, with the ``relation`` of the wording that it is; None for none."""
    concepts = outputs.table("concepts").to_pylist()
    for row in concepts:
        if text in {row["concept"], row["label_zh"]} or text.casefold() == row["label_en"].casefold():
            return {**row, "relation": "label" if text == row["label_zh"] else None}
    variants = having(outputs.table("variants"), term=text).to_pylist()
    labels = {row["concept"]: row for row in concepts}
    nameless = {"label_zh": "", "label_en": ""}
    return next(({**labels.get(row["concept"], nameless), **row} for row in variants), None)


def _of_concept(
    outputs: Outputs, text: str, concept: dict[str, Any], editions: tuple[str, ...], *, only: bool
) -> tuple[Sought, pa.Table]:
    name = " ".join(filter(None, (concept["concept"], concept["label_zh"])))
    if concept["relation"] == NEAR:
        remark = f"a wording near the concept {name}, part of none of its counts"
        return Sought(text, "wording", concept["concept"], remark), outputs.term_places(text, editions)
    places = outputs.concept_places(concept["concept"], editions)
    if only and concept["relation"] is not None:
        remark = f"this wording alone of the concept {name}"
        return Sought(text, "wording", concept["concept"], remark), having(places, term=text)
    hint = "" if concept["relation"] is None else "; --only shows this one alone"
    remark = f"the concept {name} in all its wordings{hint}"
    return Sought(text, "concept", concept["concept"], remark), places


def _in_order(outputs: Outputs, places: pa.Table) -> pa.Table:
    """As the text has them: by edition, document, passage and start."""
    import pyarrow.compute as pc

    passages = outputs.passages(places["passage_id"])
    at = pc.index_in(places["passage_id"], value_set=passages["passage_id"].combine_chunks())
    ordered = places.append_column("passage", at)
    keys = [(name, "ascending") for name in ("passage", "start", "end")]
    return ordered.sort_by(keys).drop_columns(["passage"])


def _sorted(rows: list[dict[str, Any]], sort: Sort) -> list[dict[str, Any]]:
    """By the text before the node read from it outwards, or by the text after it; equals stay in order of the text."""
    if sort == "left":
        return sorted(rows, key=lambda row: row["left"][::-1])
    return sorted(rows, key=lambda row: row["right"]) if sort == "right" else rows


def _not_found(outputs: Outputs, text: str, editions: tuple[str, ...]) -> str:
    where = f"edition {editions[0]}" if len(editions) == 1 else f"{len(editions)} editions"
    near = nearest(outputs, text)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    return f"{visible(text)!r} stands nowhere in {where} of {outputs.folder}{hint}"


def nearest(outputs: Outputs, text: str) -> list[str]:
    """Terms and wordings of the corpus that look like a text: those that contain it or are in it, then the closest."""
    terms = outputs.table("terms").sort_by([("n_occurrences", "descending"), ("term", "ascending")])
    concepts = outputs.table("concepts")
    names = [
        *terms["term"].to_pylist()[:_MOST_COMPARED],
        *concepts["label_en"].to_pylist(),
        *concepts["concept"].to_pylist(),
    ]
    known = list(dict.fromkeys([*outputs.table("variants")["term"].to_pylist(), *names]))
    related = [name for name in known if len(name) > 1 and (text in name or name in text)]
    related.sort(key=lambda name: abs(len(name) - len(text)))
    alike = difflib.get_close_matches(text, known, n=_N_NEAREST, cutoff=0.5)
    return list(dict.fromkeys([*related[:_N_NEAREST], *alike]))[:_N_NEAREST]


def kwic_lines(found: Concordance, screen: Screen) -> Iterator[str]:
    """What the command prints: what is shown, a line a place, and how many there are."""
    yield f"{visible(found.sought.text)}: {visible(found.sought.remark)}"
    yield from context_lines(found.rows, screen)
    others = f" and {numbered(found.n_other_passages, 'other passage')}" if found.n_other_passages else ""
    yield f"{numbered(len(found.rows), 'line')} in {numbered(found.n_messages, 'message')}{others}"
