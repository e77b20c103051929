"""A chart's PNG made small: what goes into the workbook, which has to stay mailable with all charts in it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Picture:
    """PNG bytes, and how large the picture is meant to be shown, in points."""

    png: bytes
    width: float
    height: float


def picture(png: bytes, settings: ChartsSettings) -> Picture:
    """A chart's PNG at about ``picture_dpi``, in ``picture_colours``; the same bytes give the same bytes.

    It is shrunk by a whole number, as that takes a tenth of the time of drawing it again. Charts are flat drawings:
    few colours besides the shades at the edges of letters, so that fewer are hardly seen.
    """
    from PIL import Image

    factor = max(1, round(settings.dpi / settings.picture_dpi))
    dpi = settings.dpi / factor
    with Image.open(BytesIO(png)) as drawn:
        small = drawn.convert("RGB").reduce(factor)
    flat = small.quantize(settings.picture_colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = BytesIO()
    flat.save(buffer, format="PNG", dpi=(dpi, dpi))
    width, height = (pixels / dpi * POINTS_PER_INCH for pixels in small.size)
    return Picture(buffer.getvalue(), width, height)
