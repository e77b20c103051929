"""Key terms and lockwords where it is known what is true: groups of shuffled messages, and words planted in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from pipeline.columns.keyness import COMPARED, KEY, LOCKWORD, REST
from pipeline.keyness.groups import SECTION, Comparison, Group
from pipeline.keyness.measure import Measured, measure_pool
from pipeline.keyness.messages import Messages
from pipeline.keyness.units import Units, number_units
from pipeline.keywords.counts import message_counts, number_passages, number_tokens
from pipeline.keywords.units import CONCEPT
from pipeline.lexicon.load import load_lexicon
from tests.evaluation.repairs import RECEIVED, ROOT
from tests.evaluation.texts import SETTINGS, counted, lexicon, normalised, passages, segmented

N_SHUFFLES = 200
REPORTS = ("1988", "1998", "2008", "1993", "2003", "2013")
_PLANTED = (((10, 40), (1.0, 1.5, 2.0, 4.0), 5), ((300,), (1.0, 1.1, 1.25, 1.5, 2.0), 2))
"""For the first text and for the last: occurrences expected in the rest, ratios, shuffles of each."""
_PLACES = 4
"""Places in a message that a planted word may stand in."""
PLANTED = 40
"""Terms planted in one shuffle, a tenth or less of those tested."""


@dataclass(frozen=True, eq=False)
class Text:
    """Messages and their units, and the sizes that groups of them are shuffled in."""

    name: str
    messages: Messages
    units: Units
    n_focus: int


def measure(data: Path) -> Iterator[str]:
    texts = [_message_of_2018(), *_reports(data)]
    to_shuffle, to_plant = texts[:3], [(text, *planted) for text, planted in zip(texts[1::2], _PLANTED, strict=False)]
    yield f"key terms at q ≤ {SETTINGS.keyness.level} where messages are dealt out at random, {N_SHUFFLES} times"
    for text in to_shuffle:
        yield f"  {text.name}: {len(text.messages.passage_ids)} messages, {text.n_focus} against the rest"
        yield from _level(text)
    yield "words planted in shuffled messages: k times as often in the focus, found as key / as lockwords"
    for text, in_rest, ratios, n_shuffles in to_plant:
        yield f"  {text.name}: {text.n_focus} messages against {len(text.messages.passage_ids) - text.n_focus}"
        yield from _power(text, in_rest, ratios, n_shuffles)


def _message_of_2018() -> Text:
    corrections = load_lexicon(ROOT / "corpus/lexicon").corrections
    rows = normalised(RECEIVED.name, RECEIVED.read_bytes(), corrections).tables["passages"].to_pylist()
    return _text("the 2018 message", [row["text"] for row in rows if row["is_message"]], share=0.42)


def _reports(data: Path) -> Iterator[Text]:
    """Yearly reports as one text: one, three and six of them."""
    folder = data / "government-work-reports"
    if not folder.is_dir():
        return
    by_year = {file.stem: file for file in sorted(folder.glob("*.txt"))}
    for name, n_years, share in (("one yearly report", 1, 1 / 3), ("three", 3, 1 / 3), ("six", 6, 1 / 2)):
        texts: list[str] = []
        for year in REPORTS[:n_years]:
            made = normalised(f"{year}.txt", by_year[year].read_bytes()).tables["passages"].to_pylist()
            texts += [row["text"] for row in made if row["is_message"]]
        yield _text(name, texts, share)


def _text(name: str, texts: Sequence[str], share: float) -> Text:
    made_passages = passages(texts)
    made, tokenised = counted(made_passages).tables, segmented(made_passages).tables
    units = number_units(made["terms"], made["concepts"], {*lexicon().stopwords, *lexicon().modals})
    units = Units(units.names, units.concept_ids, {CONCEPT: units.in_level[CONCEPT]}, units.columns_of_term)
    numbered = number_passages("evaluation", made_passages)
    vocabulary, tokens = number_tokens(tokenised["tokens"], tokenised["vocabulary"], made_passages)
    by_term = message_counts(numbered, tokens, len(vocabulary.texts))
    n = len(texts)
    messages = Messages(
        numbered.passage_ids.to_pylist(), ["evaluation"], np.zeros(n, dtype=np.int64), ["evaluation/texts"],
        np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64), by_term.sum(axis=1),
        units.merge(by_term, vocabulary.texts),
    )  # fmt: skip
    return Text(name, messages, units, round(share * n))


def _level(text: Text) -> Iterator[str]:
    n_key, n_small, n_locked, n_tested = [], [], [], 0
    for shuffle in range(N_SHUFFLES):
        found = compared(text.messages, text.units, _at_random(text, shuffle))
        n_key.append(int((found.state == KEY).sum()))
        n_locked.append(int((found.state == LOCKWORD).sum()))
        n_small.append(float((found.columns["p_value"] <= 0.05).mean()))
        n_tested = len(found.state)
    with_any = np.array(n_key) > 0
    low, high = wilson(int(with_any.sum()), N_SHUFFLES)
    # Nothing is true here, so a shuffle with any key term has a false-discovery proportion of 1, any other of 0.
    yield (
        f"    {n_tested} terms tested; false-discovery rate = shuffles with a key term {with_any.mean():.3f} "
        f"(95 % {low:.3f}–{high:.3f}), key terms in all {sum(n_key)}; p ≤ 0.05: {np.mean(n_small):.3f} of tests; "
        f"lockwords a shuffle {np.mean(n_locked):.1f}"
    )


def _power(text: Text, in_rest: Sequence[int], ratios: Sequence[float], n_shuffles: int) -> Iterator[str]:
    """Words with so many occurrences expected in the rest of the text, a few in a message at most."""
    for n_reference in in_rest:
        for ratio in ratios:
            outcome = [_planted(text, shuffle, ratio, n_reference) for shuffle in range(n_shuffles)]
            key, locked = np.mean(outcome, axis=0)
            yield f"    {n_reference:>3} expected in the rest, ×{ratio:g}: key {key:.2f}, lockwords {locked:.2f}"


def _planted(text: Text, shuffle: int, ratio: float, n_reference: int) -> tuple[float, float]:
    """Shares of planted words called key and lockwords."""
    rows = _at_random(text, shuffle)
    n = len(text.messages.passage_ids)
    chance = np.full(n, n_reference / (n - len(rows)))
    chance[rows] *= ratio
    rng = np.random.default_rng(1000 + shuffle)
    drawn = rng.binomial(_PLACES, (chance / _PLACES)[:, None], (n, PLANTED))
    names = [f"zz{number:02d}" for number in range(PLANTED)]
    units = Units(
        [*text.units.names, *names], [*text.units.concept_ids, *[None] * PLANTED],
        {CONCEPT: np.append(text.units.in_level[CONCEPT], np.ones(PLANTED, dtype=bool))}, text.units.columns_of_term,
    )  # fmt: skip
    counts = hstack([text.messages.counts, csr_array(drawn.astype(np.int32))], format="csr")
    # They take the places of words that are not counted here, so that sizes stay and the ratio is as planted.
    given = vars(text.messages) | {"counts": counts}
    found = compared(Messages(**{name: given[name] for name in Messages.__dataclass_fields__}), units, rows)
    tested = found.pool.tested[found.is_tested]
    states = found.state[tested >= len(text.units.names)]
    return float((states == KEY).sum()) / PLANTED, float((states == LOCKWORD).sum()) / PLANTED


def _at_random(text: Text, shuffle: int) -> Any:
    order = np.random.default_rng(shuffle).permutation(len(text.messages.passage_ids))
    return np.sort(order[: text.n_focus])


def compared(messages: Messages, units: Units, rows: Any) -> Measured:
    """Some messages against all others, as a section is against the rest of its edition."""
    everything = np.arange(len(messages.passage_ids))
    comparison = Comparison(Group(SECTION, "focus", "evaluation", rows), REST, "evaluation", everything, COMPARED)
    (found,) = measure_pool([comparison], messages, units, SETTINGS.keyness)
    return found


def wilson(k: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    centre, spread = k + z**2 / 2, z * (k * (n - k) / n + z**2 / 4) ** 0.5
    return (centre - spread) / (n + z**2), (centre + spread) / (n + z**2)
