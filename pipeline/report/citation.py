"""How a reader cites this run: one line with the hash of all that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.bilingual import Bilingual
from pipeline.report.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.run_identity import RunIdentity

PROGRAM = "igf-messages"
CHECK_COMMAND = "python -m pipeline check --run-hash"


@dataclass(frozen=True)
class Citation:
    """The line to paste, and the whole hash, of which the line has the first digits."""

    line: Bilingual
    hash: str


def citation(received: Mapping[str, Any], run: RunIdentity) -> Citation:
    """The citation of a run over these tables: editions, number of messages, program with its version, hash."""
    n_messages = sum(sum(part.column("n_messages").to_pylist()) for _, part in received["documents"])
    editions = editions_in_words(tables.editions_in_order(received["sources"]))
    line = words("citation")["line"].format(
        editions_zh=editions.zh,
        editions_en=editions.en,
        n=f"{n_messages:,}",
        program=f"{PROGRAM} {run.pipeline}",
        short=run.short,
    )
    return Citation(line, run.hash)


def editions_in_words(editions: Sequence[str]) -> Bilingual:
    """The editions of a corpus, from the first to the last where they are several.

    >>> editions_in_words(["2018-paris", "2019-berlin", "2021-katowice"]).en
    '3 editions, 2018-paris to 2021-katowice'
    """
    if not editions:
        return words("citation")["no_edition"]
    if len(editions) == 1:
        return Bilingual(editions[0], editions[0])
    ends = {"first": editions[0], "last": editions[-1], "n": len(editions)}
    return words("citation")["several_editions"].format(**ends)
