"""What fits on the page and in the workbook."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class ReportSettings(StageSettings):
    min_messages: int = Field(
        5, ge=1, description="Fewest messages from which leading concepts are stated: below, one decides who leads."
    )
    max_findings: int = Field(
        8,
        ge=1,
        description="Most findings stated for an edition, the solid ones first: all eight that there are now, and as "
        "many as are read before the tables.",
    )
    max_shown_findings: int = Field(
        5, ge=0, description="Findings on the first screen, those that hold: more than five are not read as findings."
    )
    max_shown_charts: int = Field(
        3, ge=0, description="Charts on the first screen, those that carry its findings: what fits beside them."
    )
    few_messages: int = Field(
        100,
        ge=1,
        description="Below this number the first screen calls an edition's messages few: a share of a hundred messages "
        "is known to about ten percentage points on either side.",
    )
    max_examples: int = Field(
        3,
        ge=1,
        description="Kinds of change shown for a rule of repair, the most frequent first: enough to see what it does; "
        "the table repairs has each place.",
    )
    top_n: int = Field(30, ge=5, le=200, description="Rows of a ranked table in the report; the CSV has all.")
    section_top_n: int = Field(
        8, ge=1, le=100, description="Keywords shown for one of the author's sections: about a line."
    )
    max_full_editions: int = Field(
        3, ge=1, description="Editions in full in report.md, the latest ones: each takes about sixty kilobytes of text."
    )
    max_carried_bytes: int = Field(
        16_000_000,
        ge=0,
        description="Compressed size of the editions before the latest inside index.html, the later ones first; the "
        "page says which it leaves to the tables. With the passages it stays below what mail lets through.",
    )
    n_trends: int = Field(20, ge=1, description="Terms that rise, that fall, and that come and go; the table has all.")
    max_columns: int = Field(
        12,
        ge=1,
        description="Editions, or documents of the only one, side by side in the table of wordings, the latest ones: "
        "about what fits across the page. The table wordings has all.",
    )
    n_key_terms: int = Field(12, ge=1, description="Key terms and lockwords of a comparison; the tables have more.")
    n_changed_passages: int = Field(
        60,
        ge=1,
        description="Messages of one kind of change on a page that says what is new, which is to be forwarded; the "
        "table passage_changes has all.",
    )
    n_collocated_concepts: int = Field(
        8, ge=1, description="Concepts whose collocates are shown, those in most messages: the tables have more."
    )
    max_changes: int = Field(
        20,
        ge=1,
        description="Changed rows of a table that changes.md lists, half a screen; it says how many more there are.",
    )
    max_changed_lines: int = Field(
        12,
        ge=1,
        description="Changed lines, files or modules that changes.md lists for one cause: what changed has to be seen "
        "before the numbers are; it says how many more there are.",
    )
    max_links: int = Field(30, ge=1, description="Passage ids shown behind one number; the tables have all.")
    theme_messages: int = Field(
        12, ge=1, description="Messages shown with their text for a theme, the most central first."
    )
    max_theme_links: int = Field(
        2_000,
        ge=1,
        description="Ids of the other messages of a theme, all linked up to this number: what a page can carry. Where "
        "there are more it says how many; the table passage_themes has all.",
    )
    max_rows: int = Field(
        300,
        ge=1,
        description="Documents, skipped files, sections, suspected slips listed for an edition; the tables have all.",
    )
    max_passages: int = Field(
        20_000,
        ge=0,
        description="Passages that the page carries, latest edition first: more would make it too large to mail.",
    )
    max_sheet_rows: int = Field(
        5_000,
        ge=1,
        le=1_048_575,
        description="Rows of a sheet of the workbook, the latest editions' where they stand by edition: with 20,000 "
        "the workbook of 33 yearly reports has 24 MB, too many to mail, and takes as long to write as all pages. "
        "The CSV has all; the first sheet says what is left out.",
    )
