"""What is not as it was: each kind of cause with its place, and which stages read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.changes.causes import Cause, Detail, State, find_causes
from pipeline.changes.reach import acts_on, reaching
from pipeline.hashes import file_hashes, visible_files
from pipeline.manifest import Evidence, Manifest
from pipeline.stages import STAGE_NAMES, stage_named

NOTHING = Manifest(Evidence({}, {}, None), {}, {}, {}, (), {})


def received(files: Mapping[str, str]) -> Manifest:
    return replace(NOTHING, evidence=Evidence(files, {}, None))


def causes_of(before: Manifest, after: Manifest) -> list[Cause]:
    return find_causes(State(before, None, {}), State(after, None, {}))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"e/a.txt": "1"}, {"e/a.txt": "1"}, []),
        ({}, {"e/a.txt": "1"}, [("e", [Detail("e/a.txt", "added")])]),
        ({"e/a.txt": "1"}, {}, [("e", [Detail("e/a.txt", "removed")])]),
        ({"e/a.txt": "1"}, {"e/a.txt": "2"}, [("e", [Detail("e/a.txt", "changed")])]),
        ({"e/a.txt": "1"}, {"f/b.txt": "1"}, [("f", [Detail("f/b.txt", "moved", "", "e/a.txt", "f/b.txt")])]),
        (  # the same bytes once more are a copy, not a move
            {"e/a.txt": "1"}, {"e/a.txt": "1", "e/b.txt": "1"}, [("e", [Detail("e/b.txt", "added")])],
        ),
        (
            {"e/a.txt": "1", "f/c.txt": "3"}, {"e/a.txt": "2"},
            [("e", [Detail("e/a.txt", "changed")]), ("f", [Detail("f/c.txt", "removed")])],
        ),
        ({"e/a/edition.toml": "1"}, {"e/a/edition.toml": "2"}, [("e", [Detail("e/a/edition.toml", "changed")])]),
        ({}, {"e/edition.toml": "1", "e/a.txt": "1"}, [("e", [Detail("e/a.txt", "added")])]),  # of a new edition
    ],
)  # fmt: skip
def test_input(before: dict[str, str], after: dict[str, str], expected: list[tuple[str, list[Detail]]]) -> None:
    found = causes_of(received(before), received(after))
    assert found == [Cause("input", edition, tuple(details)) for edition, details in expected]


def state(folder: Path, lexicon: dict[str, str], stated: dict[str, str], **settings: object) -> State:
    """What analysts decided, written into a folder."""
    for name, text in {**{f"lexicon/{name}": text for name, text in lexicon.items()}, **stated}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "lexicon").mkdir(parents=True, exist_ok=True)
    hashes = file_hashes([path for path in visible_files(folder) if path.is_file()], folder)
    evidence = Evidence(
        {"e/a.txt": "1", **hashes},
        {path.removeprefix("lexicon/"): sha256 for path, sha256 in hashes.items() if path.startswith("lexicon/")},
        hashes.get("settings.toml"),
    )
    files = {path: folder / path for path in stated}
    return State(replace(NOTHING, evidence=evidence, settings=settings), folder / "lexicon", files)


def test_what_a_person_keeps_is_named_line_by_line(tmp_path: Path) -> None:
    concept = '[[concept]]\nid = "net"\nlabel_zh = "网"\n'
    before = state(
        tmp_path / "before",
        {"corrections.tsv": "# mine\n", "concepts.toml": concept, "terms.txt": "甲\n", "stopwords.txt": "的\n"},
        {"settings.toml": "[themes]\nseed = 1\n", "e/edition.toml": 'id = "e"\n[[files]]\nfile = "a.txt"\n'},
        themes={"seed": 1},
    )
    after = state(
        tmp_path / "after",
        {
            "corrections.tsv": "# mine\n\n人又\t人口\t互联网人又的\n", "terms.txt": "甲\n", "stopwords.txt": "\n的\n\n",
            "concepts.toml": concept.replace("网", "互联网") + 'variants.same = ["网"]\n', "backgrounds/b/x.tsv": "1",
        },
        {
            "settings.toml": "# mine\n[themes]\nseed = 2\n",
            "e/edition.toml": 'id = "e"\n[[files]]\nfile = "a.txt"\nstatus = "final"\n',
        },
        themes={"seed": 2},
    )  # fmt: skip
    found = {cause.name: (cause.kind, cause.details) for cause in find_causes(before, after)}
    assert found == {
        "e/edition.toml": ("stated", (Detail("e/edition.toml:4 (a.txt)", "added", 'status = "final"'),)),
        "lexicon/backgrounds/b/x.tsv": ("background", (Detail("lexicon/backgrounds/b/x.tsv", "added"),)),
        "lexicon/concepts.toml": (
            "lexicon",
            (
                Detail("lexicon/concepts.toml:3 (net)", "changed", "", 'label_zh = "网"', 'label_zh = "互联网"'),
                Detail("lexicon/concepts.toml:4 (net)", "added", 'variants.same = ["网"]'),
            ),
        ),
        "lexicon/corrections.tsv": (
            "lexicon",
            (Detail("lexicon/corrections.tsv:3", "added", "人又\t人口\t互联网人又的"),),
        ),
        "lexicon/stopwords.txt": ("lexicon", (Detail("lexicon/stopwords.txt", "form"),)),
        "themes.seed": ("settings", (Detail("settings.toml:3", "changed", "", "1", "2"),)),
    }


def test_lines_of_an_entry_that_was_added_are_one_place(tmp_path: Path) -> None:
    text = '\n[[concept]]\nid = "web"\nlabel_zh = "万维网"\n'
    before, after = (
        state(tmp_path / name, {"concepts.toml": "# mine\n" + of}, {}) for name, of in (("b", ""), ("a", text))
    )
    (cause,) = find_causes(before, after)
    assert cause.details == (
        Detail("lexicon/concepts.toml:3–5 (web)", "added", '[[concept]]  id = "web"  label_zh = "万维网"'),
    )


def test_where_the_earlier_copies_are_lost_no_line_is_named(tmp_path: Path) -> None:
    before = state(tmp_path / "before", {"terms.txt": "甲\n"}, {"e/edition.toml": "year = 2018\n"})
    after = state(tmp_path / "after", {"terms.txt": "乙\n"}, {"e/edition.toml": "year = 2019\n"})
    found = find_causes(replace(before, can_be_read=False), after)
    assert [detail.what for cause in found for detail in cause.details] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("", "[themes]\nseed = 2", "settings.toml:2"),
        ("[themes]\nseed = 1", "", "settings.toml"),  # taken out: the shipped value counts again
        ("", "", ""),  # the shipped value itself is another
    ],
)
def test_the_place_of_a_setting(tmp_path: Path, before: str, after: str, place: str) -> None:
    old = state(tmp_path / "before", {}, {"settings.toml": before}, themes={"seed": 1})
    new = state(tmp_path / "after", {}, {"settings.toml": after}, themes={"seed": 2})
    (cause,) = find_causes(old, new)
    assert cause.details == (Detail(place, "changed", "", "1", "2"),)


def test_a_settings_file_that_says_the_same_in_other_words(tmp_path: Path) -> None:
    old = state(tmp_path / "before", {}, {"settings.toml": "[themes]\nseed = 1"}, themes={"seed": 1})
    new = state(tmp_path / "after", {}, {"settings.toml": "# mine\nthemes.seed = 1"}, themes={"seed": 1})
    (cause,) = find_causes(old, new)
    assert cause == Cause("settings", "settings.toml", (Detail("settings.toml", "form"),))
    assert not any(acts_on(cause, stage_named(name)) for name in STAGE_NAMES)


def test_the_program_and_its_packages() -> None:
    before = replace(
        NOTHING, pipeline="0.4.0", versions={"jieba": "0.42"},
        code={"pipeline/themes/labels.py": "1", "pipeline/lexicon/shipped/terms.txt": "1"},
    )  # fmt: skip
    after = replace(
        NOTHING, pipeline="0.5.0", versions={"jieba": "0.43", "numpy": "2.0"},
        code={"pipeline/themes/labels.py": "2", "pipeline/lexicon/shipped/terms.txt": "2"},
    )  # fmt: skip
    terms = "pipeline/lexicon/shipped/terms.txt"
    assert causes_of(before, after) == [
        Cause("shipped", terms, (Detail(terms, "changed"),)),
        Cause("code", "0.4.0 → 0.5.0", (Detail("pipeline/themes/labels.py", "changed"),)),
        Cause(
            "packages",
            "",
            (Detail("jieba", "changed", "", "0.42", "0.43"), Detail("numpy", "changed", "", "–", "2.0")),
        ),
    ]


CORRECTIONS = Cause("lexicon", "lexicon/corrections.tsv")
STOPWORDS = Cause("lexicon", "lexicon/stopwords.txt")


EVERY = set(STAGE_NAMES)


@pytest.mark.parametrize(
    ("cause", "reading", "others"),
    [
        (Cause("input", "e"), {"ingest"}, EVERY - {"ingest"}),
        (Cause("stated", "e/edition.toml"), {"ingest"}, EVERY - {"ingest"}),
        (CORRECTIONS, {"normalise"}, EVERY - {"normalise"}),
        (Cause("lexicon", "lexicon/variants.tsv"), {"segment", "keywords"}, {"ingest", "normalise"}),
        (Cause("shipped", "pipeline/lexicon/shipped/prefixes.txt"), {"collocations"}, {"segment", "keywords"}),
        (Cause("settings", "segment.engine"), {"segment", "terminology", "report"}, {"ingest", "normalise"}),
        (Cause("background", "lexicon/backgrounds/b"), {"keywords"}, {"segment", "report"}),
        (Cause("code", "1", (Detail("pipeline/themes/null.py", "changed"),)), {"themes"}, {"segment", "report"}),
        (Cause("code", "1", (Detail("pipeline/stages.py", "changed"),)), EVERY, set()),
        # The bytes of a settings module count for nothing: its values do.
        (Cause("code", "1", (Detail("pipeline/settings/themes.py", "changed"),)), set(), EVERY),
        (Cause("packages", ""), EVERY, set()),
    ],
    ids=lambda value: value.name if isinstance(value, Cause) else "",
)
def test_the_stages_that_read_a_cause(cause: Cause, reading: set[str], others: set[str]) -> None:
    found = {name for name in STAGE_NAMES if acts_on(cause, stage_named(name))}
    assert reading <= found
    assert not others & found


def test_a_cause_reaches_a_table_through_changed_tables_only() -> None:
    causes = [CORRECTIONS, STOPWORDS]
    assert reaching(causes, {"passages", "keywords"}) == {"passages": (0,), "keywords": (0, 1)}
    # The text is as it was, so the correction has no part in what became of the keywords.
    assert reaching(causes, {"repairs", "keywords"}) == {"repairs": (0,), "keywords": (1,)}
    assert reaching([Cause("settings", "themes.seed")], {"tokens", "themes"}) == {"tokens": (), "themes": (0,)}
