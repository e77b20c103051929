"""The last run's outputs, read only: its tables, its settings, and where words stand in its text.

What is read is kept where it is small, so that one row is traced at once and thousands in a few seconds; of a large
edition tokens and passages are read from the file, a row group at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.concordance.places import compound_places, place_schema, text_places, token_places
from pipeline.errors import OutputsError
from pipeline.lexicon.model import MERGED_RELATIONS
from pipeline.manifest import LEXICON_COPY, has_files, read_manifest
from pipeline.settings import Settings
from pipeline.swap import recover
from pipeline.trace.token_counts import count_terms, count_tokens, having_messages, with_sizes

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.background.model import Background
    from pipeline.lexicon.model import Lexicon

Row = dict[str, Any]
Key = tuple[str, str, tuple[str, ...]]
"""What was sought: its kind, what it is called, and the editions that it was sought in."""
Found = TypeVar("Found")


class Tokens(NamedTuple):
    """The tokens of a passage in order: where each begins and ends, and whether it is a repeat in brackets."""

    starts: list[int]
    ends: list[int]
    repeats: list[bool]


_KEPT_ROWS = 1_000_000
"""Largest table or part that stays in memory: more is read again."""
_SEARCHED_PASSAGES = 20_000
"""Most passages of an edition that is searched as one text first."""


class Outputs:
    """An outputs folder with a finished run in it; ``OutputsError`` where there is none."""

    def __init__(self, folder: Path) -> None:
        recover(folder)
        manifest = read_manifest(folder)
        if manifest is None:
            raise OutputsError(
                f"{folder}: holds no finished run of this version; run `python -m pipeline analyze` first, or name the "
                "folder of another run with --outputs"
            )
        self.folder = folder
        self.manifest = manifest
        self._whole: dict[str, pa.Table] = {}
        self._parts: dict[tuple[str, str], pa.Table] = {}
        self._kept_for: dict[Key, Any] = {}

    @cached_property
    def settings(self) -> Settings:
        """The settings of the run, not those of today."""
        return Settings.model_validate(self.manifest.settings)

    @cached_property
    def overlay(self) -> Path | None:
        """The lexicon that the run had over the shipped one."""
        copy = self.folder / LEXICON_COPY
        return copy if copy.is_dir() else None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The whole lexicon of the run."""
        from pipeline.lexicon.load import load_lexicon

        return load_lexicon(self.overlay)

    @cached_property
    def background(self) -> Background:
        """The word frequencies that the run's second ranking was against."""
        from pipeline.background.named import find_background

        return find_background(self.settings.keywords.background, self.overlay).load()

    def merged_wordings(self, concept: str) -> list[str]:
        """The wordings that count for a concept, in the text or not."""
        found = next(one for one in self.lexicon.concepts if one.id == concept)
        merged = [variant.text for variant in found.variants if variant.relation in MERGED_RELATIONS]
        return [found.label_zh, *merged]

    @cached_property
    def editions(self) -> tuple[str, ...]:
        return tuple(self._files("sources"))

    @cached_property
    def n_passages(self) -> int:
        return tables.Partitions("passages", self._files("passages")).num_rows

    def edition_named(self, edition: str) -> str:
        """The edition itself; ``OutputsError`` that lists the editions where there is none of this name."""
        if edition in self.editions:
            return edition
        raise OutputsError(f"{self.folder}: there is no edition {edition!r}; there are {', '.join(self.editions)}")

    def is_as_made(self, path: str) -> bool:
        """Whether a file of the outputs is byte for byte what the run made."""
        made = {path: sha256 for record in self.manifest.stages.values() for path, sha256 in record.outputs.items()}
        return path in made and has_files(self.folder, {path: made[path]})

    def table(self, name: str) -> pa.Table:
        """All rows of a table, in the order of its CSV file."""
        import pyarrow as pa

        if name not in self._whole:
            self._refuse_missing(name)
            if TABLES[name].is_partitioned:
                parts = [self.part(name, edition) for edition in self._files(name)]
                whole = pa.concat_tables([tables.schema(name).empty_table(), *parts])
            else:
                whole = tables.read_parquet(self.folder / "data" / f"{name}.parquet")
            if whole.num_rows > _KEPT_ROWS:
                return whole
            self._whole[name] = whole
        return self._whole[name]

    def part(self, name: str, edition: str) -> pa.Table:
        """An edition's rows of a partitioned table; none where it has no file."""
        import pyarrow as pa

        if (name, edition) not in self._parts:
            self._refuse_missing(name)
            files = self._files(name).get(edition, ())
            part = pa.concat_tables([tables.schema(name).empty_table(), *map(tables.read_parquet, files)])
            if part.num_rows > _KEPT_ROWS:
                return part
            self._parts[name, edition] = part
        return self._parts[name, edition]

    def _files(self, name: str) -> dict[str, tuple[Path, ...]]:
        return tables.partition_files(name, self.folder)

    def _refuse_missing(self, name: str) -> None:
        stage = next(stage for stage in _stages() if name in stage.writes)
        if stage.name not in self.manifest.stages:
            raise OutputsError(
                f"{self.folder}: the stage {stage.name}, which makes the table {name}, has not been run; run "
                f"`python -m pipeline {stage.name}`"
            )

    def batches(self, name: str, edition: str) -> Iterator[pa.RecordBatch]:
        """The rows of an edition a row group at a time, from memory where they fit."""
        stored = tables.Partitions(name, self._files(name))
        if stored.n_rows(edition) <= _KEPT_ROWS:
            return iter(self.part(name, edition).to_batches())
        return stored.batches(edition)

    def term_places(self, text: str, editions: tuple[str, ...]) -> pa.Table:
        """Where a counted token has this text: the columns of ``located``, and ``term``."""
        return self._kept("term", text, editions)

    def string_places(self, text: str, editions: tuple[str, ...]) -> pa.Table:
        """Where a passage holds this string, whatever its tokens are."""
        return self._kept("string", text, tuple(edition for edition in editions if self._may_hold(text, edition)))

    def _may_hold(self, text: str, edition: str) -> bool:
        """False where a small edition holds the string nowhere: most of a lexicon's wordings are in no text."""
        if self.part("passages", edition).num_rows > _SEARCHED_PASSAGES:
            return True
        whole = self.kept(
            ("text", "", (edition,)), lambda: "\n".join(self.part("passages", edition)["text"].to_pylist())
        )
        return text in whole

    def concept_places(self, concept: str, editions: tuple[str, ...]) -> pa.Table:
        """Where the table mentions has this concept, own and nested."""
        return self._kept("concept", concept, editions)

    def compound_places(self, compound: str, editions: tuple[str, ...]) -> pa.Table:
        """Where a candidate compound that is ranked as a keyword stands in messages."""
        return self._kept("compound", compound, editions)

    def _kept(self, kind: str, sought: str, editions: tuple[str, ...]) -> pa.Table:
        return self.kept((kind, sought, editions), lambda: self._located(kind, sought, editions))

    def kept(self, key: Key, find: Callable[[], Found]) -> Found:
        """What was found for this key before, or is found now."""
        if key not in self._kept_for:
            self._kept_for[key] = find()
        return self._kept_for[key]  # type: ignore[no-any-return]

    def _located(self, kind: str, sought: str, editions: tuple[str, ...]) -> pa.Table:
        import pyarrow as pa

        if not editions:
            return located_schema().empty_table()
        return pa.concat_tables([self.located(self._found(kind, sought, edition), edition) for edition in editions])

    def _found(self, kind: str, sought: str, edition: str) -> pa.Table:
        import pyarrow.compute as pc

        if kind == "term":
            return token_places(self.batches("tokens", edition), self.part("vocabulary", edition), {sought})
        if kind == "string":
            return text_places(self.batches("passages", edition), sought)
        if kind == "compound":
            return compound_places(self.part("compounds", edition), {sought})
        mentions = self.part("mentions", edition)
        schema = place_schema("term")
        return mentions.filter(pc.equal(mentions.column("concept"), sought)).select(schema.names).cast(schema)

    def message_sizes(self, editions: tuple[str, ...]) -> pa.Table:
        """The messages with a counted token: their rows of passages, and ``n_tokens`` and ``n_words`` of each."""
        import pyarrow as pa

        return self.kept(
            ("sizes", "", editions), lambda: pa.concat_tables([self._sizes(edition) for edition in editions])
        )

    def _sizes(self, edition: str) -> pa.Table:
        passages = having_messages(self.part("passages", edition))
        found = count_tokens(self.batches("tokens", edition), self.part("vocabulary", edition))
        return with_sizes(passages, found)

    def message_terms(self, edition: str) -> pa.Table:
        """The distinct counted token texts of an edition's messages: ``term``, ``kind``, and ``n`` occurrences."""
        messages = having_messages(self.part("passages", edition))["passage_id"]
        vocabulary = self.part("vocabulary", edition)
        return self.kept(
            ("terms", "", (edition,)), lambda: count_terms(self.batches("tokens", edition), vocabulary, messages)
        )

    def located(self, places: pa.Table, edition: str) -> pa.Table:
        """Places of an edition with ``edition``, ``is_message`` and ``section_order`` of their passages."""
        import pyarrow as pa
        import pyarrow.compute as pc

        passages = self.part("passages", edition)
        at = pc.index_in(places.column("passage_id"), value_set=passages.column("passage_id").combine_chunks())
        named = places.append_column("edition", pa.repeat(pa.scalar(edition), places.num_rows))
        for name in ("is_message", "section_order"):
            named = named.append_column(name, passages.column(name).take(at))
        return named

    def passages(self, passage_ids: pa.ChunkedArray) -> pa.Table:
        """The passages with these ids, of whatever edition."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pc.unique(passage_ids)
        parts = [self.part("passages", edition) for edition in _editions(wanted)]
        return pa.concat_tables(
            [
                tables.make("passages", []),
                *(part.filter(pc.is_in(part.column("passage_id"), value_set=wanted)) for part in parts),
            ]
        )

    def tokens_in(self, places: pa.Table) -> dict[str, Tokens]:
        """All tokens of the passages of these places, by passage."""
        import pyarrow.compute as pc

        wanted = pc.unique(places.column("passage_id"))
        found: dict[str, Tokens] = {}
        for edition in _editions(wanted):
            for batch in self.batches("tokens", edition):
                chosen = batch.filter(pc.is_in(batch.column("passage_id").cast("string"), value_set=wanted))
                columns = (chosen.column(name).to_pylist() for name in ("passage_id", "start", "end", "is_apposition"))
                for passage, start, end, is_repeat in zip(*columns, strict=True):
                    tokens = found.setdefault(passage, Tokens([], [], []))
                    tokens.starts.append(start)
                    tokens.ends.append(end)
                    tokens.repeats.append(is_repeat)
        return found


@cache
def located_schema() -> pa.Schema:
    """Columns of places with their edition and what their passages are."""
    import pyarrow as pa

    more = [("edition", pa.string()), ("is_message", pa.bool_()), ("section_order", pa.int64())]
    return pa.schema([*place_schema("term"), *(pa.field(name, kind) for name, kind in more)])


def _editions(passage_ids: pa.Array) -> list[str]:
    """The editions that passages are of, in sorted order."""
    return sorted({passage_id.partition("/")[0] for passage_id in passage_ids.to_pylist()})


@cache
def _stages() -> Any:
    from pipeline.stages import STAGES

    return STAGES
