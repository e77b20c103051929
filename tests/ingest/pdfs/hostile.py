"""PDFs that mean harm, or are broken: small files that unfold to gigabytes, loops, ranges of billions, actions."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.evaluation.blocks import Block
from tests.ingest.pdfs.documents import Document
from tests.ingest.pdfs.makers import embedded_font, encrypted
from tests.ingest.pdfs.raw import flate, one_page, pdf, pdf_with_object_stream, show, stream

LINE = "互联网治理论坛讨论了各方的意见。"
GIB = 1 << 30


def _deflated(pattern: bytes, n_bytes: int) -> bytes:
    """``n_bytes`` of a repeated pattern, deflated; packed once and repeated, so that making it takes no time."""
    block = (pattern * (1 << 24))[: 1 << 24]
    packer = zlib.compressobj(9)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    n_blocks = n_bytes // len(block)
    checksum = 1
    for _ in range(n_blocks):
        checksum = zlib.adler32(block, checksum)
    return head + body * (n_blocks - 1) + b"\x03\x00" + checksum.to_bytes(4, "big")


def flate_bomb() -> bytes:
    """A page's content inflates to 1 GiB of spaces."""
    return pdf(one_page(stream(_deflated(b" ", GIB), b"/Filter /FlateDecode")))


def nested_flate_bomb() -> bytes:
    """The same, deflated twice: a few kilobytes."""
    twice = zlib.compress(_deflated(b" ", GIB), 9)
    return pdf(one_page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]")))


def lzw_bomb() -> bytes:
    """LZW, where the n-th code after a reset stands for n characters: 1 GiB of spaces."""
    # 256 resets the table, 257 ends; codes have 9 bits and grow by one after 510, 1022 and 2046.
    grown = "".join(format(code, f"0{9 + (code > 510) + (code > 1022) + (code > 2046)}b") for code in range(258, 4093))
    a_round = format(32, "09b") + grown + format(256, "012b")
    bits = format(256, "09b") + a_round * 147 + format(32, "09b") + format(257, "09b")
    packed = int(bits + "0" * (-len(bits) % 8), 2).to_bytes((len(bits) + 7) // 8, "big")
    return pdf(one_page(stream(packed, b"/Filter /LZWDecode")))


def run_length_bomb() -> bytes:
    """Runs of 128 spaces, deflated."""
    return pdf(one_page(stream(_deflated(b"\x81 ", GIB // 64), b"/Filter [/FlateDecode /RunLengthDecode]")))


def object_stream_bomb() -> bytes:
    """A compressed object inflates to 1 GiB."""
    return pdf_with_object_stream(one_page(stream(show(LINE, 60, 700))), padding=_deflated(b" ", GIB))


def predictor_bomb() -> bytes:
    """A predictor with rows of two billion columns."""
    entries = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"
    return pdf(one_page(stream(zlib.compress(b"\x02" + show(LINE, 60, 700)), entries)))


def width_range() -> bytes:
    """A font with the widths of two billion characters in one range."""
    return _with_font(b"/W [0 2000000000 500]")


def unicode_range() -> bytes:
    """A font whose map to Unicode has one range of four billion codes."""
    objects = one_page(stream(show(LINE, 60, 700)))
    codes = b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    ranges = b"1 beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange "
    objects[5] = objects[5].replace(b"/Type0", b"/Type0 /ToUnicode 8 0 R")
    table = b"/CIDInit /ProcSet findresource begin begincmap " + codes + ranges + b"endcmap"
    return pdf(objects | {8: stream(table)})


def _with_font(entry: bytes) -> bytes:
    objects = one_page(stream(show(LINE, 60, 700)))
    objects[6] = objects[6].replace(b"/DW 1000", b"/DW 1000 " + entry)
    return pdf(objects)


def many_operators() -> bytes:
    """Twenty million operators draw lines on a page."""
    return pdf(one_page(stream(_deflated(b"1 1 m 2 2 l S   ", 80 << 20), b"/Filter /FlateDecode")))


def many_glyphs() -> bytes:
    """A hundred thousand characters on one page."""
    return pdf(one_page(flate(show(LINE * 600, 60, 700) * 11)))


def many_pages() -> bytes:
    """Ten thousand pages, each with a line."""
    objects = one_page(stream(show(LINE, 60, 700)))
    page = objects[3]
    numbers = range(8, 10_008)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[2] = b"<< /Type /Pages /Kids [%b] /Count 10000 >>" % kids
    return pdf(objects | dict.fromkeys(numbers, page))


def page_tree_loop() -> bytes:
    """A page tree that is its own child."""
    return pdf(
        one_page(stream(show(LINE, 60, 700)), pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 2 >>")
    )


def deep_page_tree() -> bytes:
    """A page below five thousand nodes."""
    objects = one_page(stream(show(LINE, 60, 700)), pages=b"<< /Type /Pages /Kids [8 0 R] /Count 1 >>")
    last = 5_007
    for number in range(8, last + 1):
        child = 3 if number == last else number + 1
        objects[number] = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (max(number - 1, 2), child)
    return pdf(objects)


def form_loop() -> bytes:
    """A form that draws itself twice."""
    objects = one_page(stream(show(LINE, 60, 700) + b"/X Do"))
    objects[3] = objects[3].replace(b"/Font", b"/XObject << /X 8 0 R >> /Font")
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 8 0 R >> >>"
    return pdf(objects | {8: stream(b"/X Do /X Do", entries)})


def form_tree() -> bytes:
    """Thirty forms, each of which draws the next one twice: a billion lines."""
    objects = one_page(stream(b"/X Do"))
    objects[3] = objects[3].replace(b"/Font", b"/XObject << /X 8 0 R >> /Font")
    for number in range(8, 38):
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << /Font << /F 5 0 R >> /XObject << /X %d 0 R >> >>" % (number + 1)
        )
        objects[number] = stream(show(LINE, 60, 700) if number == 37 else b"/X Do /X Do", entries)
    return pdf(objects)


def tag_loop() -> bytes:
    """A tag tree whose element is its own child."""
    objects = one_page(
        stream(b"/P << /MCID 0 >> BDC\n" + show(LINE, 60, 700) + b"EMC"),
        catalog=b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 8 0 R >>",
    )
    return pdf(
        objects
        | {
            8: b"<< /Type /StructTreeRoot /K 9 0 R >>",
            9: b"<< /Type /StructElem /S /P /P 8 0 R /Pg 3 0 R /K [0 9 0 R 8 0 R] >>",
        }
    )


def deep_tags() -> bytes:
    """A paragraph below five thousand tags."""
    objects = one_page(
        stream(b"/P << /MCID 0 >> BDC\n" + show(LINE, 60, 700) + b"EMC"),
        catalog=b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 8 0 R >>",
    )
    last = 5_008
    objects[8] = b"<< /Type /StructTreeRoot /K 9 0 R >>"
    for number in range(9, last):
        objects[number] = b"<< /Type /StructElem /S /Div /P %d 0 R /K %d 0 R >>" % (number - 1, number + 1)
    objects[last] = b"<< /Type /StructElem /S /P /P %d 0 R /Pg 3 0 R /K 0 >>" % (last - 1)
    return pdf(objects)


def outline_loop() -> bytes:
    """An outline and names that refer to themselves: nothing that reading needs."""
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Outlines 8 0 R /Names << /Dests 9 0 R >> >>"
    loops = {8: b"<< /First 8 0 R /Last 8 0 R /Next 8 0 R /Title (A) >>", 9: b"<< /Kids [9 0 R] >>"}
    return pdf(one_page(stream(show(LINE, 60, 700)), catalog=catalog) | loops)


def page_labels_loop() -> bytes:
    """Page labels that refer to themselves: nothing that reading needs either."""
    catalog = b"<< /Type /Catalog /Pages 2 0 R /PageLabels 8 0 R >>"
    return pdf(one_page(stream(show(LINE, 60, 700)), catalog=catalog) | {8: b"<< /Kids [8 0 R] >>"})


def cross_reference_loop() -> bytes:
    """A cross-reference table that names itself as the one before it."""
    made = pdf(one_page(stream(show(LINE, 60, 700))))
    at = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def length_loop() -> bytes:
    """A stream whose length is the stream itself."""
    return pdf(one_page(b"<< /Length 4 0 R >>\nstream\n" + show(LINE, 60, 700) + b"\nendstream"))


def with_actions() -> bytes:
    """Scripts, programs to launch, addresses and an embedded file beside the text."""
    objects = one_page(
        stream(show(LINE, 60, 700)),
        catalog=b"<< /Type /Catalog /Pages 2 0 R /OpenAction 8 0 R /AA << /WC 9 0 R >> "
        b"/Names << /JavaScript << /Names [(a) 8 0 R] >> /EmbeddedFiles << /Names [(evil.txt) 12 0 R] >> >> >>",
    )
    objects[3] = objects[3].replace(b"/Type /Page ", b"/Type /Page /Annots [10 0 R 11 0 R] ")
    annotation = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A %d 0 R /Contents (%b) >>"
    return pdf(
        objects
        | {
            8: b"<< /S /JavaScript /JS (app.alert('hello'\\)) >>",
            9: b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>",
            10: annotation % (9, b"not part of the text"),
            11: annotation % (13, b"nor this"),
            12: b"<< /Type /Filespec /F (evil.txt) /EF << /F 14 0 R >> >>",
            13: b"<< /S /URI /URI (http://127.0.0.1:9/never) >>",
            14: stream("嵌入的文件不是正文。".encode(), b"/Type /EmbeddedFile"),
        }
    )


def user_password() -> bytes:
    return encrypted(user="geheim", owner="besitz")


def truncated() -> bytes:
    """The first two thirds of a file, as a broken download leaves it."""
    whole = embedded_font()[0]
    return whole[: 2 * len(whole) // 3]


def header_only() -> bytes:
    return b"%PDF-1.7\n"


def no_pages() -> bytes:
    return pdf(one_page(stream(b""), pages=b"<< /Type /Pages /Kids [] /Count 0 >>"))


def noise() -> bytes:
    """A PDF by its first bytes, noise behind them."""
    return b"%PDF-1.4\n" + bytes((7 * n * n + 13 * n) % 251 for n in range(20_000)) + b"\n%%EOF\n"


def all_pictures() -> bytes:
    """Two pages without any text: scans."""
    image = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    objects = one_page(stream(image), pages=b"<< /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 >>")
    return pdf(objects | {8: objects[3]})


ONE_LINE: Document = (Block("paragraph", LINE),)

# What has to be skipped, and words that the reason has to have, in one of the ways in which it can be said.
SKIPPED: tuple[tuple[Callable[[], bytes], tuple[str, ...]], ...] = (
    (flate_bomb, ("MiB", "seconds")),
    (nested_flate_bomb, ("MiB", "seconds")),
    (lzw_bomb, ("MiB", "seconds")),
    (run_length_bomb, ("MiB", "seconds")),
    (many_operators, ("MiB", "seconds")),
    (form_tree, ("MiB", "seconds", "characters")),
    (many_glyphs, ("characters",)),
    (many_pages, ("pages, expected",)),
    (user_password, ("password",)),
    (truncated, ("cut off", "damaged")),
    (header_only, ("cut off", "damaged")),
    (no_pages, ("no page", "no text", "damaged")),
    (noise, ("damaged", "cut off")),
    (all_pictures, ("OCR",)),
)

# What is odd and has its text nevertheless; a reader may also refuse it, with a reason.
READ_OR_SKIPPED: tuple[Callable[[], bytes], ...] = (
    object_stream_bomb,
    predictor_bomb,
    width_range,
    unicode_range,
    page_tree_loop,
    deep_page_tree,
    form_loop,
    tag_loop,
    deep_tags,
    cross_reference_loop,
    length_loop,
)

# What a reader has no business with: the text is read as if it were not there.
READ: tuple[Callable[[], bytes], ...] = (outline_loop, page_labels_loop, with_actions)
