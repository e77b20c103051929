"""What a compared group is called in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.bilingual import Bilingual
from pipeline.columns.keyness import REST
from pipeline.themes.shown import shown

Row = Mapping[str, Any]

_REST_OF_EDITION = Bilingual("本届其余消息", "the rest of its edition")
_OTHER_EDITIONS = Bilingual("其他各届", "all other editions")
_BEFORE_HEADING = Bilingual("首个标题之前", "before the first heading")
OUR_NAMES = frozenset({_REST_OF_EDITION, _OTHER_EDITIONS, _BEFORE_HEADING})
"""Names that are this program's words and not a text's: a page in one language says them in that language alone."""
_EDITION = "edition"


def group_names(documents: Sequence[Row], sections: Sequence[Row], themes: Sequence[Row]) -> dict[str, Bilingual]:
    """The documents, sections and themes of an edition in words, by the names that comparisons have for them.

    Sections of several documents are told apart by their document's title. English is "" where there is none.
    """
    titles = {row["document_id"]: Bilingual(row["title"], row["title_en"] or "") for row in documents}
    names = dict(titles)
    for row in sections:
        heading = _BEFORE_HEADING
        if row["section"] is not None:
            heading = Bilingual(row["section"], row["section_en"] or "")
        if len(titles) > 1 and row["document_id"] in titles:
            title = titles[row["document_id"]]
            heading = Bilingual(f"{title.zh}：{heading.zh}", ": ".join(filter(None, (title.en, heading.en))))
        names[f"{row['document_id']}§{row['section_order']}"] = heading
    return names | {row["theme_id"]: shown(row) for row in themes}


def sides(comparison: Row, names: Mapping[str, Bilingual]) -> tuple[Bilingual, Bilingual]:
    """Focus and reference of a row of ``comparisons`` in words; an edition, and what has no words, is its id."""
    focus, reference = (
        names.get(name) or Bilingual(name, name) for name in (comparison["focus"], comparison["reference"])
    )
    if comparison["reference"] == REST:
        reference = _OTHER_EDITIONS if comparison["kind"] == _EDITION else _REST_OF_EDITION
    return focus, reference
