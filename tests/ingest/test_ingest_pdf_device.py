"""What a page shows, glyph by glyph: sizes of zero and below, meant texts, hidden parts, artifacts."""

from __future__ import annotations

import pytest

from pipeline.ingest.extracted import Block, UnreadableError
from pipeline.ingest.pdf.__main__ import _is_raised_here
from pipeline.ingest.pdf.document import read_document
from pipeline.settings import IngestSettings
from tests.ingest.pdfs.raw import one_page, pdf, show, stream

LINE = "互联网治理论坛"
BULLET = b"50 702 4 4 re f\n"


def drawn(operators: bytes) -> tuple[Block, ...]:
    """The blocks of a page on which a line stands under the given operators' influence."""
    return read_document(pdf(one_page(stream(operators))), IngestSettings()).blocks


def spoken(properties: str) -> bytes:
    return f"/Span <<{properties}>> BDC\n".encode() + show(LINE, 60, 700) + b"EMC\n"


MEANT = "FEFF7F5153CB"  # 网友
OUTER = f"/Span <</ActualText <{MEANT}>>> BDC\n".encode()
SHOWN = show(LINE, 60, 700)
TEXTS = [
    ("a plain line", SHOWN, [LINE]),
    ("a size below zero turned round", SHOWN.replace(b"/F 11", b"/F -11").replace(b"60 700 Td", b"-1 0 0 -1 60 700 Tm"),
     [LINE]),
    ("turned round by its size alone", SHOWN.replace(b"/F 11", b"/F -11").replace(b"60 700", b"400 700"), [LINE]),
    ("a size of zero beside a bullet", BULLET + SHOWN.replace(b"/F 11", b"/F 0") + show("论坛", 60, 600), ["论坛"]),
    ("a size that no number holds", BULLET + SHOWN.replace(b"/F 11", b"/F 1" + b"0" * 400) + show("论坛", 60, 600),
     ["论坛"]),
    ("what its producer says it means, once", spoken(f"/ActualText <{MEANT}>"), ["网友"]),
    ("an empty meaning is none", spoken("/ActualText <FEFF>"), [LINE]),
    ("… nor inside another", OUTER + spoken("/ActualText <FEFF>") + b"EMC\n",
     ["网友"]),
    ("no text for what it means", spoken("/ActualText 7"), [LINE]),
    ("an end of marked content that none begins", b"EMC EMC\n" + SHOWN, [LINE]),
    ("beside the page", SHOWN + show("边外", 700, 700), [LINE]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "operators", "texts"), TEXTS, ids=[case[0] for case in TEXTS])
def test_texts(label: str, operators: bytes, texts: list[str]) -> None:
    assert [block.text.strip() for block in drawn(operators)] == texts


@pytest.mark.parametrize(
    ("operators", "size"),
    [
        (SHOWN, 11.0),
        (SHOWN.replace(b"/F 11", b"/F -11").replace(b"60 700 Td", b"-1 0 0 -1 60 700 Tm"), 11.0),
        (SHOWN.replace(b"60 700 Td", b"1.5 0 0 2 60 700 Tm"), 22.0),
    ],
)
def test_the_size_is_that_of_the_shown_character(operators: bytes, size: float) -> None:
    (block,) = drawn(operators)
    assert block.font_size == size
    assert block.x0 == 60.0


def is_a_bug(content: bytes) -> bool:
    """Does reading fail in our own code, other than with a reason for a person?"""
    try:
        read_document(content, IngestSettings())
    except UnreadableError:
        return False
    except Exception as error:
        return _is_raised_here(error)
    return False


@pytest.mark.parametrize("resources", [b"/Resources /F", b"/Resources null", b"/Resources 7"])
def test_a_page_whose_resources_are_damaged_is_no_bug_of_ours(resources: bytes) -> None:
    content = pdf(one_page(stream(SHOWN))).replace(b"/Resources", resources + b" /Old", 1)
    assert not is_a_bug(content)


def test_a_place_past_all_measure_shows_nothing() -> None:
    far = SHOWN.replace(b"60 700 Td", b"1" + b"0" * 308 + b" 0 0 1" + b"0" * 308 + b" 60 700 Tm")
    assert [block.text.strip() for block in drawn(far + show("论坛", 60, 600))] == ["论坛"]


def test_an_artifact_stays_one_inside_other_marks() -> None:
    inner = b"/Artifact BMC\n/Span BMC\n" + show("页眉", 60, 600) + b"EMC\n" + show("页脚", 60, 500) + b"EMC\n"
    assert [block.tag for block in drawn(SHOWN + inner)] == [None, "Artifact", "Artifact"]


def test_a_page_of_too_many_characters_is_refused() -> None:
    content = pdf(one_page(stream(show(LINE * 200, 0, 700))))
    with pytest.raises(UnreadableError, match="more than 1000 characters"):
        read_document(content, IngestSettings(max_page_glyphs=1000))
