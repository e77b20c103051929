"""Invented themes over a series: some go on, one splits, two merge, one ends, one is new."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from invented_trends import years

from pipeline.tables import make

if TYPE_CHECKING:
    import pyarrow as pa

LONG = "最不发达国家和小岛屿发展中国家、有意义的互联网接入、数字公共基础设施"
LABELS = ("网络安全、能力建设、合作", LONG, "青年、参与、教育", "数据、保护、隐私")
# Relation, the earlier and the later theme by number, whether both are stable.
_PAIR = (
    ("continued", 0, 0, True),
    ("split", 1, 1, False),
    ("split", 1, 2, False),
    ("ended", 2, None, True),
    ("unclear", 3, None, False),
    ("born", None, 3, False),
)


def theme_changes(edition: str, n: int = 12) -> pa.Table:
    """The table for a series of ``n`` editions that ends with one; none of a single edition."""
    editions = [f"{year}-atlantis" for year in years(edition, n)]
    editions[-1] = edition
    return make("theme_changes", [row for pair in pairwise(editions) for row in _rows(*pair)])


def _rows(previous: str, edition: str) -> list[dict[str, Any]]:
    return [
        {
            "edition": edition, "previous": previous, "order": order, "relation": relation,
            **_side(previous, earlier, "_previous", is_stable), **_side(edition, later, "", is_stable),
            "is_exploratory": not is_stable, "similarity": 0.2 * order - 0.1, "p_value": 0.001, "q_value": 0.02,
            "n_permutations": 999, "n_shared_passages": 0, "shared_passages": "", "n_shared_terms": 0,
            "shared_terms": "",
        }
        for order, (relation, earlier, later, is_stable) in enumerate(_PAIR, start=1)
    ]  # fmt: skip


def _side(edition: str, theme: int | None, side: str, is_stable: bool) -> dict[str, Any]:
    names = (f"theme_id{side}", f"title{side}_zh", f"title{side}_en")
    if theme is None:
        return {**dict.fromkeys(names), f"is_stable{side}": False, f"n_messages{side}": 0}
    said = (f"{edition}/theme-{theme + 1}", LABELS[theme], f"theme {theme + 1}")
    return {
        **dict(zip(names, said, strict=True)),
        f"is_stable{side}": is_stable,
        f"n_messages{side}": 40 // (theme + 1),
    }
