"""``index.html``: one file that asks nothing of anywhere, with its style, font and charts inside.

Everything that comes from a document is escaped by Jinja2; the charts' SVG is the only markup that is let through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial, reduce
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.bilingual import EXPLORATORY, RELATIONS, STANDINGS, Bilingual
from pipeline.ingest.identify import language_name
from pipeline.keyness.names import OUR_NAMES
from pipeline.lexicon.gloss import SOURCE
from pipeline.report import number_views
from pipeline.report.assets import FONT_CHECKSUM, checksum, content_security_policy, font_sheet, script, style_sheet
from pipeline.report.carried import all_editions, compressed, while_there_is_room
from pipeline.report.chapters import CHAPTERS
from pipeline.report.citation import CHECK_COMMAND
from pipeline.report.passage_links import Carrier, Links
from pipeline.report.passage_store import passage_block
from pipeline.report.script_data import script_data
from pipeline.report.words import probability, worded, words
from pipeline.themes.shown import shown as theme_name
from pipeline.views import View

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from pipeline.report.page import EditionPage

FONT_PLACE = "/* font */"
"""What stands in a rendered page for the sheet of its font."""
_MARKS = re.compile(r'<g class="marks">.*?</g>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def index_html(pages: Sequence[EditionPage], shared: Mapping[str, Any], max_carried_bytes: int) -> bytes:
    """The page; ``pages`` are those of the editions, the latest first, ``shared`` what it says once for all.

    Editions before the latest take ``max_carried_bytes`` at most; the page says which it leaves to the tables.
    """
    shown: set[str] = set()
    values = {**shared, "alone": False, "are_several": len(pages) > 1}
    made = (compressed(page.edition, _chapters(page, values, shown)) for page in pages[1:])
    editions = all_editions(pages, while_there_is_room(made, max_carried_bytes))
    template = environment().get_template("index.html")
    html = template.render(latest=next(iter(pages), None), editions=editions, **values)
    return with_font([html], shown | shared["stored"].characters)[0]


def _chapters(page: EditionPage, values: Mapping[str, Any], shown: set[str]) -> dict[str, str]:
    """What each chapter says of an edition; the characters that it shows are added to ``shown``."""
    template = environment().get_template("edition.html")
    told = [chapter for chapter in CHAPTERS if chapter.of_edition]
    html = {chapter.name: template.render(page=page, chapter=chapter, **values) for chapter in told}
    shown.update(*map(visible_text, html.values()))
    return html


def with_font(pages: Sequence[str], also: Iterable[str] = ()) -> list[bytes]:
    """Pages that were rendered without a font, with the glyphs that they need: which these are shows only then.

    ``also``: characters that they show besides, which stand compressed in them.
    """
    from pipeline.report.font import font_address

    if not pages:
        return []
    sheet = font_sheet(font_address("".join(sorted(set(also).union(*(visible_text(html) for html in pages))))))
    allowed = ((FONT_CHECKSUM, checksum(sheet)), (FONT_PLACE, sheet))
    return [reduce(lambda page, pair: page.replace(*pair, 1), allowed, html).encode("utf-8") for html in pages]


def visible_text(html: str) -> str:
    """The characters that a page may show, and some of its markup's, which does no harm."""
    from html import unescape

    return unescape(_TAG.sub("", html)) + "…“”•"


@cache
def environment() -> Environment:
    """Templates beside this module, escaping everything that is not marked as trusted, missing names an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False,
    )  # fmt: skip
    made.globals.update(
        words=words("interface"), columns=words("columns"), exploratory=EXPLORATORY, dictionary_source=SOURCE,
        style=style_sheet(), script=script(), policy=content_security_policy(), font_place=FONT_PLACE,
        check_command=CHECK_COMMAND, our_names=OUR_NAMES,
        chapters=CHAPTERS, chapter_words=words("chapters"), view=View, views=number_views,
    )  # fmt: skip
    made.globals.update(page_words=words("page_script"), script_data=script_data, passage_block=passage_block)
    made.filters.update(FILTERS)
    return made


def number(value: int) -> str:
    """A count, its thousands set apart.

    >>> number(2150)
    '2,150'
    """
    return f"{value:,}"


def decimal(value: float, places: int = 2) -> str:
    """A measure with a fixed number of decimals and a true minus sign."""
    return f"{value:.{places}f}".replace("-", "\N{MINUS SIGN}")


def percent(share: float) -> str:
    """A share as a percentage with one decimal, none where it is whole.

    >>> percent(0.9149), percent(0.95)
    ('91.5%', '95%')
    """
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def rounded(value: float) -> str:
    """A rate to whole numbers, its thousands set apart.

    >>> rounded(12897.68)
    '12,898'
    """
    return f"{value:,.0f}"


def fragment(anchor: str) -> str:
    """An element's id as it has to stand after the # of an address."""
    return quote(anchor, safe="/")


def path(file: str) -> str:
    """A file of the outputs folder as an address relative to the page."""
    return quote(str(PurePosixPath(file)))


def ordinal(passage_id: str) -> str:
    """The part of a passage's id that names it within its document.

    >>> ordinal("2018-paris/evolution#012")
    '#012'
    """
    return "#" + passage_id.rpartition("#")[2]


def short(passage_id: str, page: Carrier) -> str:
    """The passage's id without what goes without saying: an only edition, and the document where there is only one."""
    return ordinal(passage_id) if page["n_documents"] == 1 else within(passage_id, page)


def within(id_: str, page: Carrier) -> str:
    """A document's or passage's id without its edition where the page names it."""
    return id_.removeprefix(page.edition + "/")


def by_document(behind: Links, page: Carrier) -> list[tuple[str, list[str]]]:
    """Passage ids by document, in their order; the document is not named where there is only one."""
    grouped: dict[str, list[str]] = {}
    for passage_id in behind.passage_ids:
        document = within(passage_id.rpartition("#")[0], page)
        grouped.setdefault("" if page["n_documents"] == 1 else document, []).append(passage_id)
    return list(grouped.items())


def single(passage_id: str) -> Links:
    """Links to one passage."""
    return Links((passage_id,))


def code_points(text: str) -> str:
    """The first code points of a text.

    >>> code_points("网")
    'U+7F51'
    """
    shown = " ".join(f"U+{ord(character):04X}" for character in text[:4])
    return shown + (" …" if len(text) > 4 else "")


def visible(text: str) -> str:
    """Text with what cannot be seen, spaces at its ends among it, as visible signs; nothing at all as ∅.

    >>> visible("续\\n"), visible(" "), visible("")
    ('续⏎', '␣', '∅')
    """
    if not text:
        return "∅"
    inner = text.strip(" ")
    start = text.index(inner) if inner else len(text)
    end = start + len(inner)
    return "␣" * start + "".join(_visible_character(c) for c in inner) + "␣" * (len(text) - end)


def _visible_character(character: str) -> str:
    if character == "\n":
        return "⏎"
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}:
        return f"[U+{ord(character):04X}]"
    return character


def language(code: str) -> Bilingual:
    """A language's name by its BCP 47 code."""
    return Bilingual(language_name(code, "zh"), language_name(code))


def trusted_svg(svg: str, is_alone: bool = False) -> Markup:
    """A chart that this program drew: the one kind of markup that comes in from a table.

    ``is_alone``: without its links, on a page that carries no passages to lead to.
    """
    from markupsafe import Markup

    return Markup(_MARKS.sub("", svg) if is_alone else svg)


def trusted_numbers(numbers: str) -> Markup:
    """The plotted numbers of a chart as an inert element, which no text in it can end."""
    from markupsafe import Markup

    safe = numbers.replace("<", "\\u003c")
    return Markup(f'<script type="application/json">{safe}</script>')


FILTERS = {
    "number": number,
    "decimal": decimal,
    "percent": percent,
    "probability": probability,
    "rounded": rounded,
    "fragment": fragment,
    "path": path,
    "ordinal": ordinal,
    "short": short,
    "within": within,
    "by_document": by_document,
    "single": single,
    "code_points": code_points,
    "visible": visible,
    "trusted_svg": trusted_svg,
    "trusted_numbers": trusted_numbers,
    "status": partial(worded, "status"),
    "script": partial(worded, "script"),
    "language": language,
    "relation": RELATIONS.__getitem__,
    "standing": STANDINGS.__getitem__,
    "theme_verdict": partial(worded, "theme_verdict"),
    "theme_choice": partial(worded, "theme_choice"),
    "rule": partial(worded, "rule"),
    "state": partial(worded, "state"),
    "unknown_kind": partial(worded, "unknown_kind"),
    "strength": partial(worded, "strength"),
    "unit": partial(worded, "unit"),
    "entry_status": partial(worded, "entry_status"),
    "entry_meaning": partial(worded, "entry_meaning"),
    "outcome": partial(worded, "outcome"),
    "outcome_meaning": partial(worded, "outcome_meaning"),
    "span": partial(worded, "span"),
    "together_state": partial(worded, "together_state"),
    "group_kind": partial(worded, "group_kind"),
    "comparison_state": partial(worded, "comparison_state"),
    "relation_of_themes": partial(worded, "relation_of_themes"),
    "alignment_basis": partial(worded, "alignment_basis"),
    "name_state": partial(worded, "name_state"),
    "theme_name": theme_name,
    "check_kind": partial(worded, "check_kind"),
    "trend_state": partial(worded, "trend_state"),
    "series_state": partial(worded, "series_state"),
    "term_change": partial(worded, "term_change"),
    "passage_change": partial(worded, "passage_change"),
    "moved": partial(worded, "moved"),
    "modal_class": partial(worded, "modal_class"),
}
