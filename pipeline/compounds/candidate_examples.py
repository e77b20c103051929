"""Where candidates stand, in the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.segment.context import context_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.compounds.message_tokens import MessageTokens
    from pipeline.compounds.sequence_counts import Finder
    from pipeline.compounds.sequences import Sequences


class Example(NamedTuple):
    """A place in a message, with the text around it."""

    passage_id: str
    context: str


def find_examples(
    editions: Iterable[MessageTokens],
    sequences: Sequences,
    finder: Finder,
    wanted: Sequence[tuple[int, int]],
    max_examples: int,
    n_characters: int,
) -> list[list[Example]]:
    """The first place of each wanted sequence in each of the first ``max_examples`` messages that it stands in.

    ``wanted`` are lengths and numbers of sequences. A context has up to ``n_characters`` on each side; … marks that the
    message goes on.
    """
    found: list[list[Example]] = [[] for _ in wanted]
    asked = _asked(sequences, wanted)
    for tokens in editions:
        for length, at, number in finder.find(tokens, sequences):
            which = asked[length][number]
            for place, candidate in zip(*_first_places(at, which, tokens.passage, max_examples), strict=True):
                if len(found[candidate]) < max_examples:
                    found[candidate].append(_example(tokens, place, length, n_characters))
    return found


def _asked(sequences: Sequences, wanted: Sequence[tuple[int, int]]) -> dict[int, NDArray[np.int64]]:
    """For each length, by number of the sequence: its place among the wanted ones; -1 where it is none of them."""
    import numpy as np

    asked = {length: np.full(sequences.size(length), -1) for length in sequences.lengths}
    for candidate, (length, number) in enumerate(wanted):
        asked[length][number] = candidate
    return asked


def _first_places(
    at: NDArray[np.int32], candidate: NDArray[np.int64], message: NDArray[np.int32], n: int
) -> tuple[list[int], list[int]]:
    """The first place in each of the first ``n`` messages of each candidate, and whose it is; in order of both."""
    import numpy as np

    at, candidate = at[candidate >= 0], candidate[candidate >= 0]
    by_candidate = np.argsort(candidate, kind="stable")
    at, candidate = at[by_candidate], candidate[by_candidate]
    is_first = np.ones(len(at), dtype=bool)
    is_first[1:] = (candidate[1:] != candidate[:-1]) | (message[at[1:]] != message[at[:-1]])
    at, candidate = at[is_first], candidate[is_first]
    is_early = np.arange(len(at)) - np.searchsorted(candidate, candidate, side="left") < n
    return at[is_early].tolist(), candidate[is_early].tolist()


def _example(tokens: MessageTokens, place: int, length: int, n_characters: int) -> Example:
    passage = int(tokens.passage[place])
    text: str = tokens.passages["text"][passage].as_py()
    context = context_of(text, int(tokens.start[place]), int(tokens.end[place + length - 1]), n_characters)
    return Example(tokens.passages["passage_id"][passage].as_py(), context)
