"""How many messages of each section, document or track have each of the leading keywords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.columns import Column, Columns, columns
from pipeline.charts.grid import draw_cell, draw_scale, head_columns, key_columns
from pipeline.charts.keyword_bars import edition_keywords, keyword_label, keyword_view, note_keywords
from pipeline.charts.keyword_messages import keyword_messages
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, brief, counted, messages, too_few
from pipeline.charts.sheet import GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import GREY

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("关键词在各部分的分布", "Where the keywords stand")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · {columns} 个{what_zh} · 数字为含该词的消息条数，颜色越深占该列消息的比例越高",
    "{edition} · {n_en} · {columns_en} · numbers are messages with the keyword; the darker, the larger their share "
    "of the column",
)
_ALT = Bilingual(
    "热图：{edition} 的 {n_zh}，{rows} 个关键词 × {columns} 个{what_zh}。"
    "比例最高的是{keyword}：在“{column_zh}”的 {n_column} 条消息中占 {n_cell} 条。",
    "Heatmap of {n_en} of {edition}: {rows_en} by {columns_en}. "
    'The largest share is {keyword_en}: {n_cell} of {n_column_en} in "{column_en}".',
)
_NONE = Bilingual(
    "证据不足：{edition} 没有可比较的关键词或章节。",
    "Not enough evidence: {edition} has no keywords or no sections to compare.",
)
_ALL = Bilingual("合计", "all")
_CELL = Bilingual("{term}，{column_zh}：{n_zh}", "{en}, {column_en}: {n_en}")
_LABEL_ROOM, _TOTAL, _WIDEST = 1.9, 0.5, 1.9


Cells = list[list[int]]
"""Messages with the keyword, a row a keyword, a column a column of the chart."""


def keyword_heatmap(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Rows are the edition's leading keywords, columns its sections, documents or tracks.

    A cell is the number of the column's messages that have the keyword.
    """
    if refusal := too_few(evidence, settings.min_messages):
        return refusal
    n = evidence.n_messages
    ranked = edition_keywords(evidence)[: settings.n_heatmap_keywords]
    parts = columns(evidence, settings.n_columns)
    if not ranked or not parts.shown:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), n)
    cells = _cells(evidence, ranked, parts)
    words = evidence.words | parts.words | {"rows": len(ranked), "rows_en": counted(len(ranked), "keyword")}
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), parts.remark)
    _draw(sheet, ranked, parts, cells, evidence.edition)
    alt = _ALT.format(**words, **_peak(ranked, parts, cells))
    return Chart(sheet.finish(), _numbers(ranked, parts.shown, cells), alt, n, sheet.links)


def _cells(evidence: Evidence, ranked: Sequence[Row], parts: Columns) -> Cells:
    column_of = {
        row["passage_id"]: parts.place_of((row["document_id"], row["section_order"])) for row in evidence.messages
    }
    found = keyword_messages(evidence, ranked)
    table = []
    for row in ranked:
        counts = Counter(column_of[passage] for passage in found[row["term"]])
        table.append([counts[number] for number in range(len(parts.shown))])
    return table


def _peak(ranked: Sequence[Row], parts: Columns, cells: Cells) -> dict[str, object]:
    """The cell with the largest share, in words; of equals the one with more messages, then the first."""

    def weight(at: tuple[int, int]) -> tuple[float, int]:
        n_messages = cells[at[0]][at[1]]
        return n_messages / parts.shown[at[1]].n_messages, n_messages

    row, column = max(((row, column) for row in range(len(ranked)) for column in range(len(parts.shown))), key=weight)
    shown, keyword = parts.shown[column], ranked[row]
    heading = brief(shown.label)
    return {
        "keyword": keyword["term"],
        "keyword_en": keyword["label_en"] or keyword["term"],
        "column_zh": heading.zh,
        "column_en": heading.said_in("en"),
        "n_cell": cells[row][column],
        "n_column": shown.n_messages,
        "n_column_en": messages(shown.n_messages).en,
    }


def _draw(sheet: Sheet, ranked: Sequence[Row], parts: Columns, cells: Cells, edition: str) -> None:
    labels = [keyword_label(row, sheet.language, _LABEL_ROOM) for row in ranked]
    left = MARGIN + max(text.width for text in labels) + 0.12
    step = min((sheet.right - _TOTAL - left) / len(parts.shown), _WIDEST)
    total_x = left + step * len(parts.shown) + _TOTAL / 2
    is_keyed = head_columns(sheet, left, step, parts.shown)
    sheet.lines(total_x, sheet.y - line_height(GLOSS) - 0.05, (sheet.said(_ALL),), GLOSS, GREY, "center")
    for row, text, line in zip(ranked, labels, cells, strict=True):
        height = max(text.height, 0.26) + 0.05
        middle = sheet.y + height / 2
        sheet.label(left - 0.1, middle, text, "right")
        sheet.value(total_x, middle, f"{row['n_messages_in_scope']:,}", align="center")
        view, every = keyword_view(row, edition), sheet.said(_says(row, _ALL, row["n_messages_in_scope"]))
        sheet.link(MARGIN, sheet.y, left - MARGIN, height, view, every)
        for number, (column, n_messages) in enumerate(zip(parts.shown, line, strict=True)):
            x = left + number * step
            draw_cell(sheet, x, step, height, n_messages / column.n_messages, f"{n_messages:,}")
            if n_messages:
                says = sheet.said(_says(row, column.label, n_messages))
                sheet.link(x, sheet.y, step, height, column.narrowed(view), says)
        sheet.link(total_x - _TOTAL / 2, sheet.y, _TOTAL, height, view, every)
        sheet.y += height
    draw_scale(sheet, left)
    if is_keyed:
        key_columns(sheet, parts)
    note_keywords(sheet, ranked)


def _says(row: Row, column: Bilingual, n_messages: int) -> Bilingual:
    size = messages(n_messages)
    return _CELL.format(
        term=row["term"],
        en=row["label_en"] or row["term"],
        column_zh=column.zh,
        column_en=column.said_in("en"),
        n_zh=size.zh,
        n_en=size.en,
    )


def _numbers(ranked: Sequence[Row], shown: Sequence[Column], cells: Cells) -> list[Row]:
    return [
        {
            "rank": row["rank"],
            "term": row["term"],
            "label_en": row["label_en"],
            "column": number,
            "column_zh": column.label.zh,
            "column_en": column.label.en,
            "n_messages_with_keyword": n_messages,
            "n_messages_column": column.n_messages,
            "share": n_messages / column.n_messages,
        }
        for row, line in zip(ranked, cells, strict=True)
        for number, (column, n_messages) in enumerate(zip(shown, line, strict=True), start=1)
    ]
