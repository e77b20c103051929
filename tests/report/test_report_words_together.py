"""The section on words together: which concepts come first, links to passages, states in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.report.evidence import latest_first
from pipeline.report.words_together import WordsTogether, words_together
from pipeline.settings import ReportSettings

if TYPE_CHECKING:
    from conftest import Edition, Received

ATTRACTED, NOT_ENOUGH = "attracted", "not enough evidence"


def collocation(edition: Edition, node: str, collocate: str, n_messages_node: int, **columns: Any) -> dict[str, Any]:
    return {
        "edition": edition.edition, "span": "window", "node": node, "node_concept": node, "rank": 1,
        "collocate": collocate, "n_messages": 3, "n_messages_node": n_messages_node, "state": NOT_ENOUGH,
        "passage_ids": f"{edition.passage_id(2)} {edition.passage_id(3)}", **columns,
    }  # fmt: skip


def pair(edition: Edition, rank: int, state: str, threshold: float | None) -> dict[str, Any]:
    return {
        "edition": edition.edition, "rank": rank, "label_zh": "甲", "label_en": "a", "other_label_zh": "乙",
        "other_label_en": "b", "n_together": 2, "threshold": threshold, "n_links": int(threshold is not None),
        "n_links_by_chance": None if threshold is None else 0.04, "n_shuffles": 99, "state": state,
        "passage_ids": edition.passage_id(2),
    }  # fmt: skip


def together(received: Received, folder: Path) -> WordsTogether:
    (evidence,) = latest_first(received.tables(folder))
    return words_together(evidence, ReportSettings())


def test_concepts_in_most_messages_come_first_and_farther_ones_have_to_pass(
    received: Received, edition: Edition, tmp_path: Path
) -> None:
    received.whole["collocations"] = [
        collocation(edition, "甲", "一", 5),
        collocation(edition, "乙", "二", 9, state=ATTRACTED),
        collocation(edition, "乙", "三", 9, rank=2),
        collocation(edition, "乙", "四", 9, span="passage"),
        collocation(edition, "乙", "五", 9, span="sentence", state=ATTRACTED),
        collocation(edition, "词", "六", 20, node_concept=None, state=ATTRACTED),
        collocation(edition, "六", "词", 20, node_concept=None, state=ATTRACTED),
    ]
    found = together(received, tmp_path)
    shown = {one.node["node"]: one for one in found.concepts.rows}
    assert list(shown) == ["乙", "甲"]
    assert [one.row["collocate"] for one in shown["乙"].in_window] == ["二", "三"]
    assert [one.row["collocate"] for one in shown["乙"].farther] == ["五"]
    assert shown["乙"].n_attracted == 2
    assert (found.n_listed, found.n_attracted) == (6, 3)  # 词 and 六 are one pair, whoever is the node
    assert [(row["node"], row["collocate"]) for row in found.unnamed.rows] == [("六", "词")]
    links = shown["甲"].in_window[0].links
    assert (links.passage_ids, links.n_more) == ((edition.passage_id(2), edition.passage_id(3)), 1)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param({}, ["没有两个词语一起见于足够多的消息", "没有两个概念一起见于足够多的消息"], id="nothing"),
        pytest.param({"collocations": 1}, ["没有一对的同现能排除偶然"], id="pairs that do not pass"),
        pytest.param({"concept_network": None}, ["打乱 99 次后，同样强的成对同现也常常出现"], id="no link"),
        pytest.param({"concept_network": 12.34}, ["连线阈值 G² ≥ 12.3", "平均每次有 0.04 条"], id="a link"),
        pytest.param({"prefixes": True}, ["网络-", "网络安全", "新"], id="a word that is new"),
        pytest.param({}, ["没有由所列前缀构成的词"], id="no formed word"),
    ],
)
def test_each_state_is_said_in_words(
    received: Received, edition: Edition, tmp_path: Path, rows: dict[str, Any], said: list[str]
) -> None:
    if "collocations" in rows:
        received.whole["collocations"] = [collocation(edition, "甲", "一", 5)]
    if "concept_network" in rows:
        threshold = rows["concept_network"]
        state = NOT_ENOUGH if threshold is None else "linked"
        received.whole["concept_network"] = [pair(edition, 1, state, threshold)]
    if "prefixes" in rows:
        received.whole["prefixes"] = [
            {"edition": edition.edition, "prefix": "网络", "word": "网络安全", "n_occurrences": 2, "n_messages": 1,
             "is_new": True, "first_edition": edition.edition, "passage_ids": edition.passage_id(2)}
        ]  # fmt: skip
    _, files = received.report(tmp_path)
    html = files["index.html"].decode()
    for words in said:
        assert words in html
