"""Every number that leads to passages says what its view finds, on the page of the shipped corpus."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from tests.charts.found import Found, view_of

if TYPE_CHECKING:
    from tests.conftest import Workspace

_NUMBER = re.compile(r'<a class="of" href="(#find[^"]*)">([\d,]+)</a>')
_BLOCK = re.compile(r'<script type="application/octet-stream" id="passages">([^<]*)</script>')


@pytest.fixture(scope="module")
def html(main_job: Workspace) -> str:
    return (main_job.outputs / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lists(html: str) -> dict[str, tuple[int, int]]:
    """The named lists that the page carries: how many places each has, and in how many passages."""
    (packed,) = _BLOCK.findall(html)
    block = json.loads(gzip.decompress(base64.b64decode(packed)))
    passage_mark, *token_marks = block["marks"]
    text = "".join(character for character in block["text"] if character not in token_marks)
    found = {}
    for name, places in block["lists"].items():
        starts = list(accumulate(places["starts"]))
        found[name] = (len(starts), len({text.count(passage_mark, 0, start) for start in starts}))
    return found


def test_each_number_is_what_its_view_finds(main_job: Workspace, html: str, lists: dict[str, tuple[int, int]]) -> None:
    found = Found(main_job.outputs)
    numbers = [(unescape(address), int(n.replace(",", ""))) for address, n in _NUMBER.findall(html)]
    n_checked: Counter[str] = Counter()
    for address, n in numbers:
        view = view_of(address)
        if view.listed:
            assert n in lists[view.listed], address
        else:
            assert n in found.count(view), address
        n_checked["listed" if view.listed else "found"] += 1
    assert n_checked["found"] > 300
    assert n_checked["listed"] > 10


def test_every_list_is_led_to(html: str, lists: dict[str, tuple[int, int]]) -> None:
    named = {view_of(unescape(address)).listed for address, _ in _NUMBER.findall(html)}
    assert set(lists) <= named
