"""Blocks read from PDF, DOCX and web pages against the blocks that they were made from.

Block accuracy is the share of the expected blocks that are matched one to one and in order by a block with the same
text, character for character after repair, and the same kind (``tests.evaluation.blocks``).

The samples are the 2018 message in other formats. The blocks expected of them are the passages of the text file with
the analysts' corrections, and one section that the samples have and the text file has not. Whether the text file itself
is read right is another question: ``repairs`` and the tests of the main job answer it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.lexicon.load import load_lexicon
from tests.evaluation.blocks import Agreement, Block, agreement
from tests.evaluation.repairs import RECEIVED, ROOT
from tests.evaluation.texts import normalised
from tests.ingest.pdfs.documents import row
from tests.ingest.pdfs.makers import MAKERS

ADDED = (
    Block("heading", "长期风险：青年与民族"),
    Block(
        "paragraph",
        "增长、青年、人民、见证、贝类、马力、鸟类、龙头、食品、西部、车辆、页面、飞行、风险、鱼类、麦子、黄色、齐心、"
        "户口、门户、长远、阜阳、邑、龟、角度、身份。表格与英文：multi-stakeholder、AI、5G、COVID-19，网址 "
        "https://www.intgovforum.org 与 igf@un.org。",
    ),
    row("主题", "次数"),
    row("网络安全", "12"),
)


def measure(data: Path) -> Iterator[str]:
    folder = next((path for path in (data / "samples", data.parent / "samples") if path.is_dir()), None)
    if folder is None:
        yield f"the 2018 message in other formats: not measured, no folder samples in {data} or beside it"
    else:
        yield from _samples(folder)
    yield f"{len(MAKERS)} PDFs made from text"
    yield from _table([(label, _agreement("made.pdf", *maker())) for label, maker in MAKERS.items()])


def _samples(folder: Path) -> Iterator[str]:
    expected = (*_message(), *ADDED)
    files = sorted(path for path in folder.iterdir() if path.is_file())
    yield f"the 2018 message in other formats: {len(expected) - len(ADDED)} blocks and {len(ADDED)} of a section added"
    yield from _table([(path.name, _agreement(path.name, path.read_bytes(), expected)) for path in files])


def _message() -> list[Block]:
    """The passages of the text file."""
    corrections = load_lexicon(ROOT / "corpus/lexicon").corrections
    rows = normalised(RECEIVED.name, RECEIVED.read_bytes(), corrections).tables["passages"].to_pylist()
    return [Block(row["kind"], row["text"]) for row in rows]


def _agreement(name: str, content: bytes, expected: Sequence[Block]) -> Agreement:
    rows = normalised(name, content).tables["passages"].to_pylist()
    return agreement(expected, [Block(row["kind"], row["text"]) for row in rows])


def _table(measured: Sequence[tuple[str, Agreement]]) -> Iterator[str]:
    """A line a file, and one for all of them."""
    width = max((len(name) for name, _ in measured), default=0)
    for name, result in measured:
        yield f"  {name:<{width}}  {result}"
    n_exact, n_expected = sum(a.n_exact for _, a in measured), sum(a.n_expected for _, a in measured)
    yield f"  {'together':<{width}}  {n_exact} of {n_expected} blocks ({100 * n_exact / max(n_expected, 1):.1f} %)"
