"""What the final tokens made of each place of a string: told from spans alone, as an eye would."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.trace.evidence import editions_of
from pipeline.trace.kinds import Evidence
from pipeline.trace.outputs import Outputs, Row, Tokens

if TYPE_CHECKING:
    import pyarrow as pa

WHOLE, INSIDE, ACROSS, SPLIT = "whole", "inside", "across", "split"


def cut_places(text: Callable[[Row], str]) -> Evidence:
    """Where a string stands in passages of every kind, with ``outcome``, ``n_tokens``, ``reading`` and ``is_repeat``.

    A string that begins or ends in a letter of an alphabet or a digit counts as a whole word only. ``outcome``: one
    token is the span (whole) or holds it and more (inside); or several are it (split) or reach over its edge (across).
    ``n_tokens``: how many share a character with it. ``reading``: what of it is in each, separated by |. ``is_repeat``:
    one of them repeats in brackets what was just named.
    """

    def find(outputs: Outputs, row: Row) -> pa.Table:
        sought, editions = text(row), editions_of(outputs, row)
        places = outputs.string_places(sought, editions)
        key = ("cuts", sought if places.num_rows else "", editions)
        return outputs.kept(key, lambda: _judged(outputs, sought, places))

    return find


def _judged(outputs: Outputs, sought: str, places: pa.Table) -> pa.Table:
    import pyarrow as pa

    if places.num_rows and (is_alphabetic(sought[0]) or is_alphabetic(sought[-1])):
        places = places.filter(pa.array(_whole_words(outputs, places), type=pa.bool_()))
    tokens = outputs.tokens_in(places) if places.num_rows else {}
    spans = zip(*(places[name].to_pylist() for name in ("passage_id", "start", "end")), strict=True)
    judged = [_judge(sought, tokens[passage], start, end) for passage, start, end in spans]
    kinds = {"outcome": pa.string(), "n_tokens": pa.int64(), "reading": pa.string(), "is_repeat": pa.bool_()}
    for at, (name, kind) in enumerate(kinds.items()):
        places = places.append_column(name, pa.array([one[at] for one in judged], type=kind))
    return places


def _judge(sought: str, tokens: Tokens, start: int, end: int) -> tuple[str, int, str, bool]:
    """The four columns of one place; ``tokens`` are those of its passage, which tile it."""
    starts, ends, repeats = tokens
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
    fits = starts[first] == start and ends[last] == end
    several = SPLIT if fits else ACROSS
    outcome = several if first < last else WHOLE if fits else INSIDE
    cuts = [start, *starts[first + 1 : last + 1], end]
    reading = "|".join(sought[one - start : other - start] for one, other in pairwise(cuts))
    return outcome, last - first + 1, reading, any(repeats[first : last + 1])


def _whole_words(outputs: Outputs, places: pa.Table) -> list[bool]:
    passages = outputs.passages(places["passage_id"])
    texts = dict(zip(passages["passage_id"].to_pylist(), passages["text"].to_pylist(), strict=True))
    spans = zip(*(places[name].to_pylist() for name in ("passage_id", "start", "end")), strict=True)
    return [_is_word(texts[passage], start, end) for passage, start, end in spans]


def _is_word(text: str, start: int, end: int) -> bool:
    """No word of an alphabet runs over an edge.

    >>> _is_word("AI和AID", 0, 2), _is_word("AI和AID", 3, 5)
    (True, False)
    """
    edges = ((at - 1, at) for at in (start, end) if 0 < at < len(text))
    return not any(is_alphabetic(text[before]) and is_alphabetic(text[after]) for before, after in edges)


def is_alphabetic(character: str) -> bool:
    """A letter or digit of a script whose words end where their letters end: below the blocks of CJK."""
    return ord(character) < 0x2E80 and (character.isalnum() or character == "_")
