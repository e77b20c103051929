"""Editions inside the page: as many as there is room for, the same bytes every time."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.report.carried import CompressedEdition, all_editions, compressed, while_there_is_room


def test_what_is_compressed_comes_back_as_it_was() -> None:
    chapters = {"keywords": '<p title="a&quot;b">网络</p>', "themes": "</script>"}
    made = compressed("2018-paris", chapters)
    assert json.loads(gzip.decompress(base64.b64decode(made.content))) == chapters
    assert made == compressed("2018-paris", chapters)
    assert "<" not in made.content


@pytest.mark.parametrize(
    ("max_bytes", "kept"), [(0, []), (3, []), (4, ["a"]), (7, ["a"]), (8, ["a", "b"]), (99, ["a", "b", "c"])]
)
def test_the_first_that_fit_are_kept(max_bytes: int, kept: list[str]) -> None:
    made = [CompressedEdition(name, "1234") for name in "abc"]
    assert [one.edition for one in while_there_is_room(made, max_bytes)] == kept


def test_a_small_one_after_one_that_was_too_large_is_left_out_and_not_made() -> None:
    made: list[str] = []

    def editions() -> Iterator[CompressedEdition]:
        for name, size in (("a", 4), ("b", 100), ("c", 1)):
            made.append(name)
            yield CompressedEdition(name, "x" * size)

    assert [one.edition for one in while_there_is_room(editions(), 10)] == ["a"]
    assert made == ["a", "b"]


def test_the_latest_is_always_carried() -> None:
    pages = cast(list[Any], [SimpleNamespace(edition=edition) for edition in ("2020", "2019", "2018")])
    editions = all_editions(pages, [CompressedEdition("2019", "x")])
    assert [page.edition for page in editions.carried] == ["2020", "2019"]
    assert [page.edition for page in editions.left_out] == ["2018"]
    assert (editions.are_several, editions.n_carried) == (True, 2)
