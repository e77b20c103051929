"""What a chart is made from and what it gives, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual, Language
from pipeline.keywords.evidence import RANKED

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.figure import Figure

    from pipeline.charts.links import Link

Row = Mapping[str, Any]


def messages(n: int) -> Bilingual:
    """A number of messages in words.

    >>> messages(1).en, messages(26).zh
    ('1 message', '26 条消息')
    """
    return Bilingual(f"{n:,} 条消息", counted(n, "message"))


def with_messages(name: Bilingual, n: int) -> Bilingual:
    """A name with its number of messages behind it; without an English one the name stands as it is in both.

    >>> with_messages(Bilingual("信任", ""), 3)
    Bilingual(zh='信任（3 条消息）', en='信任 (3 messages)')
    """
    size = messages(n)
    return Bilingual(f"{name.zh}（{size.zh}）", f"{name.said_in('en')} ({size.en})")


def brief(name: Bilingual, most: int = 80) -> Bilingual:
    """A name for inside a sentence: a heading may be a page long, and what is said of it stands behind."""

    def cut(text: str) -> str:
        return text if len(text) <= most else text[: most - 1].rstrip() + "…"

    return Bilingual(cut(name.zh), cut(name.en))


def counted(n: int, noun: str) -> str:
    """A number with an English noun in its singular or plural.

    >>> counted(1, "group"), counted(1200, "time")
    ('1 group', '1,200 times')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


class Evidence:
    """The tables that one chart reads, each by its name: ``evidence.keywords``; ``passages`` are given to every chart.

    They hold one edition, or, for a chart of the whole corpus, all; ``themes``, ``passage_themes`` and ``stability``
    are of the fit on it. ``concept_labels`` are those of the lexicon, by the concept's id. ``language`` is that of
    the chart's words.
    """

    def __init__(
        self,
        edition: str,
        concept_labels: Mapping[str, Bilingual],
        tables: Mapping[str, pa.Table],
        language: Language = "zh",
    ) -> None:
        self.edition = edition
        self.language = language
        self.concept_labels = concept_labels
        self.tables = tables

    def __getattr__(self, name: str) -> pa.Table:
        if name in self.__dict__.get("tables", {}):
            return self.tables[name]
        raise AttributeError(f"a chart uses the table {name}, which the registry does not say that it reads")

    @cached_property
    def messages(self) -> list[Row]:
        """The edition's messages as rows, in document order: the unit of every statistic."""
        return [row for row in self.passages.to_pylist() if row["is_message"]]

    @property
    def n_messages(self) -> int:
        import pyarrow.compute as pc

        return pc.sum(self.passages.column("is_message")).as_py() or 0

    @property
    def is_one_document(self) -> bool:
        """All messages stand in one document: its sections are then what they are told apart by."""
        import pyarrow.compute as pc

        messages = self.passages.filter(self.passages.column("is_message"))
        n_documents: int = pc.count_distinct(messages.column("document_id")).as_py()
        return n_documents < 2

    @property
    def words(self) -> dict[str, object]:
        """What every chart says of its evidence: ``edition``, ``n_zh`` and ``n_en``, its number of messages."""
        size = messages(self.n_messages)
        return {"edition": self.edition, "n_zh": size.zh, "n_en": size.en}


@dataclass(frozen=True)
class Chart:
    """A drawn chart: the figure, the numbers in it (a row a mark, the same columns in each), alt text, messages.

    ``links``: where it leads to passages.
    """

    figure: Figure
    numbers: Sequence[Row]
    alt: Bilingual
    n: int
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class NotEnoughEvidence:
    """A chart that would show nothing or mislead, with the reason and the messages there are."""

    reason: Bilingual
    n: int


Drawn = Chart | NotEnoughEvidence


def unranked(evidence: Evidence) -> NotEnoughEvidence | None:
    """The refusal to rank the keywords of an edition whose table says that its messages are too few."""
    import pyarrow.compute as pc

    of_edition = evidence.keywords.filter(pc.equal(evidence.keywords.column("scope_kind"), "edition"))
    if of_edition.num_rows == 0 or of_edition.column("state")[0].as_py() == RANKED:
        return None
    n = evidence.n_messages
    reason = Bilingual(
        f"证据不足：{evidence.edition} 只有 {n} 条消息，少于关键词排名所需的最低条数（[keywords] min_messages）。",
        f"Not enough evidence: {evidence.edition} has {messages(n).en}, fewer than keywords are ranked from "
        "([keywords] min_messages).",
    )
    return NotEnoughEvidence(reason, n)


def too_few(evidence: Evidence, least: int) -> NotEnoughEvidence | None:
    """The refusal to rank anything in an edition with fewer than ``least`` messages."""
    n = evidence.n_messages
    if n >= least:
        return None
    reason = Bilingual(
        f"证据不足：{evidence.edition} 只有 {n} 条消息，作图至少需要 {least} 条。",
        f"Not enough evidence: {evidence.edition} has {messages(n).en}; a chart needs at least {least}.",
    )
    return NotEnoughEvidence(reason, n)
