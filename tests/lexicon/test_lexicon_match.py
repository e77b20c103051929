"""Finding wordings in text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.match import Matcher


@pytest.mark.parametrize(
    ("wordings", "text", "found"),
    [
        (["网络", "网络安全"], "网络安全与网络", ["网络安全", "网络", "网络"]),
        (["利益", "益相"], "利益相", ["利益", "益相"]),
        (["AI"], "AI与AID、RAI、AI2、AI_x、ai", ["AI"]),
        (["AI"], "生成式AI治理（AI）AI-based", ["AI", "AI", "AI"]),
        (["IGF", "IGFs"], "青年IGFs和IGF", ["IGFs", "IGF"]),
        (["WSIS", "WSIS+20"], "WSIS+20，WSIS+205", ["WSIS+20", "WSIS", "WSIS"]),
        (["5G"], "15G 5G网络 5GHz", ["5G"]),
        (["2030年议程"], "12030年议程，2030年议程", ["2030年议程"]),
        (["互联网+", ".中国"], "互联网+与.中国", ["互联网+", ".中国"]),
        (["网"], "互联网", ["网"]),
        (["Web 3.0"], "Web 3.0", ["Web 3.0"]),
        (["网络安全"], "网络安", []),
        (["网", "网络"], "网", ["网"]),
        ([], "网络", []),
    ],
)
def test_spans(wordings: list[str], text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Matcher(wordings).spans(text)] == found


@given(st.sets(st.text("网络安全数", min_size=1, max_size=4), max_size=8), st.text("网络安全数据", max_size=30))
def test_every_occurrence_is_found_once_and_nothing_else(wordings: set[str], text: str) -> None:
    spans = Matcher(wordings).spans(text)
    everywhere = {(i, j) for i in range(len(text)) for j in range(i + 1, len(text) + 1) if text[i:j] in wordings}
    assert set(spans) == everywhere
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    assert len(spans) == len(set(spans))
