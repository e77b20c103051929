"""PDFs written object by object: what no library writes, a tag tree among it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from itertools import groupby

from tests.evaluation.blocks import Block
from tests.ingest.pdfs.documents import Document, cells, is_row

CATALOG, PAGES, PAGE, CONTENT, FONT, DESCENDANT, DESCRIPTOR = range(1, 8)
FIRST_FREE = 8
A4 = "[0 0 595 842]"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects by number; object 1 is the catalog."""
    body, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)
    )
    end = b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, table, size, trailer, len(body))


def pdf_with_object_stream(objects: Mapping[int, bytes], padding: bytes) -> bytes:
    """The same, its fonts (objects 5 to 7) in an object stream that ends in deflated padding: two Flate filters."""
    first = max(objects) + 1
    packed = {number: content for number, content in objects.items() if number in (FONT, DESCENDANT, DESCRIPTOR)}
    plain = {number: content for number, content in objects.items() if number not in packed}
    starts, body = [], b""
    for number, content in packed.items():
        starts.append(b"%d %d" % (number, len(body)))
        body += content + b" "
    head = b" ".join(starts) + b" "
    entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(packed), len(head))
    plain[first] = stream(_joined_deflate(head + body, padding), entries)
    return _with_cross_reference_stream(plain, list(packed), first)


def _joined_deflate(content: bytes, padding: bytes) -> bytes:
    """One deflated stream of content and of what ``padding``, a deflated stream, inflates to; its checksum is left out.

    A full flush ends the first part at a byte, and the second begins behind its two bytes of header.
    """
    packer = zlib.compressobj(9)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH) + padding[2:-4]


def _with_cross_reference_stream(plain: Mapping[int, bytes], packed: list[int], container: int) -> bytes:
    """A file whose cross-reference stream has objects on their own and objects inside one object stream."""
    body, rows, table = b"%PDF-1.7\n", {0: (0, 0, 65535)}, container + 1
    for number, content in sorted(plain.items()):
        rows[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows |= {number: (2, container, at) for at, number in enumerate(packed)}
    rows[table] = (1, len(body), 0)
    content = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + more.to_bytes(2, "big")
        for _, (kind, where, more) in sorted(rows.items())
    )
    entries = b"/Type /XRef /W [1 4 2] /Root 1 0 R /Size %d" % (table + 1)
    at = len(body)
    return body + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, stream(content, entries), at)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def flate(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


def one_page(content: bytes, **replaced: bytes) -> dict[int, bytes]:
    """The objects of a file with one page whose content stream object is given; others may be replaced by name.

    Its font F is not embedded: codes are UTF-16, as the predefined map UniGB-UCS2-H has them.
    """
    objects = {
        "catalog": b"<< /Type /Catalog /Pages 2 0 R >>",
        "pages": b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "page": b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
        % A4.encode(),
        "content": content,
        "font": b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [6 0 R] >>",
        "descendant": b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>",
        "descriptor": b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    }
    return dict(enumerate((objects | replaced).values(), 1))


def show(text: str, x: float, y: float, size: float = 11) -> bytes:
    """Operators that show a text at a place of the page."""
    return b"BT /F %g Tf %g %g Td <%b> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())


# Blocks of one page, every line a marked content sequence with a number; the tree says which belong together.
_ROLES = {"title": "H1", "heading": "H2", "paragraph": "P", "note": "Note"}
_PER_LINE = 40


def tagged(document: Document) -> tuple[bytes, Document]:
    """The document on one page, all in one size, with a tag tree, an artifact at its head, and the same blocks."""
    content = b"/Artifact BMC\n" + show("互联网治理论坛", 60, 810, 9) + b"EMC\n"
    tree = _Tree()
    y, sequence = 790.0, 0
    for block in document:
        pieces = cells(block) if is_row(block) else _lines(block)
        numbers = []
        for column, piece in enumerate(pieces):
            x = 60 + (150 * column if is_row(block) else 0)
            content += b"/Span << /MCID %d >> BDC\n%bEMC\n" % (sequence, show(piece, x, y))
            numbers.append(sequence)
            sequence += 1
            y -= 0 if is_row(block) else 14
        y -= 14 if is_row(block) else 0
        tree.leaves.append((block, numbers))
    objects = one_page(
        stream(content),
        catalog=b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 8 0 R >>",
    )
    return pdf(objects | tree.objects()), document


def _lines(block: Block) -> list[str]:
    text = ("•" if block.kind == "bullet" else "") + block.text
    return [text[at : at + _PER_LINE] for at in range(0, len(text), _PER_LINE)]


class _Tree:
    """The objects of a tag tree over blocks and the numbers of their marked content."""

    def __init__(self) -> None:
        self.leaves: list[tuple[Block, list[int]]] = []
        self.made: dict[int, bytes] = {}

    def objects(self) -> dict[int, bytes]:
        root = self._take()
        kids = [
            kid for kind, group in groupby(self.leaves, lambda leaf: _group(leaf[0])) for kid in self._kids(kind, group)
        ]
        self.made[root] = b"<< /Type /StructTreeRoot /K [%b] >>" % _references(kids)
        return self.made

    def _kids(self, kind: str, leaves: Iterable[tuple[Block, list[int]]]) -> list[int]:
        made = [self._block(block, numbers) for block, numbers in leaves]
        return made if kind not in {"L", "Table"} else [self._element(kind, _references(made))]

    def _block(self, block: Block, numbers: list[int]) -> int:
        marks = b" ".join(b"%d" % number for number in numbers)
        if is_row(block):
            return self._element("TR", _references([self._element("TD", b"%d" % number) for number in numbers]))
        if block.kind == "bullet":
            return self._element("LI", _references([self._element("LBody", marks)]))
        return self._element(_ROLES[block.kind], marks)

    def _element(self, role: str, kids: bytes) -> int:
        number = self._take()
        self.made[number] = b"<< /Type /StructElem /S /%b /P 8 0 R /Pg 3 0 R /K [%b] >>" % (role.encode(), kids)
        return number

    def _take(self) -> int:
        self.made[FIRST_FREE + len(self.made)] = b"null"
        return FIRST_FREE + len(self.made) - 1


def _group(block: Block) -> str:
    return "Table" if is_row(block) else {"bullet": "L"}.get(block.kind, block.kind)


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
