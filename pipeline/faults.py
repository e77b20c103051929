"""What becomes of a fault in the input: a run stops at the first, a check gathers all of them.

Whoever reads input takes a ``Faults``, reports to it what is wrong and goes on with what is left, so that there is one
reader for both.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from pipeline.errors import PipelineError


class Faults:
    """Stops at the first fault by raising it."""

    def report(self, *together: PipelineError) -> None:
        """Report what was found in one place; nothing to do where that is nothing. Several are raised as one error."""
        if len(together) == 1:
            raise together[0]
        if together:
            raise type(together[0])("\n  ".join(map(str, together)))

    @contextlib.contextmanager
    def reported(self) -> Iterator[None]:
        """Report the fault that is raised inside; the rest of the block is left out."""
        try:
            yield
        except PipelineError as fault:
            self.report(fault)


class GatheredFaults(Faults):
    """Keeps every fault, in the order in which they are met."""

    def __init__(self) -> None:
        self.found: list[PipelineError] = []

    def report(self, *together: PipelineError) -> None:
        self.found.extend(together)


STOP = Faults()
"""What readers take where nothing else is said."""
