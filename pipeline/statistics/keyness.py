"""How much oftener a term stands in one text than in another: tests, sizes of the difference, and its safe side.

Arrays have one item a term. ``count`` and ``other_count`` are its occurrences in the focus and in the reference,
``size`` and ``other_size`` all their tokens, one number or one a term: a term's two counts lie between 0 and the two
sizes, which are above 0. Positive differences mean oftener in the focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts: TypeAlias = NDArray[np.integer]
    Values: TypeAlias = NDArray[np.float64]
    Size: TypeAlias = int | NDArray[np.integer]

HALF = 0.5
"""Added to counts and sizes before a ratio is taken, so that a term that is missing from one side has one."""


def log_likelihood_two_terms(count: Counts, other_count: Counts, size: Size, other_size: Size) -> Values:
    """G² of the two counts, ≥ 0, as corpus tools call log-likelihood::

        G² = 2 (a ln(a / E) + b ln(b / E')),   E = n (a + b) / (n + n'),   E' = n' (a + b) / (n + n')

    with a, b the counts and n, n' the sizes; a term with count 0 adds 0. Equal to that of a Poisson model.

    Source: Rayson & Garside (2000), "Comparing corpora using frequency profiling", Workshop on Comparing Corpora, 1–6.
    """
    share = (count + other_count) / (size + other_size)
    return 2 * (_surprise(count, size * share) + _surprise(other_count, other_size * share))


def log_likelihood_four_terms(count: Counts, other_count: Counts, size: Size, other_size: Size) -> Values:
    """G² of the whole table of two by two, ≥ 0: the two counts and all other tokens of either side::

        G² = 2 Σ O ln(O / E)   over  O = a, b, n - a, n' - b

    The two-term value plus what the other tokens add, which is little for a term that is rare in both.

    Source: Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational
    Linguistics 19(1), 61–74.
    """
    share = (count + other_count) / (size + other_size)
    others = _surprise(size - count, size * (1 - share)) + _surprise(other_size - other_count, other_size * (1 - share))
    return log_likelihood_two_terms(count, other_count, size, other_size) + 2 * others


def _surprise(observed: Counts, expected: Values) -> Values:
    """O ln(O / E), 0 where O is 0."""
    import numpy as np

    is_there = observed > 0
    safe = np.where(is_there, observed, 1) / np.where(is_there, expected, 1.0)
    surprise: Values = np.where(is_there, observed * np.log(safe), 0.0)
    return surprise


def log_ratio(count: Counts, other_count: Counts, size: Size, other_size: Size) -> Values:
    """The binary logarithm of the ratio of the two rates: 1 is twice as often, -2 a quarter as often, 0 alike::

        log2(((a + ½) / (n + ½)) / ((b + ½) / (n' + ½)))

    Source: Hardie (2014), "Log ratio: an informal introduction", CASS; with the discount of Walter (1975), "The
    distribution of Levin's measure of attributable risk", Biometrika 62(2), 371–374, where Hardie puts ½ for zero only.
    """
    import numpy as np

    ratio: Values = np.log2((count + HALF) / (size + HALF)) - np.log2((other_count + HALF) / (other_size + HALF))
    return ratio


def exact_log_ratio_interval(
    count: Counts, other_count: Counts, size: Size, other_size: Size, level: float | Values
) -> tuple[Values, Values]:
    """Low and high end of a two-sided confidence interval of the log ratio, tokens taken as independent.

    Given a + b, a is binomial with the chance p = n r / (n r + n') for a ratio r of the rates (of Poisson counts, which
    rare terms have). Clopper and Pearson's exact interval of p gives one of r = (n' / n) p / (1 - p). ``level`` is the
    chance to miss, 0 to 1, half of it on either side. Ends are infinite where a count is 0.

    Source: Evert (2022), "Measuring keyness", Digital Humanities 2022, 202–205.
    """
    import numpy as np
    from scipy.stats import beta

    with np.errstate(divide="ignore"):
        low = np.where(count > 0, beta.ppf(level / 2, np.maximum(count, 1), other_count + 1), 0.0)
        high = np.where(other_count > 0, beta.ppf(1 - level / 2, count + 1, np.maximum(other_count, 1)), 1.0)
        scale = np.log2(other_size) - np.log2(size)
        return scale + np.log2(low) - np.log2(1 - low), scale + np.log2(high) - np.log2(1 - high)


def conservative(low: Values, high: Values) -> Values:
    """The end of each interval that is nearer to 0, and 0 where the interval holds 0."""
    import numpy as np

    nearer: Values = np.where(low > 0, low, np.where(high < 0, high, 0.0))
    return nearer


def conservative_log_ratio(
    count: Counts, other_count: Counts, size: Size, other_size: Size, level: float, n_tests: Size
) -> Values:
    """LRC: the least difference that is sure; 0 where none is.

    The end nearer to 0 of ``exact_log_ratio_interval`` at ``level / n_tests``, Bonferroni's correction for the number
    of terms compared: with the chance 1 - level no term of the comparison differs less than its LRC says.

    Source: Evert (2022), as above; ``keyness(measure="LRC")`` of the R package corpora.
    """
    return conservative(*exact_log_ratio_interval(count, other_count, size, other_size, level / n_tests))


def log_odds_z(
    count: Values | Counts,
    other_count: Values | Counts,
    prior: Values,
    size: float,
    other_size: float,
    prior_size: float,
) -> Values:
    """z of the difference of log-odds under an informative Dirichlet prior, 0 for a term with a prior of 0.

    With y, y' the counts, n, n' the sizes, a the prior's counts and A its size::

        d = ln((y + a) / (n + A - y - a)) - ln((y' + a) / (n' + A - y' - a)),   z = d / √(1 / (y + a) + 1 / (y' + a))

    Source: Monroe, Colaresi & Quinn (2008), "Fightin' words: lexical feature selection and evaluation for identifying
    the content of political conflict", Political Analysis 16(4), 372–403, equations 15–22.
    """
    import numpy as np

    is_used = prior > 0
    y, other = (count + prior)[is_used], (other_count + prior)[is_used]
    # A term that is all there is leaves nothing beside it.
    beside, other_beside = (
        np.maximum(total + prior_size - own, 1e-9) for total, own in ((size, y), (other_size, other))
    )
    z = np.zeros(len(prior))
    z[is_used] = (np.log(y / beside) - np.log(other / other_beside)) / np.sqrt(1 / y + 1 / other)
    return z


def log_odds_z_pooled(
    count: Values | Counts, other_count: Values | Counts, size: float, other_size: float, prior_share: float
) -> Values:
    """``log_odds_z`` with the two texts themselves, scaled down, for a prior: a = prior_share · (y + y').

    It draws a term towards its frequency in both together. Monroe et al. take a background corpus, which says what is
    usual elsewhere; here the question is what sets the two apart.
    """
    prior = prior_share * (count + other_count).astype(float)
    return log_odds_z(count, other_count, prior, size, other_size, prior_share * (size + other_size))
