"""From a number to its passages, and from what is typed to where it stands: in a browser, against the tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pipeline.views import SENTENCE, View
from tests.browser.invented_editions import HOSTILE
from tests.charts.found import Found, view_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, LocatorAssertions, Page

EDITION, EARLIEST = "2032-neapolis", "2030-atlantis"
CAPACITY = "capacity-building"
NARROW_WIDTH = 360

SHOW = """async address => {
    const panel = () => document.getElementById('panel');
    if (location.hash !== address) location.hash = address;
    while (panel()?.dataset.address !== address || panel().hidden) await new Promise(next => setTimeout(next));
    const { places, passages, pairs } = panel().dataset;
    return [places, passages, pairs].map(Number);
}"""


class Shown(NamedTuple):
    """What the panel counts."""

    n_places: int
    n_passages: int
    n_pairs: int


@pytest.fixture
def opened(watched: Page, report: Path) -> Page:
    """The report, with no view open."""
    watched.goto(report.as_uri())
    return watched


@pytest.fixture(scope="module")
def tables(report: Path) -> Found:
    return Found(report.parent)


def show(page: Page, view: View | str) -> Shown:
    """Open a view by its address."""
    return Shown(*page.evaluate(SHOW, view if isinstance(view, str) else view.address()))


def expect(locator: Locator) -> LocatorAssertions:
    """Playwright's, asked for when a browser is there."""
    from playwright.sync_api import expect as expected

    return expected(locator)


def search(page: Page, text: str) -> None:
    page.locator("#finder-text").fill(text)
    page.keyboard.press("Enter")


def title(page: Page) -> Locator:
    return page.locator("#panel-title > .zh")


def texts(page: Page) -> list[str]:
    return page.locator("#panel .hit .text").all_text_contents()


# Counts.


def units() -> Iterator[View]:
    """A view of every kind of unit and filter."""
    yield View(concept=CAPACITY)
    yield View(concept="internet", counts="nested")
    yield View(concept="internet", counts="own", edition=EARLIEST)
    yield View(concept="internet", in_all_kinds=True)
    yield View(concept="stakeholder", wording="利益攸关方")
    yield View(wording="数字鸿沟")
    yield View(term="各国")
    yield View(term="互联网治理", edition=EDITION)
    yield View(concept="internet-governance", together="internet")
    yield View(concept=CAPACITY, together="digital-divide")
    yield View(concept=CAPACITY, beside="concept:digital-divide")
    yield View(concept=CAPACITY, counts="own", beside="concept:digital-divide", within=5)
    yield View(concept="digital-divide", counts="own", beside="term:基础设施", within=SENTENCE)
    yield View(edition=EDITION)
    yield View(edition=EDITION, in_all_kinds=True)
    yield View(document=f"{EDITION}/messages")
    yield View(document=f"{EDITION}/messages {EARLIEST}/messages", term="算法")
    yield View(section=f"{EDITION}/messages#3")
    yield View(concept=CAPACITY, outside=f"edition:{EARLIEST}")
    yield View(term="算法", outside=f"section:{EDITION}/messages#3")
    yield View(theme=f"{EDITION}/theme-1")
    yield View(theme=f"{EDITION}/theme-1", standing="core")
    yield View(theme="other", edition=EDITION)
    yield View(term="算法", theme=f"{EDITION}/theme-1")


def test_the_panel_counts_as_the_tables(opened: Page, tables: Found) -> None:
    counts = {view.address(): tables.count(view) for view in units()}
    assert list(counts.values()).count((0, 0)) <= 3, "of empty results any two agree"
    for view in units():
        shown = show(opened, view)
        n_occurrences, n_messages = counts[view.address()]
        assert shown.n_passages == n_messages, view
        if view.concept or view.wording or view.term:
            assert (shown.n_pairs if view.within else shown.n_places) == n_occurrences, view


LINKS = """() => [...document.querySelectorAll('a[href^="#find"]')].map(link => [
    link.getAttribute('href'), link.matches('.mark') ? '' : link.textContent.trim(),
])"""


def test_numbers_that_are_clicked_are_the_numbers_shown(opened: Page, tables: Found) -> None:
    """Links of every shape, and of each shape some: the panel, the tables and the number itself agree."""
    by_shape: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for address, text in dict.fromkeys(map(tuple, opened.evaluate(LINKS))):
        view = view_of(address)
        if not view.passage:
            shape = tuple(name for name, value in vars(view).items() if value)
            by_shape.setdefault((*shape, "number" if text.isdecimal() else ""), []).append((address, text))
    assert len(by_shape) >= 5
    for shape, links in by_shape.items():
        for address, text in links[:: max(len(links) // 4, 1)]:
            shown = show(opened, address)
            if "listed" not in shape and "phrase" not in shape:
                assert shown.n_passages == tables.count(view_of(address))[1], address
            if text.isdecimal():
                assert int(text) in shown, (address, text, shown)


def test_a_chart_leads_to_its_passages(opened: Page) -> None:
    mark = opened.locator(".chart .mark:visible").first
    address = mark.get_attribute("href")
    assert address is not None
    mark.dispatch_event("click")
    expect(opened.locator("#panel")).to_have_attribute("data-address", address)
    assert Shown(*opened.evaluate(SHOW, address)).n_passages > 0


# Search.


DRESSES = (
    "能力建设",
    "capacity building",
    "Capacity-Building",
    "ｃａｐａｃｉｔｙ ｂｕｉｌｄｉｎｇ",
    "能力建設",
    "能\N{ZERO WIDTH SPACE}力建设",
    " 能力建设 ",
)


def test_a_name_in_any_dress_is_the_concept(opened: Page, tables: Found) -> None:
    expected = "能力建设 · {} 处 / {} 条消息".format(*tables.count(View(concept=CAPACITY)))
    for typed in DRESSES:
        search(opened, typed)
        expect(opened.locator("#panel")).to_have_attribute("data-address", View(text=typed.strip()).address())
        expect(title(opened)).to_have_text(expected)


def test_a_radical_is_the_character_that_it_stands_for(opened: Page) -> None:
    search(opened, "\N{KANGXI RADICAL NET}络犯罪的")
    shown = title(opened).text_content()
    search(opened, "网络犯罪的")
    expect(title(opened)).to_have_text(shown or "")


def test_variants_can_be_left_out_and_taken_back_in(opened: Page, tables: Found) -> None:
    search(opened, "利益攸关方")
    n_all, _ = tables.count(View(concept="stakeholder"))
    expect(title(opened)).to_contain_text(f"{n_all} 处")
    opened.get_by_role("link", name="只查所输入的文字").click()
    n_typed = sum(row["text"].count("利益攸关方") for row in tables.passages.values() if row["is_message"])
    assert 0 < n_typed < n_all
    expect(title(opened)).to_contain_text(f"{n_typed} 处")
    opened.get_by_role("link", name="检索该概念的各种写法").click()
    expect(title(opened)).to_contain_text(f"{n_all} 处")


def test_wordings_are_counted_and_lead_on(opened: Page, tables: Found) -> None:
    show(opened, View(concept="stakeholder"))
    for wording in ("利益相关者", "利益攸关方"):
        n_places, _ = tables.count(View(concept="stakeholder", wording=wording))
        expect(opened.locator("#panel .names li", has_text=wording)).to_have_text(f"{wording} {n_places}")
    opened.locator("#panel .names a", has_text="利益攸关方").click()
    expect(title(opened)).to_contain_text("（写作“利益攸关方”）")


def test_several_words_stand_in_one_passage(opened: Page, tables: Found) -> None:
    messages = [row["text"] for row in tables.passages.values() if row["is_message"]]
    counts = {
        typed: sum(all(word in text for word in typed.split()) for text in messages)
        for typed in ("算法 漏洞", "数字鸿沟 算法", "算法 透明度 数据治理")
    }
    assert any(counts.values())
    for typed, n_messages in counts.items():
        assert show(opened, View(text=typed, as_typed=True)).n_passages == n_messages, typed


def test_latin_words_are_found_from_their_beginning(watched: Page, shipped_report: Path) -> None:
    watched.goto(shipped_report.as_uri())
    found = {typed: show(watched, View(text=typed, as_typed=True)).n_passages for typed in ("igf", "IGF", "IG", "GF")}
    assert found["igf"] == found["IGF"] == found["IG"] > 0 == found["GF"]


def test_a_pasted_piece_goes_on_over_its_line_ends(opened: Page, tables: Found) -> None:
    passage = next(row for row in tables.passages.values() if row["is_message"] and row["edition"] == EDITION)
    piece = passage["text"][10:50]
    opened.evaluate(
        """text => {
            const pasted = new DataTransfer();
            pasted.setData('text/plain', text);
            const box = document.getElementById('finder-text');
            box.focus();
            box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
        }""",
        f"{piece[:15]}\n{piece[15:25]} {piece[25:]}\n",
    )
    expect(opened.locator("#finder-text")).to_have_value(piece)
    expect(opened.locator("#panel .hit .text").first).to_have_text(passage["text"])


def test_typing_is_one_step_of_the_history(opened: Page) -> None:
    show(opened, View(concept=CAPACITY))
    opened.locator("#finder-text").press_sequentially("数据治理", delay=60)
    expect(title(opened)).to_contain_text("数据治理 ·")
    assert opened.evaluate("document.activeElement.id") == "finder-text"
    opened.keyboard.press("Enter")
    opened.go_back()
    expect(title(opened)).to_contain_text("能力建设 ·")


def test_what_is_not_found_says_so_and_what_is_near(opened: Page) -> None:
    search(opened, "能力建造")
    expect(opened.locator("#panel .nothing")).to_contain_text("没有找到")
    opened.locator("#panel .near a", has_text="能力建设").click()
    expect(title(opened)).to_contain_text("能力建设 ·")


def test_a_result_that_filters_emptied_can_be_seen_without_them(opened: Page) -> None:
    show(opened, View(concept=CAPACITY, theme="no/theme-9"))
    opened.get_by_role("link", name="不加筛选再查").click()
    assert opened.evaluate("Number(document.getElementById('panel').dataset.passages)") > 0


# Filters, lines, files.


def test_filters_say_how_many_there_would_be(opened: Page, tables: Found) -> None:
    show(opened, View(concept="stakeholder"))
    editions = opened.locator("#panel select[data-key=edition]")
    _, n_messages = tables.count(View(concept="stakeholder", edition=EARLIEST))
    expect(editions.locator(f"option[value='{EARLIEST}']")).to_have_text(f"{EARLIEST} ({n_messages})")
    editions.focus()
    editions.select_option(EARLIEST)
    expect(title(opened)).to_contain_text(f"{EARLIEST} · ")
    assert opened.evaluate("document.activeElement.dataset.key") == "edition"
    sections = opened.locator("#panel select[data-key=section]")
    section = sections.locator("option").nth(1)
    n_there = int(re.findall(r"\((\d+)\)$", section.text_content() or "")[0])
    sections.select_option(index=1)
    expect(opened.locator("#panel")).to_have_attribute("data-passages", str(n_there))


def test_other_kinds_of_passages_can_be_looked_at(opened: Page, tables: Found) -> None:
    show(opened, View(concept="digital-divide"))
    opened.get_by_label("也查标题和附注").check()
    n_places, n_passages = tables.count(View(concept="digital-divide", in_all_kinds=True))
    assert n_passages > tables.count(View(concept="digital-divide"))[1]
    expect(title(opened)).to_contain_text(f"{n_places} 处 / {n_passages} 段")
    expect(opened.locator("#panel .kind", has_text="小标题").first).to_be_visible()


def test_lines_are_sorted(opened: Page) -> None:
    rows = opened.locator("#panel .line")
    for sort in ("", "left", "right"):
        n_lines = show(opened, View(concept=CAPACITY, lines=True, sort=sort)).n_places
        expect(opened.locator("#panel .lines")).to_have_attribute("aria-rowcount", str(n_lines + 1))
        lefts, rights = (rows.locator(f".{side}").all_text_contents() for side in ("left", "right"))
        keys = {"": lefts, "left": [text[::-1] for text in lefts], "right": rights}[sort]
        assert len(keys) > 5
        assert (keys == sorted(keys)) is bool(sort)
        assert set(rows.locator("mark").all_text_contents()) == {"能力建设"}


def download(page: Page) -> list[list[str]]:
    with page.expect_download() as saved:
        page.locator("#panel [data-key=csv]").click()
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_passages_are_saved_as_they_are_shown(opened: Page, tables: Found) -> None:
    show(opened, View(concept=CAPACITY, edition=EDITION))
    head, *records = download(opened)
    assert [record[head.index("text")] for record in records] == texts(opened)
    assert {record[head.index("edition")] for record in records} == {EDITION}
    n_places, _ = tables.count(View(concept=CAPACITY, edition=EDITION))
    assert sum(int(record[head.index("n_places")]) for record in records) == n_places


def test_lines_are_saved_with_their_places(opened: Page, tables: Found) -> None:
    show(opened, View(concept=CAPACITY, lines=True, sort="right"))
    head, *records = download(opened)
    for record in records:
        line = dict(zip(head, record, strict=True))
        text = tables.passages[line["passage_id"]]["text"]
        assert text[int(line["start"]) : int(line["end"])] == line["node"] == "能力建设"
        assert line["left"] + line["node"] + line["right"] in text
    assert len(records) == tables.count(View(concept=CAPACITY))[0]


# Addresses, keys, focus.


def test_a_copied_link_opens_the_same_view(opened: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(opened, View(text="数字鸿沟", edition=EDITION, lines=True, sort="left"))
    said = title(opened).text_content()
    opened.locator("#panel [data-key=link]").click()
    expect(opened.locator("#panel [data-key=link]")).to_have_attribute("data-done", "yes")
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(View(text="数字鸿沟", edition=EDITION, lines=True, sort="left").address())
    again = context.new_page()
    again.goto(copied)
    expect(title(again)).to_have_text(said or "")


def test_addresses_are_written_as_python_writes_them(opened: Page) -> None:
    hostile = View(term="a&b=c#d?e/f:g'()*! \N{IDEOGRAPHIC SPACE}")
    for view in (View(), hostile, View(concept="x", within=3, in_all_kinds=True)):
        show(opened, view)
        expect(opened.locator("#panel")).to_have_attribute("data-address", view.address())


def test_back_and_forward(opened: Page) -> None:
    show(opened, View(concept=CAPACITY))
    show(opened, View(concept="digital-divide"))
    opened.go_back()
    expect(title(opened)).to_contain_text("能力建设 ·")
    opened.go_back()
    expect(opened.locator("#panel")).to_be_hidden()
    opened.go_forward()
    expect(title(opened)).to_contain_text("能力建设 ·")


def test_escape_closes_and_focus_returns(opened: Page) -> None:
    link = opened.locator("main a[href^='#find']:not(.mark):visible").first
    link.focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("#panel")).to_be_visible()
    expect(opened.locator("#panel-title")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opened.locator("#panel")).to_be_hidden()
    expect(link).to_be_focused()
    assert "#find" not in opened.url


def test_a_slash_leads_to_the_search(opened: Page) -> None:
    opened.keyboard.press("/")
    expect(opened.locator("#finder-text")).to_be_focused()
    opened.keyboard.type("a/b")
    expect(opened.locator("#finder-text")).to_have_value("a/b")


def test_on_a_narrow_screen_nothing_but_the_panel_can_be_reached(opened: Page) -> None:
    opened.set_viewport_size({"width": NARROW_WIDTH, "height": 740})
    show(opened, View(concept=CAPACITY))
    assert (
        opened.evaluate("[...document.body.children].filter(element => !element.inert).map(({ id }) => id)[0]")
        == "panel"
    )
    expect(opened.locator("#panel #finder-text")).to_be_visible()
    assert opened.evaluate("document.documentElement.scrollWidth") <= NARROW_WIDTH
    search(opened, "数据治理")
    expect(title(opened)).to_contain_text("数据治理 ·")
    opened.keyboard.press("Escape")
    expect(opened.locator("#panel #finder-text")).to_have_count(0)
    assert not opened.evaluate("[...document.body.children].some(element => element.inert)")


def test_the_panel_speaks_the_language_of_the_page(opened: Page) -> None:
    show(opened, View(concept=CAPACITY, edition=EDITION))
    opened.evaluate("document.documentElement.dataset.language = 'en'")
    expect(opened.locator("#panel-title > .en")).to_contain_text("capacity-building 能力建设 · 2032-neapolis · ")
    expect(opened.locator("#panel-title > .zh")).to_be_hidden()
    expect(opened.locator("#panel select[data-key=edition] option").first).to_have_text("all")


def test_long_lists_are_made_where_one_looks(opened: Page) -> None:
    n_passages = show(opened, View(in_all_kinds=True)).n_passages
    items = opened.locator("#panel .hit")
    expect(items.first).to_have_attribute("aria-setsize", str(n_passages))
    assert items.count() < n_passages
    opened.evaluate("document.getElementById('panel').scrollTo(0, 1e9)")
    expect(opened.locator(f"#panel .hit[aria-posinset='{n_passages}']")).to_be_visible()


# Text that tries to be something else, lists, neighbours.


def test_a_hostile_title_is_shown_as_text(opened: Page) -> None:
    show(opened, View(document=f"{EDITION}/messages", in_all_kinds=True))
    assert opened.title() != "taken over"
    expect(title(opened)).to_contain_text(HOSTILE[:40])
    show(opened, View(text="</script><img src=x onerror=alert(1)>"))
    expect(title(opened)).to_contain_text("<img")
    assert opened.locator("#panel img, #panel script").count() == 0


def test_one_passage_is_shown_among_its_neighbours(opened: Page, tables: Found) -> None:
    show(opened, View(concept=CAPACITY, edition=EARLIEST))
    opened.locator("#panel .hit .id").nth(1).click()
    chosen = opened.locator("#panel .hit.chosen")
    expect(chosen).to_be_visible()
    expect(chosen.locator("mark").first).to_have_text("能力建设")
    id_ = chosen.locator(".id").text_content() or ""
    order = [row["passage_id"] for row in tables.passages.values()]
    at = order.index(id_)
    expect(opened.locator("#panel-title")).to_contain_text(id_)
    shown_ids = opened.locator("#panel .hit .id").all_text_contents()
    assert shown_ids == order[max(at - 4, 0) : at + 5]
    opened.get_by_role("link", name="返回全部结果").click()
    expect(title(opened)).to_contain_text(f"能力建设 · {EARLIEST} · ")


def test_a_quotation_names_its_source(opened: Page, context: BrowserContext, tables: Found) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(opened, View(concept=CAPACITY, edition=EDITION))
    opened.locator("#panel .hit button").first.click()
    expect(opened.locator("#panel .hit button").first).to_have_attribute("data-done", "yes")
    copied = opened.evaluate("navigator.clipboard.readText()")
    id_ = opened.locator("#panel .hit .id").first.text_content() or ""
    assert copied.startswith(f"“{tables.passages[id_]['text']}”（2032年关键信息")
    assert copied.endswith(f"{id_}）")
