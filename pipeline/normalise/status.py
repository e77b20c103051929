"""Does a document call itself a draft? Read where nobody has stated its status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.normalise.structure import NOTE, TITLE

DRAFT = "draft"

_QUALIFIER = (
    r"(?:初步|首份|零|修[订改]|更新|最[后终]|内部|工作|第?[一二三四五1-5][次版稿个]|"
    r"(?:first|second|third|preliminary|initial|zero|revised|working|final)\s)*"
)
_WORD = f"{_QUALIFIER}(?:草案|草稿|初稿|征求意见稿|讨论稿|送审稿|审议稿|draft)"
# What may follow the word where it stands alone: a version, a date, or what a reader may do with it.
_REMARK = r"(?:[\s，,、：:—-]*(?:第|[0-9]|[vV][0-9]|[请供勿仅未]|不[得宜可]|for |not |do not ).*)?"
_ALONE = re.compile(_WORD + _REMARK, re.IGNORECASE)
_AT_TITLES_END = re.compile(
    rf"[（(【\[]\s*{_WORD}{_REMARK}\s*[）)】\]]$|(?:信息|消息|讯息|报告|文件|文本|总结|摘要|成果)的?{_WORD}$",
    re.IGNORECASE,
)
# 这是IGF消息的初步草案 and 本文件为征求意见稿, with nothing between that makes it a text on somebody's draft.
_THIS_IS = re.compile(
    r"(?:这|此|本(?:文件|文本|文|稿|信息|消息|报告|译文|译稿)|以[上下])(?:(?![不非])[^，,。；《》]){0,8}?[是为系]"
    rf"(?:(?!关于|有关|针对|根据|依据|[对就评])[^，,。；《》]){{0,25}}?{_WORD}(?=$|[\s，,.（(]|供|以供)"
    rf"|this\s(?:\w+\s)?is\s(?:still\s)?(?:an?\s|the\s)?{_WORD}(?=$|[.,;]|\s(?:of|version|for|text|document)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！？；]|[.!?](?=\s|$)")
_BEFORE_A_NOTE = re.compile(r"[\s*※（(【\[—-]*(?:(?:备?注|附注|注释|说明|note)\s*[：:]\s*)?", re.IGNORECASE)
_AROUND = " \t*（()）【】[]—-"


def detect_status(kinds: Sequence[str], texts: Iterable[str]) -> str | None:
    """``"draft"`` where a title or note says so of its own document, else None: nothing is known of the status.

    Without its note, a draft is quoted as if it had been agreed. Read are the end of a title, 关键信息（草案）; a note
    that is nothing else, （征求意见稿）; and what the sentences of a note say that *this* is: 这是IGF消息的初步草案.

    Deliberately left alone: paragraphs, bullets and headings, in which drafts are talked of (法律草案); drafts that a
    title names inside 《》 or before its end (《数据法（草案）》的说明); 本草案的修改 in a note, which may speak of a
    draft just mentioned; and whether a text is final, which texts seldom say and never in one way.

    >>> detect_status(["title", "note"], ["IGF 关键信息", "*这是IGF消息的初步草案。请写信"])
    'draft'
    >>> detect_status(["title", "paragraph"], ["关于《数据法（草案）》的说明", "这是一部法律草案。"])
    """
    for kind, text in zip(kinds, texts, strict=True):
        if (kind == TITLE and _titles_a_draft(text)) or (kind == NOTE and _notes_a_draft(text)):
            return DRAFT
    return None


def _titles_a_draft(title: str) -> bool:
    return _AT_TITLES_END.search(title) is not None or _ALONE.fullmatch(title.strip(_AROUND)) is not None


def _notes_a_draft(note: str) -> bool:
    sentences = [sentence[_end_of_marks(sentence) :].rstrip(_AROUND) for sentence in _SENTENCE_END.split(note)]
    return any(_ALONE.fullmatch(sentence) or _THIS_IS.match(sentence) for sentence in sentences)


def _end_of_marks(sentence: str) -> int:
    match = _BEFORE_A_NOTE.match(sentence)
    return match.end() if match else 0
