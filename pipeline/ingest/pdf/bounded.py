"""Read a PDF in a process of its own: whatever a hostile file does, it ends with that process.

A PDF is a program: a megabyte can unfold to gigabytes or run for hours. Limits on memory and processor time hold for
every filter and every loop at once, those that nobody has thought of included.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from pipeline.hashes import PACKAGE
from pipeline.ingest.extracted import Block, Extracted, UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

_WALL_CLOCK = 5
"""Times the processor seconds after which a reader that only waits, or one on Windows, is stopped."""


def read_pdf(content: bytes, settings: IngestSettings) -> Extracted:
    """The lines of a PDF as blocks, with page, place, size, weight, and tag where the file has tags.

    Raises ``UnreadableError`` for a file that is encrypted, damaged, cut off, a picture, or past the limits.
    """
    command = [sys.executable, "-X", "utf8", "-m", "pipeline.ingest.pdf", settings.model_dump_json()]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            cwd=PACKAGE.parent,
            timeout=_WALL_CLOCK * settings.max_reader_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(f"{_WALL_CLOCK * settings.max_reader_seconds} seconds", "max_reader_seconds") from error
    return _extracted(done, settings)


def _extracted(done: subprocess.CompletedProcess[bytes], settings: IngestSettings) -> Extracted:
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {"killed": done.returncode}
    if "blocks" in answer:
        return Extracted(tuple(Block(**block) for block in answer["blocks"]), remarks=tuple(answer["remarks"]))
    if "reason" in answer:
        raise UnreadableError(answer["reason"])
    if "damaged" in answer:
        raise UnreadableError(
            f"the PDF is damaged ({answer['damaged']}); expected a whole file; get it again from its source, or print "
            "it to a new PDF"
        )
    is_out_of_time = -answer.get("killed", 0) in _TIME_SIGNALS
    if is_out_of_time:
        raise _too_much(f"{settings.max_reader_seconds} seconds of processor time", "max_reader_seconds")
    if "exhausted" in answer or done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _too_much(f"{settings.max_reader_mib} MiB of memory", "max_reader_mib")
    raise RuntimeError(f"reader of PDFs ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}")


# SIGXCPU, and SIGKILL, which follows where it is not heeded. By number: Windows knows neither.
_TIME_SIGNALS = (24, 9)


def _too_much(limit: str, setting: str) -> UnreadableError:
    return UnreadableError(
        f"reading the PDF takes more than {limit}, expected a document of text (setting {setting}); print it to a new "
        "PDF, or raise the setting if the file can be trusted"
    )
