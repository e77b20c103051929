"""Which documents are versions of one text."""

from __future__ import annotations

import pytest

from pipeline.compare.versions import find_versions


def document(name: str, status: str | None, title: str = "关键信息", track: str | None = None) -> dict[str, str | None]:
    return {"document_id": f"2018-paris/{name}", "status": status, "title": title, "track": track}


@pytest.mark.parametrize(
    ("documents", "drafts", "later"),
    [
        ([document("a", "draft"), document("b", "final")], ["a"], ["b"]),
        # One of each, whatever they are called.
        ([document("a", "draft", "讨论稿"), document("b", None, "关键信息")], ["a"], ["b"]),
        ([document("a", None), document("b", "final")], [], []),
        ([document("a", "draft"), document("b", "draft")], [], []),
        ([document("a", "draft", track="安全"), document("b", "final", track="发展")], [], []),
        (
            [
                document("a", "draft", "数据治理（草案）"),
                document("b", "final", "数据治理"),
                document("c", "final", "网络安全"),
            ],
            ["a"],
            ["b"],
        ),
        ([document("a", "draft", "甲"), document("b", "final", "乙"), document("c", "final", "丙")], [], []),
        (
            [
                document("a", "draft", "甲", "安全"),
                document("b", "draft", "乙", "发展"),
                document("c", "final", "丙", "安全"),
                document("d", "final", "丁", "发展"),
            ],
            ["a", "b"],
            ["c", "d"],
        ),
    ],
)
def test_drafts_and_what_became_of_them(
    documents: list[dict[str, str | None]], drafts: list[str], later: list[str]
) -> None:
    found = find_versions(documents)
    assert [name.partition("/")[2] for name in found.drafts] == drafts
    assert [name.partition("/")[2] for name in found.later] == later
