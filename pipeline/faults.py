"""What becomes of a fault in the input: a run stops at the first, a check gathers all of them.

Whoever reads input takes a ``Faults``, reports to it what is wrong and goes on with what is left, so that there is one
reader for both. What is odd but can be used is a warning: it stops nobody, and a run tells it at its end.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from pipeline.errors import PipelineError


class Faults:
    """Stops at the first fault by raising it; whoever takes this asks for no warnings."""

    def report(self, *together: PipelineError) -> None:
        """Report what was found in one place; nothing to do where that is nothing. Several are raised as one error."""
        if len(together) == 1:
            raise together[0]
        if together:
            raise type(together[0])("\n  ".join(map(str, together)))

    def warn(self, *warnings: str) -> None:
        """Tell what is odd but usable; a text names the file and line and says what to do."""

    @contextlib.contextmanager
    def reported(self) -> Iterator[None]:
        """Report the fault that is raised inside; the rest of the block is left out."""
        try:
            yield
        except PipelineError as fault:
            self.report(fault)


class KeptWarnings(Faults):
    """Stops at the first fault, and keeps the warnings in the order in which they are met: what a run takes."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warn(self, *warnings: str) -> None:
        self.warnings.extend(warnings)


class GatheredFaults(KeptWarnings):
    """Keeps every fault, too: what a check takes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[PipelineError] = []

    def report(self, *together: PipelineError) -> None:
        self.found.extend(together)


STOP = Faults()
"""What readers take where nothing else is said."""
