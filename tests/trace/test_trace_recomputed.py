"""Every count of a finished run is counted again from the spans behind it, and every statistic made again.

What is traced is found by ``pipeline/trace/evidence.py`` and ``cuts.py``, which know nothing of what made the tables;
the core counts are counted once more below, from the tokens, in plain Python.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.columns import TABLES
from pipeline.trace.evidence import editions_of
from pipeline.trace.kinds import Count, Derived, Measured, Position, Remade, Stated
from pipeline.trace.numbers import NUMBERS
from pipeline.trace.numbers.keywords import of_passage
from pipeline.trace.outputs import Outputs
from pipeline.trace.rows import find_row, published
from pipeline.trace.trace import NUMERIC, Traced, Tracer, chosen
from tests.conftest import ROOT, Workspace
from tests.trace.second_edition import LEXICON, SECOND_EDITION, SETTINGS

SHORT = 40  # rows of a table all of whose statistics are made again
each_table = pytest.mark.parametrize("table", published())


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The shipped corpus and an invented edition, run whole but for charts, page and workbook."""
    made = Workspace(tmp_path_factory.mktemp("two editions"))
    shutil.copytree(ROOT / "corpus", made.corpus)
    for file, text in {**SECOND_EDITION, **LEXICON}.items():
        made.add(file, text)
    made.add("settings.toml", SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.charts.registry.CHARTS", ())
        patch.setattr("pipeline.report.stage.index_html", lambda *_: b"")
        patch.setattr("pipeline.report.stage.workbook", lambda *_: b"")
        made.run()
    return made


@pytest.fixture(scope="module")
def tracer(run: Workspace) -> Tracer:
    return Tracer(Outputs(run.outputs))


@pytest.fixture
def copied(run: Workspace, tmp_path: Path) -> Path:
    """A copy of the tables that a test may spoil."""
    shutil.copytree(run.outputs / "data", tmp_path / "data")
    shutil.copy(run.outputs / "manifest.json", tmp_path)
    return tmp_path


@each_table
def test_every_numeric_column_is_declared(table: str) -> None:
    numeric = {column.name for column in TABLES[table].columns if column.type in NUMERIC}
    declared = set(NUMBERS.get(table, {}))
    assert numeric == declared, f"declare what these are in pipeline/trace/numbers/: {sorted(numeric ^ declared)}"


def test_nothing_else_is_declared() -> None:
    assert set(NUMBERS) <= set(published())


def numbers(table: str, tracer: Tracer) -> Iterator[tuple[int, Traced]]:
    """Every count, share and rank of a table, and of each statistic every seventh where the table is long."""
    rows = tracer.outputs.table(table).to_pylist()
    numeric = [column for column in TABLES[table].columns if column.type in NUMERIC]
    for at, row in enumerate(rows):
        for column in numeric:
            is_statistic = isinstance(chosen(NUMBERS[table][column.name], row), Derived | Remade)
            if not is_statistic or len(rows) <= SHORT or at % 7 == 0:
                yield at + 1, tracer.number(table, column, row)


@each_table
def test_every_number_comes_out_as_published(table: str, tracer: Tracer) -> None:
    assert tracer.outputs.table(table).num_rows, "the invented edition has to give every table a row"
    wrong = [
        f"row {at}: {number.column} is {number.value}, from its trace {number.made}"
        for at, number in numbers(table, tracer)
        if not number.is_equal
    ]
    assert not wrong, f"{len(wrong)} numbers of {table} do not come out again: {'; '.join(wrong[:5])}"


def kinds(table: str, tracer: Tracer) -> Iterator[tuple[str, type]]:
    for row in tracer.outputs.table(table).to_pylist():
        for column, kind in NUMBERS[table].items():
            yield column, type(chosen(kind, row))


def test_places_of_all_kinds_can_be_put_together(tracer: Tracer) -> None:
    outputs, all_of_them = tracer.outputs, tracer.outputs.editions
    found = [outputs.term_places("领域", all_of_them), outputs.concept_places("stakeholder", all_of_them)]
    compound = outputs.table("compounds")["compound"][0].as_py()
    found += [outputs.compound_places(compound, all_of_them), outputs.string_places("治理的", all_of_them)]
    assert pa.concat_tables(found).num_rows == sum(places.num_rows for places in found)
    assert all(places.num_rows for places in found)


@each_table
def test_a_count_is_never_declared_away(table: str, tracer: Tracer) -> None:
    """What is called n_… is counted or made again, not passed over as a place or as stated."""
    unchecked = {column for column, kind in kinds(table, tracer) if kind in {Position, Stated, Measured}}
    named = {column for column in unchecked if column.startswith("n_") or column == "count"}
    assert named <= {"n_bytes", "n_characters"} if table == "sources" else not named


@each_table
def test_every_statistic_names_its_formula(table: str, tracer: Tracer) -> None:
    from importlib import import_module

    from pipeline.trace.remake import setting

    for row in tracer.outputs.table(table).slice(0, 50).to_pylist():
        for column, declared in NUMBERS[table].items():
            kind = chosen(declared, row)
            if isinstance(kind, Derived | Remade):
                module, _, name = kind.formula.partition(":")
                assert getattr(import_module(module), name).__doc__, (column, kind.formula)
                assert all(setting(tracer.outputs.settings, path) is not None for path in kind.settings)


@pytest.mark.parametrize("table", ["terms", "concepts", "variants", "keywords", "wordings", "kwic", "term_candidates"])
def test_every_place_behind_a_count_says_what_it_is_said_to(table: str, tracer: Tracer) -> None:
    """The text at each span is its own wording, no place stands twice, and each is in an edition of the row."""
    texts = {row["passage_id"]: row["text"] for row in tracer.outputs.table("passages").to_pylist()}
    counts = [kind for kind in NUMBERS[table].values() if isinstance(kind, Count)]
    n_seen = 0
    for row in tracer.outputs.table(table).to_pylist()[::7]:
        behind = [found for kind in counts if "term" in (found := kind.of(tracer.outputs, row)).column_names]
        for found in behind:
            spans = list(zip(*(found[name].to_pylist() for name in ("passage_id", "start", "end")), strict=True))
            assert len(set(spans)) == len(spans), row
            said = [texts[passage_id][start:end] for passage_id, start, end in spans]
            assert said == found["term"].to_pylist(), row
            assert {passage_id.partition("/")[0] for passage_id, _, _ in spans} <= set(editions_of(tracer.outputs, row))
            n_seen += len(spans)
    assert n_seen


def test_a_finding_has_the_same_figures_in_both_languages(tracer: Tracer) -> None:
    for row in tracer.outputs.table("findings").to_pylist():
        figures = [sorted(re.findall(r"\d[\d,.]*\d|\d", row[name])) for name in ("text_zh", "text_en")]
        assert figures[0] == figures[1], row["finding"]


class Plain:
    """Tokens of messages counted in plain loops: (edition, document, section, passage) of each, by text."""

    def __init__(self, outputs: Outputs) -> None:
        passages = {row["passage_id"]: row for row in outputs.table("passages").to_pylist()}
        words = {(row["document_id"], row["term"]): row for row in outputs.table("vocabulary").to_pylist()}
        self.places: dict[str, list[dict[str, Any]]] = {}
        self.own: dict[str, list[dict[str, Any]]] = {}
        self.compounds: dict[str, list[dict[str, Any]]] = {}
        for row in outputs.table("compounds").to_pylist():
            self.compounds.setdefault(row["compound"], []).append(passages[row["passage_id"]])
        wordings = {
            (row["concept"], row["term"]) for row in outputs.table("variants").to_pylist() if row["relation"] != "near"
        }
        for token in outputs.table("tokens").to_pylist():
            word, passage = words[token["document_id"], token["term"]], passages[token["passage_id"]]
            if passage["is_message"] and not token["is_apposition"] and word["kind"] not in {"punctuation", "space"}:
                self.places.setdefault(word["text"], []).append(passage)
                if (word["concept"], word["text"]) in wordings:
                    self.own.setdefault(word["concept"], []).append(passage)


@pytest.fixture(scope="module")
def plain(tracer: Tracer) -> Plain:
    return Plain(tracer.outputs)


def test_terms_counted_in_plain_loops(tracer: Tracer, plain: Plain) -> None:
    rows = tracer.outputs.table("terms").to_pylist()
    assert {row["term"]: row["n_occurrences"] for row in rows} == {text: len(at) for text, at in plain.places.items()}
    for row in rows:
        at = plain.places[row["term"]]
        assert row["n_messages"] == len({passage["passage_id"] for passage in at})
        assert row["n_documents"] == len({passage["document_id"] for passage in at})


def test_concepts_counted_in_plain_loops(tracer: Tracer, plain: Plain) -> None:
    for row in tracer.outputs.table("concepts").to_pylist():
        assert row["n_own"] == len(plain.own.get(row["concept"], ())), row["concept"]


def test_keywords_counted_in_plain_loops(tracer: Tracer, plain: Plain) -> None:
    def scope_of(kind: str, passage: dict[str, Any]) -> str:
        section = f"{passage['document_id']}§{passage['section_order']}"
        ids = {"edition": passage["edition"], "document": passage["document_id"], "passage": passage["passage_id"]}
        return str({**ids, "section": section}[kind])

    places = {"term": plain.places, "concept": plain.own, "compound": plain.compounds}
    counted = {
        (level, kind, name): Counter(scope_of(kind, passage) for passage in at)
        for level, found in places.items()
        for kind in ("edition", "document", "section", "passage")
        for name, at in found.items()
    }
    of_messages = [of_passage(tracer.outputs, row) for row in tracer.outputs.table("passage_keywords").to_pylist()]
    for row in [*tracer.outputs.table("keywords").to_pylist(), *of_messages]:
        kind = "term" if row["level"] == "term" else row["kind"]
        name = row["concept"] if kind == "concept" else row["term"]
        assert row["count"] == counted[kind, row["scope_kind"], name][row["scope"]]
        of_edition = [at for at in places[kind][name] if at["edition"] == row["edition"]]
        assert row["document_frequency"] == len({passage["passage_id"] for passage in of_edition})


def spoil(outputs: Path, file: str, column: str, place: int = 0) -> dict[str, Any]:
    """Add 1 to a number in an outputs folder; the row as it was."""
    path = outputs / "data" / file
    table = pq.read_table(path, partitioning=None)
    values = table.column(column).to_pylist()
    row = table.slice(place, 1).to_pylist()[0]
    values[place] += 1
    at = table.schema.get_field_index(column)
    pq.write_table(table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type)), path)
    return row  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("table", "file", "column"),
    [
        ("terms", "terms.parquet", "n_occurrences"),
        ("concepts", "concepts.parquet", "n_messages_nested"),
        ("keywords", "keywords.parquet", "document_frequency"),
        ("keywords", "keywords.parquet", "tfidf"),
        ("keywords", "keywords.parquet", "rank"),
        ("passage_keywords", "passage_keywords/2018-paris.parquet", "document_frequency"),
        ("lexicon_audit", "lexicon_audit.parquet", "n_across"),
        ("documents", "documents/2030-test.parquet", "n_characters"),
        ("themes", "themes.parquet", "n_core"),
        ("stability", "stability.parquet", "z"),
        ("stability", "stability.parquet", "null_mean"),
        ("findings", "findings.parquet", "n"),
        ("wording_checks", "wording_checks.parquet", "n_found"),
        ("kwic", "kwic/2018-paris.parquet", "n_lines"),
        ("comparisons", "comparisons.parquet", "size_reference"),
        ("comparisons", "comparisons.parquet", "n_key"),
        ("keyness", "keyness.parquet", "n_messages_reference"),
        ("keyness", "keyness.parquet", "log_ratio_low"),
        ("keyness", "keyness.parquet", "q_equivalence"),
        ("keyness", "keyness.parquet", "lrc"),
        ("collocations", "collocations.parquet", "n_together"),
        ("collocations", "collocations.parquet", "n_total"),
        ("collocations", "collocations.parquet", "log_dice"),
        ("collocations", "collocations.parquet", "q_value"),
        ("concept_network", "concept_network.parquet", "n_together"),
        ("concept_network", "concept_network.parquet", "expected_shuffled"),
        ("concept_nodes", "concept_nodes.parquet", "degree"),
        ("prefixes", "prefixes.parquet", "n_adjacent"),
        ("background_keywords", "background_keywords.parquet", "background_count"),
        ("background_keywords", "background_keywords.parquet", "log_likelihood"),
        ("background_coverage", "background_coverage.parquet", "n_distinct_known"),
        ("unknown_characters", "unknown_characters/2030-test.parquet", "n_occurrences"),
    ],
)
def test_a_wrong_number_is_named(table: str, file: str, column: str, copied: Path) -> None:
    spoil(copied, file, column)
    outputs = Outputs(copied)
    first = 1 + next(at for at, row in enumerate(outputs.table(table).to_pylist()) if is_in(row, file))
    (declared,) = [one for one in TABLES[table].columns if one.name == column]
    row = find_row(outputs, table, [str(first)])[1]
    assert not Tracer(outputs).number(table, declared, row).is_equal


def is_in(row: dict[str, Any], file: str) -> bool:
    edition = row.get("edition") or str(row.get("document_id", "")).partition("/")[0]
    return "/" not in file or edition == Path(file).stem


@each_table
def test_a_row_has_the_number_that_it_has_in_the_csv_file(table: str, run: Workspace) -> None:
    outputs = Outputs(run.outputs)
    with (run.outputs / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    number = len(rows)
    _, row = find_row(outputs, table, [str(number)])
    key = {
        name: str(row[name]).lower() if isinstance(row[name], bool) else str(row[name]) for name in TABLES[table].key
    }
    assert {name: rows[number - 1][name].removeprefix("'") for name in key} == key
