"""Texts with themes planted in them, and the tables that the themes stage reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from pipeline import tables
from pipeline.keywords.roles import Roles
from pipeline.keywords.wordings import Wordings
from pipeline.lexicon.model import Concept, Variant
from pipeline.themes.bags import Meaning

# Texts: a message is (kind of passage, its tokens). A token in brackets is an apposition.
Message = tuple[str, Sequence[str]]
TableSet = dict[str, Any]

TOPICS = (
    ("基础设施", "宽带", "光缆", "频谱", "农村", "接入", "基站", "卫星"),
    ("隐私", "加密", "漏洞", "攻击", "身份", "监控", "密码", "取证"),
    ("儿童", "教育", "课程", "教师", "语言", "内容", "素养", "图书馆"),
)
SHARED = ("互联网", "治理", "国家", "合作", "发展")
STOPWORDS, MODALS = ("的", "和"), ("必须", "应该")
CONCEPT = {"利益攸关方": "stakeholder", "利益相关者": "stakeholder"}


def planted(n_messages: int, seed: int = 0, n_own: int = 5, n_common: int = 3) -> list[Message]:
    """Messages that take turns at three topics: words of their own topic, and words that all share."""
    rng = np.random.default_rng(seed)
    return [
        (
            "bullet",
            [
                *rng.choice(TOPICS[number % 3], n_own),
                *rng.choice(SHARED, n_common),
                "的",
                "必须",
                str(rng.choice(sorted(CONCEPT))),
            ],
        )
        for number in range(n_messages)
    ]


def write_tables(folder: Path, documents: Mapping[str, Sequence[Message]]) -> TableSet:
    """The tables that the stage reads, from documents: ``{"2018-paris/a": [("bullet", ["互联网", …]), …]}``."""
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {"passages": {}, "tokens": {}, "vocabulary": {}}
    for document_id, messages in documents.items():
        edition = document_id.split("/")[0]
        for name, made in _document_rows(edition, document_id, messages).items():
            rows[name].setdefault(edition, []).extend(made)
    return {name: _partitions(folder, name, of_table) for name, of_table in rows.items()}


def _partitions(folder: Path, name: str, rows: Mapping[str, list[dict[str, Any]]]) -> tables.Partitions:
    files = {edition: folder / name / f"{edition}.parquet" for edition in rows}
    for edition, path in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Small row groups: a column then arrives in several chunks, as it does from a real run.
        pq.write_table(tables.make(name, rows[edition]), path, row_group_size=50)
    return tables.Partitions(name, files)


def _document_rows(edition: str, document_id: str, messages: Sequence[Message]) -> dict[str, list[dict[str, Any]]]:
    texts = sorted({_bare(token) for _, tokens in messages for token in tokens})
    number = {text: place for place, text in enumerate(texts)}
    passages, spans = [], []
    for order, (kind, tokens) in enumerate(messages, start=1):
        passage_id = f"{document_id}#{order:03d}"
        passages.append(_passage(edition, document_id, passage_id, order, kind, "".join(map(_bare, tokens))))
        start = 0
        for token in tokens:
            end = start + len(_bare(token))
            spans.append({
                "document_id": document_id, "passage_id": passage_id, "start": start, "end": end,
                "term": number[_bare(token)], "is_apposition": token.startswith("（"), "sentence": 0,
            })  # fmt: skip
            start = end
    vocabulary = [
        {"document_id": document_id, "term": n, "text": text, "kind": "word", "concept": CONCEPT.get(text)}
        for text, n in number.items()
    ]
    return {"passages": passages, "tokens": spans, "vocabulary": vocabulary}


def _passage(edition: str, document_id: str, passage_id: str, order: int, kind: str, text: str) -> dict[str, Any]:
    return {
        "passage_id": passage_id, "edition": edition, "document_id": document_id, "section": None,
        "section_order": 0, "kind": kind, "is_message": kind in {"paragraph", "bullet"}, "order": order, "page": None,
        "start": 0, "end": len(text), "text": text, "original_text": None,
    }  # fmt: skip


LEXICON = Meaning(
    Wordings((Concept("stakeholder", "利益攸关方", "stakeholder", "actor", (Variant("利益相关者", "same"),)),)),
    Roles(STOPWORDS, MODALS, 2, 2),
    {},
)
"""What the words of these texts count as."""


def _bare(token: str) -> str:
    return token.strip("（）")
