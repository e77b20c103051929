"""The series: which editions are its points, and what is dealt out and drawn of them, messages or documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.trends import DOCUMENT, IN_SERIES, MESSAGE, NO_YEAR, NOT_ENOUGH
from pipeline.keywords.counts import sum_rows
from pipeline.statistics.trend import Series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.tables import Partitions
    from pipeline.trends.followed import Followed

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Dealt:
    """Units of text: what is dealt out whole, their counts (units × terms), characters, and editions' numbers."""

    unit: str
    counts: csr_array
    sizes: NDArray[np.int64]
    edition: NDArray[np.int64]


def edition_rows(followed: Followed, years: Mapping[str, int | None], least: int) -> list[Row]:
    """The table ``trend_editions``; an edition without any message that counts is in it too."""
    return [_edition_row(followed, edition, year, least) for edition, year in years.items()]


def _edition_row(followed: Followed, edition: str, year: int | None, least: int) -> Row:
    import numpy as np

    messages = followed.messages
    is_inside = messages.edition == (messages.editions.index(edition) if edition in messages.editions else -1)
    n_messages = int(is_inside.sum())
    return {
        "edition": edition,
        "year": year,
        "state": NOT_ENOUGH if n_messages < least else IN_SERIES if year is not None else NO_YEAR,
        "n_messages": n_messages,
        "n_documents": len(np.unique(messages.document[is_inside])),
        "n_characters": int(followed.n_characters[is_inside].sum()),
    }


def edition_years(documents: Partitions) -> dict[str, int | None]:
    """The year of each edition, the earliest first."""
    import pyarrow.compute as pc

    years = {edition: pc.max(rows.column("year")).as_py() for edition, rows in documents}
    return {edition: years[edition] for edition in sorted(years, key=lambda edition: (years[edition] or 0, edition))}


def deal(followed: Followed, editions: Sequence[str], units: NDArray[np.int64], least: int) -> Dealt:
    """The messages of some editions, whole documents of them where each of the editions has ``least`` of these."""
    import numpy as np

    messages = followed.messages
    numbers = [messages.editions.index(edition) for edition in editions]
    rows = np.flatnonzero(np.isin(messages.edition, numbers))
    edition = np.searchsorted(np.array(numbers), messages.edition[rows])
    counts, sizes = followed.counts[rows][:, units], followed.n_characters[rows]
    documents, document = np.unique(messages.document[rows], return_inverse=True)
    of_document = np.zeros(len(documents), dtype=np.int64)
    of_document[document] = edition
    if np.bincount(of_document, minlength=len(editions)).min() < least:
        return Dealt(MESSAGE, counts, sizes, edition)
    characters = np.bincount(document, weights=sizes).astype(np.int64)
    return Dealt(DOCUMENT, sum_rows(counts, document, len(documents)), characters, of_document)


def as_series(dealt: Dealt, years: Sequence[int]) -> Series:
    import numpy as np

    order = np.argsort(dealt.edition, kind="stable")
    time = np.array(years, dtype=np.float64)
    return Series(dealt.counts[order], dealt.sizes[order], dealt.edition[order], time - time.mean())
