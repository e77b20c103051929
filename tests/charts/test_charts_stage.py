"""The stage: rows, files, bytes."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow as pa
import pytest
from invented import LEXICON, Shape, evidence, stage_input

from pipeline.charts.registry import CHARTS, chart_parts
from pipeline.charts.stage import charts, numbers_csv
from pipeline.settings import ChartsSettings
from pipeline.stages import Made
from pipeline.tables import check, rows_of_editions

SETTINGS = ChartsSettings(dpi=72)
KINDS = ("csv", "zh.png", "zh.svg", "en.png", "en.svg")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    editions = [evidence(Shape("2030-atlantis", (1,), k=0)), evidence(Shape("2031-atlantis", (3, 4), n_editions=3))]
    return stage_input(tmp_path_factory.mktemp("tables"), editions)


def _drawn(given: dict[str, Any]) -> Made:
    """All charts of both editions, each given what the registry says that it reads and nothing else."""
    drawn = [
        charts(
            part=part,
            concepts=LEXICON,
            settings=SETTINGS,
            **{name: rows_of_editions(part.editions, name, given[name]) for name in part.tables(())},
        )
        for part in chart_parts(("2030-atlantis", "2031-atlantis"))
    ]
    rows = {name: pa.concat_tables([one.tables[name] for one in drawn]) for name in ("charts", "chart_pictures")}
    return Made(tables=rows, files=[file for one in drawn for file in one.files])


@pytest.fixture(scope="module")
def made(given: dict[str, Any]) -> Made:
    return _drawn(given)


def test_a_row_a_chart_and_edition_and_pictures_in_each_language_for_each_drawn(made: Made) -> None:
    check("charts", made.tables["charts"])
    rows = made.tables["charts"].to_pylist()
    of_corpus, of_edition = ([kind.name for kind in CHARTS if kind.of == of] for of in ("corpus", "edition"))
    assert [(row["edition"], row["chart"]) for row in rows] == [
        *(("corpus", name) for name in of_corpus),
        *((edition, name) for edition in ("2030-atlantis", "2031-atlantis") for name in of_edition),
    ]
    stems = [row["file"] for row in rows if row["state"] == "drawn"]
    assert stems == [
        *(f"charts/corpus/{name}" for name in of_corpus),
        *(f"charts/2031-atlantis/{name}" for name in of_edition),
    ]
    assert [path for path, _ in made.files] == [f"{stem}.{kind}" for stem in stems for kind in KINDS]
    for row in rows:
        assert {row[name] is None for name in ("file", "svg_zh", "svg_en")} == {row["state"] == "not enough evidence"}
        assert row["svg_zh"] != row["svg_en"] or row["svg_zh"] is None


def test_each_drawn_chart_is_a_small_picture_too_in_each_language(made: Made) -> None:
    check("chart_pictures", made.tables["chart_pictures"])
    drawn = [row for row in made.tables["charts"].to_pylist() if row["state"] == "drawn"]
    pictures = made.tables["chart_pictures"].to_pylist()
    assert [(row["edition"], row["chart"], row["language"]) for row in pictures] == [
        (row["edition"], row["chart"], language) for row in drawn for language in ("zh", "en")
    ]
    files = dict(made.files)
    for row in pictures:
        whole = files[f"charts/{row['edition']}/{row['chart']}.{row['language']}.png"]
        assert len(row["png"]) < len(whole) / 3


def test_the_same_tables_give_the_same_bytes(given: dict[str, Any], made: Made) -> None:
    again = _drawn(given)
    assert all(again.tables[name].equals(made.tables[name]) for name in made.tables)
    assert dict(again.files) == dict(made.files)


def test_names_of_charts_differ() -> None:
    assert len({kind.name for kind in CHARTS}) == len(CHARTS)
    assert all(kind.title.zh and kind.title.en for kind in CHARTS)


def test_plotted_numbers_open_in_a_spreadsheet() -> None:
    content = numbers_csv([{"term": "互联网", "n": 3, "tfidf": 1 / 3, "is_core": True, "label_en": None}])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["term", "n", "tfidf", "is_core", "label_en"], ["互联网", "3", "0.333333", "true", ""]]


@pytest.mark.parametrize(
    ("text", "cell"), [("=1+1", "'=1+1"), ("@a", "'@a"), ("＝1", "'＝1"), ("a=b", "a=b"), ("", "")]
)
def test_text_never_becomes_a_formula(text: str, cell: str) -> None:
    rows = list(csv.reader(io.StringIO(numbers_csv([{"term": text, "n": -1}]).decode("utf-8-sig"))))
    assert rows[1] == [cell, "-1"]
