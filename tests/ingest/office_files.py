"""Word files made at test time: one from markup, with the parts that a test names, one from any members."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{_RELATIONSHIP}"'
)


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A deflated ZIP archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return packed.getvalue()


def members_of(body: str, more: Mapping[str, str | bytes] | None = None, **parts: str) -> dict[str, str | bytes]:
    """The members of a DOCX with this markup in its body; ``parts`` are the insides of styles, numbering, notes."""
    related = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONSHIP}/{name}" Target="{name}.xml"/>' for name in parts
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="d" Type="{_RELATIONSHIP}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(related),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {_NAMESPACES}>{content}</w:{name}>" for name, content in parts.items()},
        **(more or {}),
    }


def docx(body: str, more: Mapping[str, str | bytes] | None = None, **parts: str) -> bytes:
    return archive(members_of(body, more, **parts))


def _relationships(inside: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def p(inside: str, properties: str = "") -> str:
    """A paragraph of runs; plain text is one run."""
    runs = inside if inside.startswith("<") or not inside else r(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(style_id: str, name: str, inside: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{inside}</w:style>'
