"""Is a document Chinese, mixed or in which other language: by its content alone."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import socket

import pytest

from pipeline.ingest.identify import identify, language_name, share_not_japanese
from pipeline.ingest.language import contradiction, count_letters, detect_language
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings()
CHINESE = "各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟，并确保所有利益攸关方都能参与其中。\n"
TRADITIONAL = "各國政府應當加強網際網路治理方面的能力建設，縮小數位落差，並確保所有利害關係人都能參與其中。\n"
ENGLISH = "The forum met in Paris and spoke of many things that matter to all who use the Internet.\n"
JAPANESE = "インターネットの統治は多くの人々の問題であり、政府と市民社会が共に取り組むべきである。\n"
JAPANESE_HEADINGS = (
    "第一章 総則\n日本国憲法前文\n国際連合憲章第七章平和的解決\n情報通信技術基本法施行規則第二条第一項関係\n"
)
KOREAN = "인터넷 거버넌스는 많은 이해관계자의 문제이다. 정부와 시민사회가 함께 해야 한다.\n"
KOREAN_WITH_HANJA = (
    "大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다. 大韓民國의 國民이 되는 要件은 法律로 定한다.\n"
)

LANGUAGES = [
    ("Chinese", CHINESE, "zh", True, False),
    ("Traditional", TRADITIONAL, "zh", True, False),
    ("Chinese with Latin names", "IGF、ICANN、ISOC和IETF等机构参加了论坛\n", "zh", True, False),
    ("Chinese that quotes Japanese", CHINESE * 3 + "日本代表用「インターネット」一词\n", "zh", True, False),
    ("half English", CHINESE + ENGLISH, "zh", True, False),
    ("a tenth Chinese", CHINESE * 3 + ENGLISH * 20, "zh", True, True),
    ("Chinese beside Japanese", CHINESE * 4 + JAPANESE * 4, "zh", True, True),
    ("Chinese beside Korean", TRADITIONAL * 4 + KOREAN * 9, "zh", True, True),
    ("English with Chinese names", (ENGLISH + "Venue: 巴黎联合国教科文组织总部大楼\n") * 10, "en", False, False),
    ("English with one Chinese line", ENGLISH * 20 + CHINESE, "en", False, False),
    ("Japanese", JAPANESE, "ja", False, False),
    ("Japanese with headings in Chinese characters", (JAPANESE_HEADINGS + JAPANESE) * 20, "ja", False, False),
    ("Korean", KOREAN, "ko", False, False),
    ("Korean with Chinese characters", KOREAN_WITH_HANJA * 5, "ko", False, False),
    ("French", "Le Forum s'est réuni à Paris et a parlé de beaucoup de choses importantes pour tous.", "fr", False, False),
    ("Spanish", "El foro se reunió en París y habló de muchas cosas importantes para todos.", "es", False, False),
    ("Russian", "Форум собрался в Париже и говорил о многих вещах, важных для всех.", "ru", False, False),
    ("Ukrainian", "Форум зібрався в Парижі й говорив про багато речей, важливих для всіх.", "uk", False, False),
    ("Arabic", "اجتمع المنتدى في باريس وتحدث عن أشياء كثيرة تهم الجميع", "ar", False, False),
    ("Persian", "این مجمع در پاریس تشکیل شد و درباره موضوعات بسیاری که برای همه مهم است گفتگو کرد", "fa", False, False),
    ("numbers", "2018 12 31", "und", False, False),
    ("hardly a word", "xq zz", "und", False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "text", "code", "is_read", "is_mixed"), LANGUAGES, ids=[case[0] for case in LANGUAGES]
)
def test_the_language_of_a_document(label: str, text: str, code: str, is_read: bool, is_mixed: bool) -> None:
    language = detect_language(text, SETTINGS)
    assert (language.code, language.reason is None, language.remark is not None) == (code, is_read, is_mixed)


def test_a_reason_names_the_language_and_what_was_found() -> None:
    reason = detect_language(ENGLISH, SETTINGS).reason
    assert reason is not None
    for words in (
        "not Chinese",
        "English (en)",
        "100.0 % Latin",
        "min_chinese_share",
        "min_chinese_characters; found 0",
    ):
        assert words in reason


def test_a_remark_says_how_much_of_a_mixed_document_is_chinese() -> None:
    remark = detect_language(CHINESE * 3 + ENGLISH * 20, SETTINGS).remark
    assert remark is not None
    assert "mixed: 126 characters of Chinese text" in remark


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [(CHINESE, 0.2, 0.6), (TRADITIONAL, 0.1, 0.3), (JAPANESE, 0, 0), (JAPANESE_HEADINGS, 0, 0), ("IGF", 0, 0)],
)
def test_chinese_has_characters_that_japanese_does_not_write(text: str, low: float, high: float) -> None:
    assert low <= share_not_japanese(text) <= high


def test_english_with_chinese_names_is_english() -> None:
    assert identify("The forum (互联网治理论坛) met in Paris (巴黎) and spoke of many things", 0.5) == "en"


def test_an_unlikely_language_is_undetermined() -> None:
    assert identify("Internet governance", 0.5) == "und"
    assert identify("Internet governance", 0.01) != "und"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    from pipeline.ingest.identify import _identifier

    monkeypatch.setattr(socket.socket, "connect", refuse)
    _identifier.cache_clear()
    assert identify(ENGLISH, 0.5) == "en"


def test_languages_have_names_for_both_readers() -> None:
    assert (language_name("ja"), language_name("ja", "zh")) == ("Japanese", "日语")
    assert language_name("gcr") == "gcr"


@pytest.mark.parametrize(
    ("stated", "detected", "is_contradiction"),
    [
        (None, "zh", False), ("zh", "zh", False), ("zh-Hant-TW", "zh", False), ("ZH", "zh", False), ("cmn", "zh", False),
        ("en", "zh", True), ("zh", "en", True), ("en-GB", "en", False),
    ],
)  # fmt: skip
def test_what_is_stated_is_compared(stated: str | None, detected: str, is_contradiction: bool) -> None:
    assert (contradiction(stated, detected) is not None) == is_contradiction


def test_letters_are_counted_by_writing_system() -> None:
    counts = dict(count_letters("互⽹ ab 한 かな, 12 ①").counts)
    assert counts["Chinese characters"] == 2
    assert (counts["Latin"], counts["Korean Hangul"], counts["Japanese kana"]) == (2, 1, 2)


def test_the_least_share_of_chinese_is_a_setting() -> None:
    # 1 of 5 letters is 20 %: exactly enough.
    assert detect_language("网 abcd", SETTINGS).reason is None
    assert "20.0 % Chinese" in (detect_language("网 abcd", IngestSettings(min_chinese_share=0.21)).reason or "")
