"""Tables of two runs: which are not the same, and in how many rows; one edition of one table is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.changes.rows import Compared, compare, told_apart_by
from pipeline.columns import TABLES
from pipeline.manifest import Manifest, has_files
from pipeline.tables import Partitions, make, read_parquet

if TYPE_CHECKING:
    import pyarrow as pa

# Their rows are places in the text, so many that their number says more than a list would, or pictures.
_COUNTED = frozenset(
    {
        "blocks",
        "tokens",
        "vocabulary",
        "compounds",
        "mentions",
        "passage_keywords",
        "lexicon_crossings",
        "kwic",
        "chart_pictures",
    }
)

# What can be said of a table that is not as it was.
COMPARED, ROWS_COUNTED, FIRST_MADE, NO_LONGER_MADE, UNREADABLE = "compared", "counted", "first", "gone", "unreadable"


@dataclass
class TableChange:
    """What became of one table: rows then and now, of these new, gone and changed, and numbers that differ."""

    name: str
    state: str
    n_before: int = 0
    n_after: int = 0
    n_added: int = 0
    n_removed: int = 0
    n_changed: int = 0
    n_figures: int = 0

    @property
    def is_as_it_was(self) -> bool:
        """Its files are others, but no row of it is: there are more of them, or a measure differs unseen."""
        return self.state == COMPARED and not (self.n_added or self.n_removed or self.n_changed)

    def count(self, compared: Compared) -> None:
        """Add what differs in one edition, or in a table that is not kept by edition."""
        self.n_added += len(compared.added)
        self.n_removed += len(compared.removed)
        self.n_changed += len(compared.changed)
        self.n_figures += compared.n_figures


@dataclass(frozen=True)
class Sides:
    """Where the tables of two runs are, and the runs' manifests."""

    before: Manifest
    after: Manifest
    old: Path
    new: Path

    def differing(self) -> list[str]:
        """Names of the tables of which some file is new, gone or not the same, in the order of the declarations."""
        old, new = (_table_files(manifest) for manifest in (self.before, self.after))
        return [name for name in TABLES if old.get(name) != new.get(name)]

    def unchanged(self) -> list[str]:
        """Names of the tables whose files are all the same."""
        made, differing = _table_files(self.after), set(self.differing())
        return [name for name in TABLES if name in made and name not in differing]

    def files(self, name: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The files of a table then and now with their checksums."""
        return _table_files(self.before).get(name, {}), _table_files(self.after).get(name, {})

    def is_intact(self, name: str) -> bool:
        """Both runs have the table, and the earlier one's files are as they were made."""
        old, new = self.files(name)
        return bool(old and new) and has_files(self.old, old)

    def editions(self) -> tuple[set[str], set[str]]:
        """Editions then and now."""
        old, new = ({_edition(path) for path in files} for files in self.files("sources"))
        return old, new


def _table_files(manifest: Manifest) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for record in manifest.stages.values():
        for path, sha256 in record.outputs.items():
            folder, _, rest = path.partition("/")
            name = rest.partition("/")[0].removesuffix(".parquet")
            if folder == "data" and name in TABLES:
                found.setdefault(name, {})[path] = sha256
    return found


def has_columns(name: str, wanted: Iterable[str], sides: Sides) -> bool:
    """Both runs' files of a table have these columns: another version of the program may have had others."""
    import pyarrow.parquet as pq

    old, new = sides.files(name)
    files = (*(sides.old / path for path in old), *(sides.new / path for path in new))
    return all({*wanted} <= {*pq.read_schema(file).names} for file in files)


def table_change(name: str, sides: Sides) -> tuple[TableChange, Iterator[Compared]]:
    """What became of a table, which is complete when its compared parts, given one by one, have been looked at."""
    old, new = sides.files(name)
    if not old or not new:
        return TableChange(name, NO_LONGER_MADE if old else FIRST_MADE, *_n_rows(name, sides)), iter(())
    if not sides.is_intact(name):
        return TableChange(name, UNREADABLE, 0, _n_rows(name, sides)[1]), iter(())
    if name in _COUNTED or not has_columns(name, (*told_apart_by(name), *TABLES[name].key), sides):
        return TableChange(name, ROWS_COUNTED, *_n_rows(name, sides)), iter(())
    change = TableChange(name, COMPARED, *_n_rows(name, sides))
    return change, _counted(change, _parts(name, sides))


def _counted(change: TableChange, parts: Iterator[Compared]) -> Iterator[Compared]:
    for part in parts:
        change.count(part)
        yield part


def _n_rows(name: str, sides: Sides) -> tuple[int, int]:
    import pyarrow.parquet as pq

    old, new = sides.files(name)
    return (
        sum(pq.read_metadata(sides.old / path).num_rows for path in old if (sides.old / path).is_file()),
        sum(pq.read_metadata(sides.new / path).num_rows for path in new),
    )


def _parts(name: str, sides: Sides) -> Iterator[Compared]:
    """A table beside its earlier state: whole, or edition by edition, but for those whose files are the same."""
    old, new = sides.files(name)
    if not TABLES[name].is_partitioned:
        yield compare(name, *(read_parquet(folder / f"data/{name}.parquet") for folder in (sides.old, sides.new)))
        return
    for edition in sorted({_edition(path) for path, _ in old.items() ^ new.items()}):
        yield compare(name, _edition_rows(name, edition, old, sides.old), _edition_rows(name, edition, new, sides.new))


def _edition_rows(name: str, edition: str, files: Mapping[str, str], folder: Path) -> pa.Table:
    paths = [folder / path for path in sorted(files, key=_in_order) if _edition(path) == edition]
    return Partitions(name, {edition: paths}).edition(edition) if paths else make(name, [])


def _edition(path: str) -> str:
    return Path(path).stem.partition("#")[0]


def _in_order(path: str) -> tuple[str, ...]:
    return Path(path).stem.partition("#")
