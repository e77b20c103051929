"""Measure quality on real text: ``make evaluate``, on other text of the same kinds ``make evaluate DATA=folder``.

Themes on labelled texts of one's own: ``python -m tests.evaluate --labelled FILE``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from tests.evaluation import (
    audit,
    borders,
    decades,
    encodings,
    engines,
    faults,
    honesty,
    keyness,
    keywords,
    new_terms,
    power,
    reading,
    repairs,
    rewording,
    script,
    slips,
    structure,
    terms,
    themes,
    variants,
)

Measure = Callable[[Path], Iterator[str]]

# A question, what answers it, and the part of the data folder that it needs; "" for what the project ships.
MEASURES: tuple[tuple[str, Measure, str], ...] = (
    ("repairs", repairs.measure, ""),
    ("faults", faults.measure, "government-work-reports"),
    ("slips", slips.measure, "laws"),
    ("reading", reading.measure, ""),
    ("script", script.measure, ""),
    ("terms", terms.measure, ""),
    ("engines", engines.measure, "laws"),
    ("borders", borders.measure, "laws"),
    ("audit", audit.measure, "laws"),
    ("encodings", encodings.measure, "transcripts-traditional"),
    ("structure", structure.measure, "government-work-reports"),
    ("keywords", keywords.measure, "keywords-csl"),
    ("variants", variants.measure, "government-work-reports"),
    ("new-terms", new_terms.measure, "keywords-csl"),
    ("themes", themes.measure, "keywords-csl"),
    ("keyness", keyness.measure, ""),
    ("decades", decades.measure, "government-work-reports"),
    ("honesty", honesty.measure, ""),
    ("power", power.measure, ""),
    ("rewording", rewording.measure, "government-work-reports"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--data", type=Path, help="folder with real text; what is not there is left out")
    wanted.add_argument(
        "--labelled",
        type=Path,
        metavar="FILE",
        help="measure themes alone, on this file: UTF-8, a text a line, text<TAB>class or id<TAB>text<TAB>class; the "
        "text is the column with the longest values, the class that with the fewest different ones",
    )
    parser.add_argument("--only", choices=[name for name, _, _ in MEASURES])
    options = parser.parse_args()
    source = options.labelled or options.data
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {sys.version.split()[0]}, data: {source.name or source}")
    if options.labelled:
        for line in themes.measure_file(options.labelled):
            print(f"  {line}", flush=True)
        return
    for name, measure, part in MEASURES:
        if options.only in (None, name):
            print(f"\n{name}")
            if part and not (options.data / part).is_dir():
                print(f"  not measured: no folder {part} in {options.data}; name another with DATA=")
                continue
            started = perf_counter()
            for line in measure(options.data):
                print(f"  {line}")
            print(f"  ({perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
