"""Pieces of text before words: addresses, numbers, letters, runs for the engine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment.kinds import ADDRESS_PATTERN, PIECE_PATTERN, kind_of, kinds_of


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("请写信至igf@un.org。", ["igf@un.org"]),
        ("见https://www.un.org/zh/a?b=1#c。", ["https://www.un.org/zh/a?b=1#c"]),
        ("See https://un.org/a.", ["https://un.org/a"]),
        ("（www.intgovforum.org）", ["www.intgovforum.org"]),
        ("访问intgovforum.org/zh，或un.org", ["intgovforum.org/zh", "un.org"]),
        ("first.last@mail.example.com.cn和x", ["first.last@mail.example.com.cn"]),
        ("e.g. U.S. 3.5%，Node.js 与 end.Next；@igf a@b", []),
        ("organisation.organic，un.orgs", []),
    ],
)
def test_addresses(text: str, addresses: list[str]) -> None:
    assert ADDRESS_PATTERN.findall(text) == addresses


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("国家、区域和  青年", "国家|、|区域和|  |青年"),
        ("在2018年的T恤", "在2018年的T恤"),
        ("基于COVID-19的3.5%和1,000万", "基于|COVID-19|的|3.5%|和|1,000|万"),
        ("中国-东盟", "中国|-|东盟"),
        ("第3-5条", "第|3|-|5条"),
        ("2018-11-12", "2018|-|11|-|12"),
        ("café的です", "café|的|です"),
        ("IGF’s e-commerce, v1.2", "IGF’s| |e-commerce|,| |v1.2"),
        ("……", "…|…"),
        ("1,200,3", "1,200|,|3"),
        ("19-COVID和1-2-a", "19-COVID|和|1-2-a"),
    ],
)
def test_pieces(text: str, pieces: str) -> None:
    assert [match.group() for match in PIECE_PATTERN.finditer(text)] == pieces.split("|")


@given(st.text())
def test_pieces_tile_any_text(text: str) -> None:
    assert "".join(match.group() for match in PIECE_PATTERN.finditer(text)) == text


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("网络", "word"),
        ("T恤", "word"),
        (".中国", "word"),
        ("〇", "word"),
        ("IGFs", "latin"),
        ("5G", "latin"),
        ("WSIS+20", "latin"),
        ("COVID-19", "latin"),
        ("café", "latin"),
        ("2018", "number"),
        ("1,000.5%", "number"),
        ("①", "number"),
        ("igf@un.org", "address"),
        ("https://un.org", "address"),
        ("，", "punctuation"),
        ("—", "punctuation"),
        ("\U0001f600", "punctuation"),
        (" ", "space"),
        ("\u3000", "space"),
        ("\n", "space"),
    ],
)
def test_kind_of(token: str, kind: str) -> None:
    assert kind_of(token) == kind


@given(st.lists(st.text("网络〇\U00020000aA1é.,%@ \n，。-", min_size=1, max_size=6)))
def test_kinds_of_many_tokens_are_those_of_each(tokens: list[str]) -> None:
    assert kinds_of(tokens) == [kind_of(token) for token in tokens]
