"""Pictures of the finished report for the README: ``python -m tests.gallery``, or ``make gallery``.

The shipped corpus is analysed into a temporary folder and its page looked at in Chromium, so that the pictures can be
made anew whenever the report changes. They are kept small by taking few colours, which flat drawings bear well.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.manifest import Request
from pipeline.progress import Reporter
from pipeline.runner import run
from pipeline.stages import STAGES
from tests.browser.chromium import ARGUMENTS, CHROMIUM, HOW_TO_INSTALL

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "gallery"
WINDOW = {"width": 1200, "height": 860}
MOST_BYTES = 250_000
COLOURS = 128
SOUGHT = "#find?concept=stakeholder"
"""The passages shown: a concept that is written in several ways."""
CHARTS = ("keyword-bars", "concept-dispersion", "keyword-heatmap", "theme-overview")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--to", type=Path, default=FOLDER, metavar="DIR", help="where the pictures go (docs/gallery)"
    )
    folder: Path = arguments.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        outputs = Path(made) / "outputs"
        run(Request(ROOT / "corpus", outputs), STAGES, Reporter(quiet=True))
        for name, png in pictures(outputs / "index.html"):
            small = few_colours(png)
            (folder / f"{name}.png").write_bytes(small)
            print(f"{folder / name}.png {len(small):,} bytes")  # noqa: T201


def pictures(report: Path) -> Iterator[tuple[str, bytes]]:
    """The first screen in Chinese, then in English the passages behind a number and the charts, as PNG by name."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.is_file():
        raise SystemExit(f"{CHROMIUM}: no browser there; {HOW_TO_INSTALL}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport=WINDOW)
        page.goto(report.as_uri())
        page.evaluate("document.fonts.ready")
        yield "first-screen", page.screenshot()
        page.locator("#language").click()
        yield from ((chart, _chart(page, chart)) for chart in CHARTS)
        yield "passages", _passages(browser.new_page(viewport=WINDOW), report)


def _passages(page: Page, report: Path) -> bytes:
    page.goto(report.as_uri() + SOUGHT)
    page.locator("mark").first.wait_for()
    page.locator("#language").click()
    page.evaluate("scrollTo(0, 0)")
    return page.screenshot()


def _chart(page: Page, chart: str) -> bytes:
    return page.locator(f'figure.chart[id$="-{chart}"]').first.screenshot()


def few_colours(png: bytes) -> bytes:
    """The picture in a palette; a ``ValueError`` where it is still too large for a README."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as drawn:
        flat = drawn.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    flat.save(buffer, format="PNG", optimize=True)
    if len(buffer.getvalue()) > MOST_BYTES:
        raise ValueError(f"a picture has {len(buffer.getvalue()):,} bytes, more than {MOST_BYTES:,}")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
