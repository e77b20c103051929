"""Where words stand in the text of the last run: tokens, mentions, compounds and strings, and how many there are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.concordance.places import UNCOUNTED, compound_places, place_schema, text_places, token_places
from pipeline.trace.stored import Stored
from pipeline.trace.token_counts import count_terms, count_tokens, having_messages, with_sizes

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

_SEARCHED_PASSAGES = 20_000
"""Most passages of an edition that is searched as one text first."""


class Tokens(NamedTuple):
    """The tokens of a passage in order: where each begins and ends, and whether it is a repeat in brackets."""

    starts: list[int]
    ends: list[int]
    repeats: list[bool]


class Outputs(Stored):
    """An outputs folder with a finished run, asked for places; what was found stays in memory."""

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

    def words_in(self, places: pa.Table) -> dict[str, list[tuple[int, int, str]]]:
        """The counted tokens of the passages of these places, by passage: start, end and text of each."""
        tokens, passages = self.tokens_in(places), self.passages(places["passage_id"])
        texts = dict(zip(passages["passage_id"].to_pylist(), passages["text"].to_pylist(), strict=True))
        return {
            passage: [
                (start, end, texts[passage][start:end])
                for start, end, is_repeat in zip(*of, strict=True)
                if not is_repeat and self._is_counted(texts[passage][start:end], passage.partition("/")[0])
            ]
            for passage, of in tokens.items()
        }

    def _is_counted(self, text: str, edition: str) -> bool:
        """Whether a token of this text is no punctuation or space."""
        import pyarrow as pa
        import pyarrow.compute as pc

        def uncounted() -> frozenset[str]:
            vocabulary = self.part("vocabulary", edition)
            kept = vocabulary.filter(pc.is_in(vocabulary["kind"], value_set=pa.array(UNCOUNTED)))
            return frozenset(kept["text"].to_pylist())

        return text not in self.kept(("uncounted", "", (edition,)), uncounted)

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
