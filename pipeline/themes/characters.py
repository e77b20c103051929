"""Units spelt out: the Chinese characters of a unit as units of their own, beside it.

In a title of six words hardly any comes back: as words 分布函数 and 函数, 农业 and 农村 have nothing in common, and a
word of one message alone says nothing at all. Their characters link them. Sub-word units are known from word vectors
(Bojanowski et al. 2017; for Chinese Chen et al. 2015).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array

    from pipeline.settings import ThemesSettings

_CHARACTER = re.compile(f"[{HAN}]")


def spelling(labels: Sequence[str], settings: ThemesSettings) -> csr_array:
    """Which characters each unit is written with. Units × distinct characters in order of code points, 0 or 1.

    A unit of one character is its character and needs no other. Latin letters are no characters in this sense. Where
    the settings have units compared whole, there are no characters: units × 0.
    """
    import numpy as np
    from scipy.sparse import csr_array

    number = {character: place for place, character in enumerate(characters_of(labels, settings))}
    written = [_characters(label) if number else [] for label in labels]
    columns = np.array([number[character] for of_unit in written for character in of_unit], dtype=np.int64)
    starts = np.cumsum([0, *map(len, written)])
    return csr_array((np.ones(len(columns), dtype=np.int64), columns, starts), shape=(len(labels), len(number)))


def characters_of(labels: Sequence[str], settings: ThemesSettings) -> list[str]:
    """The distinct characters of all units, in order of code points: what the columns of their spelling stand for."""
    spelt_out = labels if settings.uses_characters else ()
    return sorted({character for label in spelt_out for character in _characters(label)})


def _characters(label: str) -> list[str]:
    return sorted(set(_CHARACTER.findall(label))) if len(label) > 1 else []


def spelt(counts: csr_array, of_units: csr_array) -> csr_array:
    """The counts of units with those of their characters behind them: messages × (units + characters).

    ``of_units``: their ``spelling``. A character is counted once for each place of each unit that holds it.
    """
    from scipy.sparse import csr_array, hstack

    joined = csr_array(hstack([counts, counts @ of_units], format="csr"))
    joined.sort_indices()
    return joined
