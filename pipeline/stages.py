"""The map: what is done, in what order, from what, to what.

This is the only place that says so. The command line, the runner, ``make help``, the README's table and the
``README.md`` of every run are made from it or checked against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Made:
    """What a stage made: tables by declared name, and files by path inside outputs/.

    A stage over the corpus gives a partitioned table as one table an edition.
    """

    tables: Mapping[str, pa.Table | Mapping[str, pa.Table]] = field(default_factory=dict)
    files: Iterable[tuple[str, bytes | Iterable[bytes]]] = ()


@dataclass(frozen=True)
class Stage:
    """One step.

    Its function takes, by keyword, each table that it reads, each part of the lexicon that it names, and its
    ``settings``; it gives ``Made``. It sees no path, no clock and no other table. A part of the lexicon that has the
    name of a table it reads comes as ``lexicon_<part>``.

    ``each="document"``: called once a document, every table being that document's rows; decided and cached document
    by document. ``each="documents"``: the same, but called with the rows of several documents, in their order, where
    that is faster; what it makes of a document must not depend on the others. ``each="corpus"``: called once;
    partitioned tables arrive as ``Partitions``, others whole. ``each="part"``: called once for each of the parts that
    the function named by ``parts`` cuts the editions into, with ``part`` besides; tables arrive likewise, with that
    part's editions only; decided and cached part by part.
    """

    name: str
    help: str
    each: Literal["document", "documents", "part", "corpus"]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    function: str
    lexicon: tuple[str, ...] = ()
    parts: str = ""
    makes_files: str = ""
    sees_all_settings: bool = False
    """``settings`` is the whole ``Settings``, not this stage's own: the report states what every stage used."""
    sees_settings_of: tuple[str, ...] = ()
    """Other stages whose settings it needs besides its own; each is given as ``<stage>_settings``."""
    sees_background: bool = False
    """It is given the word frequencies that ``keywords.background`` names, as ``background``."""
    sees_background_vectors: bool = False
    """It is given the term vectors that ``themes.background_vectors`` names, or None, as ``background_vectors``."""
    sees_run: bool = False
    """It is given what identifies the run, as ``run``: the hash of all that it is made from, and the versions."""

    @property
    def is_by_document(self) -> bool:
        """It is decided and cached document by document."""
        return self.each in {"document", "documents"}

    def load(self) -> Callable[..., Made]:
        """The stage's function; importing it is what loads the libraries that it needs."""
        module, _, name = self.function.partition(":")
        return cast(Callable[..., Made], getattr(import_module(module), name))

    @property
    def lexicon_parameters(self) -> Mapping[str, str]:
        """Names of parameters with the parts of the lexicon that they take."""
        return {f"lexicon_{part}" if part in self.reads else part: part for part in self.lexicon}

    def check(self, made: Made) -> None:
        """Raise ``RuntimeError`` where the stage made other tables than it says: a bug."""
        if set(made.tables) != set(self.writes):
            odd = sorted(set(made.tables) ^ set(self.writes))
            raise RuntimeError(f"stage {self.name} made other tables than the stage map says: {odd}")


# ``source`` is not a table: it is one received file (pipeline.corpus.Source), the evidence everything starts from.
STAGES: tuple[Stage, ...] = (
    Stage(
        name="ingest",
        help="decode or extract each received file; keep page, position and checksum",
        each="document",
        reads=("source",),
        writes=("sources", "section_labels", "blocks"),
        function="pipeline.ingest.stage:ingest",
    ),
    Stage(
        name="normalise",
        help="repair characters, rejoin lines, find structure, convert script, log every change",
        each="document",
        reads=("sources", "section_labels", "blocks"),
        lexicon=("corrections",),
        writes=(
            "documents", "sections", "passages", "repairs", "suspects", "unknown_characters", "other_language_passages",
        ),
        function="pipeline.normalise.stage:normalise",
    ),
    Stage(
        name="segment",
        help="cut passages into words with jieba and the domain lexicon; tokens are spans of the passage",
        each="documents",
        reads=("passages",),
        lexicon=("concepts", "terms"),
        writes=("tokens", "vocabulary"),
        function="pipeline.segment.stage:segment",
    ),
    Stage(
        name="compounds",
        help="find compounds of several words that a document repeats; propose new terms",
        each="corpus",
        reads=("passages", "tokens", "vocabulary"),
        lexicon=("concepts", "terms", "stopwords", "modals"),
        writes=("compounds", "term_candidates"),
        function="pipeline.compounds.stage:compounds",
    ),
    Stage(
        name="keywords",
        help="count terms and concepts; rank them and compounds by TF-IDF in every scope, and against a background",
        each="corpus",
        reads=("passages", "tokens", "vocabulary", "compounds"),
        lexicon=("concepts", "terms", "not_nested", "stopwords", "modals", "glosses"),
        writes=(
            "terms", "concepts", "variants", "mentions", "keywords", "passage_keywords", "background_keywords",
            "background_coverage",
        ),
        function="pipeline.keywords.stage:keywords",
        sees_background=True,
    ),
    Stage(
        name="terminology",
        help="say what became of the lexicon, which wordings stand where, and which may be one",
        each="corpus",
        reads=("passages", "tokens", "vocabulary", "terms", "mentions"),
        lexicon=("concepts", "terms", "variant_decisions", "expansions", "usage_notes"),
        writes=(
            "wordings", "lexicon_audit", "lexicon_crossings", "variant_candidates", "wording_checks",
        ),
        function="pipeline.terminology.stage:terminology",
        sees_settings_of=("segment",),
    ),
    Stage(
        name="themes",
        help="cluster messages, keep what survives resampling, name and exemplify it",
        each="part",
        parts="pipeline.parts:fits",
        reads=("passages", "tokens", "vocabulary"),
        lexicon=("concepts", "stopwords", "modals", "glosses", "theme_names"),
        writes=(
            "themes", "passage_themes", "stability", "theme_fits", "theme_choices", "theme_hierarchy", "theme_names",
        ),
        function="pipeline.themes.stage:themes",
        sees_background_vectors=True,
        sees_settings_of=("keywords", "segment"),
    ),
    Stage(
        name="keyness",
        help="say what is typical of each section, document, theme and edition, and what did not change",
        each="corpus",
        reads=("documents", "passages", "tokens", "vocabulary", "terms", "concepts", "passage_themes"),
        lexicon=("stopwords", "modals", "glosses"),
        writes=("comparisons", "keyness"),
        function="pipeline.keyness.stage:keyness",
        sees_settings_of=("keywords",),
    ),
    Stage(
        name="collocations",
        help="find words that stand together, link concepts mentioned together, list what the field's prefixes form",
        each="corpus",
        reads=("documents", "passages", "tokens", "vocabulary", "terms", "concepts", "mentions"),
        lexicon=("concepts", "terms", "stopwords", "modals", "prefixes", "glosses"),
        writes=("collocations", "concept_network", "concept_nodes", "prefixes"),
        function="pipeline.collocations.stage:collocations",
        sees_settings_of=("keywords",),
    ),
    Stage(
        name="compare",
        help="hold each edition against the one before it: what is new, gone, reworded, rising and falling",
        each="part",
        parts="pipeline.parts:with_the_one_before",
        reads=("documents", "passages", "tokens", "vocabulary", "sections", "themes", "passage_themes"),
        lexicon=("concepts", "stopwords", "modals", "modal_classes", "glosses", "track_crosswalk"),
        writes=(
            "edition_pairs", "passage_changes", "term_changes", "modal_strength", "modal_changes",
            "theme_changes", "track_changes",
        ),
        function="pipeline.compare.stage:compare",
        sees_settings_of=("keyness", "keywords"),
    ),
    Stage(
        name="trends",
        help="follow terms, concepts and compounds over the editions of a series: what rises, falls, comes and goes",
        each="corpus",
        reads=("documents", "passages", "tokens", "vocabulary", "compounds", "terms", "concepts"),
        lexicon=("stopwords", "modals", "glosses"),
        writes=("trend_editions", "trends", "trend_points"),
        function="pipeline.trends.stage:trends",
        sees_settings_of=("keywords",),
    ),
    Stage(
        name="concordance",
        help="show each concept and leading term in its context, a line a place",
        each="corpus",
        reads=("passages", "tokens", "vocabulary", "compounds", "mentions", "keywords"),
        writes=("kwic",),
        function="pipeline.concordance.stage:concordance",
    ),
    Stage(
        name="charts",
        help="draw each chart as PNG and SVG, with the plotted numbers as CSV",
        each="part",
        parts="pipeline.charts.registry:chart_parts",
        reads=(
            "documents", "sections", "passages", "tokens", "vocabulary", "compounds",
            "variants", "mentions", "keywords", "background_keywords",
            "themes", "passage_themes", "stability", "theme_fits", "comparisons", "keyness",
            "collocations", "concept_network", "concept_nodes", "edition_pairs", "passage_changes", "term_changes",
            "theme_changes", "trend_editions", "trends", "trend_points",
        ),
        lexicon=("concepts",),
        writes=("charts", "chart_pictures"),
        makes_files="charts/",
        function="pipeline.charts.stage:charts",
    ),
    Stage(
        name="report",
        help="write index.html, report.md, workbook.xlsx and tables/*.csv for people",
        each="corpus",
        reads=(
            "sources", "documents", "sections", "passages", "repairs", "suspects", "unknown_characters",
            "other_language_passages", "tokens", "vocabulary", "compounds",
            "terms", "concepts", "variants", "mentions", "keywords",
            "passage_keywords", "background_keywords", "background_coverage",
            "wordings", "lexicon_audit", "lexicon_crossings", "variant_candidates", "wording_checks",
            "term_candidates", "themes", "passage_themes", "stability", "theme_fits", "theme_choices",
            "theme_hierarchy", "theme_names", "comparisons", "keyness",
            "collocations", "concept_network", "concept_nodes", "prefixes", "edition_pairs", "passage_changes",
            "term_changes", "modal_strength", "modal_changes", "theme_changes", "track_changes", "trend_editions",
            "trends", "trend_points", "kwic",
            "charts", "chart_pictures",
        ),
        lexicon=("theme_names", "modal_classes"),
        writes=("findings",),
        makes_files="index.html, what-is-new.html, what-is-new/, report.md, workbook.xlsx, theme-names.toml, "
        "README.md, tables/",
        function="pipeline.report.stage:report",
        sees_all_settings=True,
        sees_run=True,
    ),
)  # fmt: skip

STAGE_NAMES = tuple(stage.name for stage in STAGES)


def stage_named(name: str) -> Stage:
    return next(stage for stage in STAGES if stage.name == name)


def read_by_document() -> frozenset[str]:
    """The tables that some stage reads document by document, so that a document's rows of them are compared."""
    return frozenset(name for stage in STAGES if stage.is_by_document for name in stage.reads)


def upto(name: str) -> tuple[Stage, ...]:
    """The stages that a stage needs, in order, itself last.

    >>> [stage.name for stage in upto("segment")]
    ['ingest', 'normalise', 'segment']
    """
    wanted = {name}
    chosen = []
    for stage in reversed(STAGES):
        if stage.name == name or wanted & set(stage.writes):
            chosen.append(stage)
            wanted |= set(stage.reads)
    return tuple(reversed(chosen))
