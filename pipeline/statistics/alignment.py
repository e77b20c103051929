"""Groups of two texts held against each other: which are about the same thing, and which have no counterpart.

Arrays: ``vectors`` are messages × terms, ``groups`` the number of each message's group, from 0, or -1 for none. The
earlier text comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

# Values of profiles in memory at a time: 4 MB, which stay in a processor's cache.
_CELLS_AT_ONCE = 500_000
# Sums in another order differ in their last bits, which must not make a tie a difference.
_DECIMALS, _Z_DECIMALS = 9, 6


class NearestTests(NamedTuple):
    """For each group of a text the place of its nearest of the other text, and p of one as near, and of one as far."""

    nearest: NDArray[np.int64]
    p_near: NDArray[np.float64]
    p_far: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Alignment:
    """Similarity of each earlier (row) and later group (column), and what chance gives for the nearest of each."""

    similarity: NDArray[np.float64]
    earlier: NearestTests
    later: NearestTests
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
    is_used: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    n_permutations: int,
    rng: np.random.Generator,
) -> Alignment:
    """Cosines of the typical profiles of all pairs of groups, and tests of each group's nearest on the other side.

    Messages are dealt out anew among the groups of one text, whose sizes stay. How near a group is to a group of the
    other text is taken against how near so many messages of any group come to that one::

        z = (cosine - mean) / standard deviation   over the B permutations and the groups as they are

    as some groups have words of their own that any draw may hold, and others have none. The nearest is the one with the
    largest z, and p that of the largest z, which is looked for anew in every permutation, so that the search is paid
    for::

        p = (k + 1) / (B + 1),   k of B permutations with a largest z as extreme as observed

    Each group is asked in its own text, so that both parts of a split find where they come from, and both halves of a
    merger where they went.

    Whole messages are dealt out, as words come together: terms dealt out one by one call every chance likeness of two
    coherent groups significant. Themes are chosen to be coherent, more so than messages dealt at random; as that
    makes a profile narrower, it lowers its cosines with others, and the test of nearness is conservative for it.

    ``earlier``, ``later``: vectors over the same terms, and groups. ``is_used``: groups that take part; the others'
    similarities are 0 and their p means nothing. Source of p: Phipson & Smyth (2010), "Permutation p-values should
    never be zero", Statistical Applications in Genetics and Molecular Biology 9(1), article 39; of largest statistics:
    Westfall & Young (1993), Resampling-Based Multiple Testing.
    """
    before, after = (
        typical_profiles(*side, len(used)) * used[:, None] for side, used in zip((earlier, later), is_used, strict=True)
    )
    similarity = (before @ after.T).round(_DECIMALS)
    of_later = _nearest_tests([similarity.T[None], *_similarities(*later, len(after), before, n_permutations, rng)])
    of_earlier = _nearest_tests([similarity[None], *_similarities(*earlier, len(before), after, n_permutations, rng)])
    return Alignment(similarity, of_earlier, of_later, n_permutations)


def _nearest_tests(blocks: Sequence[NDArray[np.float64]]) -> NearestTests:
    """Compare each group's largest z with those of permuted groups.

    ``blocks``: cosines, ways × groups × others, the groups as they are first. Every way is judged alike, which makes p
    exact.
    """
    import numpy as np

    cosines = np.concatenate(blocks)
    _, n_groups, n_others = cosines.shape
    if not n_others:
        return NearestTests(np.full(n_groups, -1), np.ones(n_groups), np.ones(n_groups))
    spread = cosines.std(axis=0)
    z = ((cosines - cosines.mean(axis=0)) / np.where(spread > 0, spread, 1.0)).round(_Z_DECIMALS)
    largest = z.max(axis=2)
    return NearestTests(z[0].argmax(axis=1), (largest >= largest[0]).mean(axis=0), (largest <= largest[0]).mean(axis=0))


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
