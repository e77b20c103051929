"""Groups of two texts held against each other: which are about the same thing, and which have no counterpart.

Arrays: ``vectors`` are messages × terms, ``groups`` the number of each message's group, from 0, or -1 for none. The
earlier text comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

# Values of profiles in memory at a time: 4 MB, which stay in a processor's cache.
_CELLS_AT_ONCE = 500_000
# Sums in another order differ in their last bits, which must not make a tie a difference.
_DECIMALS = 9


@dataclass(frozen=True, eq=False)
class Alignment:
    """Similarity of each earlier (row) and later group (column), and what chance would give."""

    similarity: NDArray[np.float64]
    p_linked: NDArray[np.float64]
    """Of a similarity as large, for each pair."""
    p_born: NDArray[np.float64]
    """Of a largest similarity to any earlier group as small, for each later group."""
    p_ended: NDArray[np.float64]
    """The same for each earlier group."""
    n_permutations: int


def message_weights(earlier: csr_array, later: csr_array) -> tuple[csr_array, csr_array]:
    """TF-IDF over both texts, a message's vector of length 1: ``ln(1 + tf) · ln(N / df)``, 0 for a term of one message.

    ``earlier``, ``later``: counts, messages × the same terms.
    """
    import numpy as np
    from scipy.sparse import csr_array, diags_array, vstack

    together = vstack([earlier, later], format="csr").astype(np.float64)
    frequency = np.bincount(together.indices, minlength=together.shape[1])
    idf = np.where(frequency >= 2, np.log(together.shape[0] / np.maximum(frequency, 1)), 0.0)
    weighted = csr_array(together.log1p() @ diags_array(idf))
    length = np.sqrt(weighted.power(2).sum(axis=1))
    scaled = csr_array(diags_array(1 / np.where(length > 0, length, 1.0)) @ weighted)
    return scaled[: earlier.shape[0]], scaled[earlier.shape[0] :]


def typical_profiles(vectors: csr_array, groups: NDArray[np.integer], n_groups: int) -> NDArray[np.float64]:
    """What is typical of each group: its mean vector less the text's, cut off below 0, scaled to length 1.

    Cut off, as groups that merely lack the same words have nothing in common: where one theme ended and another began,
    both are unlike all others. Returns groups × terms, all zeros for a group without a word of its own.
    """
    import numpy as np

    above, length = _above_the_mean(vectors, groups[None, :], n_groups)
    profiles: NDArray[np.float64] = above / np.where(length > 0, length, 1.0)[:, None]
    return profiles


def _above_the_mean(
    vectors: csr_array, dealt: NDArray[np.integer], n_groups: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Profiles of several ways to deal messages out, before they are scaled, and their lengths.

    ``dealt``: ways × messages. Returns rows of terms, n_groups for each way, and one length a row.
    """
    import numpy as np
    from scipy.sparse import csr_array

    n_ways, n_messages = dealt.shape
    way, message = np.nonzero(dealt >= 0)
    row = way * n_groups + dealt[way, message]
    size = np.maximum(np.bincount(row, minlength=n_ways * n_groups), 1)
    member = csr_array((1 / size[row], (row, message)), shape=(n_ways * n_groups, n_messages))
    above = (member @ vectors).toarray()
    above -= vectors.mean(axis=0)
    np.maximum(above, 0.0, out=above)
    return above, np.sqrt(np.einsum("gt,gt->g", above, above))


def align(
    earlier: tuple[csr_array, NDArray[np.integer]],
    later: tuple[csr_array, NDArray[np.integer]],
    n_permutations: int,
    rng: np.random.Generator,
) -> Alignment:
    """Cosines of the typical profiles of all pairs of groups, with permutation tests.

    Messages are dealt out anew among the groups of one text, whose sizes stay. A link is tested against how near a
    group of any so many messages comes to the group on the other side; that is done in the text of which its group is
    the smaller share, where such groups differ most: when two themes became one, each of the two is told from chance
    better than the whole. A group without counterpart is tested against how far such a group stays from all of the
    other text. ::

        p = (k + 1) / (B + 1),   k of B permutations with a statistic as extreme as observed

    Whole messages are dealt out, as words come together: terms dealt out one by one call every chance likeness of two
    coherent groups significant. Themes are chosen to be coherent, more so than messages dealt at random; as that
    makes a profile narrower, it lowers its cosines with others, and the test of a link is conservative for it.

    ``earlier``, ``later``: vectors over the same terms, and groups. Source of p: Phipson & Smyth (2010), "Permutation
    p-values should never be zero", Statistical Applications in Genetics and Molecular Biology 9(1), article 39.
    """
    import numpy as np

    n_earlier, n_later = (int(groups.max(initial=-1)) + 1 for _, groups in (earlier, later))
    before, after = typical_profiles(*earlier, n_earlier), typical_profiles(*later, n_later)
    similarity = (before @ after.T).round(_DECIMALS)
    near_later, far_later = _exceedances(_similarities(*later, n_later, before, n_permutations, rng), similarity.T)
    near_earlier, far_earlier = _exceedances(_similarities(*earlier, n_earlier, after, n_permutations, rng), similarity)
    is_smaller = _shares(earlier[1], n_earlier)[:, None] < _shares(later[1], n_later)
    near = np.where(is_smaller, near_earlier, near_later.T)
    p_linked, p_born, p_ended = ((count + 1) / (n_permutations + 1) for count in (near, far_later, far_earlier))
    return Alignment(similarity, p_linked, p_born, p_ended, n_permutations)


def _shares(groups: NDArray[np.integer], n_groups: int) -> NDArray[np.float64]:
    """The share of each group in the messages of any."""
    import numpy as np

    sizes = np.bincount(groups[groups >= 0], minlength=n_groups)
    shares: NDArray[np.float64] = sizes / max(sizes.sum(), 1)
    return shares


def _exceedances(
    permuted: Iterator[NDArray[np.float64]], similarity: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Permutations as near as observed for each pair, and those as far from all for each group.

    ``permuted``: blocks of ways × groups × others; ``similarity``: groups × others.
    """
    import numpy as np

    near, far = np.zeros(similarity.shape, dtype=np.int64), np.zeros(len(similarity), dtype=np.int64)
    nearest = similarity.max(axis=1, initial=0.0)
    for drawn in permuted:
        near += (drawn >= similarity).sum(axis=0)
        far += (drawn.max(axis=2, initial=0.0) <= nearest).sum(axis=0)
    return near, far


def _similarities(
    vectors: csr_array,
    groups: NDArray[np.integer],
    n_groups: int,
    others: NDArray[np.float64],
    n_permutations: int,
    rng: np.random.Generator,
) -> Iterator[NDArray[np.float64]]:
    """Cosines of permuted groups with the profiles of the other text, ways × groups × others, as many as fit at a time.

    Messages of no group take no part.
    """
    import numpy as np

    taking_part = np.flatnonzero(groups >= 0)
    at_once = max(1, _CELLS_AT_ONCE // max(n_groups * vectors.shape[1], 1))
    for start in range(0, n_permutations, at_once):
        n_ways = min(at_once, n_permutations - start)
        dealt = np.tile(groups, (n_ways, 1))
        dealt[:, taking_part] = rng.permuted(dealt[:, taking_part], axis=1)
        above, length = _above_the_mean(vectors, dealt, n_groups)
        cosines = above @ others.T / np.where(length > 0, length, 1.0)[:, None]
        yield cosines.round(_DECIMALS).reshape(n_ways, n_groups, len(others))
