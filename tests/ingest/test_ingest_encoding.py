"""Which encoding a text file is read in, with what margin, and what is said of bytes that are text in none."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from pipeline.ingest.encoding import Decoded, decode
from pipeline.ingest.extracted import UnreadableError
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings()
MESSAGE = (Path(__file__).parents[2] / "corpus/2018-paris/igf-2018-evolution-of-internet-governance.zh.txt").read_text(
    encoding="utf-8"
)
SIMPLIFIED = "各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟。"
TRADITIONAL = "各國政府應當加強網際網路治理方面的能力建設，縮小數位落差。"
CANTONESE = "呢個係香港嘅互聯網管治論壇，佢哋喺度傾咗好耐，仲有啲嘢未講完。"
RADICALS = "互联\N{KANGXI RADICAL NET}治理需要\N{CJK RADICAL C-SIMPLIFIED LONG}期努\N{KANGXI RADICAL POWER}"
ENGLISH = "The forum met in Paris and spoke of many things. "
KOREAN = "인터넷 거버넌스는 많은 이해관계자의 문제이다. 정부와 시민사회가 함께 해야 한다."
JAPANESE = "インターネットの統治は多くの人々の問題であり、政府と市民社会が共に取り組むべきである。"

UNICODE = ("utf-8", "utf-16-le", "utf-16-be")


def read(content: bytes) -> Decoded:
    return decode(content, SETTINGS)


def cases() -> list[tuple[str, str, str, str]]:
    """Label, text, the encoding that it is written in, the name that it is read by."""
    made = [
        ("Simplified", SIMPLIFIED, ("gb18030", *UNICODE)),
        ("ten characters", SIMPLIFIED[:10], ("gb18030", *UNICODE)),
        ("Traditional", TRADITIONAL, ("gb18030", "cp950", *UNICODE)),
        ("ten Traditional characters", TRADITIONAL[:10], ("gb18030", "cp950", *UNICODE)),
        ("Hong Kong characters", CANTONESE, ("gb18030", "big5hkscs", *UNICODE)),
        ("ten of Hong Kong", CANTONESE[:10], ("gb18030", "big5hkscs", *UNICODE)),
        ("radicals, which take four bytes", RADICALS, ("gb18030", *UNICODE)),
        ("the 2018 message", MESSAGE, ("gb18030", *UNICODE)),
        ("private-use bullets", "\uf0b7 互联网治理\n\uf0b7 数字鸿沟\n", ("gb18030", *UNICODE)),
        ("mostly English", ENGLISH * 100 + SIMPLIFIED, ("gb18030", *UNICODE)),
        ("mostly English, Traditional", ENGLISH * 100 + TRADITIONAL, ("cp950", *UNICODE)),
        ("a stray control character", SIMPLIFIED * 5 + "\x07", ("gb18030", *UNICODE)),
        ("line ends of Windows", f"{SIMPLIFIED}\r\n{SIMPLIFIED}\r\n", ("gb18030", *UNICODE)),
        ("four megabytes", SIMPLIFIED * 70_000, ("gb18030", *UNICODE)),
        ("Russian", "Форум собрался в Париже и говорил о многих вещах", UNICODE),
        ("Arabic", "اجتمع المنتدى في باريس وتحدث عن أشياء كثيرة", UNICODE),
        ("English", ENGLISH, ("utf-8", "utf-16-le", "utf-16-be")),
        ("Korean", KOREAN, ("cp949", *UNICODE)),
        ("Japanese", JAPANESE, ("cp932", "euc_jp", *UNICODE)),
    ]
    return [
        (f"{label}, {encoding}", text, encoding, encoding) for label, text, encodings in made for encoding in encodings
    ]


@pytest.mark.parametrize(("label", "text", "written", "expected"), cases(), ids=[case[0] for case in cases()])
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(
    label: str, text: str, written: str, expected: str
) -> None:
    decoded = read(text.encode(written))
    assert decoded.encoding == expected
    assert decoded.text == text
    assert decoded.remarks == ()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    decoded = read(mark + SIMPLIFIED.encode(encoding))
    assert decoded == Decoded(SIMPLIFIED, f"{encoding} with BOM", None)


def test_windows_marks_of_big5_are_kept() -> None:
    # 0xA145 and 0xA1E3 are U+2022 and U+223C by the standard, U+2027 ‧ and U+FF5E ～ as Windows writes them.
    text = f"{TRADITIONAL}安娜\u2027卡列尼娜～"
    assert read(text.encode("cp950")).text == text


def test_ascii_alone_is_utf8_and_nothing_to_choose() -> None:
    assert read(b"Internet governance 2018") == Decoded("Internet governance 2018", "utf-8", None)


def test_the_margin_is_that_over_the_next_best_encoding() -> None:
    # 政 府 in GB18030, D5 FE B8 AE, are two Hangul in cp949 (which has the handicap), and rare characters in Big5.
    short, long = (read((SIMPLIFIED * n).encode("gb18030")).margin for n in (1, 3))
    assert short is not None
    assert long is not None
    assert long == pytest.approx(3 * short, rel=0.4)


def test_a_near_tie_is_flagged_with_its_runner_up() -> None:
    (remark,) = read("葉仁傑\n-".encode("cp950")).remarks
    for word in ("read as gb18030", "nearly tied with cp950", "margin 4.6", "min_encoding_margin", "UTF-8"):
        assert word in remark
    assert decode("葉仁傑\n-".encode("cp950"), IngestSettings(min_encoding_margin=4)).remarks == ()


def test_a_file_joined_of_two_encodings_is_flagged() -> None:
    joined = MESSAGE.encode("gb18030") + (TRADITIONAL * 50).encode("cp950")
    (remark,) = read(joined).remarks
    assert "several encodings" in remark


def test_a_long_text_is_scored_by_a_sample_and_read_whole() -> None:
    text = f"{ENGLISH * 20_000}{TRADITIONAL}"
    few = IngestSettings(encoding_sample=1000)
    assert decode(text.encode("cp950"), few).text == text


def wrong(content: bytes, at: int, byte: int = 0xFF) -> bytes:
    return content[:at] + bytes([byte]) + content[at + 1 :]


BIG = MESSAGE * 20
LINE = BIG[: len(BIG) // 2].count("\n") + 1
MIDDLE = {encoding: len(BIG[: len(BIG) // 2].encode(encoding)) for encoding in ("utf-8", "gb18030")}

N_ASCII = MESSAGE.index("关")  # the message's first bytes are ASCII, in every encoding

HOSTILE = [
    ("one wrong byte in a large UTF-8 file", wrong(BIG.encode(), MIDDLE["utf-8"]), [f"0xFF at byte position {MIDDLE['utf-8']} (line {LINE})", "UTF-8"]),
    ("one wrong byte in a large GB18030 file", wrong(BIG.encode("gb18030"), MIDDLE["gb18030"]), [f"0xFF at byte position {MIDDLE['gb18030']} (line {LINE})", "not valid GB18030"]),
    ("UTF-8 cut in a character", SIMPLIFIED.encode()[:-1], [f"byte position {3 * len(SIMPLIFIED) - 3}", "not valid UTF-8"]),
    ("GB18030 cut in a character", (SIMPLIFIED * 9).encode("gb18030")[:-1], [f"byte position {18 * len(SIMPLIFIED) - 2}", "not valid GB18030"]),
    ("Big5 cut in a character", (TRADITIONAL * 9).encode("cp950")[:-1], [f"byte position {18 * len(TRADITIONAL) - 2}", "not valid CP950"]),
    ("UTF-16 cut in a character", (SIMPLIFIED * 9).encode("utf-16-le")[:-1], [f"byte position {18 * len(SIMPLIFIED) - 2}", "not valid UTF-16-LE"]),
    ("a lone surrogate", SIMPLIFIED.encode("utf-16-le") + b"\x00\xd8" + SIMPLIFIED.encode("utf-16-le"), [f"byte position {2 * len(SIMPLIFIED)}", "not valid UTF-16-LE", "surrogate"]),
    ("a lone surrogate after a mark", b"\xff\xfe" + b"\x00\xd8" + SIMPLIFIED.encode("utf-16-le"), ["byte position 2", "UTF-16-LE"]),
    ("UTF-8 before GB18030", MESSAGE.encode() + MESSAGE.encode("gb18030"), [f"byte position {len(MESSAGE.encode()) + N_ASCII}", "not valid UTF-8"]),
    ("GB18030 before UTF-8", MESSAGE.encode("gb18030") + MESSAGE.encode(), ["not valid GB18030"]),
    ("junk", random.Random(1).randbytes(5000), ["NUL", "binary"]),
    ("junk without NUL", bytes(byte or 1 for byte in random.Random(1).randbytes(5000)), ["not valid", "save the file as UTF-8"]),
    ("French in Windows-1252", "La gouvernance de l'Internet à Genève a été décidée".encode("cp1252"), ["0xE0", "not valid UTF-8"]),
    ("Russian in Windows-1251", "Форум собрался в Париже и говорил о многих вещах".encode("cp1251"), ["not valid"]),
    ("a NUL in UTF-16", "互联\x00网治理论坛".encode("utf-16-le"), ["NUL", "character position 2"]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "content", "words"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_bytes_that_are_no_text_are_refused_with_their_place(label: str, content: bytes, words: list[str]) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(content)
    assert [word for word in words if word not in str(raised.value)] == []


@trials(max_examples=300)
@example(b"\xff\xfe\x00")
@example(b"\xfa@")  # a duplicate in cp932: it decodes to what encodes to other bytes
@given(st.binary(max_size=200) | st.text(max_size=60).map(lambda text: text.encode("utf-16-le", "surrogatepass")))
def test_any_bytes_give_a_text_or_a_reason(content: bytes) -> None:
    try:
        decoded = read(content)
    except UnreadableError:
        return
    encoding = decoded.encoding.removesuffix(" with BOM")
    mark = "\ufeff".encode(encoding) if encoding != decoded.encoding else b""
    assert content.startswith(mark)
    assert content[len(mark) :].decode(encoding) == decoded.text
    if encoding in (*UNICODE, "gb18030"):  # the others have duplicates, which no text tells apart
        assert decoded.text.encode(encoding) == content[len(mark) :]


@trials(max_examples=200)
@given(st.permutations(SIMPLIFIED), st.sampled_from(("gb18030", *UNICODE)))
def test_the_order_of_characters_does_not_matter(characters: list[str], encoding: str) -> None:
    text = "".join(characters)
    assert read(text.encode(encoding)).text == text
