"""Measure quality on real text: ``make evaluate``, on other text of the same kinds ``make evaluate DATA=folder``."""

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
    encodings,
    engines,
    faults,
    honesty,
    keyness,
    keywords,
    new_terms,
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
    ("honesty", honesty.measure, ""),
    ("rewording", rewording.measure, "government-work-reports"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with real text; what is not there is left out")
    parser.add_argument("--only", choices=[name for name, _, _ in MEASURES])
    options = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {sys.version.split()[0]}, data: {options.data.name or options.data}")
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
