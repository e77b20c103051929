"""How often themes are called stable where there are none: real words dealt out anew, through the whole stage.

A shuffled corpus keeps the documents, the messages and their lengths, and how often each word stands in all; the words
are dealt out over all messages at random, each with a comma behind it, so that no new words arise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from pipeline.columns.themes import STABLE
from pipeline.lexicon.load import load_lexicon
from pipeline.themes.fit import fit_themes
from pipeline.themes.rows import fit_rows
from tests.evaluation.processes import in_processes
from tests.evaluation.repairs import RECEIVED, ROOT
from tests.evaluation.texts import SETTINGS, normalised, passages_of, themes_text, token_texts

N_COPIES = 200
N_SEEDS = 9
SERIES = "government-work-reports"
N_DOCUMENTS, N_OF_DOCUMENT = 8, 10

Message = tuple[str, str]
"""The document and the text."""


def measure(data: Path) -> Iterator[str]:
    yield from _the_message()
    yield "2018 shuffled: " + _called_stable("2018", data)
    if (data / SERIES).is_dir():
        yield f"{N_DOCUMENTS} reports of {N_OF_DOCUMENT} messages, shuffled over all: " + _called_stable(SERIES, data)


def _the_message() -> Iterator[str]:
    with threadpool_limits(limits=1):
        rows = found_in(igf_2018(), SETTINGS.themes.seed)
    (fit,), chosen = rows["theme_fits"], next(row for row in rows["stability"] if row["is_chosen"])
    yield (
        f"the 2018 message: {fit['n_messages']} messages, k {fit['k']}, stability {chosen['stability']:.2f}, shuffled "
        f"{chosen['null_mean']:.2f} (sd {chosen['null_sd']:.2f}), p {fit['p_value']:.3f}: {fit['state']}; "
        f"{fit['n_themes']} groups, {fit['n_core']} messages core, {fit['n_fringe']} fringe, {fit['n_other']} other"
    )
    others = in_processes(found_in, [(igf_2018(), seed) for seed in range(N_SEEDS)])
    p_values = [of["theme_fits"][0]["p_value"] for of in others]
    n_stable = sum(of["theme_fits"][0]["n_stable"] for of in others)
    yield f"{N_SEEDS} other seeds: p from {min(p_values):.3f} to {max(p_values):.3f}, stable themes in all {n_stable}"


def _called_stable(corpus: str, data: Path) -> str:
    fits = in_processes(shuffled_fit, [(corpus, data, number) for number in range(N_COPIES)])
    n_stable = sum(fit["state"] == STABLE for fit in fits)
    n_below = sum(fit["p_value"] < SETTINGS.themes.level for fit in fits)
    return f"a theme is called stable in {n_stable} of {N_COPIES} copies; p is below the level in {n_below}"


def shuffled_fit(corpus: str, data: Path, number: int) -> dict[str, Any]:
    """What becomes of one shuffled copy: its row of ``theme_fits``."""
    messages = igf_2018() if corpus == "2018" else reports(data)
    fit: dict[str, Any] = found_in(dealt_out(messages, number), SETTINGS.themes.seed)["theme_fits"][0]
    return fit


def found_in(messages: Sequence[Message], seed: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of a fit on these messages."""
    settings = SETTINGS.themes.model_copy(update={"seed": seed})
    documents, texts = zip(*messages, strict=True)
    units, text = themes_text(passages_of(texts, documents))
    return fit_rows(fit_themes("evaluation", text, settings), units, settings)


def dealt_out(messages: Sequence[Message], number: int) -> list[Message]:
    """The words of all messages dealt out over the same messages at random."""
    words = _words(tuple(text for _, text in messages))
    dealt = iter(np.random.default_rng(number).permutation([word for of in words for word in of]).tolist())
    return [
        (document, "".join(f"{next(dealt)}，" for _ in of)) for (document, _), of in zip(messages, words, strict=True)
    ]


@cache
def _words(texts: tuple[str, ...]) -> list[list[str]]:
    """The words of each text without marks and blanks."""
    return [[token for token in tokens if any(map(str.isalnum, token))] for tokens in token_texts(texts)]


@cache
def igf_2018() -> tuple[Message, ...]:
    """The messages that the project ships."""
    corrections = load_lexicon(ROOT / "corpus/lexicon").corrections
    return tuple(_messages("2018", RECEIVED, corrections))


@cache
def reports(data: Path) -> tuple[Message, ...]:
    """The first messages of the first documents of a yearly series."""
    files = sorted((data / SERIES).glob("*.txt"))[:N_DOCUMENTS]
    return tuple(message for file in files for message in _messages(file.stem, file)[:N_OF_DOCUMENT])


def _messages(document: str, file: Path, corrections: Sequence[Any] = ()) -> list[Message]:
    rows = normalised(file.name, file.read_bytes(), corrections).tables["passages"].to_pylist()
    return [(document, row["text"]) for row in rows if row["is_message"]]
