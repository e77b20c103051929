"""The tag tree of a PDF: which marked content is one element of the text, in which order, and what it is.

pdfplumber reads the tree too, but loses the page of content that an element continues on, so a paragraph over a page
break would be taken apart. Structure types are those of ISO 32000-1, 14.8.4, mapped through the document's RoleMap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFObjRef, resolve1

from pipeline.ingest.extracted import ARTIFACT, HEADING, ITEM, NOTE, PARAGRAPH, ROW, TITLE
from pipeline.ingest.pdf.device import name_of

_MAX_NODES = 500_000
"""A tree of 2,000 dense pages has about 100,000 nodes; more is a loop or a bomb, and the rest is left out."""

# What begins an element of its own; every other type (Span, Link, NonStruct, Em …) runs on in the one around it.
_TAGS: Mapping[str, str] = {
    "P": PARAGRAPH, "Div": PARAGRAPH, "Sect": PARAGRAPH, "Art": PARAGRAPH, "Part": PARAGRAPH, "BlockQuote": PARAGRAPH,
    "Document": PARAGRAPH, "Figure": PARAGRAPH, "Index": PARAGRAPH, "Private": PARAGRAPH, "Table": PARAGRAPH,
    "Caption": PARAGRAPH, "Title": TITLE, "H": f"{HEADING}1", **{f"H{n}": f"{HEADING}{n}" for n in range(1, 7)},
    "LI": ITEM, "L": PARAGRAPH, "TR": ROW, "Note": NOTE, "FENote": NOTE, "TOCI": ARTIFACT, "TOC": ARTIFACT,
}  # fmt: skip
_WHOLE = frozenset({NOTE, ARTIFACT})
"""Elements whose paragraphs are no elements of their own; an entry of a table of contents is no part of the text."""
_CELLS = frozenset({"TD", "TH"})
_WITHIN_ITEM = frozenset({"P", "Div"})


class Place(NamedTuple):
    """Where marked content stands in the tree."""

    element: int
    tag: str
    cell: int
    """Ordinal of the cell in its row; 0 outside tables."""


@dataclass
class TagTree:
    """Marked content in the order of the tree. ``sequence[page object id][marked-content id]`` is its number."""

    places: list[Place] = field(default_factory=list)
    sequences: dict[int, dict[int, int]] = field(default_factory=dict)

    def on_page(self, page_id: object) -> Mapping[int, int]:
        return self.sequences.get(page_id, {}) if isinstance(page_id, int) else {}


class _State(NamedTuple):
    """What a node inherits from the nodes above it."""

    element: int
    tag: str
    cell: int
    page_id: int | None


def read_tag_tree(catalog: Mapping[str, Any]) -> TagTree:
    """The tree of a document's catalog; an empty one where there is none or it cannot be followed."""
    root = resolve1(catalog.get("StructTreeRoot"))
    tree = TagTree()
    if not isinstance(root, Mapping):
        return tree
    roles = resolve1(root.get("RoleMap"))
    _Walk(tree, roles if isinstance(roles, Mapping) else {}).follow(root.get("K"))
    return tree


class _Walk:
    """Depth first with a stack of its own: a tree may be deeper than Python's."""

    def __init__(self, tree: TagTree, roles: Mapping[str, Any]) -> None:
        self._tree = tree
        self._roles = roles
        self._n_elements = 0
        self._seen: set[int] = set()
        self._begun_items: set[int] = set()

    def follow(self, kids: Any) -> None:
        waiting: list[tuple[Any, _State]] = [(kids, _State(-1, PARAGRAPH, 0, None))]
        n_nodes = 0
        while waiting and n_nodes < _MAX_NODES:
            node, state = waiting.pop()
            n_nodes += 1
            if isinstance(node, PDFObjRef):
                if node.objid in self._seen:
                    continue
                self._seen.add(node.objid)
                node = resolve1(node)
            if isinstance(node, int):
                self._keep(node, state)
            elif isinstance(node, list):
                waiting.extend(reversed(list(self._siblings(node, state))))
            elif isinstance(node, Mapping):
                waiting.extend(self._inside(node, state))

    def _siblings(self, nodes: list[Any], state: _State) -> Iterator[tuple[Any, _State]]:
        """Kids of one node; each cell of a row gets its ordinal."""
        cell = 0
        for node in nodes:
            is_cell = self._type(resolve1(node)) in _CELLS
            yield node, state._replace(cell=cell) if is_cell else state
            cell += is_cell

    def _inside(self, node: Mapping[str, Any], state: _State) -> Iterator[tuple[Any, _State]]:
        page = node.get("Pg")
        if isinstance(page, PDFObjRef):
            state = state._replace(page_id=page.objid)
        if isinstance(node.get("MCID"), int):
            self._keep(node["MCID"], state)
        elif "K" in node:
            yield node["K"], self._entered(self._type(node), state)

    def _entered(self, kind: str, state: _State) -> _State:
        """The state below a node of a type: a new element, or the one around it."""
        if kind not in _TAGS or (state.tag == ROW and kind != "TR") or (state.tag in _WHOLE and kind == "P"):
            return state
        # The first paragraph in a list's item is its text, a second one a paragraph of its own.
        if state.tag == ITEM and kind in _WITHIN_ITEM and state.element not in self._begun_items:
            self._begun_items.add(state.element)
            return state
        self._n_elements += 1
        return _State(self._n_elements - 1, _TAGS[kind], 0, state.page_id)

    def _type(self, node: Any) -> str:
        name = name_of(node.get("S")) if isinstance(node, Mapping) else ""
        for _ in range(8):  # a role may be mapped to a role, in a loop too
            if name in _TAGS or name in _CELLS or name not in self._roles:
                break
            name = name_of(self._roles[name])
        return name

    def _keep(self, number: int, state: _State) -> None:
        if state.page_id is not None and state.element >= 0:
            self._tree.sequences.setdefault(state.page_id, {}).setdefault(number, len(self._tree.places))
            self._tree.places.append(Place(state.element, state.tag, state.cell))
