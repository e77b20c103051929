"""Colours of charts in the page: none that stays light in the dark, all of them read and told apart in both schemes."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from pipeline.bilingual import NOTHING, Bilingual
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import BLACK, PALETTE, SHADE, THEME_COLOURS, WHITE, drawing, save_inline_svg, shade
from pipeline.report.assets import style_sheet

_PROPERTY = re.compile(r"--chart-(?P<name>[a-z-]+): light-dark\((?P<light>#[0-9A-F]{6}), (?P<dark>#[0-9A-F]{6})\);")
SCHEMES = ("light", "dark")
BOTH = pytest.mark.parametrize("scheme", SCHEMES)

LETTERS = ("ink", "grey", "blue", "vermillion")
MARKS = tuple(name for name in PALETTE if name not in {"paper", "tint", "pale"})

# Machado, Oliveira & Fernandes 2009, severity 1: what is left of linear red, green and blue.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def colours_in(scheme: str) -> dict[str, str]:
    """The colours that the page's style sheet gives to charts, by name."""
    return {found["name"]: found[scheme] for found in _PROPERTY.finditer(str(style_sheet()))}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, 1 to 21."""
    low, high = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / (0.9505, 1, 1.089)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def laid_over(colour: str, opacity: float, ground: str) -> str:
    pairs = [
        (int(one[place : place + 2], 16), int(two[place : place + 2], 16))
        for place in (1, 3, 5)
        for one, two in [(colour, ground)]
    ]
    return "#" + "".join(f"{round(over * opacity + under * (1 - opacity)):02X}" for over, under in pairs)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_the_sheet_gives_every_colour_of_the_palette_once_and_on_light_paper_as_in_files() -> None:
    assert colours_in("light") == PALETTE
    assert str(style_sheet()).count("--chart-ink:") == 1
    assert len(set(colours_in("dark").values())) == len(PALETTE)


@BOTH
@pytest.mark.parametrize(
    ("letters", "ground"), [*((name, "paper") for name in LETTERS), ("ink", "tint"), ("ink", "shade")]
)
def test_letters_are_read(scheme: str, letters: str, ground: str) -> None:
    colours = colours_in(scheme)
    assert contrast(colours[letters], colours[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize("percent", [0, 25, 50, 75, 100])
def test_numbers_are_read_on_cells_of_every_shade(scheme: str, percent: int) -> None:
    colours = colours_in(scheme)
    opacity = int(shade(percent / 100)[7:], 16) / 255
    cell = laid_over(colours["shade"], opacity, colours["paper"])
    assert contrast(colours["ink"], cell) >= 4.5
    if percent == 0:
        assert contrast(colours["grey"], cell) >= 4.5  # zeros


@BOTH
@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out_from_the_page(scheme: str, name: str) -> None:
    colours = colours_in(scheme)
    assert contrast(colours[name], colours["paper"]) >= 3


@BOTH
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_of_themes_are_told_apart(scheme: str, deficiency: str) -> None:
    colours = colours_in(scheme)
    names = [name for name, value in PALETTE.items() if value in THEME_COLOURS]
    seen = {name: lab(DEFICIENCIES[deficiency] @ linear(colours[name])) for name in names}
    assert min(float(np.linalg.norm(seen[one] - seen[other])) for one, other in combinations(names, 2)) > 10


def inline(colour: str) -> str:
    with drawing("test"):
        sheet = Sheet("en", Bilingual("甲", "fill: #0072b2"), NOTHING)
        sheet.box(1, 1, 1, 1, colour, edge=WHITE, hatch="//")
        sheet.marks((1, 2), (1, 2), "o", colour)
        return save_inline_svg(sheet.finish(), "a", "stroke: #1a1a1a")


@pytest.mark.parametrize("colour", [*PALETTE.values(), shade(0.5)])
def test_no_colour_of_a_drawing_stands_bare(colour: str) -> None:
    svg = inline(colour)
    drawn = re.sub(r"var\(--chart-[a-z-]+, #[0-9a-f]{6}\)", "", svg)
    assert re.findall(r"#[0-9a-f]{6}", drawn) == ["#1a1a1a", "#0072b2"]  # the words, which are let alone
    name = next(name for name, value in PALETTE.items() if value == colour[:7])
    filled = f"fill: var(--chart-{name}, {colour[:7].lower()})"
    assert filled in svg or colour == BLACK


def test_what_is_black_takes_its_colour_from_the_whole_drawing() -> None:
    """SVG fills with black what says nothing, and matplotlib says nothing of black."""
    assert ' fill="var(--chart-black, #000000)" ' in inline(BLACK).partition(">")[0]
    assert "fill: #000000" not in inline(BLACK)


def test_a_shade_is_an_opacity_of_one_colour() -> None:
    assert re.search(rf"fill: var\(--chart-shade, {SHADE.lower()}\); fill-opacity: 0\.5", inline(shade(0.5)))


def test_a_colour_that_cannot_be_turned_dark_is_refused() -> None:
    with pytest.raises(KeyError, match="#123456"):
        inline("#123456")
