"""One fit: the themes of one edition, or of the corpus, from its messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import SettingsError
from pipeline.statistics.agreement import found_again
from pipeline.themes.bags import Bag, linked
from pipeline.themes.choices import PUBLISHED, Choice
from pipeline.themes.consensus import resampled_partitions, togetherness
from pipeline.themes.draws import resamples
from pipeline.themes.hierarchy import Merge, merges
from pipeline.themes.null import StabilityTest, against_shuffled
from pipeline.themes.partition import centres, representatives
from pipeline.themes.standing import NONE, Standing, settle
from pipeline.themes.vectors import message_vectors, shared_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import ThemesSettings

DECIMALS = 6


@dataclass(frozen=True, eq=False)
class Text:
    """The messages of a fit as counted with the published choice, and under every choice, in the same order.

    ``counts``: messages × units and their characters, which is what messages are compared by. ``spelling``: the
    characters of the units of ``bag``, units × characters. ``known``: what a background knows of the columns of
    ``counts``, columns × axes; empty without one.
    """

    bag: Bag
    counts: Mapping[Choice, csr_array]
    spelling: csr_array
    known: Mapping[Choice, NDArray[np.float64]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Grouping:
    """How the messages of a text stand to its themes, and how each theme was found again.

    ``ks``: the numbers of clusters that resamples were cut into, ``k`` among them. ``found``: ks × resamples × themes,
    clusterwise Jaccard indices, NaN where a resample holds nothing of a theme. ``choices``: that of each resample.
    ``similarity`` with the centre and ``places`` on the map: one row a message, NaN where it has none.
    """

    k: int
    ks: tuple[int, ...]
    standing: Standing
    found: NDArray[np.float64]
    choices: tuple[Choice, ...]
    merges: tuple[Merge, ...]
    similarity: NDArray[np.float64]
    places: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fit:
    """All that was found out about a text; without test and grouping where it holds too little to ask.

    ``is_linked``: for each message whether it shares a unit with another.
    """

    name: str
    text: Text
    is_linked: NDArray[np.bool_]
    test: StabilityTest | None = None
    grouping: Grouping | None = None


def fit_themes(name: str, text: Text, settings: ThemesSettings) -> Fit:
    """Find the themes of a text.

    Raises ``SettingsError`` where a set number of themes is more than the text has messages for.
    """
    is_linked = linked(text.bag.counts)
    ks = numbers_of_themes(name, int(is_linked.sum()), settings)
    n_shared = len(shared_terms(text.bag.counts, settings.max_terms))
    if not ks or is_linked.sum() < settings.min_messages or n_shared < settings.min_shared_terms:
        return Fit(name, text, is_linked)
    tested = _tested(text.bag, is_linked, settings)
    test = against_shuffled(tested.counts, text.spelling, tested.documents, ks, settings, text.known.get(PUBLISHED))
    return Fit(name, text, is_linked, test, group(text, is_linked, test.ks[test.best], settings))


def numbers_of_themes(name: str, n_messages: int, settings: ThemesSettings) -> Sequence[int]:
    """The numbers of themes that are tried: from 2 to as many as leave each enough messages, or the one that is set."""
    stated = settings.n_themes.get(name)
    if stated is None:
        return range(2, min(settings.max_themes, n_messages // settings.messages_per_theme) + 1)
    if stated * settings.min_theme_messages > n_messages:
        raise SettingsError(
            f"[themes.n_themes] {name} = {stated}: the fit has {n_messages} messages that share a word with another, "
            f"and a theme takes at least {settings.min_theme_messages} (min_theme_messages); set a smaller number or "
            "remove the line"
        )
    return (stated,)


def _tested(bag: Bag, is_linked: NDArray[np.bool_], settings: ThemesSettings) -> Bag:
    """The messages that the comparison with shuffled text is made on: the linked ones, or a stated number of them."""
    import numpy as np

    rows = np.flatnonzero(is_linked)
    chosen = bag.rows(rows[representatives(len(rows), settings.max_tested_messages, settings)])
    return chosen.rows(np.flatnonzero(linked(chosen.counts)))


def group(text: Text, is_linked: NDArray[np.bool_], k: int, settings: ThemesSettings) -> Grouping:
    """The consensus of resamples, choices and k - 1, k, k + 1 on ``k`` themes of all messages."""
    import numpy as np

    bag = text.bag
    ks = tuple(number for number in (k - 1, k, k + 1) if number >= 2)
    samples = resamples(bag.documents, n_resamples(bag.n_messages, settings), settings)
    known = [text.known.get(choice) for choice in text.counts]
    partitions = resampled_partitions(list(text.counts.values()), ks, samples, settings, settings.max_terms, known)
    everything = partitions.reshape(-1, bag.n_messages)
    standing = settle(everything, k, settings)
    choices = tuple(text.counts)
    vectors = published_vectors(text, settings)
    return Grouping(
        k=k,
        ks=ks,
        standing=standing,
        found=np.stack([found_again(standing.members, of_k) for of_k in partitions]),
        choices=tuple(choices[place % len(choices)] for place in range(len(samples))),
        merges=tuple(_merges(everything, standing)),
        similarity=_similarity(vectors, standing.themes),
        places=_places(vectors, is_linked),
    )


def published_vectors(text: Text, settings: ThemesSettings) -> NDArray[np.float64]:
    """The vectors of all messages as counted with the published choice."""
    counts, known = text.counts[PUBLISHED], text.known.get(PUBLISHED)
    units = shared_terms(counts, settings.max_terms)
    return message_vectors(counts[:, units], settings, known[units] if known is not None else None)


def n_resamples(n_messages: int, settings: ThemesSettings) -> int:
    """Resamples behind the themes."""
    return settings.n_resamples if n_messages <= settings.max_tested_messages else settings.n_resamples_many


def _merges(partitions: NDArray[np.int16], standing: Standing) -> list[Merge]:
    from pipeline.statistics.agreement import indicators

    if not standing.n_themes:
        return []
    together, met = togetherness(partitions, standing.members)
    of_theme = indicators(standing.members, standing.n_themes)
    return merges(of_theme.T @ together, of_theme.T @ met)


def _similarity(vectors: NDArray[np.float64], themes: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine of each message with the centre of its theme; NaN without one."""
    import numpy as np

    similarity = np.full(len(vectors), np.nan)
    of = np.flatnonzero(themes != NONE)
    if len(of):
        similarity[of] = np.round((vectors[of] * centres(vectors[of], themes[of])[themes[of]]).sum(axis=1), DECIMALS)
    return similarity


def _places(vectors: NDArray[np.float64], is_linked: NDArray[np.bool_]) -> NDArray[np.float64]:
    import numpy as np

    places = np.full((len(vectors), 2), np.nan)
    places[is_linked] = plane(vectors[is_linked])
    return places


def plane(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places on a map: the message vectors on their two principal axes (Pearson 1901). Messages × 2, in cosine units.

    The axes do not know the themes: axes chosen to part them would show groups far apart in any noise.
    The farthest point of each axis lies on its positive side, which fixes the sign.
    """
    import numpy as np

    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    places = np.zeros((len(vectors), 2))
    places[:, : len(axes[:2])] = np.round(centred @ axes[:2].T, DECIMALS)
    farthest = np.argmax(np.abs(places), axis=0)
    sign = np.where(places[farthest, [0, 1]] < 0, -1.0, 1.0)
    # Adding zero turns -0.0 into 0.0.
    turned: NDArray[np.float64] = places * sign + 0.0
    return turned
