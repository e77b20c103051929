"""The number that a mark says is the number that its view finds, in the charts of the shipped corpus."""

from __future__ import annotations

import re
from html import unescape

import pytest
from found import Found, view_of

from pipeline.charts.collocates import collocate_view
from pipeline.keyness.group_views import group_view, side_views
from pipeline.views import View, unit_view
from tests.conftest import Workspace

_MARK = re.compile(r'<a class="mark" href="(?P<address>[^"]*)" tabindex="-1" aria-label=(?P<says>"[^"]*"|\'[^\']*\')>')
_TIMES = re.compile(r"(?P<n>[\d,]+) 次")
_MESSAGES = re.compile(r"(?<![第 \d,]) ?(?P<n>[\d,]+) 条消息")


@pytest.fixture(scope="module")
def found(main_job: Workspace) -> Found:
    return Found(main_job.outputs)


def test_every_mark_says_what_its_view_finds(found: Found) -> None:
    n_checked = 0
    for row in found.rows("charts"):
        for mark in _MARK.finditer(row["svg_zh"] or ""):
            says = unescape(mark["says"])
            view = view_of(unescape(mark["address"]))
            n_times, n_messages = found.count(view)
            n_checked += 1
            if view.passage:  # a message by its number: there is nothing to count
                assert n_messages == 1, (row["chart"], says)
                continue
            times, messages = _TIMES.findall(says), _MESSAGES.findall(says)
            if not times and not messages:
                assert re.findall(r"\d+", says)[-1] in {str(n_times), str(n_messages)}, (row["chart"], says)
            if times:
                assert times[-1] == f"{n_times:,}", (row["chart"], says)
            if messages:
                assert messages[-1] == f"{n_messages:,}", (row["chart"], says)
    assert n_checked > 300


def test_marks_are_the_same_in_both_languages(found: Found) -> None:
    for row in found.rows("charts"):
        zh, en = ([mark["address"] for mark in _MARK.finditer(row[f"svg_{name}"] or "")] for name in ("zh", "en"))
        assert sorted(zh) == sorted(en), row["chart"]


@pytest.mark.parametrize(
    ("comparison", "reference"),
    [
        ({"kind": "edition", "focus": "2030-a", "reference": "rest"}, View(outside="edition:2030-a")),
        ({"kind": "edition", "focus": "2030-a", "reference": "2029-b"}, View(edition="2029-b")),
        (
            {"kind": "document", "focus": "2030-a/x", "reference": "rest"},
            View(edition="2030-a", outside="document:2030-a/x"),
        ),
        (
            {"kind": "section", "focus": "2030-a/x§12", "reference": "rest"},
            View(edition="2030-a", outside="section:2030-a/x#12"),
        ),
        (
            {"kind": "section", "focus": "2030-a/x§12", "reference": "2030-a/y§1"},
            View(edition="2030-a", section="2030-a/y#1"),
        ),
    ],
)
def test_the_sides_of_a_comparison(comparison: dict[str, str], reference: View) -> None:
    focus = group_view(comparison["focus"])
    assert side_views({**comparison, "edition": "2030-a"}) == (focus, reference)


def test_a_group_and_its_rest_are_the_edition(found: Found) -> None:
    sections = [row for row in found.rows("comparisons") if row["kind"] == "section" and row["reference"] == "rest"]
    assert sections
    for row in sections:
        focus, rest = (found.count(side)[1] for side in side_views(row))
        assert (focus, rest) == (row["n_messages_focus"], row["n_messages_reference"])


def test_views_of_collocations_find_the_messages_of_the_table(found: Found) -> None:
    rows = found.rows("collocations")
    assert {row["span"] for row in rows} == {"window", "sentence", "passage"}
    for row in rows:
        assert found.count(collocate_view(row, row["edition"]))[1] == row["n_messages"], row


def test_views_of_keywords_find_their_counts_in_every_scope(found: Found) -> None:
    for row in found.rows("keywords"):
        if row["level"] == "concept" and row["scope_kind"] == "section":
            document, _, order = row["scope"].rpartition("§")
            view = unit_view(
                row["kind"], row["term"], row["concept"], row["concept_counts"], section=f"{document}#{order}"
            )
            assert found.count(view)[0] == row["count"], row
