"""Parse XML that nobody vouches for: no entity is expanded, no address followed, depth and size are bounded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from lxml import etree


def parse_xml(content: bytes, name: str, *, max_depth: int, max_elements: int) -> etree._Element:
    """The root element. Raises ``UnreadableError`` for damaged XML and for what no office program writes.

    A document type declaration is refused: entities are declared there, which can expand without end or name files and
    addresses, and the office formats forbid it.
    """
    from lxml import etree

    # The parser's own limits on depth and names stay (huge_tree); a tree is only built as far as the checks go.
    events = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth, n_elements = 0, 0
    try:
        for event, element in events:
            if event == "end":
                depth -= 1
                continue
            if not n_elements and element.getroottree().docinfo.doctype:
                raise UnreadableError(
                    f"{name} declares a document type, where entities are defined; expected none; this is no ordinary "
                    "document: get it again from its source"
                )
            depth, n_elements = depth + 1, n_elements + 1
            if depth > max_depth or n_elements > max_elements:
                raise UnreadableError(_too_much(name, max_depth, max_elements, is_deep=depth > max_depth))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise UnreadableError(_too_much(name, max_depth, max_elements, is_deep=True)) from error
        raise UnreadableError(
            f"{name} is not well-formed XML: {error}; expected a part written by an office program; open the document "
            "in one and save it again"
        ) from error
    return events.root


def _too_much(name: str, max_depth: int, max_elements: int, *, is_deep: bool) -> str:
    found = "nests elements too deeply" if is_deep else "has too many elements"
    limit = f"{max_depth} levels (setting max_xml_depth)" if is_deep else f"{max_elements:,} (setting max_elements)"
    return f"{name} {found}; expected at most {limit}; this is no ordinary document: get it again from its source"
