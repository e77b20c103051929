"""What the field names, written down by hand from its own texts: the shipped lexicon is held to it."""

from __future__ import annotations

from pathlib import Path

# Of these plain jieba keeps the first eight whole.
_CORE_TERMS = """
人工智能 网络安全 错误信息 私营部门 以人为本 残疾人 弱势群体 网络空间 多利益攸关方 互联网治理论坛 数字鸿沟 互联网碎片化
全球数字契约 可持续发展目标 数据治理 数字公共基础设施 全球南方 网络犯罪 虚假信息 端到端加密 生成式人工智能 跨境数据流动
信息社会世界峰会 民间社会 技术界 能力建设 数字素养 域名系统 新兴技术
"""
CORE_TERMS = tuple(_CORE_TERMS.split())


def named_things() -> list[tuple[str, str, str, str]]:
    """Id, kind, merged wordings and near ones (separated by ``|``) of each line of ``named_things.tsv``."""
    text = Path(__file__).with_name("named_things.tsv").read_text(encoding="utf-8")
    rows = [(*line.split("\t"), "")[:4] for line in text.splitlines() if not line.startswith("#")]
    return [(id_, kind, merged, near) for id_, kind, merged, near in rows]
