"""The measure of reading, by hand: what counts as found, and how far off a text is."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation import blocks
from tests.evaluation.blocks import Block, agreement, edit_distance

TITLE, ONE, TWO = Block("title", "关键信息"), Block("paragraph", "第一段。"), Block("bullet", "第二点。")

# Expected blocks, blocks read: exact, same text, character errors by hand over expected characters.
# 关键信息 / 第一段。 / 第二点。 are 14 characters with the line ends between them.
CASES = [
    ("all right", [TITLE, ONE, TWO], [TITLE, ONE, TWO], 3, 3, 0),
    ("a kind wrong", [TITLE, ONE, TWO], [TITLE, ONE, TWO._replace(kind="paragraph")], 2, 3, 0),
    ("a character wrong", [TITLE, ONE, TWO], [TITLE, Block("paragraph", "第一断。"), TWO], 2, 2, 1),
    ("two glued", [TITLE, ONE, TWO], [TITLE, Block("paragraph", "第一段。第二点。")], 1, 1, 1),
    ("one split", [TITLE, ONE, TWO], [TITLE, Block("paragraph", "第一"), Block("paragraph", "段。"), TWO], 2, 2, 1),
    ("a page number between", [TITLE, ONE, TWO], [TITLE, ONE, Block("note", "3"), TWO], 3, 3, 2),
    ("out of order", [TITLE, ONE, TWO], [TITLE, TWO, ONE], 2, 2, 4),
    ("the same text twice, the right kind wins", [ONE], [ONE._replace(kind="note"), ONE], 1, 1, 5),
    ("nothing read", [TITLE, ONE, TWO], [], 0, 0, 14),
]


@pytest.mark.parametrize(("label", "expected", "found", "exact", "same_text", "errors"), CASES)
def test_agreement(
    label: str, expected: list[Block], found: list[Block], exact: int, same_text: int, errors: int
) -> None:
    n_characters = len("\n".join(block.text for block in expected))
    result = agreement(expected, found)
    assert (result.n_expected, result.n_found) == (len(expected), len(found))
    assert (result.n_exact, result.n_same_text) == (exact, same_text)
    assert result.character_error_rate == pytest.approx(errors / n_characters)
    assert result.block_accuracy == pytest.approx(exact / len(expected))


def test_where_nothing_is_expected_and_nothing_read_all_is_right() -> None:
    assert agreement([], []).block_accuracy == 1.0
    assert agreement([], [ONE]).n_found == 1


TEXTS = st.text(alphabet="互联网治理 a", max_size=8)


@given(TEXTS, TEXTS, TEXTS)
def test_edit_distance_is_a_metric(one: str, other: str, third: str) -> None:
    distance = edit_distance(one, other)
    assert (distance == 0) == (one == other)
    assert distance == edit_distance(other, one)
    assert distance <= edit_distance(one, third) + edit_distance(third, other)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


def test_the_example_runs() -> None:
    result = doctest.testmod(blocks)
    assert (result.attempted, result.failed) == (1, 0)
