"""Three invented editions whose report has every kind of chart: themes, sections that differ, a series that changes.

What is said makes no sense; only how often the words of a subject stand together does. Titles try to become markup.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

HOSTILE = '<script>document.title="taken over"</script> & "quotes" \N{RIGHT-TO-LEFT OVERRIDE}'
"""A title that has to be shown as it is."""


@dataclass(frozen=True)
class Subject:
    """A heading, with English, and the words that are said under it."""

    heading: str
    english: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


SUBJECTS = (
    Subject(
        "接入与数字鸿沟",
        "Access and the digital divide",
        ("数字鸿沟", "宽带接入", "农村社区", "最不发达国家", "能力建设", "数字素养", "基础设施"),
        ("缩小", "投资", "普及", "扩大"),
    ),
    Subject(
        "网络安全",
        "Cybersecurity",
        ("网络安全", "网络犯罪", "关键基础设施", "恶意软件", "端到端加密", "执法机构", "漏洞"),
        ("打击", "防范", "通报", "加固"),
    ),
    Subject(
        "人工智能与数据治理",
        "Artificial intelligence and data governance",
        ("人工智能", "算法", "数据治理", "跨境数据流动", "个人数据保护", "透明度", "问责制"),
        ("审查", "训练", "评估", "披露"),
    ),
    Subject(
        "权利与多样性",
        "Rights and diversity",
        ("人权", "言论自由", "语言多样性", "残疾人", "性别平等", "原住民", "虚假信息"),
        ("尊重", "翻译", "核实", "赋权"),
    ),
)
ACTORS = ("利益相关者", "利益攸关方", "各国政府", "私营部门", "民间社会", "技术界")
OPENINGS = ("应该", "需要", "必须", "可以")
FRAMES = (
    "{actor}{opening}{verb}{one}，使{two}和{three}在互联网上得到重视。",
    "在{one}方面，{actor}与{other}{opening}共同{verb}{two}，以支持互联网治理。",
    "有人指出，{one}和{two}的联系{opening}由{actor}{verb}，并写入国家计划。",
)
WEIGHTS: Mapping[str, tuple[int, int, int, int]] = {
    "2030-atlantis": (18, 7, 1, 5),
    "2031-lutetia": (16, 7, 5, 6),
    "2032-neapolis": (3, 7, 27, 5),
}
"""Messages of each subject in each edition."""
SEED = 7
SETTINGS = """
[charts]
dpi = 72

[keyness]
equivalence_ratio = 4.0

[themes]
n_resamples = 12
n_test_resamples = 8
n_shuffles = 20
n_first_shuffles = 10
"""
"""Drawn coarser and dealt out less often than for people, for speed; and so few words can only be so much alike."""


def invented_editions() -> dict[str, str]:
    """The files of the corpus by their path in it."""
    files = {"settings.toml": SETTINGS}
    before: list[list[str]] = [[] for _ in SUBJECTS]
    draw = random.Random(SEED)
    for edition, weights in WEIGHTS.items():
        before = [
            _messages(subject, n, earlier, draw) for subject, n, earlier in zip(SUBJECTS, weights, before, strict=True)
        ]
        files[f"{edition}/edition.toml"] = _about(edition)
        files[f"{edition}/messages.txt"] = "\n\n".join(_lines(edition, before)) + "\n"
    return files


def _lines(edition: str, messages: list[list[str]]) -> Iterator[str]:
    yield f"{edition[:4]} 年关键信息"
    for subject, said in zip(SUBJECTS, messages, strict=True):
        yield subject.heading
        yield from said


def _messages(subject: Subject, n: int, earlier: list[str], draw: random.Random) -> list[str]:
    """``n`` messages: a third as they were said before, every other of these in other words, the rest new."""
    kept = earlier[: n // 3]
    kept[::2] = [message.replace("。", "，这一点仍然重要。", 1) for message in kept[::2]]
    return kept + [_message(subject, draw) for _ in range(n - len(kept))]


def _message(subject: Subject, draw: random.Random) -> str:
    return "互联网治理论坛提到，" + "".join(_sentence(subject, frame, draw) for frame in draw.sample(FRAMES, 2))


def _sentence(subject: Subject, frame: str, draw: random.Random) -> str:
    one, two, three = draw.sample(subject.nouns, 3)
    actor, other = draw.sample(ACTORS, 2)
    # A radical where a character belongs, as a PDF may write it: U+2F79 for 网.
    frame = frame.replace("网", "\N{KANGXI RADICAL NET}") if draw.random() < 0.2 else frame
    return frame.format(
        one=one, two=two, three=three, actor=actor, other=other,
        opening=draw.choice(OPENINGS), verb=draw.choice(subject.verbs),
    )  # fmt: skip


def _about(edition: str) -> str:
    year, city = edition.split("-")
    sections = "\n".join(f'"{subject.heading}" = "{subject.english}"' for subject in SUBJECTS)
    return (
        f'year = {year}\ncity_en = "{city.title()}"\ntitle_zh = "{year}年关键信息（{city}）"\n'
        f'title_en = "Messages of {year}"\n\n'
        f"[[files]]\nfile = \"messages.txt\"\ntitle_zh = '{HOSTILE} {year}'\ntitle_en = '{HOSTILE}'\n"
        f'status = "final"\n\n[files.sections]\n{sections}\n'
    )
