"""What becomes of a file, as the table sources says it: the stage itself is asked, so that its wording cannot drift."""

from __future__ import annotations

import hashlib
import io

import pytest

from pipeline.commands.examine import Verdict, examine, ingested, verdict
from pipeline.corpus import Source
from pipeline.settings import Settings


def source(content: bytes, name: str = "a.txt") -> Source:
    return Source("2019/a", "2019", f"2019/{name}", content, hashlib.sha256(content).hexdigest())


def scan() -> bytes:
    """A PDF with a page that is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawImage(ImageReader(Image.new("L", (40, 60))), 0, 0, 400, 600)
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        pytest.param("互联网治理论坛。".encode(), "a.txt", Verdict.READ, id="Chinese"),
        pytest.param(b"Internet governance.", "a.txt", Verdict.NO_USE, id="English"),
        pytest.param("インターネットの統治".encode(), "a.txt", Verdict.NO_USE, id="Japanese"),
        pytest.param(b"2018 12 31", "a.txt", Verdict.NO_USE, id="numbers"),
        pytest.param(scan(), "a.pdf", Verdict.NO_USE, id="a scan without a text layer"),
        pytest.param(scan()[:300], "a.pdf", Verdict.UNREADABLE, id="a PDF cut short"),
        pytest.param(b"", "a.txt", Verdict.UNREADABLE, id="empty"),
        pytest.param(bytes(range(256)), "a.txt", Verdict.UNREADABLE, id="binary"),
        pytest.param(b"PK\x03\x04", "a.zip", Verdict.UNREADABLE, id="a format that is not read"),
    ],
)
def test_verdicts_on_what_the_stage_says(content: bytes, name: str, expected: Verdict) -> None:
    assert verdict(ingested(source(content, name), Settings())) is expected


@pytest.mark.parametrize(
    ("language", "reason", "expected"),
    [
        ("en", "the text is English", Verdict.NO_USE),
        (None, "the file is damaged", Verdict.UNREADABLE),
    ],
)
def test_verdicts_on_what_other_readers_say(language: str | None, reason: str, expected: Verdict) -> None:
    assert verdict({"reading": "skipped", "language": language, "reason": reason}) is expected


def test_a_file_is_examined_as_a_run_would_read_it() -> None:
    text = "論壇訊息\n\n各國政府應當加強網際網路治理。\n"
    examined = examine(source(text.encode()), Settings())
    assert examined.verdict is Verdict.READ
    assert examined.document is not None
    assert (examined.document["script"], examined.document["n_passages"]) == ("Hant", 2)
    assert examine(source(b"English"), Settings()).document is None
