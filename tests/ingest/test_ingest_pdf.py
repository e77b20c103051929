"""PDFs with known text, read: the same blocks come out; and files that mean harm, which must not do any."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.blocks import Block
from tests.evaluation.texts import normalised
from tests.ingest.pdfs import hostile
from tests.ingest.pdfs.documents import MESSAGE
from tests.ingest.pdfs.makers import MAKERS, one_page_without_text

ROOT = Path(__file__).parent.parent.parent

# Known failures: a case that comes right says so, and leaves this list.
NOT_YET: dict[str, str] = {}


def case(name: str, value: Any) -> Any:
    """A parameter by name, a known failure marked as such."""
    marks = [pytest.mark.xfail(reason=NOT_YET[name], strict=True)] if name in NOT_YET else []
    return pytest.param(value, id=name, marks=marks)


def source(name: str, content: bytes) -> dict[str, Any]:
    from pipeline.corpus import Source
    from pipeline.ingest.stage import ingest
    from pipeline.settings import IngestSettings

    received = Source(f"made/{name}", "made", f"made/{name}.pdf", content, "0" * 64)
    (row,) = ingest(source=received, settings=IngestSettings()).tables["sources"].to_pylist()
    return dict(row)


@pytest.mark.parametrize("label", [case(label, label) for label in MAKERS])
def test_what_goes_in_comes_out(label: str) -> None:
    content, expected = MAKERS[label]()
    rows = normalised("made.pdf", content).tables["passages"].to_pylist()
    assert [Block(row["kind"], row["text"]) for row in rows] == list(expected)


# An owner's password draws a key at random.
@pytest.mark.parametrize("label", [label for label in MAKERS if label != "owner password"])
def test_makers_give_the_same_bytes_twice(label: str) -> None:
    assert MAKERS[label]() == MAKERS[label]()


def test_passages_say_on_which_page_they_begin() -> None:
    content, _ = MAKERS["embedded font, page break"]()
    rows = normalised("made.pdf", content).tables["passages"].to_pylist()
    pages = [row["page"] for row in rows]
    assert (pages[0], pages[-1]) == (1, 2)
    assert pages == sorted(pages)


def test_a_page_without_text_is_reported_by_its_number() -> None:
    content, _ = one_page_without_text()
    row = source("scan", content)
    assert row["reading"] == "read"
    assert "no text layer, page 2: needs OCR" in row["remarks"]


# A child reads the file with little memory, should the reader's own limits fail, and says what came of it.
CHILD = """
import json, resource, sys
from pathlib import Path
from pipeline.corpus import Source
from pipeline.ingest.stage import ingest
from pipeline.settings import IngestSettings

resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
content = Path(sys.argv[1]).read_bytes()
source = Source("made/file", "made", "made/file.pdf", content, "0" * 64)
settings = IngestSettings(max_reader_mib=256, max_reader_seconds=5, max_page_glyphs=20_000)
made = ingest(source=source, settings=settings).tables
(row,) = made["sources"].to_pylist()
text = "".join(made["blocks"]["text"].to_pylist())
print(json.dumps({"reading": row["reading"], "reason": row["reason"], "text": text}))
"""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""NumPy's threads set memory aside, on a large machine more than the limit."""
GENEROUS = 240
"""Seconds; a file is given up after five seconds of processor time, on a machine that may do other things."""


def outcome(content: bytes, folder: Path) -> dict[str, Any]:
    """What came of reading a file: reading, reason and text. Fails where it takes 2 GiB, or minutes."""
    path = folder / "file.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", CHILD, str(path)],
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD},
        capture_output=True,
        timeout=GENEROUS,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(("maker", "words"), hostile.SKIPPED, ids=[maker.__name__ for maker, _ in hostile.SKIPPED])
def test_a_hostile_file_is_skipped_with_a_reason(
    maker: Callable[[], bytes], words: tuple[str, ...], tmp_path: Path
) -> None:
    told = outcome(maker(), tmp_path)
    assert (told["reading"], told["text"]) == ("skipped", "")
    assert any(word in told["reason"] for word in words), told["reason"]
    assert "expected" in told["reason"]


@pytest.mark.parametrize("maker", [case(maker.__name__, maker) for maker in hostile.READ_OR_SKIPPED])
def test_an_odd_file_is_read_or_skipped_with_a_reason(maker: Callable[[], bytes], tmp_path: Path) -> None:
    told = outcome(maker(), tmp_path)
    if told["reading"] == "read":
        assert set(told["text"].split()) == {hostile.LINE}
    else:
        assert "expected" in told["reason"]
        assert "Error:" not in told["reason"]  # a person reads this


@pytest.mark.parametrize("maker", [case(maker.__name__, maker) for maker in hostile.READ])
def test_what_is_no_part_of_the_text_is_left_alone(maker: Callable[[], bytes], tmp_path: Path) -> None:
    told = outcome(maker(), tmp_path)
    assert (told["reading"], told["text"].strip()) == ("read", hostile.LINE)


def test_one_broken_file_says_what_is_wrong_with_it_and_the_others_go_on() -> None:
    content, _ = MAKERS["embedded font, page break"]()
    assert source("cut", hostile.truncated())["reading"] == "skipped"
    assert source("whole", content)["reading"] == "read"
    rows = normalised("made.pdf", content).tables["passages"].to_pylist()
    assert len(rows) == len(MESSAGE)
