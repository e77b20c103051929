"""The report of many editions: an overview, the latest in full, the others in files of their own that links reach."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import Edition, Received

from pipeline.report.edition_files import own_file
from pipeline.report.html import address, kilobytes

TEXT = [("title", "样例"), ("bullet", "各国/政府/应/合作"), ("bullet", "互联网/治理/需要/对话")]
EDITIONS = [Edition(f"{year}-city", TEXT) for year in (2030, 2031, 2032, 2033, 2034)]


def trend(rank: int, term: str, state: str, **columns: Any) -> dict[str, Any]:
    return {
        "rank": rank, "term": term, "kind": "term", "state": state, "unit": "message", "n_editions": 5,
        "first_edition": "2031-city", "peak_edition": "2034-city", "n_occurrences": 7, "trend_z": 2.5, **columns,
    }  # fmt: skip


def points(n: int) -> list[dict[str, Any]]:
    return [{"edition": one.edition, "year": int(one.edition[:4]), "state": "in the series"} for one in EDITIONS[:n]]


def report(folder: Path, n: int, **rows: Any) -> dict[str, str]:
    """The pages of the report of the first ``n`` editions."""
    received = Received(*EDITIONS[:n])
    received.whole |= rows
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.report.font.font_subset", lambda _text: b"")
        _, files = received.report(folder)
    return {path: content.decode("utf-8") for path, content in files.items() if path.endswith((".html", ".md"))}


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    trends = [
        trend(1, "数据信任", "rising", kind="compound"),
        trend(2, "信任", "rising", shown_as="数据信任"),
        trend(3, "光纤", "falling"),
        trend(4, "对话", "no change shown"),
    ]
    left_out = {"edition": "2029-city", "year": 2029, "state": "not enough evidence"}
    return report(tmp_path_factory.mktemp("five"), 5, trends=trends, trend_editions=[*points(5), left_out])


def test_the_latest_editions_stand_on_the_first_page_and_others_in_files(five: dict[str, str]) -> None:
    assert {path for path in five if path.startswith("editions/")} == {f"editions/{y}-city.html" for y in (2030, 2031)}
    for year in range(2030, 2035):
        is_full = f'<section class="edition" id="{year}-city">' in five["index.html"]
        assert is_full is (year >= 2032)
        assert is_full or f'<section class="edition" id="{year}-city">' in five[f"editions/{year}-city.html"]


def test_every_link_between_pages_leads_to_something(five: dict[str, str]) -> None:
    ids = {path: set(re.findall(r'\bid="([^"]+)"', html)) for path, html in five.items()}
    n_checked = 0
    for path in ("index.html", "editions/2030-city.html", "editions/2031-city.html"):
        for href in re.findall(r'href="([^"]*)"', five[path]):
            file, _, anchor = unquote(href).partition("#")
            target = path if not file else file.removeprefix("../") if "/" in path else file
            if target in ids and anchor:
                assert anchor in ids[target], (path, href)
                n_checked += 1
            assert not file.startswith("tables/") or "/" not in path  # an edition's own file is one folder down
    assert n_checked > 30


def test_the_overview_lists_every_edition_with_the_size_of_its_file(five: dict[str, str]) -> None:
    listed = five["index.html"].split('id="all-editions-table"')[1].split('id="all-editions-trends"')[0]
    assert re.findall(r'href="([^"]+)"', listed) == [
        "#2034-city", "#2033-city", "#2032-city", "editions/2031-city.html", "editions/2030-city.html",
    ]  # fmt: skip
    size = len(five["editions/2030-city.html"].encode())
    assert kilobytes(size) in listed


def test_trends_are_listed_without_what_is_shown_as_something_longer(five: dict[str, str]) -> None:
    part = five["index.html"].split('id="all-editions-trends"')[1].split("</section>")[0]
    assert "数据信任&nbsp;‡" in part
    assert ">信任<" not in part
    assert ">对话<" not in part
    assert part.index("数据信任") < part.index("光纤")
    assert "2029-city" in part


def test_an_edition_of_its_own_file_leads_back(five: dict[str, str]) -> None:
    assert 'href="../index.html#all-editions"' in five["editions/2030-city.html"]
    assert "Content-Security-Policy" in five["editions/2030-city.html"]


def test_one_edition_has_no_overview(tmp_path: Path) -> None:
    made = report(tmp_path, 1)
    assert "all-editions" not in made["index.html"]
    assert not any(path.startswith("editions/") for path in made)


def test_two_editions_have_an_overview_that_says_there_is_no_series(tmp_path: Path) -> None:
    made = report(tmp_path, 2, trend_editions=points(2))
    assert "Too few editions can be points of a series" in made["index.html"]
    assert not any(path.startswith("editions/") for path in made)


class Shown:
    edition, linked, files = "", frozenset[str](), {"2030-city": "editions/2030-city.html"}

    def __getitem__(self, name: str) -> int:
        return 0


@pytest.mark.parametrize(
    ("passage_id", "expected"),
    [("2030-city/a b#001", "editions/2030-city.html#2030-city/a%20b%23001"), ("2034-city/a#001", "#2034-city/a%23001")],
)
def test_the_address_of_a_passage(passage_id: str, expected: str) -> None:
    assert address(passage_id, Shown()) == expected


@pytest.mark.parametrize(("number", "file"), [(0, ""), (2, ""), (3, "editions/x.html")])
def test_own_file(number: int, file: str) -> None:
    assert own_file("x", number, 3) == file
