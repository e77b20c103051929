"""The font inside the page."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from pipeline.font_files import font_file
from pipeline.report.font import font_subset


def test_the_subset_has_what_the_page_uses_and_little_else() -> None:
    with TTFont(io.BytesIO(font_subset("互联网 IGF"))) as font:
        assert set(font.getBestCmap()) == {ord(character) for character in "互联网 IGF"}
        assert "GPOS" not in font
        assert "fpgm" not in font


def test_the_same_characters_give_the_same_bytes_and_no_date() -> None:
    assert font_subset("互联网") == font_subset("网联互互")
    with TTFont(io.BytesIO(font_subset("网"))) as font, TTFont(font_file(), lazy=True) as whole:
        assert font["head"].modified == whole["head"].modified


def test_the_licence_travels_with_it() -> None:
    with TTFont(io.BytesIO(font_subset("网"))) as font:
        assert "SIL Open Font License" in font["name"].getDebugName(13)


def test_a_character_that_the_font_lacks_is_no_error() -> None:
    with TTFont(io.BytesIO(font_subset("网\U0001f600"))) as font:
        assert set(font.getBestCmap()) == {ord("网")}


def test_a_radical_and_its_character_look_alike_but_are_two_glyphs() -> None:
    net, radical = "网", "\N{KANGXI RADICAL NET}"
    with TTFont(font_file(), lazy=True) as whole:
        assert whole.getBestCmap()[ord(net)] == whole.getBestCmap()[ord(radical)]
    with TTFont(io.BytesIO(font_subset(f"{net}{radical}互"))) as font:
        glyphs = font.getBestCmap()
        assert len(set(glyphs.values())) == len(glyphs) == 3
        assert font["glyf"][glyphs[ord(net)]] == font["glyf"][glyphs[ord(radical)]]
        assert font["hmtx"][glyphs[ord(net)]] == font["hmtx"][glyphs[ord(radical)]]


def test_english_has_narrow_quotation_marks() -> None:
    with TTFont(io.BytesIO(font_subset("“互联网”"))) as font:
        assert [record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord].count("pwid") > 0
