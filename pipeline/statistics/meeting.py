"""How often two things would meet by chance in the same places, where some places are larger than others.

A *place* is what things stand in: a message, a sentence. A large one has room for more, so two things meet in it more
readily; whoever overlooks that takes the length of messages for attraction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEPS = 100
_TOLERANCE = 1e-12


def presence_by_size(
    n_places_with: NDArray[np.int64], sizes: NDArray[np.int64], n_of_size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How likely each thing stands in a place of each size, were it strewn at random: things × sizes, 0–1.

    With s the size of a place and θ a rate of the thing's own::

        P(x in a place of size s) = 1 - exp(-θ(x) · s),    Σ n_of_size(s) · P(x, s) = n_places_with(x)

    That is what is left of a shuffle of all words over all places in which every place keeps its size and every thing
    the number of places that hold it, the latter on average. A thing that every place of some size holds has 1 there.

    ``sizes`` are distinct and above 0, ``n_of_size`` says how many places have each; ``n_places_with`` is at most
    their number (else a ``ValueError``). θ is found by Newton's method from below: the sum is concave in θ, so no step
    goes too far.
    """
    import numpy as np

    n_places = int(n_of_size.sum())
    if len(n_places_with) and int(n_places_with.max()) > n_places:
        raise ValueError(f"a thing in {int(n_places_with.max())} of {n_places} places")
    size = sizes.astype(np.float64)
    wanted = np.minimum(n_places_with, n_places - 0.5)  # in every place: no finite rate; set to 1 below
    rate = wanted / float((size * n_of_size).sum() or 1.0)
    for _ in range(_STEPS):
        absent = np.exp(-rate[:, None] * size)
        lacking = wanted - (1.0 - absent) @ n_of_size
        step = lacking / np.maximum(absent @ (n_of_size * size), np.finfo(float).tiny)
        rate += step
        if (np.abs(lacking) <= _TOLERANCE * np.maximum(wanted, 1.0)).all():
            break
    probability: NDArray[np.float64] = 1.0 - np.exp(-rate[:, None] * size)
    probability[n_places_with >= n_places] = 1.0
    return probability


def expected_meetings(probability: NDArray[np.float64], n_of_size: NDArray[np.int64]) -> NDArray[np.float64]:
    """In how many places each two things would meet: ``Σ n_of_size(s) · P(x, s) · P(y, s)``, things × things.

    ``probability``: things × sizes, from ``presence_by_size``. With places of one size this is n(x) · n(y) / n; the
    more sizes differ, the more meetings are due to chance.
    """
    expected: NDArray[np.float64] = (probability * n_of_size) @ probability.T
    return expected


def meeting_p_value(
    n_met: NDArray[np.int64], n_of_rarer: NDArray[np.int64], expected: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The chance that two things meet in at least ``n_met`` places when ``expected`` are due: 0–1, one-sided.

    The rarer of the two stands in ``n_of_rarer`` places, and each is a trial that the other may be there::

        p = P(X ≥ n_met),   X binomial with n_of_rarer trials of probability min(1, expected / n_of_rarer)

    The trials are of different probability, since places differ in size; a binomial variable with the same mean has
    the heavier tail (Hoeffding 1956), so p errs upwards. It does so too where ``expected`` is of meetings, of which a
    place may hold several, and ``n_met`` of places.

    Source: Hoeffding (1956), "On the distribution of the number of successes in independent trials", Annals of
    Mathematical Statistics 27(3), 713–721; the bound holds from one above the mean on, and below that p is near or
    above one half, where nothing hangs on it.
    """
    import numpy as np
    from scipy.special import betainc

    n = np.maximum(n_of_rarer, n_met)
    chance = np.minimum(expected / np.maximum(n, 1), 1.0)
    above = betainc(np.maximum(n_met, 1), n - n_met + 1, chance)
    p: NDArray[np.float64] = np.where(n_met > 0, above, 1.0)
    return p
