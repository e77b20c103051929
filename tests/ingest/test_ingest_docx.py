"""What is read of a Word file, in what order and as what, and what is left out."""

# ruff: noqa: E501 — markup reads better on one line
from __future__ import annotations

import io

import docx as python_docx
import pytest
from docx.enum.text import WD_BREAK
from docx.shared import Pt

from pipeline.ingest.docx.reader import read_docx
from pipeline.ingest.extracted import Extracted, UnreadableError
from pipeline.settings import IngestSettings
from tests.ingest.office_files import STRICT_W, W, archive, docx, members_of, p, r, style

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    + style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr>', "a")
    + style("2", "heading 2", "", "a")
    + style("9", "heading 9", "", "a")
    + style("own", "我的标题", "", "2")
    + style("outline", "章节", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "a")
    + style("zh", "标题 3", "", "a")
    + style("t", "Title", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "a")
    + style("st", "Subtitle", "", "a")
    + style("lb", "List Bullet", "", "a")
    + style("ln", "numbered", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "a")
    + style("toc1", "toc 1", "", "a")
    + style("ring", "round", "", "ring2")
    + style("ring2", "and round", "", "ring")
    + style("hid", "Hidden", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    + style("bold", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:lvlOverride></w:num>'
)


def styled(style_id: str, more: str = "") -> str:
    return f'<w:pStyle w:val="{style_id}"/>{more}'


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def read(content: bytes) -> Extracted:
    return read_docx(content, IngestSettings())


def found(body: str, **parts: str) -> list[tuple[str, str]]:
    extracted = read(docx(body, styles=STYLES, numbering=NUMBERING, **parts))
    return [(block.tag or "", block.text.removesuffix("\n")) for block in extracted.blocks]


TAGS = [
    ("a built-in heading", styled("1"), "H1"),
    ("deep headings are the sixth", styled("9"), "H6"),
    ("a style based on a heading", styled("own"), "H2"),
    ("a style with an outline level", styled("outline"), "H3"),
    ("a heading in Chinese", styled("zh"), "H3"),
    ("the title has an outline level too", styled("t"), "Title"),
    ("subtitle", styled("st"), "Title"),
    ("an outline level of the paragraph's own", '<w:outlineLvl w:val="1"/>', "H2"),
    ("… takes a heading back to body text", styled("1", '<w:outlineLvl w:val="9"/>'), "P"),
    ("a list by its style's name", styled("lb"), "LI"),
    ("a list by its style's numbering", styled("ln"), "LI"),
    ("… taken back", styled("ln", numbered(0)), "P"),
    ("a list of the paragraph's own", numbered(1), "LI"),
    ("a level without sign", numbered(1, 1), "P"),
    ("a level whose sign is overridden", numbered(2), "P"),
    ("an unknown list", numbered(77), "P"),
    ("a numbered heading", styled("2", numbered(1)), "H2"),
    ("an unknown style", styled("missing"), "P"),
    ("styles based on one another", styled("ring"), "P"),
    ("nothing", "", "P"),
]


@pytest.mark.parametrize(("label", "properties", "tag"), TAGS, ids=[case[0] for case in TAGS])
def test_tags(label: str, properties: str, tag: str) -> None:
    assert found(p("互联网治理", properties)) == [(tag, "互联网治理")]


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


BEGIN, SEPARATE, END = (run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end"))
TEXTS = [
    ("runs", r("互联") + r("网"), "互联网"),
    ("links", f"<w:hyperlink>{r('网址')}</w:hyperlink>", "网址"),
    ("inserted kept", r("前") + f"<w:ins>{r('增')}</w:ins>", "前增"),
    ("moved here kept", f"<w:moveTo>{r('移')}</w:moveTo>", "移"),
    ("deleted left out", r("前") + f"<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom>{r('走')}</w:moveFrom>", "前"),
    ("content control", f"<w:sdt><w:sdtContent>{r('控')}</w:sdtContent></w:sdt>", "控"),
    ("a content control not filled in", r("前") + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>", "前"),
    ("smart tag", f"<w:smartTag>{r('标')}</w:smartTag>", "标"),
    ("hidden", r("前") + r("隐", "<w:vanish/>"), "前"),
    ("hidden by style", r("前") + r("隐", '<w:rStyle w:val="hid"/>'), "前"),
    ("hidden by style, shown again", r("显", '<w:rStyle w:val="hid"/><w:vanish w:val="0"/>'), "显"),
    ("a field's code left out, its result kept", BEGIN + run("<w:instrText>HYPERLINK x</w:instrText>") + SEPARATE + r("结果") + END, "结果"),
    ("text in a field's code", r("前") + BEGIN + r("IF") + SEPARATE + r("是") + END, "前是"),
    ("a field in a field's code", BEGIN + BEGIN + SEPARATE + r("内") + END + SEPARATE + r("外") + END, "外"),
    ("a simple field", f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>', "3"),
    ("a symbol", run('<w:sym w:font="Wingdings" w:char="F0B7"/>') + r("能力"), "\uf0b7能力"),
    ("a tab and a line break", r("一") + run("<w:tab/>") + r("二") + run("<w:br/>") + r("三"), "一\t二\n三"),
    ("hyphens", r("a") + run("<w:noBreakHyphen/>") + r("b") + run("<w:softHyphen/>") + r("c"), "a-bc"),
    ("ruby", run(f"<w:ruby><w:rt>{r('zhì')}</w:rt><w:rubyBase>{r('治')}</w:rubyBase></w:ruby>"), "治"),
    ("a formula", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    ("line ends in the file", run("<w:t>互联\n网</w:t>"), "互联 网"),
    ("a comment's mark", r("前") + run('<w:commentReference w:id="1"/>'), "前"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "inside", "text"), TEXTS, ids=[case[0] for case in TEXTS])
def test_text_of_a_paragraph(label: str, inside: str, text: str) -> None:
    assert [text for _, text in found(p(inside))] == [text]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert found(p("上段", deleted) + p("下段", styled("2"))) == [("H2", "上段下段")]
    assert found(p("最后", deleted)) == [("P", "最后")]


def test_a_damaged_field_does_not_swallow_the_document() -> None:
    assert found(p(BEGIN + r("码")) + p("正文")) == [("P", "正文")]
    contents = BEGIN + run("<w:instrText> TOC \\o</w:instrText>") + SEPARATE + r("总则 1")
    assert found(p(contents) + p("总则", styled("2")) + p("正文")) == [("H2", "总则"), ("P", "正文")]


def test_a_table_of_contents_is_left_out() -> None:
    field = p(BEGIN + run("<w:instrText>TOC</w:instrText>") + SEPARATE + r("总则 1")) + p("附则 2") + p(END)
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    )
    extracted = read(docx(field + control + p("一、总则", styled("toc1")) + p("正文"), styles=STYLES))
    assert extracted.source_text == "正文\n"
    assert "table of contents" in extracted.remarks[0]


def test_breaks_end_a_passage_only_after_a_sentence() -> None:
    body = p(r("第一句。") + run("<w:br/>") + r("没有") + run("<w:br/>") + r("完。") + run("<w:br/>") + r("• 项"))
    assert [text for _, text in found(body)] == ["第一句。", "没有\n完。", "• 项"]
    assert found(p(r("论坛。") + run("<w:br/>") + r("消息"), styled("t"))) == [("Title", "论坛。\n消息")]


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_tables_are_rows_and_merged_cells_stand_once() -> None:
    body = table(
        cell(p("主题"), '<w:gridSpan w:val="2"/>') + cell(p("次数")),
        cell(p("安全"), '<w:vMerge w:val="restart"/>') + cell(p("网络") + p("空间")) + cell(p("12")),
        cell(p("安全"), "<w:vMerge/>") + cell(p("")) + cell(p("3")),
    )
    assert found(body) == [("TR", "主题 | 次数"), ("TR", "安全 | 网络\n空间 | 12"), ("TR", "3")]


def test_a_table_that_arranges_text_is_text() -> None:
    one_column = table(cell(p("总则", styled("2")) + p("正文")), cell(p("项", numbered(1))))
    assert found(one_column) == [("H2", "总则"), ("P", "正文"), ("LI", "项")]
    nested = table(cell(p("左")) + cell(p("右") + table(cell(p("甲")) + cell(p("乙")))))
    assert found(nested) == [("P", "左"), ("P", "右"), ("TR", "甲 | 乙")]


def test_a_deleted_row_is_left_out() -> None:
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(p('删')) * 2}</w:tr><w:tr>{cell(p('留')) * 2}</w:tr></w:tbl>"
    assert found(body) == [("TR", "留 | 留")]


def test_notes_stand_after_the_text_in_the_order_of_their_marks() -> None:
    def mark(kind: str, number: int) -> str:
        return run(f'<w:{kind}Reference w:id="{number}"/>')

    def note(kind: str, number: int, text: str) -> str:
        return f'<w:{kind} w:id="{number}">{p(run("<w:footnoteRef/>") + r(text))}</w:{kind}>'

    body = p(r("甲") + mark("footnote", 3)) + p(
        r("乙") + mark("endnote", 1) + mark("footnote", 2) + mark("footnote", 9)
    )
    notes = {"footnotes": note("footnote", 2, " 二") + note("footnote", 3, "三") + note("footnote", 4, "无")}
    assert found(body, **notes, endnotes=note("endnote", 1, "一")) == [
        ("P", "甲"), ("P", "乙"), ("Note", "三"), ("Note", "一"), ("Note", "二"),
    ]  # fmt: skip


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    body = p(run(f"<mc:AlternateContent>{choice}</mc:AlternateContent>") + r("段")) + p(run(f"<w:pict>{box}</w:pict>"))
    assert [text for _, text in found(body)] == ["段", "框", "框"]


LOOKS = [
    ("defaults of the document", p("互联网"), (10.5, False)),
    ("the style's", p("互联网", styled("1")), (22.0, True)),
    (
        "the run's own goes before the style's",
        p(r("网", '<w:b w:val="0"/><w:sz w:val="20"/>'), styled("1")),
        (10.0, False),
    ),
    ("a character style's", p(r("网", '<w:rStyle w:val="bold"/>')), (10.5, True)),
    ("the look of most characters", p(r("一是", "<w:b/>") + r("加强能力建设")), (10.5, False)),
]


@pytest.mark.parametrize(("label", "body", "look"), LOOKS, ids=[case[0] for case in LOOKS])
def test_size_and_weight(label: str, body: str, look: tuple[float, bool]) -> None:
    (block,) = read(docx(body, styles=STYLES)).blocks
    assert (block.font_size, block.is_bold) == look


def test_a_file_made_by_python_docx() -> None:
    document = python_docx.Document()
    document.add_heading("论坛消息", 0)
    document.add_heading("总体信息", 1)
    paragraph = document.add_paragraph("各国政府")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("应当合作。")
    document.add_paragraph("能力建设", style="List Bullet")
    document.add_paragraph("数字素养", style="List Number 2")
    document.add_paragraph("").add_run("大字").font.size = Pt(20)
    rows = document.add_table(2, 3)
    rows.cell(0, 0).merge(rows.cell(0, 2)).text = "合并"
    for column, text in enumerate("甲乙丙"):
        rows.cell(1, column).text = text
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_comment(document.paragraphs[1].runs, "批注")
    saved = io.BytesIO()
    document.save(saved)
    assert [(block.tag, block.text) for block in read(saved.getvalue()).blocks] == [
        ("Title", "论坛消息\n"), ("H1", "总体信息\n"), ("P", "各国政府\n应当合作。\n"), ("LI", "能力建设\n"),
        ("LI", "数字素养\n"), ("P", "大字\n"), ("TR", "合并\n"), ("TR", "甲 | 乙 | 丙\n"),
    ]  # fmt: skip


def test_the_strict_form_and_odd_relationships_are_read() -> None:
    members = members_of(p("互联网"), styles=STYLES)
    strict = {name: str(content).replace(W, STRICT_W) for name, content in members.items()}
    assert read(archive(strict)).source_text == "互联网\n"
    relationships = str(members["word/_rels/document.xml.rels"])
    odd = relationships.replace(
        "</Relationships>",
        '<Relationship Id="n" Type="x/image" Target="NULL"/>'
        '<Relationship Id="e" Type="x/footnotes" Target="https://example.org/notes.xml" TargetMode="External"/></Relationships>',
    )
    assert read(archive({**members, "word/_rels/document.xml.rels": odd})).source_text == "互联网\n"


def test_remarks_say_what_was_not_read() -> None:
    body = p(r("文") + f"<w:ins>{r('增')}</w:ins>") + '<w:altChunk r:id="x"/>'
    remarks = read(docx(body, {"word/vbaProject.bin": b"\x00"})).remarks
    assert [
        word for word, remark in zip(("macros", "1 tracked", "altChunk"), remarks, strict=True) if word not in remark
    ] == []


@pytest.mark.parametrize(
    ("label", "content", "words"),
    [
        ("no text", docx(p("")), "no text"),
        ("no document part", archive({"word/other.xml": "<a/>"}), "word/document.xml"),
        ("cut", docx(p("互联网"))[:-30], "damaged or cut"),
        ("not well-formed", archive({"word/document.xml": "<a>"}), "not well-formed"),
    ],
)
def test_what_cannot_be_read_says_why(label: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(content)
