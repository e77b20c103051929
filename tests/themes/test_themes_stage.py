"""The stage: fits by edition and of the corpus, and what must not change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pytest
from planted_text import LEXICON, MODALS, STOPWORDS, Message, planted

from pipeline import tables
from pipeline.parts import Part, fits
from pipeline.settings import KeywordsSettings, ThemesSettings
from pipeline.themes.stage import themes

QUICK = ThemesSettings(
    n_resamples=8, n_resamples_many=8, n_test_resamples=5, n_test_resamples_many=5, n_shuffles=20, n_shuffles_many=20
)
TWO_EDITIONS = {
    "2018-paris/a": planted(14, seed=1),
    "2018-paris/b": planted(13, seed=2),
    "2021-katowice/a": planted(24, seed=3),
}


def _made(tables_read: dict[str, Any], settings: ThemesSettings = QUICK) -> dict[str, pa.Table]:
    """The rows of all fits, each made from its own editions."""
    made = [_fit(part, tables_read, settings) for part in fits(tables_read["passages"].editions)]
    return {name: pa.concat_tables([of_fit[name] for of_fit in made]) for name in made[0]}


def _fit(part: Part, tables_read: dict[str, Any], settings: ThemesSettings) -> dict[str, Any]:
    made = themes(
        part=part,
        **{name: table.only(part.editions) for name, table in tables_read.items()},
        concepts=LEXICON.wordings.concepts,
        stopwords=STOPWORDS,
        modals=MODALS,
        glosses={},
        keywords_settings=KeywordsSettings(),
        settings=settings,
    )
    return dict(made.tables)


def test_one_edition_has_one_fit(table_set: Callable[..., Any]) -> None:
    made = _made(table_set({"2018-paris/a": planted(24)}))
    assert set(made) == {"themes", "passage_themes", "stability"}
    assert set(made["themes"]["fit"].to_pylist()) == {"2018-paris"}
    assert made["passage_themes"].num_rows == 24


def test_two_editions_have_a_fit_each_and_one_of_the_corpus(table_set: Callable[..., Any]) -> None:
    made = _made(table_set(TWO_EDITIONS))
    by_fit = made["passage_themes"].group_by("fit").aggregate([("passage_id", "count_distinct")]).to_pylist()
    counts = {row["fit"]: row["passage_id_count_distinct"] for row in by_fit}
    assert counts == {"2018-paris": 27, "2021-katowice": 24, "corpus": 51}
    for name, table in made.items():
        tables.check(name, table)


def test_labels_name_topics_not_modals_and_stop_words(table_set: Callable[..., Any]) -> None:
    made = _made(table_set({"2018-paris/a": planted(30, n_own=6)}))
    named = {term for terms in made["themes"]["top_terms"].to_pylist() for term in terms.split("、")}
    assert not named & {"的", "必须"}
    assert all("must" not in label for label in made["themes"]["label_en"].to_pylist())


def _reordered(documents: dict[str, Sequence[Message]]) -> dict[str, Sequence[Message]]:
    return dict(reversed(documents.items()))


def test_order_of_documents_and_editions_does_not_matter(table_set: Callable[..., Any]) -> None:
    first, second = _made(table_set(TWO_EDITIONS, "one")), _made(table_set(_reordered(TWO_EDITIONS), "two"))
    assert first == second


def test_number_of_threads_does_not_matter(table_set: Callable[..., Any]) -> None:
    from threadpoolctl import threadpool_limits

    documents = table_set({"2018-paris/a": planted(70)})
    made = []
    for n_threads in (1, 2):
        with threadpool_limits(limits=n_threads):
            made.append(_made(documents))
    assert made[0] == made[1]


def test_another_edition_leaves_an_editions_own_fit_as_it_was(table_set: Callable[..., Any]) -> None:
    alone = _made(table_set({name: rows for name, rows in TWO_EDITIONS.items() if "2018" in name}, "alone"))
    both = _made(table_set(TWO_EDITIONS, "both"))
    for name in ("themes", "passage_themes", "stability"):
        rows = [row for row in both[name].to_pylist() if row["fit"] == "2018-paris"]
        assert rows == alone[name].to_pylist()


def test_the_seed_is_what_decides(table_set: Callable[..., Any]) -> None:
    documents = table_set({"2018-paris/a": planted(24, n_own=2, n_common=5)})
    assert _made(documents)["stability"] != _made(documents, QUICK.model_copy(update={"seed": 1}))["stability"]


@pytest.mark.parametrize(
    ("label", "documents"),
    [
        ("only headings", {"2018-paris/a": [("heading", ["互联网", "治理"])] * 20}),
        ("empty passages", {"2018-paris/a": [("bullet", [])] * 20}),
        ("too few messages", {"2018-paris/a": planted(7)}),
        ("no content", {"2018-paris/a": [("bullet", ["的", "必须"])] * 20}),
    ],
)
def test_too_little_to_group_gives_empty_tables(
    label: str, documents: dict[str, Sequence[Message]], table_set: Callable[..., Any]
) -> None:
    made = _made(table_set(documents))
    assert {name: table.num_rows for name, table in made.items()} == dict.fromkeys(made, 0), label


def test_the_stage_computes_in_one_thread(table_set: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from threadpoolctl import threadpool_info

    from pipeline.themes import stage

    seen: list[int] = []

    def looking(*_: object) -> None:
        seen.extend(library["num_threads"] for library in threadpool_info())

    monkeypatch.setattr(stage, "fit_themes", looking)
    _made(table_set({"2018-paris/a": planted(24)}))
    assert seen
    assert set(seen) == {1}
