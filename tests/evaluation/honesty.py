"""How often themes are called stable where there are none: the 2018 message with its words dealt out anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from pipeline.lexicon.load import load_lexicon
from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Bag, Units
from pipeline.themes.fit import Rows, fit_themes
from pipeline.themes.null import shuffled
from tests.evaluation.repairs import RECEIVED, ROOT
from tests.evaluation.texts import SETTINGS, bag_of, normalised

N_COPIES = 100
N_SEEDS = 9


def measure(data: Path) -> Iterator[str]:
    corrections = load_lexicon(ROOT / "corpus/lexicon").corrections
    rows = normalised(RECEIVED.name, RECEIVED.read_bytes(), corrections).tables["passages"].to_pylist()
    bag, units = bag_of([row["text"] for row in rows if row["is_message"]])
    with threadpool_limits(limits=1):
        real = fitted(bag, units, SETTINGS.themes)
        others = [fitted(bag, units, SETTINGS.themes.model_copy(update={"seed": seed})) for seed in range(N_SEEDS)]
        verdicts = []
        for number in range(N_COPIES):
            copy = Bag(bag.passage_ids, shuffled(bag.counts, np.random.default_rng(number)))
            found = fit_themes(f"copy {number}", copy, units, SETTINGS.themes)
            verdicts.append(found is not None and any(row["is_stable"] for row in found.themes))
    chosen = next(row for row in real.stability if row["is_chosen"])
    yield (
        f"the 2018 message: {bag.n_messages} messages, k {chosen['k']}, stability {chosen['stability']:.2f}, "
        f"shuffled {chosen['null_mean']:.2f} (sd {chosen['null_sd']:.2f}), p {chosen['p_value']:.3f}, "
        f"stable themes {sum(row['is_stable'] for row in real.themes)} of {len(real.themes)}"
    )
    p_values = [fit.stability[0]["p_value"] for fit in others]
    n_stable = sum(row["is_stable"] for fit in others for row in fit.themes)
    spread = f"{min(p_values):.3f} to {max(p_values):.3f}"
    yield f"{len(others)} other seeds: p from {spread}, stable themes in all of them together {n_stable}"
    yield f"shuffled copies in which a theme is called stable: {sum(verdicts)} of {N_COPIES}"


def fitted(bag: Bag, units: Units, settings: ThemesSettings) -> Rows:
    found = fit_themes("2018-paris", bag, units, settings)
    assert found is not None
    return found
