"""Character diffs: they turn the one text into the other, read well, and refuse a text that they are not of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.character_diff import DELETED, INSERTED, KEPT, Edit, decode, edits, encode, text_after

MANY_CELLS = 10_000
written = st.text("数据治理网络安全，。的不\U0001f310", max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("数字鸿沟", "数字鸿沟", "数字鸿沟"),
        ("数字鸿沟扩大", "数字鸿沟缩小", "数字鸿沟[扩大]{缩小}"),
        ("各国政府应合作", "各国政府和民间社会应合作", "各国政府{和民间社会}应合作"),
        ("儿童的、青年的权利", "儿童的权利", "儿童的[、青年的]权利"),
        # 的 alone stays between two rewritten clauses: taken into the change.
        ("提高农村的速度", "降低城市的价格", "[提高农村的速度]{降低城市的价格}"),
        # 网络 is a word: it stays.
        ("提高网络速度", "降低网络价格", "[提高]{降低}网络[速度]{价格}"),
        ("", "新", "{新}"),
        ("旧", "", "[旧]"),
    ],
)
def test_reads_as_a_person_would_mark_it(before: str, after: str, expected: str) -> None:
    marks = {KEPT: "{}", DELETED: "[{}]", INSERTED: "{{{}}}"}
    assert "".join(marks[run.kind].format(run.text) for run in edits(before, after, 2, MANY_CELLS)) == expected


@given(written, written, st.integers(1, 4), st.sampled_from([1, 100, MANY_CELLS]))
def test_a_stored_diff_applied_to_the_old_text_gives_the_new(
    before: str, after: str, min_kept: int, cells: int
) -> None:
    runs = edits(before, after, min_kept, cells)
    again = decode(encode(runs), before)
    assert again == runs
    assert text_after(again) == after
    assert "".join(run.text for run in again if run.kind != INSERTED) == before


@given(written, written, st.integers(1, 4))
def test_no_confetti(before: str, after: str, min_kept: int) -> None:
    """No run is empty, none follows one of its kind, and what is kept between two changes is long enough."""
    runs = edits(before, after, min_kept, MANY_CELLS)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))
    assert all(len(run.text) >= min_kept for run in runs[1:-1] if run.kind == KEPT)


def test_long_texts_are_compared_by_the_sentence() -> None:
    before, after = "第一句话。第二句话。第三句话。", "第一句话。又一句话。第三句话。"
    assert edits(before, after, 2, 1) == (
        Edit(KEPT, "第一句话。"), Edit(DELETED, "第二"), Edit(INSERTED, "又一"), Edit(KEPT, "句话。第三句话。"),
    )  # fmt: skip
    assert edits("甲" + before, "乙" + after + "丙", 2, 1)[0] == Edit(DELETED, "甲第一句话。第二句话。")


@pytest.mark.parametrize(
    ("diff", "before"),
    [('[["=",3]]', "数据"), ('[["=",1]]', "数据"), ('[["-","网"],["=",1]]', "数据"), ('[["x","数据"]]', "数据")],
)
def test_a_diff_of_another_text_is_refused(diff: str, before: str) -> None:
    with pytest.raises(ValueError, match="the diff"):
        decode(diff, before)
