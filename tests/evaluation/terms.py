"""Core terms of the field that come out whole, here and in plain jieba."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.lexicon.dictionary import load_tokenizer
from tests.evaluation.texts import token_texts

CORE = """
人工智能 网络安全 错误信息 私营部门 以人为本 残疾人 弱势群体 网络空间 多利益攸关方 互联网治理论坛 数字鸿沟
互联网碎片化 全球数字契约 可持续发展目标 数据治理 数字公共基础设施 全球南方 网络犯罪 虚假信息 端到端加密
生成式人工智能 跨境数据流动 信息社会世界峰会 民间社会 技术界 能力建设 数字素养 域名系统 新兴技术
""".split()  # noqa: SIM905 - a list of words reads best as words


def measure(data: Path) -> Iterator[str]:
    plain = [list(load_tokenizer().cut(term)) for term in CORE]
    ours = token_texts(CORE)
    yield f"core terms kept whole, of {len(CORE)}: plain jieba {_whole(plain)}, here {_whole(ours)}"


def _whole(cut: list[list[str]]) -> int:
    return sum(len(tokens) == 1 for tokens in cut)
