"""Small pictures of charts: how large, of how many colours, and that what they are made from decides their bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from pipeline.charts.picture import picture
from pipeline.settings import ChartsSettings


def drawing(width: int, height: int) -> bytes:
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill=(0, 114, 178))
    buffer = BytesIO()
    image.save(buffer, format="PNG", dpi=(200, 200))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("dpi", "picture_dpi", "pixels"),
    [(200, 100, (200, 100)), (200, 150, (400, 200)), (300, 100, (134, 67)), (72, 100, (400, 200))],
)
def test_it_is_shrunk_by_a_whole_number(dpi: int, picture_dpi: int, pixels: tuple[int, int]) -> None:
    made = picture(drawing(400, 200), ChartsSettings(dpi=dpi, picture_dpi=picture_dpi))
    with Image.open(BytesIO(made.png)) as opened:
        assert opened.size == pixels
        assert opened.info["dpi"][0] == pytest.approx(pixels[0] * 72 / made.width, rel=1e-3)
    assert made.height == pytest.approx(200 / dpi * 72, rel=0.02)


def test_it_has_no_more_colours_than_set() -> None:
    made = picture(drawing(400, 200), ChartsSettings(picture_colours=16))
    with Image.open(BytesIO(made.png)) as opened:
        assert len(opened.convert("RGB").getcolors() or ()) <= 16


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert picture(drawing(40, 30), ChartsSettings()) == picture(drawing(40, 30), ChartsSettings())
