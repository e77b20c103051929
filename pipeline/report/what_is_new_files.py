"""The pages that say what is new: one file each that asks nothing of anywhere; of the latest pair as Markdown too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.report.html import environment, with_font
from pipeline.report.markdown import render
from pipeline.report.what_is_new import LATEST_FILE

if TYPE_CHECKING:
    from pipeline.report.page import EditionPage
    from pipeline.report.what_is_new import WhatIsNew


def what_is_new_files(pages: Sequence[EditionPage]) -> Iterator[tuple[str, bytes]]:
    """A page for each pair; where there is none, the one page that says so.

    The latest carries the glyphs that it needs, the others share one font, which is cut out only once.
    """
    news = [one for page in pages for one in page.news]
    html = [_html(page, [other for other in news if other is not page]) for page in news]
    yield from zip((page.file for page in news), [*with_font(html[:1]), *with_font(html[1:])], strict=True)
    if not news:
        yield LATEST_FILE, with_font([_html(None, ())])[0]
    yield "what-is-new.md", render("what_is_new.md", page=news[0] if news else None)


def _html(page: WhatIsNew | None, others: Sequence[WhatIsNew]) -> str:
    """The page of one pair, with links to ``others``, as yet without a font."""
    return environment().get_template("what_is_new.html").render(news=page, others=others, alone=True)
