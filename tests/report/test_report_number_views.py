"""Every number that leads to passages says what its view finds, on the page of the shipped corpus."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Any

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
def lists(html: str) -> dict[str, Any]:
    """The named lists that the page carries."""
    (block,) = _BLOCK.findall(html)
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(block)))["lists"]
    return found


def test_each_number_is_what_its_view_finds(main_job: Workspace, html: str, lists: dict[str, Any]) -> None:
    found = Found(main_job.outputs)
    numbers = [(unescape(address), int(n.replace(",", ""))) for address, n in _NUMBER.findall(html)]
    n_checked: Counter[str] = Counter()
    for address, n in numbers:
        view = view_of(address)
        if view.listed:
            assert n == len(lists[view.listed]["starts"]), address
        else:
            assert n in found.count(view), address
        n_checked["listed" if view.listed else "found"] += 1
    assert n_checked["found"] > 300
    assert n_checked["listed"] > 10


def test_every_list_is_led_to(html: str, lists: dict[str, Any]) -> None:
    named = {view_of(unescape(address)).listed for address, _ in _NUMBER.findall(html)}
    assert set(lists) <= named
