"""The pages that say what is new: one file each that asks nothing of anywhere; of the latest pair as Markdown too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.report.html import FONT_PLACE, environment, visible_text
from pipeline.report.markdown import render
from pipeline.report.what_is_new import LATEST_FILE

if TYPE_CHECKING:
    from pipeline.report.page import EditionPage
    from pipeline.report.what_is_new import WhatIsNew


def what_is_new_files(pages: Sequence[EditionPage]) -> Iterator[tuple[str, bytes]]:
    """A page for each pair; where there is none, the one page that says so."""
    linked = frozenset[str]().union(*(page.linked for page in pages))
    news = [replace(one, linked=linked) for page in pages for one in page.news]
    for page in news:
        yield page.file, what_is_new_html(page, [other for other in news if other is not page])
    if not news:
        yield LATEST_FILE, what_is_new_html(None, ())
    yield "what-is-new.md", render("what_is_new.md", page=news[0] if news else None)


def what_is_new_html(page: WhatIsNew | None, others: Sequence[WhatIsNew]) -> bytes:
    """The page of one pair, with links to ``others``; without a pair, the page that says that there is none."""
    from pipeline.report.font import font_address

    html = environment().get_template("what_is_new.html").render(page=page, others=others, font_place=FONT_PLACE)
    return html.replace(FONT_PLACE, font_address(visible_text(html)), 1).encode("utf-8")
