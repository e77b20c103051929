"""What a run says while it works: a live line on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Reporter:
    """Plain lines on standard output; warnings on standard error."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def begin(self, stage: str, n_steps: int | None) -> None:
        """A stage starts; ``n_steps`` documents or parts, or None for a stage without steps."""

    def advance(self) -> None:
        """One document or part is done."""

    def say(self, line: str) -> None:
        if not self._quiet:
            print(line, flush=True)  # noqa: T201 - the one place that prints

    def warn(self, line: str) -> None:
        if not self._quiet:
            print(f"note: {line}", file=sys.stderr, flush=True)  # noqa: T201


class LiveReporter(Reporter):
    """A spinner and a bar that vanish when a stage is done."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress: Progress = Progress(*columns, console=Console(), transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, stage: str, n_steps: int | None) -> None:
        self._end_task()
        self._task = self._progress.add_task(stage, total=n_steps)

    def advance(self) -> None:
        if self._task is not None:
            self._progress.advance(self._task)

    def say(self, line: str) -> None:
        self._end_task()
        self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _end_task(self) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None


class Unheard(Reporter):
    """Shows another reporter's progress; what is said and warned of goes nowhere."""

    def __init__(self, shown: Reporter) -> None:
        super().__init__(quiet=True)
        self._shown = shown

    def begin(self, stage: str, n_steps: int | None) -> None:
        self._shown.begin(stage, n_steps)

    def advance(self) -> None:
        self._shown.advance()


def reporter(*, quiet: bool) -> Reporter:
    """Live on a terminal, plain elsewhere."""
    return LiveReporter() if sys.stdout.isatty() and not quiet else Reporter(quiet=quiet)


def stage_line(stage: str, rows_in: int, rows_out: int, repairs: int, seconds: float | None) -> str:
    """The one summary line of a stage; None seconds: it did not have to run."""
    end = "unchanged" if seconds is None else f"{seconds:7.2f} s"
    return f"{stage:<12}{rows_in:>9,} rows in {rows_out:>9,} rows out {repairs:>7,} repairs {end}"
