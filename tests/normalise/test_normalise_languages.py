"""Which passages are in another language, and that the rest is as if they were not there."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from pipeline.corpus import Source
from pipeline.ingest.stage import ingest
from pipeline.normalise.clean import clean, radicals_by_position
from pipeline.normalise.languages import other_language, other_passages, without
from pipeline.normalise.ledger import Rewriting, replay_backwards
from pipeline.normalise.stage import normalise
from pipeline.settings import IngestSettings, NormaliseSettings

SETTINGS = NormaliseSettings()
ENGLISH = "The forum met in Paris and spoke of many things that matter to all of its stakeholders."
FRENCH = "Le Forum s'est réuni à Paris et a parlé de beaucoup de choses importantes pour tous."
JAPANESE = "インターネットの統治は多くの人々の問題であり、政府と市民社会が共に取り組むべきである。"
KOREAN = "인터넷 거버넌스는 많은 이해관계자의 문제이다. 정부와 시민사회가 함께 해야 한다."

TAKEN_OUT = [
    ("English", ENGLISH, "en"),
    ("English with a link", f"{ENGLISH} See https://www.un.org/forum", "en"),
    ("English with Chinese names", "The forum (论坛) met in Paris (巴黎) and spoke of many things that matter to all (利益相关者).", "en"),
    ("an English footnote that is running text", "1 This is a draft of the message; please send your comments to us by the end of the year.", "en"),
    ("French", FRENCH, "fr"),
    ("Russian", "Форум собрался в Париже и говорил о многих вещах, важных для всех.", "ru"),
    ("Arabic, which has no capitals", "اجتمع المنتدى في باريس وتحدث عن أشياء كثيرة تهم الجميع", "ar"),
    ("Thai, which has no spaces", "มีการประชุมที่ปารีสและพูดถึงหลายสิ่งที่สำคัญ", "th"),
    ("Japanese", JAPANESE, "ja"),
    ("Korean", KOREAN, "ko"),
]  # fmt: skip

STAYS = [
    ("Chinese", "各国政府应当加强互联网治理方面的能力建设。"),
    ("Chinese full of acronyms", "IGF、ICANN、ISOC、IETF、W3C、ITU、WSIS、UNESCO、UNCTAD等参加"),
    ("Chinese with an English name", "互联网治理论坛（Internet Governance Forum，简称 IGF）由联合国秘书长召集，多方参与"),
    ("Chinese mixed with English", "就是 international norm around data and around code，這是我們兩個主要的 products。"),
    ("Traditional that quotes Japanese", "還有要看那個字形嗎？我的名字跟我的漢字在日本是同音的：おおとり，是大型鳥類的意思。"),
    ("Chinese that quotes Japanese", "日本の「インターネット」论坛讨论了互联网治理的未来发展"),
    ("Chinese that quotes Korean", "首尔（서울특별시）的代表介绍了数字政府的经验"),
    ("a Latin heading", "IGF 2018"),
    ("a longer Latin heading", "Messages of the Internet Governance Forum 2018 in Paris"),
    ("an address", "Internet Governance Forum Secretariat, United Nations Office at Geneva, Villa Le Bocage, Palais des Nations, CH-1211 Geneva 10"),
    ("a date", "Paris, 12 to 14 November 2018"),
    ("a link", "https://www.intgovforum.org/multilingual/content/igf-2018-messages-on-the-evolution-of-internet-governance"),
    ("a mail address", "E-mail: forum.secretariat.of.internet.governance.at.the.united.nations@un.org"),
    ("a short remark", "See also the annex."),
    ("a formula", "f(x) = a x + b y + c z"),
    ("a table's row", "| a | b | c | d | e | f | g | h | i | j |"),
    ("nothing but marks", "—— 2018 ——"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "text", "language"), TAKEN_OUT, ids=[case[0] for case in TAKEN_OUT])
def test_running_text_in_another_language_is_told(label: str, text: str, language: str) -> None:
    assert other_language(text, SETTINGS) == language


@pytest.mark.parametrize(("label", "text"), STAYS, ids=[case[0] for case in STAYS])
def test_what_belongs_to_the_chinese_stays(label: str, text: str) -> None:
    assert other_language(text, SETTINGS) is None
    assert other_passages(text, SETTINGS) == []


def test_passages_are_found_with_number_and_place() -> None:
    text = f"论坛\n{ENGLISH}\nIGF\n治理\n\n{KOREAN}"
    found = [(one.number, text[one.start :][: len(one.text)], one.language) for one in other_passages(text, SETTINGS)]
    assert found == [(1, ENGLISH, "en"), (5, KOREAN, "ko")]


def test_a_heading_between_japanese_passages_is_japanese() -> None:
    text = f"论坛\n{JAPANESE}\n第二章 総則\n{JAPANESE}\n第三章\n论坛讨论了治理。"
    assert [one.number for one in other_passages(text, SETTINGS)] == [1, 2, 3]
    # Between English passages the Chinese heading is what the Chinese text has there.
    assert [one.number for one in other_passages(text.replace(JAPANESE, ENGLISH), SETTINGS)] == [1, 3]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["中", ENGLISH, "文"], "中\n文"),
        ([ENGLISH, FRENCH, "中", "文"], "中\n文"),
        (["中", "文", ENGLISH, FRENCH], "中\n文"),
        ([ENGLISH, "中", FRENCH], "中"),
        ([ENGLISH, FRENCH], ""),
        (["中"], "中"),
    ],
)
def test_one_line_end_goes_with_each(lines: list[str], left: str) -> None:
    text = "\n".join(lines)
    rewriting = Rewriting(text)
    rewriting.apply(without(text, other_passages(text, SETTINGS)))
    assert rewriting.text == left


def normalised(text: str) -> dict[str, list[dict[str, Any]]]:
    source = Source("e/d", "e", "e/d.txt", text.encode(), "0" * 64, None)
    read = ingest(source=source, settings=IngestSettings()).tables
    made = normalise(**read, corrections=(), settings=SETTINGS)
    return {name: table.to_pylist() for name, table in made.tables.items()}


CHINESE = [
    "互联网治理论坛消息",
    "总体信息",
    "各国政府应当加强互联⽹治理方面的能力建设，缩小数字鸿沟，并确保所有利益攸关方都能参与其中。",
    "组织和角色",
    "• 论坛应当继续由联合国秘书长召集，每年举行一次会议。",
    "• 秘书处应当公布会议的成果，并说明后续行动的安排。",
]
COLUMNS = ("kind", "section", "section_order", "is_message", "order", "text", "passage_id")


def bilingual() -> str:
    """Every Chinese paragraph with one in another language after it, and one before the title."""
    beside = [FRENCH, ENGLISH, f"{ENGLISH} \N{LATIN SMALL LIGATURE FI}\u200bne", KOREAN, f"• {ENGLISH}", JAPANESE]
    return "\n\n".join([ENGLISH, *(line for pair in zip(CHINESE, beside, strict=True) for line in pair)])


def test_the_rest_is_as_if_the_others_were_not_there() -> None:
    alone, mixed = normalised("\n\n".join(CHINESE)), normalised(bilingual())
    for column in COLUMNS:
        assert [row[column] for row in mixed["passages"]] == [row[column] for row in alone["passages"]]
    assert [row["kind"] for row in mixed["passages"]] == [
        "title",
        "heading",
        "paragraph",
        "heading",
        "bullet",
        "bullet",
    ]
    assert mixed["sections"] == alone["sections"]


def test_the_others_are_listed_with_their_place_in_the_source() -> None:
    text = bilingual()
    rows = normalised(text)["other_language_passages"]
    assert [row["language"] for row in rows] == ["en", "fr", "en", "en", "ko", "en", "ja"]
    assert [row["order"] for row in rows] == list(range(1, 8))
    assert [text[row["start"] : row["end"]] for row in rows[:2]] == [ENGLISH, FRENCH]
    assert "\u200b" in text[rows[3]["start"] : rows[3]["end"]]
    assert "\u200b" not in rows[3]["text"]
    assert normalised("\n\n".join(CHINESE))["other_language_passages"] == []


def test_they_have_their_page() -> None:
    rows = normalised(f"{CHINESE[2]}\f{ENGLISH}\f{CHINESE[2]}")["other_language_passages"]
    assert [row["page"] for row in rows] == [2]


def test_what_was_mended_in_them_belongs_to_no_passage() -> None:
    repairs = normalised(bilingual())["repairs"]
    by_rule = {row["rule"]: row["passage_id"] for row in repairs}
    assert by_rule["invisible_characters"] is None
    assert by_rule["radicals"] == "e/d#003"
    assert {row["passage_id"] for row in repairs if row["rule"] == "other_language"} == {None}
    assert sum(row["rule"] == "other_language" for row in repairs) == 7


def test_a_radical_in_a_passage_taken_out_is_nowhere() -> None:
    # At the text's end there is no character where it stood, elsewhere there is another one.
    radical = f"{ENGLISH} \N{KANGXI RADICAL AGAIN}"
    for text in (f"{CHINESE[0]}\n\n{radical}", f"{radical}\n\n{CHINESE[0]}"):
        assert radicals_by_position(clean(text, (), NormaliseSettings()).rewriting) == {}


def test_spans_of_the_rest_lead_to_the_source() -> None:
    text = bilingual()
    for row in normalised(text)["passages"]:
        assert text[row["start"] : row["end"]].replace("⽹", "网") == row["text"]


PARTS = st.sampled_from(
    [*CHINESE, ENGLISH, FRENCH, KOREAN, JAPANESE, "第二章 総則", "IGF 2018", "• ", f"• {ENGLISH}", "\u200b"]
)


@trials(max_examples=150)
@given(st.lists(st.tuples(PARTS, st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\f", " \n\n"])), max_size=10))
def test_the_log_replays_to_the_received_text(parts: list[tuple[str, str]]) -> None:
    text = f"{CHINESE[2]}\n\n" + "".join(part + end for part, end in parts) + f"\n\n{CHINESE[2] * 3}"
    made = normalised(text)
    clean = "\n".join(row["text"] for row in made["passages"])
    assert replay_backwards(clean, made["repairs"]) == text
    assert all(other_language(row["text"], SETTINGS) is None for row in made["passages"])
