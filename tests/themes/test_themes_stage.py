"""The stage: fits by edition and of the corpus, and what must not change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pytest
from planted_text import LEXICON, MODALS, STOPWORDS, TOPICS, Message, planted

from pipeline import tables
from pipeline.columns.themes import NOT_ENOUGH
from pipeline.lexicon.model import ThemeName
from pipeline.parts import Part, fits
from pipeline.settings import KeywordsSettings, SegmentSettings, ThemesSettings
from pipeline.stages import stage_named
from pipeline.themes.fit import fit_themes
from pipeline.themes.stage import themes

QUICK = ThemesSettings(
    n_resamples=8, n_resamples_many=8, n_test_resamples=5, n_test_resamples_many=5, n_shuffles=20, n_first_shuffles=12
)
TWO_EDITIONS = {
    "2018-paris/a": planted(14, seed=1),
    "2018-paris/b": planted(13, seed=2),
    "2021-katowice/a": planted(24, seed=3),
}


def _made(
    tables_read: dict[str, Any], settings: ThemesSettings = QUICK, names: tuple[ThemeName, ...] = ()
) -> dict[str, pa.Table]:
    """The rows of all fits, each made from its own editions."""
    made = [_fit(part, tables_read, settings, names) for part in fits(tables_read["passages"].editions)]
    return {name: pa.concat_tables([of_fit[name] for of_fit in made]) for name in made[0]}


def _fit(
    part: Part, tables_read: dict[str, Any], settings: ThemesSettings, names: tuple[ThemeName, ...]
) -> dict[str, Any]:
    made = themes(
        part=part,
        **{name: table.only(part.editions) for name, table in tables_read.items()},
        concepts=LEXICON.wordings.concepts,
        stopwords=STOPWORDS,
        modals=MODALS,
        glosses={},
        theme_names=names,
        background_vectors=None,
        keywords_settings=KeywordsSettings(),
        segment_settings=SegmentSettings(),
        settings=settings,
    )
    return dict(made.tables)


def test_one_edition_has_one_fit(table_set: Callable[..., Any]) -> None:
    made = _made(table_set({"2018-paris/a": planted(24)}))
    assert set(made) == set(stage_named("themes").writes)
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


def _names_of(made: dict[str, pa.Table], texts: dict[str, str], fit: str) -> tuple[ThemeName, ...]:
    """A name for each theme of a fit, as a person copies it from the outputs: three passages and the top terms."""
    return tuple(
        ThemeName(
            f"名字{place}", None, fit, tuple(texts[id_] for id_ in row["exemplars"].split()),
            tuple(row["top_terms"].split("、")),
        )
        for place, row in enumerate(made["themes"].to_pylist())
        if row["fit"] == fit
    )  # fmt: skip


def test_names_survive_a_rerun_another_edition_and_the_fit_of_all(table_set: Callable[..., Any]) -> None:
    alone = table_set({name: rows for name, rows in TWO_EDITIONS.items() if "2018" in name}, "alone")
    made = _made(alone)
    texts = {row["passage_id"]: row["text"] for _, rows in alone["passages"] for row in rows.to_pylist()}
    names = _names_of(made, texts, "2018-paris")
    again = _made(alone, QUICK.model_copy(update={"seed": 3}), names)["themes"].to_pylist()
    assert sorted(row["name_zh"] for row in again) == [name.name_zh for name in names]
    both = _made(table_set(TWO_EDITIONS, "both"), names=names)
    by_fit: dict[str, dict[str, str]] = {}
    for row in both["themes"].to_pylist():
        by_fit.setdefault(row["fit"], {})[row["name_zh"]] = row["top_terms"].split("、")[0]
    assert sorted(by_fit) == ["2018-paris", "2021-katowice", "corpus"]
    assert all(sorted(of_fit) == [name.name_zh for name in names] for of_fit in by_fit.values())
    # The same subject has the same name: its leading terms are of one planted topic.
    topic = {term: number for number, terms in enumerate(TOPICS) for term in terms}
    subjects = [{name: topic[term] for name, term in of_fit.items()} for of_fit in by_fit.values()]
    assert subjects[0] == subjects[1] == subjects[2]


def _groups(made: dict[str, pa.Table], name_of: Callable[[str], str]) -> set[tuple[frozenset[str], str]]:
    """Who is with whom, and how each stands; passages by what ``name_of`` calls them."""
    together: dict[tuple[str, str | None], set[str]] = {}
    for row in made["passage_themes"].to_pylist():
        together.setdefault((row["fit"], row["theme_id"]), set()).add(f"{name_of(row['passage_id'])} {row['standing']}")
    sizes = {row["theme_id"]: f"{row['stability']} {row['stability_low']}" for row in made["themes"].to_pylist()}
    return {(frozenset(names), sizes.get(theme or "", "")) for (_, theme), names in together.items()}


def _renamed(passage_id: str) -> str:
    document, _, order = passage_id.partition("#")
    return f"{RENAMED.get(document, document)}#{order}"


RENAMED = {"2018-paris/a": "2018-paris/z", "2018-paris/c": "2018-paris/q"}
FIVE_DOCUMENTS = {f"2018-paris/{name}": planted(6 + number, seed=number) for number, name in enumerate("abcde")}


@pytest.mark.parametrize("documents", [TWO_EDITIONS, FIVE_DOCUMENTS], ids=["by message", "by document"])
def test_what_documents_are_called_and_their_order_do_not_matter(
    documents: dict[str, Sequence[Message]], table_set: Callable[..., Any]
) -> None:
    # 2018-paris/a, the first document, becomes the last.
    renamed = {RENAMED.get(name, name): messages for name, messages in documents.items()}
    first, second = _made(table_set(documents, "one")), _made(table_set(renamed, "two"))
    assert first["passage_themes"]["passage_id"] != second["passage_themes"]["passage_id"]
    assert _groups(first, _renamed) == _groups(second, str)
    assert first["stability"] == second["stability"]


def test_the_order_of_messages_does_not_matter(table_set: Callable[..., Any]) -> None:
    messages = planted(26, seed=5)
    first = _made(table_set({"2018-paris/a": messages}, "one"))
    second = _made(table_set({"2018-paris/a": messages[::-1]}, "two"))
    turned = {f"2018-paris/a#{n:03d}": f"2018-paris/a#{27 - n:03d}" for n in range(1, 27)}
    assert _groups(first, lambda passage_id: turned[passage_id]) == _groups(second, str)
    assert first["stability"] == second["stability"]


def test_what_an_edition_is_called_does_not_matter(table_set: Callable[..., Any]) -> None:
    first = _made(table_set({"2018-paris/a": planted(26, seed=6)}, "one"))
    second = _made(table_set({"2021-katowice/a": planted(26, seed=6)}, "two"))
    assert first["stability"].drop_columns("fit") == second["stability"].drop_columns("fit")
    assert _groups(first, lambda passage_id: passage_id.replace("2018-paris", "2021-katowice")) == _groups(second, str)


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
        ("empty passages", {"2018-paris/a": [("bullet", [])] * 20}),
        ("too few messages", {"2018-paris/a": planted(7)}),
        ("no content", {"2018-paris/a": [("bullet", ["的", "必须"])] * 20}),
    ],
)
def test_too_little_to_group_is_said_in_a_row_and_nothing_else(
    label: str, documents: dict[str, Sequence[Message]], table_set: Callable[..., Any]
) -> None:
    made = _made(table_set(documents))
    (fit,) = made.pop("theme_fits").to_pylist()
    assert fit["state"] == NOT_ENOUGH, label
    assert {name: table.num_rows for name, table in made.items()} == dict.fromkeys(made, 0), label


def test_an_edition_without_messages_has_no_fit(table_set: Callable[..., Any]) -> None:
    made = _made(table_set({"2018-paris/a": [("heading", ["互联网", "治理"])] * 20}))
    assert {name: table.num_rows for name, table in made.items()} == dict.fromkeys(made, 0)


def test_the_stage_computes_in_one_thread(table_set: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from threadpoolctl import threadpool_info

    from pipeline.themes import stage

    seen: list[int] = []

    def looking(*asked: Any) -> Any:
        seen.extend(library["num_threads"] for library in threadpool_info())
        return fit_themes(*asked)

    monkeypatch.setattr(stage, "fit_themes", looking)
    _made(table_set({"2018-paris/a": planted(24)}))
    assert seen
    assert set(seen) == {1}
