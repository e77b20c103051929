"""What fits on a chart."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class ChartsSettings(StageSettings):
    dpi: int = Field(200, ge=72, le=600, description="Resolution of the PNG files: sharp in print at column width.")
    picture_dpi: int = Field(
        100,
        ge=50,
        le=300,
        description="Resolution of the charts in the workbook, about a screen's: at 200 one takes 80 KB, at 100 24 KB.",
    )
    picture_colours: int = Field(
        64,
        ge=16,
        le=256,
        description="Colours of a chart in the workbook: with 64 it has a fifth of the bytes, and shades of its bars "
        "and letters are told apart as before.",
    )
    min_messages: int = Field(
        3,
        ge=1,
        description="Fewest messages in which keywords or concepts are ranked: with one or two, a document frequency "
        "can only say 'here' or 'everywhere'.",
    )
    n_keywords: int = Field(20, ge=1, le=100, description="Bars in the keyword ranking: what fits on one page.")
    n_heatmap_keywords: int = Field(15, ge=1, le=100, description="Rows of the keyword heatmap.")
    n_columns: int = Field(
        12,
        ge=2,
        le=20,
        description="Most sections, documents or tracks set side by side: narrower columns could not hold a number.",
    )
    n_key_terms: int = Field(20, ge=1, le=60, description="Key terms or lockwords of a comparison on one page.")
    n_trends: int = Field(
        9, ge=1, le=30, description="Terms that rise, that fall, and that come and go, each with a small chart."
    )
    n_heatmap_terms: int = Field(36, ge=1, le=100, description="Rows of the heatmap of terms and editions: a page.")
    n_concepts: int = Field(10, ge=1, le=40, description="Concepts in the dispersion chart: the ten main ones.")
    n_wordings: int = Field(20, ge=2, le=60, description="Wordings shown of one concept; the CSV has all.")
    n_flow_editions: int = Field(
        7,
        ge=2,
        le=10,
        description="Editions side by side in the flow of themes, the latest: labels of more do not fit.",
    )
    n_slopes: int = Field(16, ge=1, le=40, description="Terms of the slope chart: more lines could not be followed.")
    max_compared_messages: int = Field(
        600,
        ge=1,
        description="Messages of an edition drawn one by one beside those of the edition before: cells of more would "
        "be thinner than a hair.",
    )
    max_message_labels: int = Field(
        120, ge=0, le=1000, description="Most messages labelled on the theme map; more could not be read."
    )
