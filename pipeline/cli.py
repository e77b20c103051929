"""The command line: a thin coat over ``runner.run``; the only place that turns an error into one line and an exit code.

0 done · 1 a clear error · 2 wrong usage · 130 stopped with Ctrl-C.

argparse rather than typer: an unchanged rerun takes a tenth of a second, and importing typer alone takes half of that.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.stages import STAGES, Stage, upto

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Streams that cannot show a character escape it instead of failing."""
    if arguments is None:
        _read_names_as_utf8()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    # What a run imports and makes lives to its end; looking through it again and again takes a twentieth of the time.
    gc.set_threshold(200_000, 50, 100)
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except PipelineError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("stopped; earlier outputs are unchanged", file=sys.stderr)  # noqa: T201
        return STOPPED
    except BrokenPipeError:  # as in `analyze | head`; the rest of what would be printed goes nowhere, quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("stopped: standard output was closed", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _read_names_as_utf8() -> None:
    """Begin again in Python's UTF-8 mode under a locale that knows ASCII only: Chinese file names could not be read."""
    if not sys.flags.utf8_mode and sys.getfilesystemencoding() not in {"utf-8", "utf-16"}:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def analyze(options: Namespace) -> None:
    """Run every stage that is out of date and say where to look."""
    _run(options, STAGES)
    if not options.quiet:
        outputs = options.outputs
        print(f"open {outputs / 'index.html'}  (tables: {outputs / 'tables'}, charts: {outputs / 'charts'})")  # noqa: T201


def one_stage(options: Namespace) -> None:
    """Bring one stage and what it needs up to date."""
    _run(options, upto(options.stage))


def list_stages(options: Namespace) -> None:
    """List the stages: what each reads, writes and does."""
    for stage in STAGES:
        print(f"{stage.name:<10} {stage.help}")  # noqa: T201
        print(f"{'':<10} reads {', '.join(stage.reads + stage.lexicon)}")  # noqa: T201
        print(f"{'':<10} writes {', '.join(filter(None, (*stage.writes, stage.makes_files)))}")  # noqa: T201


def _run(options: Namespace, stages: Sequence[Stage]) -> None:
    from pipeline.manifest import Request
    from pipeline.progress import reporter
    from pipeline.runner import run

    request = Request(
        corpus=options.corpus,
        outputs=options.outputs,
        lexicon=options.lexicon,
        settings=options.settings,
        jobs=options.jobs or os.cpu_count() or 1,
        force=options.force,
    )
    with reporter(quiet=options.quiet) as report:
        run(request, stages, report)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m pipeline",
        description="Text analysis for the messages of the UN Internet Governance Forum, in Chinese.",
        epilog="exit codes: 0 done, 1 a clear error, 2 wrong usage, 130 stopped with Ctrl-C",
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    common = _run_options()
    add = commands.add_parser
    text = str(analyze.__doc__)
    add("analyze", parents=[common], help=text, description=text).set_defaults(command=analyze)
    text = str(list_stages.__doc__)
    add("stages", help=text, description=text).set_defaults(command=list_stages)
    for stage in STAGES:
        text = f"Bring {stage.name} and what it needs up to date: {stage.help}."
        add(stage.name, parents=[common], help=stage.help, description=text).set_defaults(
            command=one_stage, stage=stage.name
        )
    return parser


def _run_options() -> ArgumentParser:
    common = ArgumentParser(add_help=False)
    option = common.add_argument
    option("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="one sub-folder an edition (corpus)")
    option("--outputs", type=Path, default=Path("outputs"), metavar="DIR", help="replaced whole on success (outputs)")
    option("--lexicon", type=Path, metavar="DIR", help="lexicon over the shipped one (CORPUS/lexicon)")
    option("--settings", type=Path, metavar="FILE", help="settings over the shipped ones (CORPUS/settings.toml)")
    option("--jobs", type=_positive, metavar="N", help="worker processes (one a processor); changes no result")
    option("--force", action="store_true", help="run every stage, changed or not")
    option("--quiet", action="store_true", help="print nothing but errors")
    return common


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_positive.__name__ = "number of 1 or more"  # what argparse names where the value is wrong
