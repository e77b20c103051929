"""What a run says of names: doubts by file and line, and names that no theme has."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import tables
from pipeline.lexicon.model import ThemeName
from pipeline.themes.name_notices import name_notices

PARIS = "2018-paris"
NAME = ThemeName("谁来参与", None, PARIS, ("各方应当参与。",), (), line="lexicon/theme-names.toml, line 2")


def row(state: str, theme: int | None, fit: str = PARIS, rank: int = 1) -> dict[str, Any]:
    return {
        "fit": fit, "name_zh": NAME.name_zh, "name_en": None, "rank": rank, "state": state,
        "theme_id": theme and f"{fit}/theme-{theme}", "score": theme and 0.5, "given_in": PARIS, "n_quotes": 1,
        "n_quotes_found": 1, "n_quotes_in_theme": theme and 0.5, "n_terms": 0, "n_shared_terms": theme and 0,
        "shared_terms": theme and "", "line": NAME.line,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "rows", "said"),
    [
        ("named", [row("named", 1), row("part", 2, rank=2)], []),
        ("named in another edition", [row("not here", None), row("named", 1, "2019-berlin")], []),
        (
            "in doubt",
            [row("several themes", 1), row("several themes", 2, rank=2)],
            ["suits several themes of 2018-paris about equally (2018-paris/theme-1 0.50, 2018-paris/theme-2 0.50)"],
        ),
        ("too many names", [row("several names", 1)], ["suits a theme of 2018-paris no better than another name does"]),
        ("taken", [row("taken", 1)], ["suits only themes of 2018-paris that other names suit better"]),
        (
            "in doubt among the themes of all editions, which are fewer",
            [row("named", 1), row("several names", 1, "corpus")],
            [],
        ),
        ("gone", [row("no theme", None)], ["suits no theme of 2018-paris, where its passages are from"]),
        ("nowhere", [row("not here", None), row("part", 1, rank=2)], ["no theme anywhere suits the name '谁来参与'"]),
    ],
)
def test_notices(label: str, rows: list[dict[str, Any]], said: list[str]) -> None:
    notices = name_notices(tables.make("theme_names", rows), (NAME,))
    assert len(notices) == len(said), label
    for notice, expected in zip(notices, said, strict=True):
        assert notice.startswith("lexicon/theme-names.toml, line 2: ")
        assert expected in notice
