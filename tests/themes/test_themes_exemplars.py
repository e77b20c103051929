"""Passages that show a theme: central, readable, different."""

from __future__ import annotations

import pytest

from pipeline.settings import ThemesSettings
from pipeline.themes.exemplars import exemplars

SETTINGS = ThemesSettings()
SECURITY = "各国政府应当加强网络安全方面的能力建设，并与技术界开展合作。"
SECURITY_AGAIN = "各国政府应该加强网络安全方面的能力建设，并与技术界开展合作！"
YOUTH = "青年人在论坛中的参与使讨论更加丰富，他们的建议值得采纳。"
DATA = "个人数据的保护需要清楚的规则，也需要有人监督这些规则。"
ACCESS = "农村和偏远地区的接入仍然昂贵，社区网络可以降低其费用。"
SHORT = "青年很重要。"
LONG = YOUTH + "会议期间举行的分会讨论了技术标准的制定过程与开放程度" * 10


@pytest.mark.parametrize(
    ("label", "texts", "is_core", "expected"),
    [
        ("the most central", (SECURITY, YOUTH, DATA, ACCESS), "1111", [0, 1, 2]),
        ("not one said twice", (SECURITY, SECURITY_AGAIN, YOUTH, DATA), "1111", [0, 2, 3]),
        ("nor one inside another", (YOUTH, YOUTH + DATA, ACCESS), "111", [0, 2]),
        ("core before fringe", (SECURITY, YOUTH, DATA, ACCESS), "0111", [1, 2, 3]),
        ("fringe where the core is small", (SECURITY, YOUTH, DATA), "010", [1, 0, 2]),
        ("readable ones first", (SHORT, SECURITY, LONG, DATA), "1111", [1, 3, 0]),
        ("others where there are none", (SHORT, LONG), "11", [0, 1]),
        ("nothing", (), "", []),
    ],
)
def test_exemplars(label: str, texts: tuple[str, ...], is_core: str, expected: list[int]) -> None:
    assert exemplars(texts, [one == "1" for one in is_core], SETTINGS) == expected, label


def test_their_number_is_a_setting() -> None:
    assert exemplars((SECURITY, YOUTH, DATA), [True] * 3, SETTINGS.model_copy(update={"n_exemplars": 1})) == [0]
