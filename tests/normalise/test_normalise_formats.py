"""The 2018 message as a Word file and as a web page, made here, gives the passages that its text file gives."""

from __future__ import annotations

import html
import io
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from pipeline.corpus import Source
from pipeline.ingest.stage import ingest
from pipeline.normalise.ledger import replay_backwards
from pipeline.normalise.stage import normalise
from pipeline.settings import IngestSettings, NormaliseSettings

MESSAGE = Path(__file__).parents[2] / "corpus/2018-paris/igf-2018-evolution-of-internet-governance.zh.txt"
Passages = list[tuple[str, str]]


def passages(content: bytes, name: str) -> Passages:
    read = ingest(source=Source("e/d", "e", f"e/{name}", content, "0" * 64), settings=IngestSettings()).tables
    assert read["sources"]["reason"].to_pylist() == [None]  # type: ignore[call-overload, index]
    made = normalise(**read, corrections=(), settings=NormaliseSettings()).tables  # type: ignore[arg-type]
    rows = made["passages"].to_pylist()  # type: ignore[union-attr]
    source_text = "".join(read["blocks"]["text"].to_pylist())  # type: ignore[call-overload, index]
    clean_text = "\n".join(row["text"] for row in rows)
    assert replay_backwards(clean_text, made["repairs"].to_pylist()) == source_text  # type: ignore[union-attr]
    return [(row["kind"], row["text"]) for row in rows]


@cache
def message() -> tuple[tuple[str, str], ...]:
    return tuple(passages(MESSAGE.read_bytes(), "d.txt"))


def as_word(*, has_styles: bool) -> bytes:
    """With styles, or with all of it in the same one: larger, bold and indented by hand, items with a typed sign."""
    styles = {"title": "Title", "heading": "Heading 1", "bullet": "List Bullet"}
    document = docx.Document()
    for kind, text in message():
        if has_styles:
            document.add_paragraph(text, style=styles.get(kind))
            continue
        run = document.add_paragraph().add_run(f"• {text}" if kind == "bullet" else text)
        run.bold = kind in {"title", "heading"}
        run.font.size = Pt({"title": 22, "heading": 14}.get(kind, 12))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def as_page(*, has_tags: bool) -> bytes:
    """With the tags for it, or with divisions alone: headings in bold, items with a typed sign."""
    tags = {"title": "h1", "heading": "h2", "bullet": "li"}
    parts = []
    for kind, text in message():
        shown = html.escape(text)
        if has_tags:
            parts.append(f"<{tags.get(kind, 'p')}>{shown}</{tags.get(kind, 'p')}>")
        else:
            shown = f"<b>{shown}</b>" if kind in {"title", "heading"} else shown
            parts.append(f"<div>{'• ' * (kind == 'bullet')}{shown}</div>")
    menu = "<ul><li><a href=/>首页</a><li><a href=/news>新闻</a></ul>"
    title = html.escape(message()[0][1])
    page = f"<html><head><title>{title} | 论坛</title></head><body><div id=top>{menu}</div><div>{''.join(parts)}</div>"
    return f"{page}<div class=footer>版权所有</div></body></html>".encode()


FORMS = [
    ("Word, with styles", lambda: as_word(has_styles=True), "d.docx"),
    ("Word, without", lambda: as_word(has_styles=False), "d.docx"),
    ("a page, with tags", lambda: as_page(has_tags=True), "d.html"),
    ("a page, without", lambda: as_page(has_tags=False), "d.html"),
    ("a page called text", lambda: as_page(has_tags=True), "d.txt"),
]


@pytest.mark.parametrize(("label", "make", "name"), FORMS, ids=[form[0] for form in FORMS])
def test_the_message_in_another_format_has_the_same_passages(label: str, make: object, name: str) -> None:
    assert passages(make(), name) == list(message())  # type: ignore[operator]
