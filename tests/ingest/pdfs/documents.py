"""Small documents whose blocks are known, written for these tests; and what a row of a table reads as."""

# ruff: noqa: E501 — a block reads better on one line
from __future__ import annotations

from tests.evaluation.blocks import Block

Document = tuple[Block, ...]


def row(*cells: str) -> Block:
    """A row of a table is a paragraph of its cells."""
    return Block("paragraph", " | ".join(cells))


def cells(block: Block) -> list[str]:
    """The cells of a row; the text alone where a block is none."""
    return block.text.split(" | ")


def is_row(block: Block) -> bool:
    return block.kind == "paragraph" and len(cells(block)) > 1


# About two A5 pages: paragraphs and bullets run over their ends.
MESSAGE: Document = (
    Block("title", "关于人工智能治理的若干建议"),
    Block("heading", "总体原则"),
    Block(
        "paragraph",
        "人工智能的发展应当以人为本，尊重人权，并遵守国际法。各方在讨论中认为，技术本身既不好也不坏，关键在于由谁来"
        "决定它用在什么地方、怎样使用，以及出现差错时由谁来承担责任。发展中国家的代表提醒说，如果规则只由少数国家和"
        "少数公司制定，数字鸿沟将会进一步扩大，而那些最需要新技术的人反而最难从中受益。",
    ),
    Block(
        "paragraph",
        "与会者没有就是否需要一个新的国际机构达成一致。多数发言者主张首先利用现有的论坛，加强协调，避免重复工作；"
        "也有人认为，现有的安排分散在十几个组织之间，小国没有足够的人力一一参加，因此需要一个统一的入口。",
    ),
    Block("heading", "具体建议"),
    Block("bullet", "训练数据应当具有代表性，避免放大社会中已经存在的偏见。"),
    Block(
        "bullet",
        "受到自动决策影响的人有权知道决定是怎样作出的，并可以向人提出申诉；申诉应当在合理的期限内得到答复，答复应当"
        "说明理由。",
    ),
    Block(
        "bullet",
        "系统在投入使用之前和之后都应当接受独立的测试、评估和监测，评估的方法和结果应当公开，发现严重问题时应当立即"
        "停用，直到问题得到解决为止。",
    ),
    Block("bullet", "建立区域性的公共算力设施，向大学和公益机构开放。"),
    Block(
        "bullet",
        "支持本地语言的开放数据集，特别是那些在互联网上内容很少的语言，使这些语言的使用者也能够从新技术中受益，而不必"
        "先学会另一种语言。",
    ),
    Block("heading", "下一步工作"),
    Block(
        "paragraph",
        "秘书处将在2019年第一季度公布会议记录，并邀请各方在60天之内提出书面意见。IGF社区的成员可以单独提交意见，也"
        "可以通过国家和区域论坛联合提交。所有意见都将原样公开，不作删改。",
    ),
    Block("paragraph", "上述建议不具有约束力，仅反映会议讨论的情况。"),
)

TABLED: Document = (
    Block("title", "各区域互联网普及情况"),
    Block(
        "paragraph",
        "下表列出了各区域的互联网普及率和每月资费占人均收入的比例。数据由各国主管部门提供，统计方法不完全一致，比较时"
        "应当谨慎。",
    ),
    row("区域", "普及率", "资费占比"),
    row("非洲", "28.2%", "7.1%"),
    row("阿拉伯国家", "51.6%", "2.5%"),
    row("亚洲及太平洋", "48.4%", "1.9%"),
    Block(
        "paragraph", "从表中可以看出，资费越高，普及率越低。降低资费需要竞争、频谱政策和基础设施共享等多方面的措施。"
    ),
    Block("heading", "后续安排"),
    Block("paragraph", "与会者建议在下一次年度会议上公布更详细的分项数据，包括性别、年龄和收入。"),
)

# The mark ^n in a paragraph is where its note is referred to; reading leaves the mark out.
FOOTNOTED: Document = (
    Block("title", "数字公共产品与互联网治理"),
    Block("heading", "背景"),
    Block(
        "paragraph",
        "数字公共产品是指可以自由使用、修改和分享的软件、数据、模型、标准和内容^1。它们有助于实现可持续发展目标，但对"
        "由谁来长期维护这些产品，至今没有共识。",
    ),
    Block(
        "paragraph",
        "据统计，全球开源软件的开发者有一半以上来自大公司^2，而发展中国家的贡献者所占比例仍然很小。如果没有稳定的资金，"
        "关键的公共组件可能因为缺少维护者而出现安全漏洞。",
    ),
    Block("heading", "建议"),
    Block("paragraph", "应当设立一项多边基金，为关键组件的维护提供资助，并建立一个公开的登记册。"),
)
FOOTNOTES = (
    "这一概念的定义和入选产品的清单由各国政府和民间社会共同维护，每年更新一次。",
    "这一数字来自会议材料，统计口径各不相同，引用时应当谨慎。",
)

NUMBERED: Document = (
    Block("title", "数字素养工作组会议纪要"),
    Block("heading", "一、会议情况"),
    Block("paragraph", "工作组于2019年5月举行了第三次会议，来自24个国家的代表出席了会议，其中一半以上是青年。会议讨论了以下问题："),
    Block("bullet", "（1）怎样在中小学开设数字素养课程，使教师得到必要的培训和时间，而不增加学生的负担；"),
    Block("bullet", "（2）怎样让老年人和残疾人也能够使用公共服务网站，特别是在只能通过网络办理的事项越来越多的情况下；"),
    Block("bullet", "（3）怎样衡量进展。"),
    Block("heading", "二、会议结论"),
    Block("paragraph", "会议认为，数字素养不等于会使用某一种软件，而是能够判断信息的真伪，保护自己的隐私，并参与公共讨论。"),
)  # fmt: skip
