"""Fonts, missing glyphs, reproducible files, several inline SVGs in one page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from pipeline.bilingual import NOTHING, Bilingual
from pipeline.charts.links import links_svg
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import drawing, save_inline_svg, save_png, save_svg
from pipeline.errors import PipelineError
from pipeline.font_files import font_file
from pipeline.views import View

ARMENIAN_AYB = "\N{ARMENIAN CAPITAL LETTER AYB}"  # in DejaVu Sans only
LINEAR_B = chr(0x10000)  # LINEAR B SYLLABLE B008 A: in neither font


def drawn(text: str = "互联网 Internet $5 − ≥") -> Sheet:
    sheet = Sheet("zh", Bilingual(text, "Ranked"), NOTHING)
    sheet.box(1, 1, 1, 1, "#0072B2", hatch="//")
    sheet.marks((1, 2), (1, 2), "o", "#0072B2")
    return sheet


def test_our_file_of_that_name_wins_over_a_font_of_the_machine() -> None:
    from matplotlib.font_manager import FontEntry, FontProperties, fontManager

    other = FontEntry(fname="/nowhere/NotoSansSC-Regular.otf", name="Noto Sans SC")
    fontManager.ttflist.append(other)
    try:
        with drawing("test"):
            assert fontManager.findfont(FontProperties(family="Noto Sans SC")) == str(font_file())
    finally:
        fontManager.ttflist.remove(other)


@pytest.mark.parametrize(
    "save", [lambda figure: save_png(figure, 100), save_svg, lambda f: save_inline_svg(f, "a", "")]
)
def test_a_glyph_in_neither_font_stops_the_run_and_is_named(save) -> None:
    with pytest.raises(PipelineError, match=r"charts/x/bars.*U\+10000") as caught, drawing("charts/x/bars"):
        save(drawn(LINEAR_B).finish())
    assert LINEAR_B in str(caught.value) or "\\U00010000" in str(caught.value)


def test_a_glyph_of_the_second_font_is_no_error() -> None:
    with drawing("test"):
        assert save_png(drawn(ARMENIAN_AYB).finish(), 50)


def test_settings_of_matplotlib_are_as_before() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with drawing("test"):
        drawn()
    assert dict(mpl.rcParams) == before


def test_the_same_figure_gives_the_same_bytes_whatever_the_settings_outside() -> None:
    import matplotlib as mpl

    with drawing("test"):
        first = [save_png(drawn().finish(), 80), save_svg(drawn().finish()), save_inline_svg(drawn().finish(), "a", "")]
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.hashsalt": None}), drawing("test"):
        second = [
            save_png(drawn().finish(), 80),
            save_svg(drawn().finish()),
            save_inline_svg(drawn().finish(), "a", ""),
        ]
    assert first == second
    assert b"Date" not in first[0]
    assert b"<dc:date>" not in first[1]


def test_a_file_has_paths_and_a_page_has_text() -> None:
    with drawing("test"):
        figure = drawn().finish()
        assert b"<text" not in save_svg(figure)
        inline = save_inline_svg(figure, "a", 'says "<互联网>" & more')
    assert "互联网 Internet $5" in inline
    assert "font-family" not in inline  # the page's style sheet says it once for all charts
    assert inline.startswith('<svg role="img" aria-label="says &quot;&lt;互联网&gt;&quot; &amp; more" ')
    assert inline.endswith("</svg>")


def test_ids_of_two_charts_in_a_page_differ_and_references_resolve() -> None:
    inline = []
    for name in ("one", "two"):
        with drawing(name):
            inline.append(save_inline_svg(drawn().finish(), name, ""))
    ids = [re.findall(r' id="([^"]+)"', svg) for svg in inline]
    assert not set(ids[0]) & set(ids[1])
    for svg, own in zip(inline, ids, strict=True):
        assert len(own) == len(set(own))
        assert set(re.findall(r'(?:url\(#|href="#)([^)"]+)', svg)) <= set(own)
        assert "<style" not in svg  # its rule for all elements would be one for the whole page


def test_text_that_looks_like_markup_is_left_alone() -> None:
    with drawing("test"):
        assert 'a id="x" url(#y)' in save_inline_svg(drawn('a id="x" url(#y)').finish(), "p", "")


def test_links_lie_over_the_drawing_and_their_words_never_become_markup() -> None:
    with drawing("test"):
        sheet = drawn()
        sheet.link(0.5, 1, 2, 0.25, View(term="a&b", edition="2030-x"), '<b> & "quoted"')
        sheet.link_line((1, 2), (1, 3), View(passage="2030-x/a#001"), "line")
        svg = save_inline_svg(sheet.finish(), "p", "what it shows", links_svg(sheet.links))
        assert b"#find" not in save_svg(sheet.figure)
    assert svg.startswith('<svg role="group" aria-label="what it shows" ')
    first, second = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}a")
    assert first.attrib["href"] == "#find?term=a%26b&edition=2030-x"
    assert first.attrib["aria-label"] == '<b> & "quoted"'
    assert first[0].attrib["points"] == "36.0,72.0 180.0,72.0 180.0,90.0 36.0,90.0"
    assert second[0].attrib["points"] == "72.0,72.0 144.0,216.0"
    assert {link.attrib["tabindex"] for link in (first, second)} == {"-1"}
