"""Which groups of messages are compared with which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.columns.keyness import COMPARED, DESCRIPTIVE, LEFT_OUT, NOT_ENOUGH, REST
from pipeline.columns.themes import OTHER
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.keyness.messages import Messages
    from pipeline.settings import KeynessSettings

SECTION, DOCUMENT, THEME, EDITION = "section", "document", "theme", "edition"
KINDS = (EDITION, DOCUMENT, SECTION, THEME)


@dataclass(frozen=True, eq=False)
class Group:
    """Messages that belong together: their rows in ``Messages``, ascending; ``edition`` is where it is shown."""

    kind: str
    name: str
    edition: str
    rows: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Comparison:
    """A focus and what it is compared with, which has no message in common with it.

    ``pool`` names the messages of both together and ``pool_rows`` are they, ascending; comparisons of one pool share
    them and the permutations.
    """

    focus: Group
    reference: str
    pool: str
    pool_rows: NDArray[np.int64]
    state: str

    @property
    def reference_rows(self) -> NDArray[np.int64]:
        import numpy as np

        return np.setdiff1d(self.pool_rows, self.focus.rows, assume_unique=True)

    @property
    def name(self) -> str:
        return f"{self.focus.name}|{self.reference}"


def find_groups(messages: Messages, passage_themes: pa.Table) -> list[Group]:
    """Editions, documents, sections and themes with a message, in this order, each kind by edition and name."""
    return [
        *_by_number(EDITION, messages.editions, messages.edition, messages),
        *_by_number(DOCUMENT, messages.document_ids, messages.document, messages),
        *_sections(messages),
        *_themes(messages, passage_themes),
    ]


def _by_number(kind: str, names: Sequence[str], number: NDArray[np.int64], messages: Messages) -> Iterator[Group]:
    """The groups of a numbering of the messages; names stand in their own order."""
    import numpy as np

    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(len(names) + 1))
    for name, (start, end) in zip(names, pairwise(edges.tolist()), strict=True):
        if end > start:
            rows = order[start:end]
            yield Group(kind, name, messages.editions[messages.edition[rows[0]]], rows)


def _sections(messages: Messages) -> Iterator[Group]:
    import numpy as np

    places = np.column_stack([messages.document, messages.section])
    sections, number = np.unique(places, axis=0, return_inverse=True)
    names = [f"{messages.document_ids[document]}§{order}" for document, order in sections.tolist()]
    yield from _by_number(SECTION, names, number.reshape(-1), messages)


def _themes(messages: Messages, passage_themes: pa.Table) -> Iterator[Group]:
    """Themes of the fits on single editions, with the messages that belong; those of the corpus are of no edition."""
    import numpy as np

    members: dict[str, list[int]] = {}
    for row in passage_themes.select(["fit", "theme_id", "standing", "passage_id"]).to_pylist():
        if row["standing"] != OTHER and row["fit"] in messages.editions and row["passage_id"] in messages.row_of:
            members.setdefault(row["theme_id"], []).append(messages.row_of[row["passage_id"]])
    for theme_id in sorted(members, key=lambda name: (len(name), name)):
        rows = np.sort(np.array(members[theme_id], dtype=np.int64))
        yield Group(THEME, theme_id, messages.editions[messages.edition[rows[0]]], rows)


def comparisons(messages: Messages, groups: Sequence[Group], settings: KeynessSettings) -> list[Comparison]:
    """Each group against the rest of its edition, each edition against all others and against the one before, and the
    pairs that the settings name; each comparison once.

    Raises ``SettingsError`` for a pair that cannot be compared.
    """
    import numpy as np

    everything = np.arange(len(messages.passage_ids))
    of_edition = {group.name: group.rows for group in groups if group.kind == EDITION}
    left_out = _left_out(groups, settings.max_groups)
    made = [
        _against_rest(group, everything if group.kind == EDITION else of_edition[group.edition], left_out, settings)
        for group in groups
    ]
    by_name = {group.name: group for group in groups}
    pairs = [(by_name[later], by_name[earlier]) for earlier, later in pairwise(messages.editions)]
    # Of two editions the one before is all the rest.
    pairs = [*(pairs if len(messages.editions) > 2 else ()), *_stated_pairs(groups, settings.pairs)]
    made += [_pair(*pair, settings) for pair in pairs]
    return list({comparison.name: comparison for comparison in made}.values())


def _against_rest(group: Group, pool: NDArray[np.int64], left_out: set[str], settings: KeynessSettings) -> Comparison:
    name = REST if group.kind == EDITION else group.edition
    state = LEFT_OUT if group.name in left_out else _state(group.rows, pool, [group.kind], settings)
    return Comparison(group, REST, name, pool, state)


def _pair(focus: Group, reference: Group, settings: KeynessSettings) -> Comparison:
    import numpy as np

    pool = np.union1d(focus.rows, reference.rows)
    state = _state(focus.rows, pool, [focus.kind, reference.kind], settings)
    return Comparison(focus, reference.name, f"{focus.name}|{reference.name}", pool, state)


def _state(rows: NDArray[np.int64], pool: NDArray[np.int64], kinds: Sequence[str], settings: KeynessSettings) -> str:
    if min(len(rows), len(pool) - len(rows)) < settings.min_messages:
        return NOT_ENOUGH
    return DESCRIPTIVE if THEME in kinds else COMPARED


def _left_out(groups: Sequence[Group], most: int) -> set[str]:
    """Names of the groups beyond ``most`` of a kind in an edition (of the corpus, for editions), largest first."""
    ranked = sorted(groups, key=lambda group: (-len(group.rows), group.name))
    n_before: dict[tuple[str, str], int] = {}
    left_out = set()
    for group in ranked:
        kind = (group.kind, "" if group.kind == EDITION else group.edition)
        n_before[kind] = n_before.get(kind, 0) + 1
        if n_before[kind] > most:
            left_out.add(group.name)
    return left_out


def _stated_pairs(groups: Sequence[Group], pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Group, Group]]:
    import numpy as np

    by_name = {group.name: group for group in groups}
    for pair in pairs:
        unknown = [name for name in pair if name not in by_name]
        if unknown:
            raise SettingsError(
                f"[keyness] pairs: no group with messages is called {' or '.join(map(repr, unknown))}; groups are "
                f"editions ({', '.join(group.name for group in groups if group.kind == EDITION)}), documents, sections "
                "and themes, by the names that stand under focus in tables/comparisons.csv; correct the pair or remove "
                "it"
            )
        focus, reference = (by_name[name] for name in pair)
        n_shared = len(np.intersect1d(focus.rows, reference.rows, assume_unique=True))
        if n_shared:
            raise SettingsError(
                f"[keyness] pairs: {focus.name!r} and {reference.name!r} have {n_shared} messages in common, but only "
                "groups without a common message can be compared; correct the pair or remove it"
            )
        yield focus, reference


def choose(rows: Sequence[Mapping[str, Any]], count: str) -> Mapping[str, Any] | None:
    """Of rows of ``comparisons`` the one with the most of ``count``: of the edition, else of a document, else section.

    Ties go to the name that sorts first; None where no comparison has any.
    """
    with_some = [row for row in rows if row[count]]
    return min(with_some, key=lambda row: (KINDS.index(row["kind"]), -row[count], row["comparison"]), default=None)
