"""One mention, not two: a wording repeated in brackets."""

from __future__ import annotations

import pytest

from pipeline.segment.apposition import appositions

CONCEPTS = {
    "互联网治理论坛": "forum", "IGF": "forum", "Internet Governance Forum": "forum",
    "IGFs": "nris", "NRIs": "nris",
    "人工智能": "ai", "AI": "ai",
    "通用数据保护条例": "gdpr", "GDPR": "gdpr",
    "人权": "rights",
}  # fmt: skip


@pytest.mark.parametrize(
    ("tokens", "repeated"),
    [
        ("互联网治理论坛|（|IGF|）", ["IGF"]),
        ("IGFs| |(|NRIs|)| |各自", ["NRIs"]),
        ("IGF|（|互联网治理论坛|）", ["互联网治理论坛"]),
        ("人工智能|(| |AI| |)", ["AI"]),
        ("人工智能|（|AI|)", ["AI"]),
        ("互联网治理论坛|（|以下|简称|“|IGF|”|）", ["IGF"]),
        ("互联网治理论坛|（|Internet Governance Forum|，|IGF|）", ["Internet Governance Forum", "IGF"]),
        ("人工智能|（|Artificial| |Intelligence|，|AI|）", ["AI"]),
        ("《|通用数据保护条例|》|（|GDPR|）", ["GDPR"]),
        ("人工智能|（|AI|）|与|互联网治理论坛|（|IGF|）", ["AI", "IGF"]),
        # near misses
        ("互联网治理论坛|（|AI|）", []),
        ("互联网治理论坛|的|（|IGF|）", []),
        ("人权|（|包括|人权|）", []),
        ("人工智能|（|AI|治理|）", []),
        ("互联网治理论坛|（|IGF|、|AI|）", []),
        ("互联网治理论坛|，|IGF", []),
        ("互联网治理论坛|（|IGF", []),
        ("（|IGF|）", []),
        ("论坛|（|IGF|）", []),
        ("互联网治理论坛|[|IGF|]", []),
    ],
)
def test_appositions(tokens: str, repeated: list[str]) -> None:
    cut = tokens.split("|")
    assert [cut[index] for index in appositions(cut, CONCEPTS)] == repeated
