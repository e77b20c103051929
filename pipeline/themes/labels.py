"""What to call a theme: the terms that set it apart from the other themes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.statistics.agreement import indicators
from pipeline.statistics.keyness import log_odds_z_pooled

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import ThemesSettings
    from pipeline.themes.bags import Units

DECIMALS = 9


def typical_terms(
    counts: csr_array, themes: NDArray[np.integer], units: Units, settings: ThemesSettings
) -> list[list[int]]:
    """The units of each theme, the most typical first, at most ``n_top_terms``; themes numbered 0 … K - 1.

    Ranked by ``frex``: exclusive by the z of the log-odds against all other themes together, frequent by the theme's
    messages that have the unit. Units no more usual here than elsewhere come after those, and last the ones in fewer
    than ``min_label_messages`` (a word of one message is no theme); ties go by label. Only units that the theme has are
    listed.
    """
    import numpy as np

    member = indicators(themes, int(themes.max()) + 1).T
    in_theme, n_messages = member @ counts, member @ (counts > 0).astype(np.float64)
    ranked = []
    for theme, used in enumerate(in_theme):
        outside = in_theme.sum(axis=0) - used
        z = log_odds_z_pooled(used, outside, used.sum(), outside.sum(), settings.label_prior_share).round(6)
        is_rare = n_messages[theme] < settings.min_label_messages
        fit = frex(z, n_messages[theme], ~is_rare & (z > 0), settings.label_exclusivity)
        order = sorted(np.flatnonzero(used), key=lambda u: (-fit[u], is_rare[u], -z[u], units.labels[u]))
        ranked.append([int(unit) for unit in order[: settings.n_top_terms]])
    return ranked


def frex(
    exclusivity: NDArray[np.float64], frequency: NDArray[np.float64], is_listed: NDArray[np.bool_], weight: float
) -> NDArray[np.float64]:
    """How well each unit stands for a theme: the weighted harmonic mean of its two ranks, 0–1, 0 if not listed::

        FREX = 1 / (w / E + (1 - w) / F)

    E and F are the shares of the listed units whose exclusivity, or frequency, is not higher than the unit's: its
    empirical distribution functions. A harmonic mean is near the lower of the two, so that neither a word of every
    theme nor a rare word of this one leads. ``weight`` of exclusivity: 0–1.

    Source: Bischof & Airoldi (2012), "Summarizing topical content with word frequency and exclusivity", Proceedings of
    the 29th International Conference on Machine Learning, 9–16; there exclusivity is a share of topic probabilities.
    """
    import numpy as np

    ranks = [_distribution(values[is_listed]) for values in (exclusivity, frequency)]
    balanced = np.zeros(len(exclusivity))
    balanced[is_listed] = 1 / (weight / ranks[0] + (1 - weight) / ranks[1]) if is_listed.any() else 0.0
    return np.round(balanced, DECIMALS)


def _distribution(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of values that are not higher than each, above 0."""
    import numpy as np

    shares: NDArray[np.float64] = np.searchsorted(np.sort(values), values, side="right") / max(len(values), 1)
    return shares


def without_overlap(terms: Sequence[int], labels: Sequence[str]) -> list[int]:
    """The units without those whose label holds, or stands in, an earlier one: 区域合作 adds little to 区域."""
    kept: list[int] = []
    for unit in terms:
        if not any(labels[unit] in labels[other] or labels[other] in labels[unit] for other in kept):
            kept.append(unit)
    return kept


def unique_names(ranked: Sequence[Sequence[int]], n_terms: int) -> list[tuple[int, ...]]:
    """The first ``n_terms`` units of each theme; more of them where two themes would have the same, in whatever order.

    Themes whose lists are alike to the end keep the same units: ``numbered`` tells those apart.
    """
    names = [tuple(terms[:n_terms]) for terms in ranked]
    for length in range(n_terms + 1, max(map(len, ranked)) + 1):
        shared = Counter(frozenset(name) for name in names)
        names = [
            tuple(terms[:length]) if shared[frozenset(name)] > 1 else name
            for name, terms in zip(names, ranked, strict=True)
        ]
    return names


def numbered(labels: Sequence[str]) -> list[str]:
    """The labels, with (2), (3) … behind each that an earlier theme has already.

    >>> numbered(["原则", "原则", "合作"])
    ['原则', '原则 (2)', '合作']
    """
    seen: dict[str, int] = {}
    unique = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return unique
