"""What the child that reads a PDF says, and how it ends, as blocks, a reason, or a bug with its traceback."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from subprocess import CompletedProcess
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.ingest.extracted import Block, UnreadableError
from pipeline.ingest.pdf import __main__ as child
from pipeline.ingest.pdf import document, opening
from pipeline.ingest.pdf.bounded import _extracted, read_pdf
from pipeline.settings import IngestSettings
from tests.ingest.pdfs.raw import one_page, pdf, show, stream

SETTINGS = IngestSettings(max_reader_mib=300, max_reader_seconds=7)
CONTENT = pdf(one_page(stream(show("互联网治理论坛", 60, 700))))


def ended(answer: object = None, code: int = 0, stderr: bytes = b"") -> CompletedProcess[bytes]:
    return CompletedProcess([], code, b"" if answer is None else json.dumps(answer).encode(), stderr)


def test_blocks_and_remarks_come_back_as_they_were() -> None:
    block = {"text": "论坛\n", "page": 1, "x0": 72.5, "tag": "P"}
    found = _extracted(ended({"blocks": [block], "remarks": ["no text layer, page 2: needs OCR"]}), SETTINGS)
    assert found.blocks == (Block("论坛\n", page=1, x0=72.5, tag="P"),)
    assert found.remarks == ("no text layer, page 2: needs OCR",)


REASONS = [
    ("a reason", ended({"reason": "the file is no PDF"}), "^the file is no PDF$"),
    ("damage", ended({"damaged": "no /Kids"}), r"the PDF is damaged \(no /Kids\); expected a whole file"),
    ("out of time", ended(code=-24), "more than 7 seconds of processor time.*max_reader_seconds"),
    ("out of time, killed", ended(code=-9), "more than 7 seconds of processor time.*max_reader_seconds"),
    ("out of memory, as it says", ended({"exhausted": "memory"}), "more than 300 MiB.*max_reader_mib"),
    ("out of memory where nothing can be said", ended(code=1, stderr=b"...\nMemoryError\n"), "more than 300 MiB"),
    ("out of memory in a library in C", ended(code=-11), "more than 300 MiB"),
    ("cut off while it spoke", CompletedProcess([], -24, b'{"blocks": [', b""), "more than 7 seconds"),
]


@pytest.mark.parametrize(("label", "done", "reason"), REASONS, ids=[case[0] for case in REASONS])
def test_reasons(label: str, done: CompletedProcess[bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        _extracted(done, SETTINGS)


@pytest.mark.parametrize("code", [1, 0])
def test_a_bug_keeps_its_traceback(code: int) -> None:
    trace = b"Traceback (most recent call last):\nKeyError: 'column'\n"
    with pytest.raises(RuntimeError, match=rf"(?s)ended with {code}:.*KeyError: 'column'"):
        _extracted(ended(code=code, stderr=trace), SETTINGS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows neither")
def test_the_signals_are_those_of_this_system() -> None:
    assert (signal.SIGXCPU, signal.SIGKILL) == (24, 9)


def test_a_reader_that_only_waits_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(UnreadableError, match="more than 35 seconds"):
        read_pdf(CONTENT, SETTINGS)


def raising(error: Exception, where: str) -> Any:
    """A function that fails as if it stood in a module of that name."""
    scope: dict[str, Any] = {"__name__": where, "error": error}
    exec("def fail(*arguments):\n    raise error", scope)
    return scope["fail"]


ANSWERS = [
    ("a reason", UnreadableError("it is cut off"), "pipeline.ingest.pdf.opening", {"reason": "it is cut off"}),
    ("no memory", MemoryError(), "zlib", {"exhausted": "memory"}),
    ("a loop", RecursionError(), "pdfminer", {"damaged": "its parts refer to one another without end"}),
    ("damage that a library meets", KeyError("Kids"), "pdfminer.pdfpage", {"damaged": "'Kids'"}),
    ("… without a word", ValueError(), "pdfminer.pdfpage", {"damaged": "ValueError"}),
]  # fmt: skip


@pytest.mark.parametrize(("label", "error", "where", "answer"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_the_child_says_what_came_of_it(
    label: str, error: Exception, where: str, answer: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "read_document", raising(error, where))
    assert child._read(b"", SETTINGS) == answer


@pytest.mark.parametrize("where", ["pipeline", "pipeline.ingest.pdf.lines"])
def test_the_child_raises_what_is_our_own_bug(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "read_document", raising(KeyError("column"), where))
    with pytest.raises(KeyError):
        child._read(b"", SETTINGS)


def test_the_child_prints_one_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    limits: list[tuple[int, int]] = []
    monkeypatch.setattr(child, "_limit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(child.logging, "disable", lambda level: None)
    monkeypatch.setattr(sys, "argv", ["", SETTINGS.model_dump_json()])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(CONTENT)))
    child.main()
    answer = json.loads(capsys.readouterr().out)
    assert [block["text"] for block in answer["blocks"]] == ["互联网治理论坛\n"]
    assert limits == [(300 << 20, 7)]


# What a file holds, and what is said of it.
UNOPENED = [
    ("no PDF", b"PK\x03\x04" + b" " * 2000 + CONTENT, "the file is no PDF"),
    ("empty", b"", "the file is no PDF"),
    ("cut off", CONTENT[:-10], "the PDF is cut off"),
    ("much behind the end", CONTENT + b"x" * 3000, "the PDF is cut off"),
    ("no list of pages", CONTENT.replace(b"/Pages 2 0 R", b"/Pagez 2 0 R"), "no pages are listed"),
]


@pytest.mark.parametrize(("label", "content", "reason"), UNOPENED, ids=[case[0] for case in UNOPENED])
def test_files_that_are_not_opened(label: str, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=f"{reason}.*expected"):
        opening.open_pdf(content)


@pytest.mark.parametrize("content", [CONTENT, b"\n" * 900 + CONTENT, CONTENT + b"\x00\r\n " * 900])
def test_files_with_a_little_around_them_are_opened(content: bytes) -> None:
    assert len(opening.pages_of(opening.open_pdf(content), SETTINGS)) == 1
