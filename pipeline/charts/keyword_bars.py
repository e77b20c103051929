"""Keywords of an edition by TF-IDF, the wordings of a concept merged, with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual, Language
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages, too_few, unranked
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Label, Sheet, line_height, term_label
from pipeline.charts.style import BLUE, GREY
from pipeline.columns import INCLUSIVE
from pipeline.keywords.units import COMPOUND
from pipeline.lexicon.gloss import SOURCE
from pipeline.views import View, unit_view

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("关键词排名", "Ranked keywords")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · 前 {shown} 名 · 按 TF-IDF（按词长加权）排名，同一概念的不同写法合并计数",
    "{edition} · {n_en} · top {shown} · ranked by TF-IDF weighed by length, the wordings of a concept counted as one",
)
_ALT = Bilingual(
    "条形图：{edition} 的 {n_zh}中 TF-IDF 最高的 {shown} 个关键词。居前的是{leading_zh}。",
    "Bar chart: the {shown_en} with the highest TF-IDF in {n_en} of {edition}. In front: {leading_en}.",
)
_NONE = Bilingual("证据不足：{edition} 没有可排名的关键词。", "Not enough evidence: {edition} has no keyword to rank.")
_DICTIONARY = Bilingual(
    "† 英文释义取自 CC-CEDICT 词典，其余取自本项目词表。",
    "† English from CC-CEDICT; the rest from the project's lexicon.",
)
_COMPOUNDS = Bilingual(
    "‡ 程序找出的候选复合词，未经人确认。",
    "‡ A candidate compound, found by the program and confirmed by nobody; it has no English.",
)
_INCLUSIVE = Bilingual(
    "概念的次数和消息数包括内嵌于更长的词的提及。",
    "Counts and messages of concepts are inclusive of mentions inside longer terms.",
)
_MARK = Bilingual("{rank}. {term}：{count} 次，{document_frequency} 条消息", "{rank}. {en}: {times} in {found_in}")
_COUNT, _MESSAGES = Bilingual("次数", "count"), Bilingual("消息", "messages")

_LABEL_ROOM, _COLUMN, _VALUE_ROOM = 2.3, 0.62, 0.5


def keyword_bars(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Horizontal bars, one a keyword of the edition at concept level; length is TF-IDF.

    Beside each its occurrences (for a concept its mentions as concept_counts says) and the messages that have it.
    """
    if refusal := too_few(evidence, settings.min_messages) or unranked(evidence):
        return refusal
    n = evidence.n_messages
    ranked = edition_keywords(evidence)[: settings.n_keywords]
    if not ranked:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), n)
    words = evidence.words | {"shown": len(ranked), "shown_en": counted(len(ranked), "keyword")}
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _draw(sheet, ranked, evidence.edition)
    leading = ranked[:3]
    alt = _ALT.format(
        **words,
        leading_zh="、".join(
            f"{row['term']}（{row['count']} 次，{row['document_frequency']} 条消息）" for row in leading
        ),
        leading_en=", ".join(map(_in_english, leading)),
    )
    return Chart(sheet.finish(), _numbers(ranked), alt, n, sheet.links)


def edition_keywords(evidence: Evidence) -> list[Row]:
    """The edition's keywords at concept level, by rank."""
    rows = evidence.keywords.to_pylist()
    chosen = [row for row in rows if row["scope_kind"] == "edition" and row["level"] == "concept"]
    return sorted(chosen, key=lambda row: row["rank"])


def keyword_view(row: Row, edition: str) -> View:
    """The messages of an edition that a keyword's count is of."""
    return unit_view(row["kind"], row["term"], row["concept"], row["concept_counts"], edition=edition)


def keyword_label(row: Row, language: Language, room: float, max_lines: int = 3, size: float = BODY) -> Label:
    """A keyword with its English; a dagger marks English that comes from CC-CEDICT, a double one a compound."""
    gloss = row["label_en"] or ""
    if gloss and row["label_en_source"] == SOURCE:
        gloss += "†"
    name = f"{row['term']}‡" if row["kind"] == COMPOUND else row["term"]
    return term_label(name, gloss, language, room, max_lines, size)


def note_keywords(sheet: Sheet, rows: Sequence[Row]) -> None:
    """Say what the daggers mean, where there are any, and which mentions count, where not only a concept's own do.

    A single dagger stands on English alone.
    """
    has_compounds = any(row["kind"] == COMPOUND for row in rows)
    is_english = sheet.language == "en"
    has_dictionary = is_english and any(row["label_en"] and row["label_en_source"] == SOURCE for row in rows)
    is_inclusive = any(row["concept_counts"] == INCLUSIVE for row in rows)
    for text, holds in ((_INCLUSIVE, is_inclusive), (_COMPOUNDS, has_compounds), (_DICTIONARY, has_dictionary)):
        if holds:
            sheet.y += 0.06
            sheet.note(text)


def _in_english(row: Row) -> str:
    times, found_in = counted(row["count"], "time"), messages(row["document_frequency"]).en
    return f"{row['label_en'] or row['term']} ({times}, {found_in})"


def _draw(sheet: Sheet, ranked: Sequence[Row], edition: str) -> None:
    labels = [keyword_label(row, sheet.language, _LABEL_ROOM) for row in ranked]
    left = MARGIN + 0.3 + max(text.width for text in labels) + 0.12
    count_x, messages_x = sheet.right - _COLUMN, sheet.right
    full = count_x - _COLUMN - left - _VALUE_ROOM
    sheet.lines(left, sheet.y, ("TF-IDF",), GLOSS, GREY)
    for x, text in ((count_x, _COUNT), (messages_x, _MESSAGES)):
        sheet.lines(x, sheet.y, (sheet.said(text),), GLOSS, GREY, "right")
    sheet.y += line_height(GLOSS) + 0.06
    highest = ranked[0]["tfidf"]
    for row, words in zip(ranked, labels, strict=True):
        height = words.height + 0.07
        middle = sheet.y + height / 2
        sheet.value(MARGIN + 0.18, middle, str(row["rank"]), GLOSS, GREY, "right")
        sheet.label(left - 0.12, middle, words, "right")
        length = full * row["tfidf"] / highest
        sheet.box(left, middle - 0.085, length, 0.17, BLUE)
        sheet.value(left + length + 0.06, middle, f"{row['tfidf']:.2f}")
        sheet.value(count_x, middle, f"{row['count']:,}", align="right")
        sheet.value(messages_x, middle, f"{row['document_frequency']:,}", align="right")
        sheet.link(MARGIN, sheet.y, sheet.room, height, keyword_view(row, edition), _says(row).said_in(sheet.language))
        sheet.y += height
    note_keywords(sheet, ranked)


def _says(row: Row) -> Bilingual:
    """What a bar says, for those who hear it."""
    return _MARK.format(
        **row,
        en=row["label_en"] or row["term"],
        times=counted(row["count"], "time"),
        found_in=messages(row["document_frequency"]).en,
    )


def _numbers(ranked: Sequence[Row]) -> list[Row]:
    kept = (
        "rank",
        "term",
        "kind",
        "concept",
        "label_en",
        "label_en_source",
        "count",
        "document_frequency",
        "n_messages_edition",
        "length_weight",
        "tfidf",
        "stands_for",
    )
    return [{name: row[name] for name in kept} for row in ranked]
