"""The page as a browser would take it."""

from __future__ import annotations

import base64
import io
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Edition, Received
from fontTools.ttLib import TTFont

from pipeline.bilingual import EXPLORATORY
from pipeline.manifest import CHANGES
from pipeline.report.html import by_document, code_points, decimal, fragment, visible
from pipeline.report.passage_links import Links
from pipeline.settings import Settings

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'><!--{{ 7*7 }}</style>\u202e\u2066"


class Page(HTMLParser):
    """Elements, ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def page_of(received: Received, folder: Path, settings: Settings | None = None) -> Page:
    _, files = received.report(folder, settings)
    return Page(files["index.html"].decode("utf-8"))


@pytest.fixture
def page(received: Received, tmp_path: Path) -> Page:
    return page_of(received, tmp_path)


def test_no_request_to_anywhere(page: Page) -> None:
    data_blocks = [value for tag, name, value in page.attributes if (tag, name) == ("script", "type")]
    assert page.tags["script"] - len(data_blocks) == 1
    assert set(data_blocks) <= {"application/json", "application/octet-stream"}  # which no browser runs
    assert not {"iframe", "object", "embed", "img", "base", "form"} & set(page.tags)
    policy = next(value for value in page.all("content") if "default-src" in value)
    assert policy.startswith("default-src 'none';")
    assert "script-src 'sha256-" in policy
    assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    addresses = page.all("href") + page.all("src")
    assert [address for address in addresses if re.match(r"[a-z]+:|//", address)] == ["data:,"]


def test_every_id_is_there_once_and_every_link_leads_somewhere(page: Page) -> None:
    ids = Counter(page.all("id"))
    assert max(ids.values()) == 1
    inside = {unquote(address[1:]) for address in page.all("href") if address.startswith("#")}
    assert {anchor for anchor in inside if not anchor.startswith("find")} <= set(ids)
    assert "find?passage=2030-sample/sample#002" in inside


def test_downloads_are_files_that_the_stage_makes(received: Received, tmp_path: Path) -> None:
    _, files = received.report(tmp_path)
    page = Page(files["index.html"].decode("utf-8"))
    addresses = {address for address in page.all("href") if not address.startswith(("#", "data:"))}
    assert addresses == {*files, CHANGES} - {"index.html"}  # what changed is written when the run is finished


def test_text_of_a_document_never_becomes_markup(tmp_path: Path) -> None:
    plain = page_of(Received(Edition("2030-plain", [("title", "样例"), ("bullet", "网络")])), tmp_path / "plain")
    hostile = Received(
        Edition("2030-plain", [("title", HOSTILE), ("bullet", HOSTILE)], title=HOSTILE, status=HOSTILE, track=HOSTILE)
    )
    hostile.parts["2030-plain"]["sources"][0]["edition_title_zh"] = HOSTILE
    hostile.parts["2030-plain"]["sections"][0]["section"] = HOSTILE
    page = page_of(hostile, tmp_path / "hostile")
    assert "img" not in page.tags
    assert (page.tags["script"], page.tags["style"]) == (plain.tags["script"], plain.tags["style"])
    assert set(page.tags) <= set(plain.tags) | {"q"}
    assert page.text.count("{{ 7*7 }}") >= 5


def test_languages_are_marked(page: Page) -> None:
    assert ("html", "lang", "zh-Hans") in page.attributes
    assert set(page.all("lang")) == {"zh-Hans", "en", "zh"}


@pytest.mark.usefixtures("real_font")
def test_the_font_has_every_character_shown(received: Received, tmp_path: Path) -> None:
    _, files = received.report(tmp_path)
    html = files["index.html"].decode("utf-8")
    (address,) = re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", html)
    with TTFont(io.BytesIO(base64.b64decode(address))) as font:
        drawn = set(font.getBestCmap())
    text = Page(html.replace(address, "")).text
    shown = {ord(character) for character in text if not character.isspace()}
    assert {chr(code) for code in shown - drawn} == set()


def test_charts_stand_as_drawn_or_say_why_not(received: Received, tmp_path: Path) -> None:
    row = {
        "edition": "2030-sample", "state": "drawn", "title_zh": "图", "title_en": "Chart",
        "alt_zh": "说明", "alt_en": "says",
        "n": 2, "file": "charts/2030-sample/keyword bars", "svg_zh": '<svg role="img" aria-label="说明"></svg>',
        "svg_en": '<svg role="img" aria-label="says"></svg>',
        "numbers": '{"columns": ["term"], "rows": [["</script><b>"]]}',
    }  # fmt: skip
    missing = {
        "chart": "theme-map",
        "order": 2,
        "file": None,
        "svg_zh": None,
        "svg_en": None,
        "alt_zh": "消息太少",
        "alt_en": "too few",
    }
    unknown = {"chart": "brand-new", "order": 3}
    received.whole["charts"] = [{**row, "chart": "keyword-bars", "order": 1}, {**row, **missing}, {**row, **unknown}]
    page = page_of(received, tmp_path)
    assert page.tags["svg"] == 4  # two charts, in each language
    assert "消息太少" in page.text
    assert "charts/2030-sample/keyword%20bars.zh.png" in page.all("href")


def with_themes(received: Received, edition: Edition, *stable: int) -> Received:
    """Two themes of a message each; those whose numbers are given are stable."""
    received.whole["stability"] = [
        {"fit": edition.edition, "k": 2, "is_chosen": True, "is_stable": bool(stable), "p_value": 0.2}
    ]
    received.whole["theme_fits"] = [
        {"fit": edition.edition, "state": "stable" if stable else "unstable", "resampling_unit": "message"}
    ]
    received.whole["themes"] = [
        {
            "theme_id": f"{edition.edition}/theme-{number}",
            "fit": edition.edition,
            "label_zh": f"题{number}",
            "n_messages": 1,
            "is_stable": number in stable,
        }
        for number in (1, 2)
    ]
    received.whole["passage_themes"] = [
        {
            "passage_id": edition.passage_id(order),
            "fit": edition.edition,
            "theme_id": f"{edition.edition}/theme-{number}",
            "standing": "core",
        }
        for order, number in ((2, 1), (3, 2))
    ]
    return received


@pytest.mark.parametrize(("stable", "n_marked"), [((), 2), ((1,), 1), ((1, 2), 0)])
def test_themes_that_are_not_stable_say_so_beside_each(
    received: Received, edition: Edition, tmp_path: Path, stable: tuple[int, ...], n_marked: int
) -> None:
    html = with_themes(received, edition, *stable).report(tmp_path)[1]["index.html"].decode("utf-8")
    # In the row of the table, above the column beside the sections, and over the list of messages.
    for text in (EXPLORATORY.zh, EXPLORATORY.en):
        assert html.count(f">{text}</span>") == 3 * n_marked
    verdict = re.findall(r'<p class="verdict (\w+)">(.*?)</p>', html)
    assert [(kind, EXPLORATORY.zh in text, EXPLORATORY.en in text) for kind, text in verdict] == [
        ("stable" if stable else "unstable", True, True)
    ]
    assert {"2030-sample/theme-1", "2030-sample/theme-2"} <= set(Page(html).all("id"))


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ({"city_zh": "巴黎", "city_en": "Paris"}, "巴黎 Paris · 2030"),
        ({"city_en": "Paris", "year": None}, "Paris"),
        ({"year": 2030}, ""),
    ],
)
def test_the_city_stands_beside_the_title(
    received: Received, tmp_path: Path, stated: dict[str, object], shown: str
) -> None:
    received.parts["2030-sample"]["sources"][0] |= stated
    _, files = received.report(tmp_path)
    html, markdown = (files[name].decode("utf-8") for name in ("index.html", "report.md"))
    title, *place = re.findall(r'<p class="of-edition">(.*?)</p>', html)[0].split(' <span class="place">')
    assert "样例消息" in title
    assert place == ([f"{shown}</span>"] if shown else [])
    below = markdown.split("\n## ")[1].split("\n")[:3]
    assert below == ["样例消息 · Sample messages", "", shown or "- 文件 documents: 1"]


def test_skipped_files_are_named_with_their_reason(received: Received, tmp_path: Path) -> None:
    sources = received.parts["2030-sample"]["sources"]
    skipped = {
        "document_id": "2030-sample/x",
        "file": "2030-sample/x.txt",
        "reading": "skipped",
        "reason": "binary junk",
    }
    sources.append({**sources[0], **skipped})
    page = page_of(received, tmp_path)
    assert "2030-sample/x.txt" in page.text
    assert "binary junk" in page.text


def test_skipped_files_have_their_language_and_others_their_remarks(received: Received, tmp_path: Path) -> None:
    sources = received.parts["2030-sample"]["sources"]
    french = {"document_id": "2030-sample/x", "file": "2030-sample/x.txt", "reading": "skipped", "language": "fr"}
    sources.append({**sources[0], **french, "reason": "not Chinese"})
    sources[0] |= {"remarks": "mixed: 120 characters\nnearly <tied>"}
    page = page_of(received, tmp_path)
    for words in ("法语", "French", "mixed: 120 characters", "nearly <tied>"):
        assert words in page.text


def test_passages_in_other_languages_are_counted_and_shown(received: Received, tmp_path: Path) -> None:
    ids = {"edition": "2030-sample", "document_id": "2030-sample/sample"}
    received.parts["2030-sample"]["other_language_passages"] = [
        {**ids, "order": 1, "language": "en", "text": "The <b>forum</b> met.", "page": 3},
        {**ids, "order": 2, "language": "en", "text": "It spoke."},
    ]
    page = page_of(received, tmp_path)
    for words in ("英语", "English", "The <b>forum</b> met.", "page 3", "It spoke."):
        assert words in page.text


def test_an_edition_with_nothing_read_still_has_its_part(tmp_path: Path) -> None:
    edition = Edition("2030-none", [])
    received = Received(edition)
    received.parts["2030-none"]["sources"][0] |= {"reading": "skipped", "reason": "empty"}
    received.parts["2030-none"] |= {"documents": [], "sections": []}
    page = page_of(received, tmp_path)
    assert "No document of this edition could be analysed" in page.text
    assert "2030-none-keywords" not in page.all("id")
    assert "2030-none-analysed" in page.all("id")


def test_the_same_tables_give_the_same_bytes(received: Received, tmp_path: Path) -> None:
    assert received.report(tmp_path / "a")[1] == received.report(tmp_path / "b")[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "∅"),
        (" ", "␣"),
        ("网 络", "网 络"),
        ("\n", "⏎"),
        ("\u200b", "[U+200B]"),
        ("a\u202e", "a[U+202E]"),
        (" a ", "␣a␣"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("value", "places", "shown"), [(28.465, 2, "28.46"), (-0.236, 2, "−0.24"), (0.37, 3, "0.370"), (1.5, 0, "2")]
)
def test_decimals(value: float, places: int, shown: str) -> None:
    assert decimal(value, places) == shown


def test_code_points_and_fragments() -> None:
    assert code_points("⽹网") == "U+2F79 U+7F51"
    assert code_points("一二三四五").endswith(" …")
    assert fragment("2018-paris/a b#001") == "2018-paris/a%20b%23001"


class _PageOf:
    """What ``by_document`` asks of an edition's page."""

    edition = "2030-sample"

    def __init__(self, n_documents: int) -> None:
        self.n_documents = n_documents

    def __getitem__(self, name: str) -> int:
        return int(getattr(self, name))


@pytest.mark.parametrize(
    ("n_documents", "expected"),
    [
        (1, [("", ["2030-sample/a#001", "2030-sample/a#003", "2030-sample/b#002"])]),
        (2, [("a", ["2030-sample/a#001", "2030-sample/a#003"]), ("b", ["2030-sample/b#002"])]),
    ],
)
def test_a_document_is_named_once_before_its_passages(n_documents: int, expected: list[tuple[str, list[str]]]) -> None:
    behind = Links(("2030-sample/a#001", "2030-sample/a#003", "2030-sample/b#002"))
    assert by_document(behind, _PageOf(n_documents)) == expected  # type: ignore[arg-type]
