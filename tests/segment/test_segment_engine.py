"""The engines: jieba's own words, the same from its twin in Rust, and explicit frequencies where the lexicon speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.dictionary import load_dictionary, load_tokenizer
from pipeline.lexicon.load import load_lexicon
from pipeline.segment import engine
from pipeline.segment.engine import Engine, load_engine
from pipeline.segment.jieba_engine import JiebaEngine
from pipeline.segment.lexicon_engine import lexicon_words
from pipeline.segment.rjieba_engine import RjiebaEngine
from pipeline.settings import SegmentSettings
from tests.conftest import Workspace

SETTINGS = SegmentSettings()
ENGINES: Mapping[str, type[Engine]] = {"jieba": JiebaEngine, "rjieba": RjiebaEngine}
# Chinese, Latin, digits, the marks that jieba looks for words in, others, and ideographs that it does not know.
CHARACTERS = (
    "网络安全人权益利和平台中国的一了互联不可持续发展管治所考虑AIGFx2018 ._-+#&%@，。（）々〇㐀鿏豈\U00020000é\n"
)
TEXTS = st.text(CHARACTERS, max_size=24)


@cache
def made(name: str, *, hmm: bool = True, with_lexicon: bool = False) -> Engine:
    lexicon = load_lexicon(None)
    words = lexicon_words(lexicon.concepts, lexicon.terms) if with_lexicon else {}
    return ENGINES[name](words.items(), SegmentSettings(hmm=hmm))


def engine_with(words: Iterable[tuple[str, int | None]], **settings: object) -> Engine:
    return JiebaEngine(words, SegmentSettings.model_validate(settings))


@given(TEXTS)
def test_without_a_lexicon_the_words_are_jiebas(text: str) -> None:
    for name in ENGINES:
        assert made(name).cut(text) == list(load_tokenizer().cut(text))
        assert made(name).cut_by_dictionary(text) == list(load_tokenizer().cut(text, HMM=False))


@pytest.mark.parametrize("hmm", [True, False])
@given(text=TEXTS)
def test_with_the_lexicon_both_engines_give_the_same_words(hmm: bool, text: str) -> None:
    ours, twin = (made(name, hmm=hmm, with_lexicon=True) for name in ENGINES)
    assert ours.cut(text) == twin.cut(text)
    assert ours.cut_by_dictionary(text) == twin.cut_by_dictionary(text)


@pytest.mark.parametrize(
    "text", ["2018-11-12发布", "见un.org网站", "MQ-9和a_b", "C++与AT&T", "约3.5%的人", "𠀀人们", "人人人人"]
)
def test_what_the_twin_does_otherwise_is_mended(text: str) -> None:
    assert made("rjieba").cut(text) == list(load_tokenizer().cut(text))


@given(st.text("网络安全人权益利和平台中国的一了，。", max_size=30))
def test_plain_text_is_cut_as_any_other(text: str) -> None:
    for name in ENGINES:
        assert made(name, with_lexicon=True).cut_plain(text) == made(name, with_lexicon=True).cut(text)


def test_both_engines_count_alike() -> None:
    """A word that is added again is counted twice in jieba's total, which decides between readings."""
    ours, twin = (ENGINES[name]([("和平", 9), ("和平台", None)], SETTINGS) for name in ENGINES)
    words = ["和", "平台", "和平", "和平台", "尊重"]
    assert [ours.frequency(word) for word in words] == [twin.frequency(word) for word in words]
    assert ours.log_probability(words) == twin.log_probability(words)


def test_hmm_can_be_switched_off() -> None:
    for name in ENGINES:
        assert made(name).cut("他来到网易杭研大厦") == ["他", "来到", "网易", "杭研", "大厦"]
        assert made(name, hmm=False).cut("他来到网易杭研大厦") == ["他", "来到", "网易", "杭", "研", "大厦"]


def test_explicit_frequency_is_the_highest_of_three() -> None:
    # A word of the dictionary keeps its own where that is more than the least one …
    assert engine_with([("和平", None)]).frequency("和平") == load_dictionary().frequency["和平"] == 7998
    # … a rare one is lifted to it: 管治 stands there with 9 …
    assert load_dictionary().frequency["管治"] == 9
    assert engine_with([("管治", None)]).frequency("管治") == SETTINGS.lexicon_min_frequency
    # … and a new one is as likely as its parts: 12636 × 43401 / 60101967 = 9.12, so 10.
    assert made("jieba").cut_by_dictionary("公民社会") == ["公民", "社会"]
    parts = [load_dictionary().frequency[part] for part in ("公民", "社会")]
    assert (*parts, load_dictionary().total) == (12636, 43401, 60101967)
    assert engine_with([("公民社会", None)], lexicon_min_frequency=1).frequency("公民社会") == 10


def test_a_frequency_that_a_person_states_is_taken() -> None:
    assert engine_with([("管治", None)]).cut_by_dictionary("管治所考虑") == ["管治", "所", "考虑"]
    assert engine_with([("管治", 1)]).cut_by_dictionary("管治所考虑") == ["管", "治所", "考虑"]


def test_the_shared_dictionary_stays_as_it_is() -> None:
    before = len(load_tokenizer().FREQ), load_tokenizer().total, len(load_dictionary().frequency)
    engine_with([("多利益攸关方", None), ("人权", None)])
    assert (len(load_tokenizer().FREQ), load_tokenizer().total, len(load_dictionary().frequency)) == before


@pytest.mark.parametrize(
    ("parts", "gives_way"),
    [
        ("尊重|[人权]", True),
        ("[国家主权]|", False),  # the word itself
        ("国家|[主权]", True),
        ("[新闻]|媒体", True),
        ("自|[主权]", False),  # one character is left: an affix
        ("[竞争]|力", False),
        ("[印度]|尼西亚", False),  # what is left is no word
        ("[人民]|大会堂", False),  # a name: 7,719 times as frequent as by chance
    ],
)
def test_phrases_give_way_and_words_do_not(parts: str, gives_way: bool) -> None:
    wording = parts[parts.index("[") + 1 : parts.index("]")]
    word = parts.translate(str.maketrans("", "", "[]|"))
    for kind in ENGINES.values():
        words = kind([(wording, None)], SETTINGS).cut_by_dictionary(word)
        assert words == ([part.strip("[]") for part in parts.split("|")] if gives_way else [word])


def test_the_lift_of_a_phrase_by_hand() -> None:
    frequency, total, _ = load_dictionary()
    assert (frequency["尊重人权"], frequency["尊重"], frequency["人权"]) == (3, 2383, 401)
    # The total is 401 more: the frequency of the word that was added again. 3 × 60102368 / (2383 × 401) = 188.69
    lift = 3 * (total + 401) / (2383 * 401)
    assert 188.6 < lift < 188.7
    for max_lift, words in ((188.6, ["尊重人权"]), (188.7, ["尊重", "人权"])):
        assert engine_with([("人权", None)], lexicon_max_lift=max_lift).cut_by_dictionary("尊重人权") == words


def test_the_settings_choose_the_engine() -> None:
    assert type(load_engine((), SETTINGS)) is RjiebaEngine
    assert type(load_engine((), SegmentSettings(engine="jieba"))) is JiebaEngine


@pytest.fixture
def _without_the_twin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    engine.is_installed.cache_clear()
    monkeypatch.setattr(engine, "find_spec", lambda name: None if name == "rjieba" else find_spec(name))
    yield
    engine.is_installed.cache_clear()


@pytest.mark.usefixtures("_without_the_twin")
def test_where_the_twin_is_missing_jieba_cuts_and_a_run_says_so_once(workspace: Workspace) -> None:
    assert type(load_engine((), SETTINGS)) is JiebaEngine
    workspace.add("2018-paris/a.txt", "互联网治理论坛必须继续改进其进程，并加强多利益攸关方社区的建设。\n")
    _, said = workspace.run("segment")
    assert [line for line in said.warnings if "rjieba" in line] == list(engine.missing(SETTINGS))
    assert len(engine.missing(SETTINGS)) == 1
    assert engine.missing(SegmentSettings(engine="jieba")) == ()
    workspace.add("settings.toml", '[segment]\nengine = "jieba"\n')
    _, said = workspace.run("segment")
    assert not [line for line in said.warnings if "rjieba" in line]
