"""A whole document at once gives what each passage gives by itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.match import Matcher
from pipeline.segment.engine import load_engine
from pipeline.segment.lexicon_engine import lexicon_words
from pipeline.segment.spans import Segmenter
from pipeline.segment.whole import WholeSegmenter
from pipeline.settings import SegmentSettings

LEXICON = load_lexicon(None)
WORDS = lexicon_words(LEXICON.concepts, LEXICON.terms) | {"主权": None, "印度": None, "发展议程": None, "展望": None}
SETTINGS = SegmentSettings(max_run=100)
ENGINE = load_engine(WORDS.items(), SETTINGS)
ONE_BY_ONE = Segmenter(Matcher(WORDS), ENGINE, SETTINGS.max_run)
WHOLE = WholeSegmenter(Matcher(WORDS), ENGINE, SETTINGS.max_run)

PIECES = st.one_of(
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(
        ["个人权益", "自主权", "印度尼西亚", "和平台", "管治所考虑", "尊重人权", "可持续发展议程展望", "3D版"]
    ),
    st.sampled_from(
        ["igf@un.org", "www.un.org/见", "COVID-19", "1,000", "3.5%", "e-mail", "AT&T", "C++", "café", "８８"]
    ),
    st.text("网络安全治理的和在是，。：（）“” \n\x1e\ufffe\t-._+#'’:/@%AIx2018々〇㐀\U00020000é", max_size=5),
)
PASSAGES = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=6)


def cut(passages: list[str]) -> list[list[str]]:
    """Tokens of each passage."""
    found = WHOLE.cut(passages)
    texts = list(found.numbers)
    tokens = iter([texts[number] for number in found.term.tolist()])
    return [[next(tokens) for _ in range(n)] for n in found.n_tokens.tolist()]


@given(PASSAGES)
@example(["", "", ""])
@example(["人权", "", "个人权益。"])
@example(["发展" * 80, "网" * 7000])
@example([" \x1e", "人\ufffe权", "\ufffe"])
def test_whole_documents_are_cut_as_passage_by_passage(passages: list[str]) -> None:
    assert cut(passages) == [ONE_BY_ONE.tokens(passage) for passage in passages]


@given(PASSAGES)
def test_tokens_tile_the_passages(passages: list[str]) -> None:
    assert ["".join(tokens) for tokens in cut(passages)] == passages
    assert WHOLE.cut(passages).end.tolist()[-1:] == [len("".join(passages))][: bool("".join(passages))]


@given(PASSAGES)
def test_no_wording_is_split(passages: list[str]) -> None:
    """A wording whose edges both are edges of tokens is one token."""
    for passage, tokens in zip(passages, cut(passages), strict=True):
        edges = {0}
        for token in tokens:
            edges.add(max(edges) + len(token))
        for start, end in Matcher(WORDS).spans(passage):
            if start in edges and end in edges:
                assert not edges & set(range(start + 1, end))


@pytest.mark.parametrize(
    ("passage", "tokens"),
    [
        ("VoIP电话与IP电话", "VoIP|电话|与|IP电话"),  # the dictionary has IP电话
        ("3D版，D版", "3D|版|，|D版"),
        ("在14S店的", "在|14S|店|的"),
    ],
)
def test_a_latin_word_is_not_torn(passage: str, tokens: str) -> None:
    assert cut([passage]) == [tokens.split("|")]
