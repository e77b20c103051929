"""The page of many editions: the latest as it is, the others carried compressed, as many as there is room for."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import Edition, Received, part

from pipeline.report.chapters import CHAPTERS
from pipeline.settings import Settings

TEXT = [("title", "样例"), ("bullet", "各国/政府/应/合作"), ("bullet", "互联网/治理/需要/对话")]
EDITIONS = [Edition(f"{year}-city", TEXT) for year in (2030, 2031, 2032, 2033, 2034)]


def trend(rank: int, term: str, state: str, **columns: Any) -> dict[str, Any]:
    return {
        "rank": rank, "term": term, "kind": "term", "state": state, "unit": "message", "n_editions": 5,
        "first_edition": "2031-city", "peak_edition": "2034-city", "n_occurrences": 7, "trend_z": 2.5, **columns,
    }  # fmt: skip


def points(n: int) -> list[dict[str, Any]]:
    return [{"edition": one.edition, "year": int(one.edition[:4]), "state": "in the series"} for one in EDITIONS[:n]]


def report(folder: Path, n: int, max_carried_bytes: int = 10**9, **rows: Any) -> dict[str, str]:
    """The pages of the report of the first ``n`` editions."""
    received = Received(*EDITIONS[:n])
    settings = Settings.model_validate({"report": {"max_carried_bytes": max_carried_bytes}})
    received.whole |= rows
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.report.font.font_subset", lambda _text: b"")
        _, files = received.report(folder, settings)
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


def inflated(html: str) -> dict[str, dict[str, str]]:
    """What the page carries compressed: edition → chapter → HTML."""
    found = re.findall(
        r'<script type="application/octet-stream" id="carried-[^"]+" data-edition="([^"]+)">([^<]*)</script>', html
    )
    return {edition: json.loads(gzip.decompress(base64.b64decode(content))) for edition, content in found}


def test_the_latest_edition_stands_in_the_page_and_the_others_in_it_compressed(five: dict[str, str]) -> None:
    html = five["index.html"]
    assert not any(path.startswith("editions/") for path in five)
    assert set(re.findall(r'<div class="edition" data-edition="([^"]+)"', html)) == {"2034-city"}
    carried = inflated(html)
    assert list(carried) == [f"{year}-city" for year in (2033, 2032, 2031, 2030)]
    of_edition = [one.name for one in CHAPTERS if one.of_edition]
    for edition, chapters in carried.items():
        assert list(chapters) == of_edition
        assert all(f'<div class="edition" data-edition="{edition}">' in content for content in chapters.values())


def test_every_link_of_every_edition_leads_to_something(five: dict[str, str]) -> None:
    html = five["index.html"]
    whole = [html, *(content for chapters in inflated(html).values() for content in chapters.values())]
    ids = Counter(id_ for one in whole for id_ in re.findall(r'\bid="([^"]+)"', one))
    assert max(ids.values()) == 1
    links = {unquote(link) for one in whole for link in re.findall(r'href="#([^"]*)"', one)}
    anchors = {link for link in links if not link.startswith("find")}
    assert len(anchors) > 50
    assert anchors <= set(ids)


def test_the_switch_offers_every_edition_that_is_carried(five: dict[str, str]) -> None:
    years = re.findall(r'<option value="(\d+)-city">', five["index.html"])
    assert years == ["2034", "2033", "2032", "2031", "2030"]


def test_an_edition_for_which_there_is_no_room_is_named(tmp_path: Path) -> None:
    one = len(re.findall(r'data-edition="2033-city">([^<]*)</script>', report(tmp_path / "whole", 5)["index.html"])[0])
    html = report(tmp_path / "less", 5, max_carried_bytes=2 * one + 100)["index.html"]
    assert list(inflated(html)) == ["2033-city", "2032-city"]
    assert re.findall(r'<option value="(\d+)-city">', html) == ["2034", "2033", "2032"]
    listed = part(html, "editions_table", "editions")
    assert re.findall(r'href="#(\d[^"]+)"', listed) == [f"{year}-city-analysed" for year in (2034, 2033, 2032)]
    assert [f"{year}-city" for year in re.findall(r'<code class="id">(\d+)-city</code>', listed)] == [
        "2031-city", "2030-city",
    ]  # fmt: skip


def test_trends_are_listed_without_what_is_shown_as_something_longer(five: dict[str, str]) -> None:
    listed = part(five["index.html"], "trends", "editions")
    assert "数据信任&nbsp;‡" in listed
    assert ">信任<" not in listed
    assert ">对话<" not in listed
    assert listed.index("数据信任") < listed.index("光纤")
    assert "2029-city" in listed


def test_with_one_edition_there_is_nothing_to_choose_from(tmp_path: Path) -> None:
    html = report(tmp_path, 1)["index.html"]
    assert "<select" not in html
    assert inflated(html) == {}
    assert "editions-trends" not in html


def test_two_editions_are_no_series_and_the_page_says_so(tmp_path: Path) -> None:
    assert "Too few editions can be points of a series" in report(tmp_path, 2, trend_editions=points(2))["index.html"]
