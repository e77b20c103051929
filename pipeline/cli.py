"""The command line: a thin coat over ``runner.run`` and ``commands/``.

The only place that turns an error into one line and an exit code:

0 done · 1 a clear error · 2 wrong usage · 130 stopped with Ctrl-C.

argparse rather than typer: an unchanged rerun takes a tenth of a second, and importing typer alone takes half of that.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import PipelineError
from pipeline.garbage import collect_seldom
from pipeline.stages import STAGES, Stage, upto

if TYPE_CHECKING:
    from pipeline.manifest import Inputs, Request

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Streams that cannot show a character escape it instead of failing."""
    if arguments is None:
        _read_names_as_utf8()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    collect_seldom()
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options) or 0)
    except PipelineError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("stopped; what was there before is unchanged", file=sys.stderr)  # noqa: T201
        return STOPPED
    except BrokenPipeError:  # as in `analyze | head`; the rest of what would be printed goes nowhere, quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("stopped: standard output was closed", file=sys.stderr)  # noqa: T201
        return 1


def _read_names_as_utf8() -> None:
    """Begin again in Python's UTF-8 mode under a locale that knows ASCII only: Chinese file names could not be read."""
    if not sys.flags.utf8_mode and sys.getfilesystemencoding() not in {"utf-8", "utf-16"}:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def analyze(options: Namespace) -> None:
    """Run every stage that is out of date and say where to look."""
    _run(options, STAGES)
    if not options.quiet:
        outputs = options.outputs
        others = {"tables": "tables", "charts": "charts", "what changed": "changes.md"}
        where = ", ".join(f"{what}: {outputs / name}" for what, name in others.items())
        print(f"open {outputs / 'index.html'}  ({where})")  # noqa: T201


def one_stage(options: Namespace) -> None:
    """Bring one stage and what it needs up to date."""
    _run(options, upto(options.stage))


def list_stages(options: Namespace) -> None:
    """List the stages: what each reads, writes and does."""
    for stage in STAGES:
        print(f"{stage.name:<11} {stage.help}")  # noqa: T201
        print(f"{'':<11} reads {', '.join(stage.reads + stage.lexicon)}")  # noqa: T201
        print(f"{'':<11} writes {', '.join(filter(None, (*stage.writes, stage.makes_files)))}")  # noqa: T201


def add(options: Namespace) -> None:
    """Copy received files into an edition of the corpus; say and write down what was seen of them."""
    from pipeline.commands.add import Addition
    from pipeline.commands.add import add as add_files
    from pipeline.manifest import Inputs
    from pipeline.settings import load_settings

    inputs = Inputs(options.corpus, settings=options.settings)
    given = {key: getattr(options, key) for key in (*_OF_A_FILE, *_TITLES) if getattr(options, key) is not None}
    titles = {key: given.pop(key) for key in _TITLES if key in given}
    addition = Addition(tuple(options.files), options.edition, given, titles, options.anyway)
    for line in add_files(options.corpus, addition, load_settings(inputs.settings_file)):
        print(line)  # noqa: T201


def check(options: Namespace) -> int:
    """Say all that is wrong with the corpus, its lexicon and its settings, without running or writing anything."""
    from pipeline.commands.check import check as check_inputs
    from pipeline.manifest import Inputs
    from pipeline.progress import reporter

    inputs = Inputs(options.corpus, lexicon=options.lexicon, settings=options.settings)
    if options.run_hash:
        return _say_run_hash(inputs)
    with reporter(quiet=False) as report:
        checked = check_inputs(inputs, report)
        for line in checked.lines():
            report.say(line)
    return 1 if checked.faults else 0


def _say_run_hash(inputs: Inputs) -> int:
    from pipeline.commands.run_hash import run_hash

    print(run_hash(inputs).hash)  # noqa: T201
    return 0


def impact(options: Namespace) -> None:
    """Show what the lexicon as it is now changes in keywords and themes, before a run accepts it; write nothing."""
    from pipeline.commands.impact import impact as compare
    from pipeline.progress import reporter

    with reporter(quiet=False) as report:
        for line in compare(_request(options), report):
            report.say(line)


def background_build(options: Namespace) -> None:
    """Count the words of a folder of texts and keep them in the lexicon as a background for the second ranking."""
    from pipeline.commands.background import Build, build
    from pipeline.progress import reporter

    options.outputs = Path()  # nothing is kept there
    with reporter(quiet=False) as report:
        for line in build(Build(options.folder, options.name), _request(options), report):
            report.say(line)


def kwic(options: Namespace) -> None:
    """Show every place of a term or concept in the last run's text, with what stands around it."""
    from pipeline.commands.kwic import kwic as find_lines
    from pipeline.commands.kwic import kwic_lines
    from pipeline.commands.terminal import Screen

    asked = {name: getattr(options, name) for name in ("edition", "window", "sort", "only")}
    for line in kwic_lines(find_lines(options.outputs, options.text, **asked), Screen.of_stdout()):
        print(line)  # noqa: T201


def trace(options: Namespace) -> int:
    """Lead a published number to the rows behind it, and make it again from them; 1 where it comes out otherwise."""
    from pipeline.commands.terminal import Screen
    from pipeline.commands.trace import Asked, traced_lines

    asked = Asked(options.all, options.window, options.csv, options.remake)
    traced, lines = traced_lines(options.outputs, options.table, options.row, asked, Screen.of_stdout())
    for line in lines:
        print(line)  # noqa: T201
    return 1 if traced is not None and traced.unequal else 0


def _run(options: Namespace, stages: Sequence[Stage]) -> None:
    from pipeline.progress import reporter
    from pipeline.runner import run

    request = replace(_request(options), force=options.force)
    with reporter(quiet=options.quiet) as report:
        run(request, stages, report)


def _request(options: Namespace) -> Request:
    from pipeline.manifest import Request

    return Request(
        corpus=options.corpus,
        outputs=options.outputs,
        lexicon=options.lexicon,
        settings=options.settings,
        jobs=options.jobs or os.cpu_count() or 1,
    )


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m pipeline",
        description="Text analysis for the messages of the UN Internet Governance Forum, in Chinese.",
        epilog="exit codes: 0 done, 1 a clear error, 2 wrong usage, 130 stopped with Ctrl-C",
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    inputs, lexicon, outputs, run = _input_options(), _lexicon_option(), _outputs_options(), _run_options()
    finished = _finished_option()

    for name, function, parents in (
        ("analyze", analyze, [inputs, lexicon, outputs, run]),
        ("add", add, [_add_options(), inputs]),
        ("check", check, [_check_options(), inputs, lexicon]),
        ("impact", impact, [inputs, lexicon, outputs]),
        ("kwic", kwic, [_kwic_options(), finished]),
        ("trace", trace, [_trace_options(), finished]),
        ("stages", list_stages, []),
    ):
        text = str(function.__doc__)
        commands.add_parser(name, parents=parents, help=text, description=text).set_defaults(command=function)
    _add_background(commands.add_parser("background", help=_BACKGROUND, description=_BACKGROUND), [inputs, lexicon])
    for stage in STAGES:
        text = f"Bring {stage.name} and what it needs up to date: {stage.help}."
        commands.add_parser(
            stage.name, parents=[inputs, lexicon, outputs, run], help=stage.help, description=text
        ).set_defaults(command=one_stage, stage=stage.name)
    return parser


_BACKGROUND = "Word frequencies that keywords are compared with: build them from a folder of texts."


def _add_background(parser: ArgumentParser, parents: Sequence[ArgumentParser]) -> None:
    text = str(background_build.__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    build = actions.add_parser("build", parents=[*parents, _jobs_option()], help=text, description=text)
    build.set_defaults(command=background_build)
    build.add_argument("folder", type=Path, metavar="DIR", help="texts, in folders or not; they are only read")
    build.add_argument("--name", type=_text, metavar="NAME", help="what settings call it (the folder's name)")


def _input_options() -> ArgumentParser:
    inputs = ArgumentParser(add_help=False)
    option = inputs.add_argument
    option("--corpus", type=Path, default=Path("corpus"), metavar="DIR", help="one sub-folder an edition (corpus)")
    option("--settings", type=Path, metavar="FILE", help="settings over the shipped ones (CORPUS/settings.toml)")
    return inputs


def _lexicon_option() -> ArgumentParser:
    lexicon = ArgumentParser(add_help=False)
    lexicon.add_argument("--lexicon", type=Path, metavar="DIR", help="lexicon over the shipped one (CORPUS/lexicon)")
    return lexicon


def _check_options() -> ArgumentParser:
    check = ArgumentParser(add_help=False)
    check.add_argument(
        "--run-hash", action="store_true", help="print only the hash that a run would have now, to compare a citation"
    )
    return check


def _outputs_options() -> ArgumentParser:
    outputs = ArgumentParser(add_help=False)
    option = outputs.add_argument
    option("--outputs", type=Path, default=Path("outputs"), metavar="DIR", help="what a run makes, whole (outputs)")
    _add_jobs(outputs)
    return outputs


def _jobs_option() -> ArgumentParser:
    jobs = ArgumentParser(add_help=False)
    _add_jobs(jobs)
    return jobs


def _add_jobs(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="worker processes (one a processor); changes no result"
    )


def _finished_option() -> ArgumentParser:
    finished = ArgumentParser(add_help=False)
    option = finished.add_argument
    option("--outputs", type=Path, default=Path("outputs"), metavar="DIR", help="a finished run, only read (outputs)")
    option("--window", type=_positive, default=20, metavar="N", help="characters shown on each side (20)")
    return finished


def _kwic_options() -> ArgumentParser:
    arguments = ArgumentParser(add_help=False)
    option = arguments.add_argument
    option("text", type=_text, metavar="TERM|CONCEPT", help="a term, a concept's id, or any of its wordings or labels")
    option("--edition", type=_text, metavar="ID", help="this edition alone, such as 2018-paris (all)")
    option("--sort", choices=("text", "left", "right"), default="text", help="by what stands on this side (text)")
    option("--only", action="store_true", help="of a concept's wordings only the one that is named")
    return arguments


def _trace_options() -> ArgumentParser:
    arguments = ArgumentParser(add_help=False)
    option = arguments.add_argument
    option("table", type=_text, metavar="TABLE", help="a table of outputs/tables/, such as keywords")
    option(
        "row",
        nargs="*",
        type=_text,
        metavar="ROW",
        help="number of the row (1 is the first below the header), its key joined by /, or column=value …; "
        "without it, how the table's numbers are made",
    )
    option("--all", action="store_true", help="show all rows behind each number, not the first five")
    option("--csv", type=Path, metavar="FILE", help="write all rows behind each number to this file")
    option("--remake", action="store_true", help="run stages again for a large corpus, too")
    return arguments


def _run_options() -> ArgumentParser:
    run = ArgumentParser(add_help=False)
    option = run.add_argument
    option("--force", action="store_true", help="run every stage, changed or not")
    option("--quiet", action="store_true", help="print nothing but errors")
    return run


# Keys of edition.toml that can be stated of every file that is added, and those that are the edition's where there are
# several.
_OF_A_FILE = ("id", "track_zh", "track_en", "status", "region", "source", "received", "licence")
_TITLES = ("title_zh", "title_en")


def _add_options() -> ArgumentParser:
    arguments = ArgumentParser(add_help=False)
    option = arguments.add_argument
    option("files", nargs="+", type=Path, metavar="FILE", help="a file as received; it is copied, never changed")
    option("--edition", type=_text, required=True, metavar="ID", help="such as 2019-berlin; made where it is new")
    option("--title-zh", type=_text, metavar="TEXT", help="Chinese title: of the file; of a new edition if several")
    option("--title-en", type=_text, metavar="TEXT", help="English title, likewise")
    option("--id", type=_text, metavar="ID", help="second part of the document id (from the file's name)")
    option("--track-zh", type=_text, metavar="TEXT", help="the forum's subject heading, Chinese")
    option("--track-en", type=_text, metavar="TEXT", help="the forum's subject heading, English")
    option("--status", type=_text, metavar="WORD", help="draft or final (from the text)")
    option("--region", type=_text, metavar="CODE", help="whose words Traditional text uses: tw or hk")
    option("--source", type=_text, metavar="TEXT", help="where the file came from")
    option("--received", type=_date, metavar="DATE", help="when, such as 2019-12-01")
    option("--licence", type=_text, metavar="TEXT", help="licence note")
    option("--anyway", action="store_true", help="add files that cannot be read, too; runs will skip them")
    return arguments


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_positive.__name__ = "number of 1 or more"  # what argparse names where the value is wrong


def _text(text: str) -> str:
    if not text.strip():
        raise ArgumentTypeError("is empty; expected text, or leave the option out")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArgumentTypeError("has bytes that are not in the terminal's encoding; expected text") from error
    return text.strip()


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"found {text!r}, expected a date such as 2019-12-01") from error
