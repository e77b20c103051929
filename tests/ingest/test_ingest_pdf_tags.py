"""The tag tree: which marked content is one element; trees with loops, odd values and great width end."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

from pipeline.ingest.pdf import tags
from pipeline.ingest.pdf.tags import Place, TagTree, read_tag_tree


class Objects(dict[int, Any]):
    """A document's objects by number, as far as references ask."""

    def getobj(self, number: int) -> Any:
        return self[number]

    def ref(self, number: int) -> PDFObjRef:
        return PDFObjRef(self, number)  # type: ignore[arg-type]


DOCUMENT = Objects({3: {"Type": LIT("Page")}, 4: {"Type": LIT("Page")}})
PAGE = DOCUMENT.ref(3)


def node(kind: str, *kids: Any, **more: Any) -> dict[str, Any]:
    """A structure element on page 3; a single kid stands for itself, as writers have it."""
    return {"S": LIT(kind), "K": kids[0] if len(kids) == 1 else list(kids), "Pg": PAGE, **more}


def read(*kids: Any, roles: dict[str, Any] | None = None) -> TagTree:
    return read_tag_tree({"StructTreeRoot": {"K": list(kids), "RoleMap": roles or {}}})


# the kids of the root, and of marked content 0, 1, 2 … its element, tag and cell
TREES = [
    ("paragraphs", [node("P", 0), node("P", 1)], [(0, "P", 0), (1, "P", 0)]),
    ("of several marks", [node("P", 0, 1)], [(0, "P", 0), (0, "P", 0)]),
    ("spans run on", [node("P", 0, node("Span", 1), node("Link", 2))], [(0, "P", 0)] * 3),
    ("headings and the title", [node("Title", 0), node("H", 1), node("H3", 2)],
     [(0, "Title", 0), (1, "H1", 0), (2, "H3", 0)]),
    ("an item's paragraph is its text", [node("L", node("LI", node("Lbl", 0), node("LBody", node("P", 1))))],
     [(1, "LI", 0), (1, "LI", 0)]),
    ("… a second one is not", [node("LI", node("P", 0), node("P", 1))], [(0, "LI", 0), (1, "P", 0)]),
    ("a list inside an item", [node("LI", node("P", 0), node("L", node("LI", 1)))], [(0, "LI", 0), (2, "LI", 0)]),
    ("cells of a row", [node("Table", node("TR", node("TH", 0), node("TD", node("P", 1)), node("TD", 2)))],
     [(1, "TR", 0), (1, "TR", 1), (1, "TR", 2)]),
    ("paragraphs of a note are the note", [node("Note", node("P", 0), node("P", 1))], [(0, "Note", 0)] * 2),
    ("an entry of contents", [node("TOC", node("TOCI", node("P", 0)))], [(1, "Artifact", 0)]),
    ("a mapped role", [node("标题", 0)], [(0, "H2", 0)]),
    ("mapped twice", [node("Überschrift", 0)], [(0, "H2", 0)]),
    ("mapped to itself", [node("P", node("Loop", 0))], [(0, "P", 0)]),
    ("a role for a type that is known", [node("H1", 0)], [(0, "H1", 0)]),
    ("marked content with a page of its own", [node("P", {"MCID": 0, "Pg": PAGE}, {"MCID": 1})], [(0, "P", 0)] * 2),
    ("nothing that is an element", [0, node("Span", 1)], []),
]  # fmt: skip
ROLES = {"标题": LIT("H2"), "Überschrift": LIT("标题"), "Loop": LIT("Loop"), "H1": LIT("P")}


@pytest.mark.parametrize(("label", "kids", "expected"), TREES, ids=[case[0] for case in TREES])
def test_trees(label: str, kids: list[Any], expected: list[tuple[int, str, int]]) -> None:
    tree = read(*kids, roles=ROLES)
    assert tree.places == [Place(*place) for place in expected]
    assert tree.on_page(3) == {number: number for number in range(len(expected))}


def test_an_element_goes_on_on_the_next_page() -> None:
    tree = read(node("P", 0, {"MCID": 0, "Pg": DOCUMENT.ref(4)}))
    assert tree.places == [Place(0, "P", 0)] * 2
    assert (tree.on_page(3), tree.on_page(4), tree.on_page(5), tree.on_page(None)) == ({0: 0}, {0: 1}, {}, {})


def test_what_no_page_shows_is_left_out() -> None:
    assert read({"S": LIT("P"), "K": 0}).places == []


def test_a_mark_is_the_element_s_that_names_it_first() -> None:
    assert read(node("P", 7), node("H1", 7)).on_page(3) == {7: 0}


def test_an_object_is_followed_once() -> None:
    objects = Objects()
    objects[9] = node("P", 0, objects.ref(9))
    assert read(objects.ref(9), objects.ref(9)).places == [Place(0, "P", 0)]


def test_a_tree_deeper_than_python_s_stack_is_followed() -> None:
    tree = node("P", 0)
    for _ in range(20_000):
        tree = node("Sect", tree)
    assert read(tree).places == [Place(20_000, "P", 0)]


def test_a_tree_that_is_too_wide_is_followed_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "_MAX_NODES", 100)
    assert len(read(node("P", *range(1000))).places) == 97  # the root's list, the paragraph, its list


@pytest.mark.parametrize("catalog", [{}, {"StructTreeRoot": None}, {"StructTreeRoot": 7}, {"StructTreeRoot": {}}])
def test_a_document_without_a_tree(catalog: dict[str, Any]) -> None:
    assert read_tag_tree(catalog) == TagTree()


ODD = st.recursive(
    st.none() | st.integers() | st.booleans() | st.text(max_size=2) | st.binary(max_size=2) | st.just(DOCUMENT.ref(3)),
    lambda kids: (
        st.lists(kids, max_size=4)
        | st.fixed_dictionaries(
            {"S": st.sampled_from([LIT("P"), LIT("TR"), LIT("TD"), LIT("LI"), LIT("Note"), None, 7])},
            optional={"K": kids, "Pg": st.just(PAGE) | kids, "MCID": kids},
        )
    ),
    max_leaves=30,
)


@given(ODD, ODD)
def test_whatever_a_tree_holds_reading_it_ends(kids: Any, roles: Any) -> None:
    tree = read_tag_tree({"StructTreeRoot": {"K": kids, "RoleMap": roles}})
    numbers = sorted(number for page in tree.sequences.values() for number in page.values())
    assert numbers == sorted(set(numbers))
    assert all(0 <= number < len(tree.places) for number in numbers)
