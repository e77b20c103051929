"""What became of each message: carried, reworded, split, merged, moved, dropped, new, with near misses of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.columns.compare import ANOTHER_ORDER, ANOTHER_SECTION, CARRIED, DROPPED, MERGED, NEW, REWORDED, SPLIT
from pipeline.compare.character_diff import decode, text_after
from pipeline.compare.passage_changes import passage_change_rows
from pipeline.settings.compare import CompareSettings
from tests.compare.compared_sides import side

SETTINGS = CompareSettings()
GAP = "数字鸿沟在城市与农村之间继续扩大，需要投资基础设施。"
GAP_REWORDED = "数字鸿沟在城市与乡村之间继续扩大，需要更多地投资基础设施。"
TRUST = "加密技术保护个人数据，任何政府不应削弱加密。"
YOUTH = "青年代表应参与互联网治理论坛的筹备工作。"
LAW = "网络犯罪的调查依靠跨境合作与互信。"
SCHOOL = "学校使用的软件往往忽视儿童的隐私。"


def changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str | None]]:
    rows = passage_change_rows(side("2018", ("一", list(before))), side("2019", ("一", list(after))), SETTINGS)
    return [(row["change"], row["moved"]) for row in rows]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([GAP], [GAP], [(CARRIED, None)]),
        # Punctuation and blanks are no words.
        ([GAP], [GAP.replace("，", "； ")], [(CARRIED, None)]),
        ([GAP], [GAP_REWORDED], [(REWORDED, None)]),
        ([GAP], [TRUST], [(NEW, None), (DROPPED, None)]),
        ([], [GAP], [(NEW, None)]),
        ([GAP], [], [(DROPPED, None)]),
        # Said once instead of twice: it is not gone.
        ([GAP, GAP], [GAP], [(CARRIED, None), (MERGED, None)]),
        # The more alike two go together, whatever stands first.
        ([GAP], [GAP_REWORDED, GAP], [(NEW, None), (CARRIED, None)]),
        ([TRUST, YOUTH], [TRUST + YOUTH], [(REWORDED, None), (MERGED, None)]),
        ([TRUST + YOUTH], [TRUST, YOUTH], [(REWORDED, None), (SPLIT, None)]),
        ([TRUST + YOUTH], [TRUST, LAW], [(REWORDED, None), (NEW, None)]),
        ([GAP, TRUST], [TRUST, GAP], [(CARRIED, ANOTHER_ORDER), (CARRIED, None)]),
        ([GAP, TRUST, LAW], [GAP, YOUTH, TRUST, LAW], [(CARRIED, None), (NEW, None), (CARRIED, None), (CARRIED, None)]),
        # Two short phrases that are much alike are no rewording.
        (["谢谢大家。"], ["谢谢大会。"], [(NEW, None), (DROPPED, None)]),
    ],
)
def test_what_became_of_each_message(
    before: Sequence[str], after: Sequence[str], expected: list[tuple[str, str | None]]
) -> None:
    assert changes(before, after) == expected


def test_moved_under_another_heading() -> None:
    before = side("2018", ("安全", [TRUST, LAW]), ("发展", [GAP, SCHOOL]))
    after = side("2019", ("安全", [TRUST, GAP_REWORDED]), ("发展", [SCHOOL]), ("青年", [LAW]))
    rows = passage_change_rows(before, after, SETTINGS)
    assert [(row["change"], row["moved"], row["section_before"], row["section"]) for row in rows] == [
        (CARRIED, None, "安全", "安全"),
        (REWORDED, ANOTHER_SECTION, "发展", "安全"),
        (CARRIED, None, "发展", "发展"),
        (CARRIED, ANOTHER_SECTION, "安全", "青年"),
    ]


def test_a_renamed_heading_moves_nothing() -> None:
    before = side("2018", ("网络安全", [TRUST, LAW]), ("发展", [GAP, SCHOOL]))
    after = side("2019", ("一、发展", [GAP, SCHOOL]), ("二、信任与安全", [TRUST, LAW]))
    assert {row["moved"] for row in passage_change_rows(before, after, SETTINGS)} == {None}


def test_a_formula_in_common_is_no_rewording() -> None:
    """Twelve messages on either side begin alike and speak of something else."""
    formula = "论坛与会者一致强调，各利益相关者应当共同"
    ends = (
        "弥合城乡差距", "保护儿童隐私", "打击跨境犯罪", "培训农村教师", "开放公共数据", "限制人脸识别", "资助社区网络",
        "监督推荐算法", "保存濒危语言", "审计选举系统", "降低漫游费用", "减少电子垃圾", "核实新闻来源", "公布删帖理由",
        "改善残障服务", "支持开源软件", "标注合成影像", "更新根服务器", "防范勒索病毒", "共享频谱资源", "简化域名争议",
        "尊重原住民族", "披露广告来源", "缩短停电时间",
    )  # fmt: skip
    messages = [f"{formula}{end}。" for end in ends]
    rows = passage_change_rows(side("2018", (None, messages[:12])), side("2019", (None, messages[12:])), SETTINGS)
    assert {row["change"] for row in rows} == {NEW, DROPPED}


messages = st.lists(
    st.sampled_from([GAP, GAP_REWORDED, TRUST, YOUTH, LAW, SCHOOL, TRUST + YOUTH, LAW + SCHOOL]), max_size=7
)


@given(messages, messages)
def test_every_message_is_accounted_for(before: list[str], after: list[str]) -> None:
    """A later message has one row but for what was merged into it; an earlier one that is nowhere is dropped."""
    one, other = side("2018", ("一", before)), side("2019", ("一", after))
    rows = passage_change_rows(one, other, SETTINGS)
    assert sorted(row["passage"] for row in rows if row["change"] not in {DROPPED, MERGED}) == other.passage_ids
    assert {row["passage_before"] for row in rows} - {None} == set(one.passage_ids)
    paired = [row["passage_before"] for row in rows if row["change"] in {CARRIED, REWORDED, DROPPED, MERGED}]
    assert len(paired) == len(set(paired))
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        if row["diff"]:
            assert text_after(decode(row["diff"], row["text_before"])) == row["text"]
        elif row["change"] in {CARRIED, REWORDED}:
            assert row["text"] == row["text_before"]
