"""The whole stage on series with words planted by design."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from pipeline import tables
from pipeline.settings import KeywordsSettings, TrendsSettings
from pipeline.stages import Made
from pipeline.tables import Partitions, PartitionWriter, check
from pipeline.trends.shown_as import shown_as
from pipeline.trends.stage import trends
from tests.keywords.tokenised import Corpus, Passage, rows, run_keywords, write_corpus

FILLER = [f"词语{number}" for number in range(30)]
YEARS = (2018, 2019, 2020, 2022, 2023)


def edition(seed: int, n: int = 40, **shares: float) -> list[Passage]:
    """Messages of twenty words; a planted word, or several side by side, stands in its share of them."""
    rng = random.Random(seed)
    made = []
    for _ in range(n):
        words = rng.choices(FILLER, k=20)
        for planted, share in shares.items():
            if rng.random() < share:
                words.insert(rng.randrange(len(words)), planted.replace("_", " "))
        made.append(Passage(" ".join(words)))
    return made


# 甲甲 rises, 利益攸关方 (a wording of a concept) falls, 丙丙 has a hump, 丁丁 戊戊 stand side by side from 2020 on.
SHARES = (
    {"甲甲": 0.0, "利益攸关方": 0.9, "丙丙": 0.0, "丁丁_戊戊": 0.0},
    {"甲甲": 0.2, "利益攸关方": 0.6, "丙丙": 0.5, "丁丁_戊戊": 0.05},
    {"甲甲": 0.4, "利益攸关方": 0.4, "丙丙": 0.9, "丁丁_戊戊": 0.9},
    {"甲甲": 0.6, "利益攸关方": 0.2, "丙丙": 0.45, "丁丁_戊戊": 0.9},
    {"甲甲": 0.9, "利益攸关方": 0.0, "丙丙": 0.0, "丁丁_戊戊": 0.9},
)
FIVE: Corpus = {f"{year}-x": {"a": edition(year, **shares)} for year, shares in zip(YEARS, SHARES, strict=True)}


def run(folder: Path, corpus: Corpus, without_year: frozenset[str] = frozenset(), **settings: Any) -> Made:
    counted = run_keywords(folder / "keywords", corpus).tables
    written = write_corpus(folder, corpus)
    compounds = _compounds(folder, corpus)
    return trends(
        **{"documents": _documents(folder, corpus, without_year), **written, "compounds": compounds},
        terms=counted["terms"],
        concepts=counted["concepts"],
        stopwords=frozenset({"的"}),
        modals=frozenset({"必须"}),
        glosses={"甲甲": "first"},
        keywords_settings=KeywordsSettings(),
        settings=TrendsSettings(**{"max_draws": 999, **settings}),
    )


def _documents(folder: Path, corpus: Corpus, without_year: frozenset[str]) -> Partitions:
    counts = ("n_passages", "n_messages", "n_characters", "n_repairs", "n_suspects")
    names = {edition_id: sorted(documents) for edition_id, documents in corpus.items()}
    made = {
        edition_id: [
            {
                "document_id": f"{edition_id}/{name}", "edition": edition_id,
                "year": None if edition_id in without_year else int(edition_id[:4]), "track": None, "track_en": None,
                "title": name, "title_en": None, "status": None, "language": "zh", "script": "Hans",
                "source_file": name, "sha256": "0" * 64, **dict.fromkeys(counts, 0),
            }
            for name in some
        ]
        for edition_id, some in names.items()
    }  # fmt: skip
    return _partitions(folder, "documents", made)


def _compounds(folder: Path, corpus: Corpus) -> Partitions:
    """丁丁戊戊 is proposed in the last edition alone, at one place."""
    made: dict[str, list[dict[str, Any]]] = {edition_id: [] for edition_id in corpus}
    last = max(corpus)
    name = min(corpus[last])
    made[last] = [
        {
            "document_id": f"{last}/{name}",
            "passage_id": f"{last}/{name}#001",
            "start": 0,
            "end": 4,
            "compound": "丁丁戊戊",
        }
    ]
    return _partitions(folder, "compounds", made)


def _partitions(folder: Path, name: str, made: dict[str, list[dict[str, Any]]]) -> Partitions:
    files = {}
    for edition_id, some in made.items():
        files[edition_id] = folder / "stated" / name / f"{edition_id}.parquet"
        writer = PartitionWriter(name, files[edition_id])
        writer.write(tables.make(name, some))
        writer.close()
    return Partitions(name, files)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return run(tmp_path_factory.mktemp("five"), FIVE)


def by_term(made: Made) -> dict[str, dict[str, Any]]:
    return {row["term"]: row for row in rows(made.tables["trends"])}


def test_tables_are_as_declared(made: Made) -> None:
    for name, table in made.tables.items():
        check(name, table)
        assert table.num_rows


@pytest.mark.parametrize(
    ("term", "state"),
    [
        ("甲甲", "rising"),
        ("利益相关者", "falling"),
        ("丙丙", "varying"),
        ("丁丁戊戊", "rising"),
        ("词语1", "no change shown"),
    ],
)
def test_planted_words_are_found(made: Made, term: str, state: str) -> None:
    assert by_term(made)[term]["state"] == state


def test_a_concept_is_one_row_under_its_label_and_a_word_has_its_gloss(made: Made) -> None:
    found = by_term(made)
    assert (found["利益相关者"]["kind"], found["利益相关者"]["concept"]) == ("concept", "stakeholder")
    assert "利益攸关方" not in found
    assert found["甲甲"]["label_en"] == "first"


def test_a_compound_is_counted_in_every_edition_and_stands_for_its_words(made: Made) -> None:
    found = by_term(made)
    assert found["丁丁戊戊"]["first_edition"] == "2019-x"
    assert found["丁丁戊戊"]["n_occurrences"] == found["丁丁"]["n_occurrences"]
    assert (found["丁丁"]["shown_as"], found["戊戊"]["shown_as"], found["丁丁戊戊"]["shown_as"]) == (
        "丁丁戊戊",
    ) * 2 + (None,)


def test_rates_are_by_characters_with_intervals_by_message(made: Made) -> None:
    points = {row["edition"]: row for row in rows(made.tables["trend_points"]) if row["term"] == "甲甲"}
    assert list(points) == [f"{year}-x" for year in YEARS]
    first, last = points["2018-x"], points["2023-x"]
    assert (first["n_occurrences"], first["rate"], first["rate_low"]) == (0, 0, None)
    texts = [one.tokens.replace(" ", "") for one in FIVE["2023-x"]["a"]]
    assert last["n_characters"] == sum(map(len, texts))
    assert last["rate"] == pytest.approx(
        sum("甲甲" in text for text in texts) / sum(map(len, texts)) * 10_000, abs=1e-6
    )
    assert last["rate_low"] < last["rate"] < last["rate_high"]
    assert (last["resampling_unit"], last["n_resampling_units"], last["n_scope"]) == ("message", 40, 40)


def test_ranks_put_what_changed_first(made: Made) -> None:
    found = rows(made.tables["trends"])
    assert [row["rank"] for row in found] == list(range(1, len(found) + 1))
    states = [row["state"] == "no change shown" for row in found]
    assert states == sorted(states)


def test_the_centre_is_the_mean_year_by_rate(made: Made) -> None:
    found = by_term(made)
    assert found["利益相关者"]["centre"] < found["丙丙"]["centre"] < found["甲甲"]["centre"]
    assert found["丙丙"]["peak_edition"] == "2020-x"


def test_documents_are_dealt_out_where_every_edition_has_enough(tmp_path: Path) -> None:
    many = {
        f"{year}-x": {f"d{number}": edition(100 * year + number, 5, **shares) for number in range(6)}
        for year, shares in zip(YEARS, SHARES, strict=True)
    }
    found = run(tmp_path, many).tables
    assert {row["unit"] for row in rows(found["trends"])} == {"document"}
    assert {(row["resampling_unit"], row["n_resampling_units"]) for row in rows(found["trend_points"])} == {
        ("document", 6)
    }


@pytest.mark.parametrize("n", [1, 2])
def test_fewer_editions_are_no_series(tmp_path: Path, n: int) -> None:
    found = run(tmp_path, dict(list(FIVE.items())[:n])).tables
    assert found["trends"].num_rows == found["trend_points"].num_rows == 0
    assert [row["state"] for row in rows(found["trend_editions"])] == ["in the series"] * n


def test_an_edition_that_is_left_out_says_why(tmp_path: Path) -> None:
    corpus = {**FIVE, "2021-x": {"a": edition(1, 4)}, "2024-x": {"a": edition(2)}}
    found = run(tmp_path, corpus, without_year=frozenset({"2024-x"})).tables
    states = {row["edition"]: row["state"] for row in rows(found["trend_editions"])}
    assert (states["2021-x"], states["2024-x"], states["2018-x"]) == ("not enough evidence", "no year", "in the series")
    assert {row["n_editions"] for row in rows(found["trends"])} == {5}
    assert "2021-x" not in {row["edition"] for row in rows(found["trend_points"])}


def test_editions_dealt_out_at_random_show_nothing(tmp_path: Path) -> None:
    alike = {f"{year}-x": {"a": edition(year + 50, 甲甲=0.3, 丙丙=0.3)} for year in YEARS}
    found = run(tmp_path, alike).tables
    assert {row["state"] for row in rows(found["trends"])} == {"no change shown"}
    assert found["trend_points"].num_rows == 0


def test_the_order_of_documents_changes_nothing(made: Made, tmp_path: Path) -> None:
    turned = dict(reversed(list(FIVE.items())))
    assert all(made.tables[name].equals(table) for name, table in run(tmp_path, turned).tables.items())


@pytest.mark.parametrize(
    ("names", "counts", "expected"),
    [
        (["发展观", "科学发展观"], [[2, 2], [1, 0]], [None, None]),  # two of three
        (["发展观", "科学发展观"], [[2, 2], [1, 1]], ["科学发展观", None]),
        (["民生", "人民生活"], [[2, 0], [0, 5]], [None, None]),  # the letters alone
        (["甲乙", "甲乙丙", "甲乙丙丁"], [[4, 4, 4]], ["甲乙丙丁", "甲乙丙丁", None]),
        (["甲乙"], [[1]], [None]),
        ([], [[]], []),
    ],
)
def test_a_term_is_shown_as_the_longer_one_that_holds_nearly_all_of_it(
    names: list[str], counts: list[list[int]], expected: list[str | None]
) -> None:
    from scipy.sparse import csr_array

    given = csr_array((1, 0), dtype=int) if not names else csr_array(counts)
    assert shown_as(names, ["term"] * len(names), given, 0.7) == expected


def test_a_concept_is_shown_as_itself() -> None:
    from scipy.sparse import csr_array

    assert shown_as(["甲乙", "甲乙丙"], ["concept", "compound"], csr_array([[1, 1]]), 0.7) == [None, None]
