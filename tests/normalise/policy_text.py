"""Sentences as messages of the forum have them, made up, for text that is clean beyond doubt."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

_SENTENCES = (
    "互联网治理论坛（简称论坛）于2018年11月在巴黎举行，来自143个国家的代表参加了会议。",
    "多利益相关方模式能否回应这些挑战？与会者认为，各国政府、私营部门和民间社会应共同努力。",
    "网络中立、数据保护和人工智能等议题引起了广泛关注；有关各方应加强对话与合作。",
    "在2017年至2018年期间，全球互联网普及率由45.8％上升到51.2％，数字鸿沟仍然存在。",
    "应当促进《全球数字契约》的落实，使所有人都能从中受益！",
    "国家和地区的IGF倡议（以下称倡议）已有110多个，它们采取不同的方法。",
    "“数字素养”一词有不同的理解：有人强调技能，有人强调权利。",
    "会议讨论了open source software的发展，以及multistakeholder governance的经验。",
    "代表们提到了老年人、残疾人、土著居民……他们的声音往往被忽视。",
    "办公室（office）、工作流程（workflow）和财务（finance）都需要改进，café是非正式会面的地方。",
    "建议秘书处每年发布报告，说明进展、困难和下一步工作。",
    "从长远看，能力建设是关键：没有人才，就没有可持续发展。",
    "论坛设立了秘书处•咨询小组•工作组三个机构，由IGF大会决定其职责。",
    "关于网络安全，应避免碎片化；同时，要尊重人权和法治。",
    "预算为3.5亿美元，其中65％用于发展中国家的基础设施建设。",
    "青年人说“我们要参与决策”，这一要求值得重视。",
)  # fmt: skip


def policy_passages(random: Random, n_passages: int) -> list[str]:
    """Passages of one to four sentences."""
    return ["".join(random.sample(_SENTENCES, random.randint(1, 4))) for _ in range(n_passages)]


@st.composite
def clean_documents(draw: st.DrawFn) -> list[str]:
    """The passages of a clean document."""
    lengths = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4, unique=True).map("".join)
    return draw(st.lists(lengths, min_size=1, max_size=8))
