"""``make analyze`` from an installed environment, every stage running, one document of 26 messages."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import analyze, compared, interleaved, seconds

BARE_IMPORTS_AND_SAVES = """
import sys
import pandas, sklearn, matplotlib, jieba
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from pathlib import Path
from importlib import metadata
font = next(file for file in metadata.files("zhplot") if file.name.endswith(".ttf"))
fontManager.addfont(str(font.locate()))
folder = Path(sys.argv[1])
for number in range(int(sys.argv[2])):
    for suffix in ("png", "svg", "inline.svg"):
        with matplotlib.rc_context({"font.family": ["Noto Sans SC"]}):
            figure = Figure(figsize=(8, 5))
            FigureCanvasAgg(figure)
            axes = figure.add_subplot()
            axes.barh([f"互联网治理{rank}" for rank in range(20)], range(20))
            figure.savefig(folder / f"{number}.{suffix}", dpi=200)
"""


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    from pipeline.bilingual import LANGUAGES
    from pipeline.charts.registry import CHARTS

    n_charts = len(LANGUAGES) * sum(kind.of == "edition" for kind in CHARTS)
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "outputs"
        bare = [sys.executable, "-c", BARE_IMPORTS_AND_SAVES, folder, str(n_charts)]
        cold, floor = "python -m pipeline analyze --force", f"bare imports and {3 * n_charts} bare chart saves"
        runs = {cold: lambda: seconds(analyze(outputs, "--force")), floor: lambda: seconds(bare)}
        yield from compared(interleaved(runs, n_rounds), (cold, floor), "goal: at most 2")
