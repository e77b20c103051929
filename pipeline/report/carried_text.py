"""The passages that the page carries, as one text in which each token begins with a mark.

What was cut into words stays cut: the page's script finds a term as a word of its own, the sentence that it stands in
and how many words are between two places, without a table of tokens, which would be larger than the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.characters import code_points
from pipeline.keywords.counts import number_every_token

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

PASSAGE_COLUMNS = (
    "passage_id", "document_id", "edition", "section_order", "kind", "is_message", "order", "page", "text",
)  # fmt: skip
_TOKEN_COLUMNS = ("document_id", "passage_id", "sentence", "start", "end", "term", "is_apposition")

_LAST_OF_BASIC_PLANE = 0xFFFF
# A mark is a character that no carried text has. Most texts leave the first ones free, which take a byte each.
_MARKS = ("\n", "|", "~", "`", "^", "\\", "\N{DELETE}")
_PRIVATE_USE = range(0xE000, 0xF8FF)


class Marks(NamedTuple):
    """What stands between two passages, and before each token."""

    passage: str
    word: str
    sentence: str
    """Before a word that is the first of a sentence other than the passage's first."""
    uncounted: str
    """Before punctuation, space, and what repeats in brackets the concept just named: no count has these."""


@dataclass(frozen=True, eq=False)
class CarriedText:
    """Passages, the latest edition's first, in the order of their documents.

    ``start``: where each begins in the texts joined by one character, in code points. Positions that the script gets
    are of the same joined text in UTF-16 code units, as JavaScript counts them.
    """

    passages: pa.Table
    n_left_out: Mapping[str, int]
    """Passages of each edition that are not carried, editions in order, the latest first; 0 where all are."""
    marks: Marks
    marked: str
    start: NDArray[np.int64]
    units_before: NDArray[np.int64]
    """UTF-16 code units before each code point of the joined text, and before its end."""

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of which a passage is carried, the latest first."""
        found: dict[str, None] = dict.fromkeys(self.passages.column("edition").to_pylist())
        return tuple(found)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Code points of each passage."""
        import numpy as np

        after = np.append(self.start[1:], len(self.units_before))
        return after - self.start - 1

    def places(self, passage: NDArray[np.int64], position: NDArray[np.int64]) -> NDArray[np.int64]:
        """Positions in passages, these given by number, as positions in the joined text."""
        places: NDArray[np.int64] = self.units_before[self.start[passage] + position]
        return places

    def numbers(self, passage_ids: pa.Array | pa.ChunkedArray) -> NDArray[np.int64]:
        """The number of each passage, -1 for one that is not carried."""
        import pyarrow as pa
        import pyarrow.compute as pc

        ids = self.passages.column("passage_id").combine_chunks()
        found = pc.index_in(passage_ids.cast(pa.string()), value_set=ids)
        numbers: NDArray[np.int64] = pc.fill_null(found, -1).to_numpy().astype("int64")
        return numbers


class _EditionTokens(NamedTuple):
    """The passages of one edition that are carried, and their tokens: passage, start in it, kind of mark."""

    passages: pa.Table
    n_left_out: int
    passage: NDArray[np.int32]
    start: NDArray[np.int32]
    mark: NDArray[np.int64]


def carried_text(received: Mapping[str, Any], max_passages: int) -> CarriedText:
    """At most ``max_passages`` passages of the tables ``passages``, ``tokens`` and ``vocabulary``, latest first."""
    import numpy as np
    import pyarrow as pa

    editions = tuple(reversed(tables.editions_in_order(received["sources"])))
    parts = list(_edition_tokens(received, editions, max_passages))
    passages = pa.concat_tables([part.passages for part in parts]) if parts else _no_passages()
    texts: list[str] = passages.column("text").to_pylist()
    marks = choose_marks(texts)
    codes = code_points(marks.passage.join(texts))
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    start = np.cumsum(lengths) - lengths
    first = np.cumsum([0, *(part.passages.num_rows for part in parts)])
    at = [start[part.passage + before] + part.start for part, before in zip(parts, first.tolist(), strict=False)]
    kinds = [part.mark for part in parts]
    n_left_out = dict(zip(editions, (part.n_left_out for part in parts), strict=True))
    marked = _insert_marks(codes, _joined(at), _joined(kinds), marks)
    return CarriedText(passages, n_left_out, marks, marked, start, _units_before(codes))


def choose_marks(texts: Iterable[str]) -> Marks:
    """Four characters that none of the texts has.

    >>> choose_marks(["网络|数据"])
    Marks(passage='\\n', word='~', sentence='`', uncounted='^')
    """
    used = set().union(*texts)
    free = (mark for mark in (*_MARKS, *map(chr, _PRIVATE_USE)) if mark not in used)
    return Marks(*(next(free) for _ in Marks._fields))


def _edition_tokens(
    received: Mapping[str, Any], editions: Iterable[str], max_passages: int
) -> Iterator[_EditionTokens]:
    room = max_passages
    for edition in editions:
        names = {"passages": PASSAGE_COLUMNS, "tokens": _TOKEN_COLUMNS, "vocabulary": None}
        rows = {name: tables.edition_rows(edition, name, received[name], columns) for name, columns in names.items()}
        passages = rows["passages"]
        kept = passages.slice(0, room)
        passage, start, mark = _token_marks(rows["tokens"], rows["vocabulary"], passages)
        is_kept = passage < kept.num_rows
        n_left_out = passages.num_rows - kept.num_rows
        yield _EditionTokens(kept, n_left_out, passage[is_kept], start[is_kept], mark[is_kept])
        room -= kept.num_rows


def _token_marks(
    tokens: pa.Table, vocabulary: pa.Table, passages: pa.Table
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """For each token of an edition its passage, its start in it, and its mark as a place in ``Marks``."""
    import numpy as np

    _, every, is_counted = number_every_token(tokens, vocabulary, passages)
    names = Marks._fields
    mark = np.where(is_counted, names.index("word"), names.index("uncounted"))
    counted = np.flatnonzero(is_counted)
    passage, sentence = every.passage[counted], tokens.column("sentence").to_numpy()[counted]
    goes_on = np.flatnonzero((np.diff(passage) == 0) & (np.diff(sentence) != 0)) + 1
    mark[counted[goes_on]] = names.index("sentence")
    return every.passage, every.start, mark


def _insert_marks(codes: NDArray[np.uint32], at: NDArray[np.int64], kind: NDArray[np.int64], marks: Marks) -> str:
    import numpy as np

    mark_codes = np.array([ord(mark) for mark in marks], dtype="<u4")
    return np.insert(codes, at, mark_codes[kind]).tobytes().decode("utf-32-le")


def _units_before(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    import numpy as np

    widths = np.where(codes > _LAST_OF_BASIC_PLANE, 2, 1)
    return np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)


def _joined(parts: list[NDArray[Any]]) -> NDArray[np.int64]:
    import numpy as np

    return np.concatenate([np.empty(0, dtype=np.int64), *parts]).astype(np.int64)


def _no_passages() -> pa.Table:
    return tables.make("passages", []).select(PASSAGE_COLUMNS)
