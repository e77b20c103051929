"""What is read, how much of it, and in which language and encoding."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class IngestSettings(StageSettings):
    min_chinese_share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="Least share of Chinese characters among letters; a document below it is skipped as not Chinese.",
    )
    max_kana_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Most kana among letters: half of Japanese prose is kana, a Chinese text has hardly any.",
    )
    max_control_share: float = Field(
        0.01,
        ge=0,
        le=1,
        description="Most control characters in a text file: one or two strays are repaired, more is no text.",
    )
    max_pages: int = Field(
        2000, ge=1, description="Longest PDF in pages: a thick book; a message has 7, the longest IGF report about 200."
    )
    max_page_glyphs: int = Field(
        200_000,
        ge=1000,
        description="Most characters on a page of a PDF: a densely printed A4 page has 3,000, a poster 50,000.",
    )
    max_reader_mib: int = Field(
        2048,
        ge=256,
        description="Memory that reading one PDF may take, in MiB: a report of 200 pages takes 100. Files that unfold "
        "to gigabytes end there.",
    )
    max_reader_seconds: int = Field(
        300,
        ge=5,
        description="Processor time that reading one PDF may take: 200 dense pages take about 12 s.",
    )
    max_docx_bytes: int = Field(
        100_000_000,
        ge=1,
        description="Largest DOCX: a report of 500 pages has 2 MB of text, packed, and pictures beside it.",
    )
    max_archive_members: int = Field(
        10_000, ge=10, description="Most members of a DOCX: one a picture and about fifteen more."
    )
    max_part_bytes: int = Field(
        50_000_000,
        ge=1000,
        description="Most bytes that a part of a DOCX inflates to: 500 pages have about 10 MB of markup.",
    )
    max_xml_depth: int = Field(
        200,
        ge=20,
        le=250,
        description="Deepest nesting of a part's elements: a text box in a table in a table is about 40 deep, and "
        "reading goes down one Python call a level.",
    )
    max_elements: int = Field(
        2_000_000,
        ge=1000,
        description="Most elements of a part of a DOCX or of a page: 500 pages of a DOCX have 200,000, and one takes "
        "about 200 bytes of memory.",
    )
    max_cell_paragraphs: int = Field(
        3,
        ge=1,
        description="Most paragraphs in a cell of a table that is read row by row; with more the table only arranges "
        "text on a page.",
    )
    max_html_bytes: int = Field(
        20_000_000,
        ge=1000,
        description="Largest page: one with its pictures inside has 10 MB; text alone seldom has one.",
    )
    max_html_depth: int = Field(
        200,
        ge=20,
        le=250,
        description="Deepest nesting of a page's tags: the parser stops at 255, ordinary pages at 40.",
    )
    max_link_share: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Most characters in links of a block of a page's article that trafilatura has left out: lists of "
        "links are all links, running text has a tenth.",
    )
    max_furniture_characters: int = Field(
        80,
        ge=1,
        description="Longest line above or below an article that is left out by how it begins (发布时间：, 版权所有).",
    )
    min_anchor_characters: int = Field(
        10,
        ge=1,
        description="Shortest block that tells where an article begins or ends: shorter ones, 网络安全 for instance, "
        "stand in menus as well.",
    )
    max_hangul_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Most Hangul among letters: Korean with many Chinese characters still writes every ending in it.",
    )
    min_chinese_characters: int = Field(
        100,
        ge=1,
        description="Chinese characters in lines of Chinese text for which a document mostly in another language is "
        "read: two or three sentences, more than names and titles.",
    )
    min_line_characters: int = Field(
        15,
        ge=1,
        description="Chinese characters of a line for it to count as Chinese text in such a document: shorter ones are "
        "names and headings, which Japanese and Korean write in the same characters.",
    )
    min_not_japanese_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Least share of characters that modern Japanese does not use in a line of Chinese text: 99 % of "
        "Simplified and 90 % of Traditional sentences have more, a Japanese line without kana hardly any.",
    )
    min_language_confidence: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Least probability of a detected language, below which it is undetermined: more likely than all "
        "others together.",
    )
    min_encoding_margin: float = Field(
        5.0,
        ge=0,
        description="Least margin (natural logarithm of the likelihood ratio) between the best two encodings of a text "
        "file for the choice to go without a remark: of 43,500 snippets of 5 to 2,000 characters the 14 that were read "
        "wrongly, of 5 or 10 characters, had 3.6 at most, and 98 of the others had less than 5.",
    )
    min_commonness: float = Field(
        -10.0,
        le=0,
        description="Least mean log probability of a text's characters but ASCII, in any encoding but UTF-8: Chinese "
        "of 10 characters and more has -8.6 and up, text read in the wrong encoding mostly -11 and less.",
    )
    foreign_encoding_handicap: float = Field(
        6.0,
        ge=0,
        description="Log probability taken off a Korean or Japanese encoding, as if one file in 400 had one: a Chinese "
        "text of ten characters is never lost to them, a sentence of Korean or Japanese gains more.",
    )
    encoding_sample: int = Field(
        5_000,
        ge=1000,
        description="Characters scored to choose an encoding, taken all over the text: with 50 the choice is already "
        "right, more find a part in another encoding.",
    )
