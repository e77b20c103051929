"""Tables of the stage charts."""

from __future__ import annotations

from pipeline.columns.model import EDITION, Column, Table, count, maybe_text, number, text

TABLES = (
    Table(
        "charts",
        "The drawn charts with what they say",
        (
            text("chart", "name in the registry"),
            EDITION,
            count("order", "place in the report"),
            text("state", "what became of it", "drawn, not enough evidence"),
            text("title_zh", "title, Chinese"),
            text("title_en", "title, English"),
            text("alt_zh", "alternative text, Chinese; the reason where it was not drawn"),
            text("alt_en", "alternative text, English"),
            count("n", "messages behind it"),
            maybe_text("file", "path of the files in outputs/, without language and extension"),
            maybe_text("svg_zh", "the chart in Chinese as SVG, for a page that carries its own font"),
            maybe_text("svg_en", "the same in English"),
            maybe_text("numbers", "the plotted numbers, as in the CSV file: JSON of columns and rows"),
        ),
        key=("edition", "order"),
        is_csv=False,
    ),
    Table(
        "chart_pictures",
        "The drawn charts as small pictures, for the workbook",
        (
            text("chart", "name in the registry"),
            EDITION,
            text("language", "language of its words", "zh, en"),
            Column("png", "binary", "the picture", "PNG"),
            number("width", "how wide it is meant to be shown", "points"),
            number("height", "how high", "points"),
        ),
        key=("edition", "chart", "language"),
        is_partitioned=True,
        is_csv=False,
    ),
)
