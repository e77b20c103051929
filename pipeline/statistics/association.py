"""How much oftener two things occur together than by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def pointwise_mutual_information(
    n_together: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_total: int
) -> NDArray[np.float64]:
    """``PMI = log2(n_together · n_total / (n_first · n_second))``, in bits; 0 where the two are independent.

    All counts are above 0; ``n_total`` is the number of places at which either could stand: the words of a text for
    two words side by side, its messages for two that share one.

    Source: Church & Hanks (1990), "Word association norms, mutual information, and lexicography", Computational
    Linguistics 16(1), 22–29. It prefers rare pairs, so it serves here as a bar to be cleared or beside other
    measures, not as a rank.
    """
    import numpy as np

    information: NDArray[np.float64] = np.log2(n_together) + np.log2(n_total) - np.log2(n_first) - np.log2(n_second)
    return information


def expected_together(n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_total: int) -> NDArray[np.float64]:
    """``E = n_first · n_second / n_total``: how often two independent things would occur together; ``n_total`` > 0."""
    import numpy as np

    expected: NDArray[np.float64] = np.asarray(n_first, dtype=np.float64) * n_second / n_total
    return expected


def normalised_pmi(
    n_together: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_total: int
) -> NDArray[np.float64]:
    """``NPMI = PMI / -log2(n_together / n_total)``, from above -1 to 1; counts are above 0.

    0 where the two are independent, 1 where neither occurs without the other. Unlike PMI it has a ceiling, and a pair
    that met once no longer stands above all others. Two things that occur everywhere leave 0/0: that they meet tells
    nothing, so they have 0.

    Source: Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction", Proceedings of the
    Biennial GSCL Conference, 31–40.
    """
    import numpy as np

    surprise = np.log2(n_total) - np.log2(np.asarray(n_together, dtype=np.float64))
    information = pointwise_mutual_information(n_together, n_first, n_second, n_total)
    normalised: NDArray[np.float64] = np.where(surprise > 0, information / np.where(surprise > 0, surprise, 1.0), 0.0)
    return normalised


def log_dice(
    n_together: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64]
) -> NDArray[np.float64]:
    """``logDice = 14 + log2(2 · n_together / (n_first + n_second))``, at most 14; counts are above 0.

    14 where neither occurs without the other; a difference of 1 is a Dice coefficient twice as high. It knows no size
    of the text: corpora of different size can be compared by it, but it does not tell attraction from chance.

    Source: Rychlý (2008), "A lexicographer-friendly association score", Proceedings of Recent Advances in Slavonic
    Natural Language Processing (RASLAN), 6–9.
    """
    import numpy as np

    dice = 2 * np.asarray(n_together, dtype=np.float64) / (np.asarray(n_first) + np.asarray(n_second))
    logarithm: NDArray[np.float64] = 14.0 + np.log2(dice)
    return logarithm


def log_likelihood(
    n_together: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_total: int
) -> NDArray[np.float64]:
    """G² of the table of two by two that the counts leave: both, the first alone, the second alone, neither; ≥ 0.

    ``keyness.log_likelihood_four_terms``, Dunning's (1993), with the places that hold the first for the one side and
    all others for the other. It is as large for two that avoid each other as for two that seek each other; which it
    is, the expected count tells.
    """
    from pipeline.statistics.keyness import log_likelihood_four_terms

    return log_likelihood_four_terms(n_together, n_second - n_together, n_first, n_total - n_first)
