"""An edition's messages as a line of words, each with its unit: what stands how near to what, told from spans.

A *unit* is a concept with all its own mentions, or a content term that no concept has. Words are the counted tokens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.concordance.places import UNCOUNTED
from pipeline.trace.outputs import Outputs

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

Unit = tuple[str, str | None]
"""Its name, and its concept where it is one."""


@dataclass(frozen=True, eq=False)
class WordLines:
    """Arrays have one item a word, in reading order: number of its message, ordinal of its sentence there, span in the
    passage (code points), and number of its unit in ``units``, -1 for a word that is none."""

    message_ids: pa.Array
    units: Mapping[Unit, int]
    message: NDArray[np.int64]
    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    unit: NDArray[np.int64]

    def places_of(self, unit: Unit) -> NDArray[np.int64]:
        """Words of a unit."""
        import numpy as np

        return np.flatnonzero(self.unit == self.units.get(unit, -2))

    @cached_property
    def line(self) -> NDArray[np.int64]:
        """A number for each sentence, rising."""
        import numpy as np

        is_new = (np.diff(self.message) != 0) | (np.diff(self.sentence) != 0)
        return np.concatenate([[0], np.cumsum(is_new)]) if len(self.message) else self.message

    def near(self, words: NDArray[np.int64], reach: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Each of these words with each word of a unit that is at most ``reach`` words off in the same sentence."""
        import numpy as np

        steps = np.array([step for step in range(-reach, reach + 1) if step])
        first = np.repeat(words, len(steps))
        second = first + np.tile(steps, len(words))
        inside = (second >= 0) & (second < len(self.unit))
        first, second = first[inside], second[inside]
        kept = (self.line[first] == self.line[second]) & (self.unit[second] >= 0)
        return first[kept], second[kept]

    def table(self, words: NDArray[np.int64]) -> pa.Table:
        """These words as places, with the number of their sentence."""
        import pyarrow as pa

        passages = self.message_ids.take(pa.array(self.message[words]))
        columns = {name: pa.array(getattr(self, name)[words], pa.int32()) for name in ("start", "end")}
        line = pa.array(self.line[words])
        own = pa.repeat(pa.scalar("own"), len(words))
        return pa.table({"passage_id": passages, **columns, "form": own, "line": line})


def word_lines(outputs: Outputs, edition: str) -> WordLines:
    """The words of one edition's messages; made once."""
    return outputs.kept(("lines", "", (edition,)), lambda: _lines(outputs, edition))


def _lines(outputs: Outputs, edition: str) -> WordLines:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    passages = outputs.part("passages", edition)
    message_ids = passages.filter(passages["is_message"])["passage_id"].combine_chunks()
    units, unit_of = _units(outputs)
    numbers = _numbers(outputs.part("vocabulary", edition), unit_of)
    columns: dict[str, list[NDArray[np.int64]]] = {name: [] for name in ("message", "sentence", "start", "end", "unit")}
    for batch in outputs.batches("tokens", edition):
        message = pc.index_in(batch["passage_id"].cast(pa.string()), value_set=message_ids).fill_null(-1).to_numpy()
        unit = _look_up(batch, numbers)
        is_word = (message >= 0) & (unit >= -1) & ~batch["is_apposition"].to_numpy(zero_copy_only=False)
        found = {"message": message, "unit": unit}
        found |= {name: batch[name].to_numpy() for name in ("sentence", "start", "end")}
        for name, values in found.items():
            columns[name].append(values[is_word].astype(np.int64))
    nothing = [np.empty(0, dtype=np.int64)]
    return WordLines(message_ids, units, **{name: np.concatenate(nothing + parts) for name, parts in columns.items()})


def _units(outputs: Outputs) -> tuple[dict[Unit, int], dict[str, int]]:
    """All units by number, and the number of each term's: content terms, and concepts but for unranked labels."""
    unranked = {*outputs.lexicon.stopwords, *outputs.lexicon.modals}
    labels = {row["concept"]: row["label_zh"] for row in outputs.table("concepts").to_pylist()}
    units: dict[Unit, int] = {}
    unit_of: dict[str, int] = {}
    for row in outputs.table("terms").to_pylist():
        label = labels.get(row["concept"])
        if row["concept"] is None and row["list"] == "content":
            unit_of[row["term"]] = units.setdefault((row["term"], None), len(units))
        elif label is not None and label not in unranked:
            unit_of[row["term"]] = units.setdefault((label, row["concept"]), len(units))
    return units, unit_of


def _numbers(vocabulary: pa.Table, unit_of: Mapping[str, int]) -> dict[str, NDArray[np.int64]]:
    """By document, for each of its term numbers that of the unit: -1 for none, -2 for what is no word."""
    import numpy as np

    numbers: dict[str, list[int]] = {}
    for row in vocabulary.select(["document_id", "text", "kind"]).to_pylist():
        number = -2 if row["kind"] in UNCOUNTED else unit_of.get(row["text"], -1)
        numbers.setdefault(row["document_id"], []).append(number)
    return {document: np.array(of_terms, dtype=np.int64) for document, of_terms in numbers.items()}


def _look_up(batch: pa.RecordBatch, numbers: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    """The unit of each token of a batch."""
    import numpy as np

    documents = batch["document_id"]
    codes, terms = documents.indices.to_numpy(), batch["term"].to_numpy()
    found = np.full(len(terms), -2, dtype=np.int64)
    for code in np.unique(codes).tolist():
        at = codes == code
        found[at] = numbers[documents.dictionary[code].as_py()][terms[at]]
    return found
