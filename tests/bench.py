"""Times, side by side in one run: ``make bench``, on other text of the same kinds ``make bench DATA=folder``.

Each figure is a ratio to something bare that was measured between its own repetitions, because these times depend on
the machine and on what else it does. Nothing here decides whether a test passes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.garbage import collect_seldom
from tests.benchmarks import cold_run, keywords, normalise, report_page, segment, themes, unchanged_run

# A name and what measures it, given the data folder and the number of rounds; its first line of help says what it is.
BENCHMARKS: tuple[tuple[str, Callable[[Path, int], Iterator[str]], str | None], ...] = (
    ("cold-run", cold_run.measure, cold_run.__doc__),
    ("unchanged-run", unchanged_run.measure, unchanged_run.__doc__),
    ("normalise", normalise.measure, normalise.__doc__),
    ("segment", segment.measure, segment.__doc__),
    ("keywords", keywords.measure, keywords.__doc__),
    ("themes", themes.measure, themes.__doc__),
    ("report-page", report_page.measure, report_page.__doc__),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, required=True, help="folder with real text; what is not there is left out")
    parser.add_argument("--only", choices=[name for name, _, _ in BENCHMARKS])
    options = parser.parse_args()
    collect_seldom()  # as every process of a run does, in which the stages are timed
    print(
        f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, medians of {options.rounds} rounds, interleaved"
    )
    for name, measure, text in BENCHMARKS:
        if options.only in (None, name):
            print(f"\n{name}: {(text or '').splitlines()[0]}")
            for line in measure(options.data, options.rounds):
                print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
