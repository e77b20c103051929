"""A person's names find their themes again: after a rerun, with another k, in a new edition; doubts are listed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.columns.themes import NAMED, NO_THEME, NOT_HERE, PART, SEVERAL_NAMES, SEVERAL_THEMES, TAKEN
from pipeline.lexicon.model import ThemeName
from pipeline.settings import ThemesSettings
from pipeline.themes.names import FittedThemes, name_themes

SETTINGS = ThemesSettings()
# Twelve messages about three subjects, four about each.
SUBJECTS = ("网络安全", "青年参与", "数据保护")
CLAUSES = (
    "各国应当交换经验并建立联系",
    "技术界已经提出若干可行办法",
    "私营部门需要承担更多责任",
    "下届论坛将继续讨论有关议题",
)
TEXTS = tuple(f"关于{subject}，{clause}。" for subject in SUBJECTS for clause in CLAUSES)
TERMS = ({"安全", "攻击"}, {"青年", "参与"}, {"数据", "保护"})
PARIS = "2018-paris"


def fitted(theme_of: list[int | None], fit: str = PARIS, terms: Any = TERMS, texts: tuple[str, ...] = TEXTS) -> Any:
    k = 1 + max((theme for theme in theme_of if theme is not None), default=-1)
    ids = tuple(f"{fit}/theme-{place + 1}" for place in range(k))
    of_themes = tuple(frozenset(terms[place]) if place < len(terms) else frozenset() for place in range(k))
    return FittedThemes(fit, ids, of_themes, texts, tuple(theme_of))


def named(subject: int, *messages: int, terms: tuple[str, ...] | None = None, fit: str | None = PARIS) -> ThemeName:
    own = tuple(sorted(TERMS[subject])) if terms is None else terms
    return ThemeName(SUBJECTS[subject], None, fit, tuple(TEXTS[4 * subject + n] for n in messages), own)


THREE = (named(0, 0, 1, 2), named(1, 0, 1, 2), named(2, 0, 1, 2))
AS_THREE = [0] * 4 + [1] * 4 + [2] * 4


def outcome(names: tuple[ThemeName, ...], themes: FittedThemes) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """Names by theme number, and name, theme number and state of each row."""
    given_names, rows = name_themes(names, themes, str, SETTINGS)
    by_number = {theme.rpartition("-")[2]: name.name_zh for theme, name in given_names.items()}
    listed = [(row["name_zh"], row["theme_id"] and row["theme_id"].rpartition("-")[2], row["state"]) for row in rows]
    return by_number, listed


def test_each_theme_gets_its_name() -> None:
    by_number, rows = outcome(THREE, fitted(AS_THREE))
    assert by_number == dict(zip("123", SUBJECTS, strict=True))
    assert [state for *_, state in rows] == [NAMED] * 3


def test_the_score_worked_by_hand() -> None:
    # Two of three quotes found, one of them in the theme; one of two terms shared: w = 3/4 · 2/3 = 1/2.
    name = ThemeName("名", None, None, (TEXTS[0], TEXTS[4], "此句不在任何消息之中，谁也找不到。"), ("安全", "无"))
    _, rows = name_themes([name], fitted(AS_THREE), str, SETTINGS)
    # 1/2 · 1/2 + 1/2 · 1/2 of the first theme; 1/2 · 1/2 + 0 of the second.
    scores = {row["theme_id"]: (row["state"], row["score"], row["n_quotes_in_theme"]) for row in rows}
    assert scores == {"2018-paris/theme-1": (NAMED, 0.5, 1), "2018-paris/theme-2": (PART, 0.25, 1)}
    assert [(row["n_quotes"], row["n_quotes_found"], row["rank"]) for row in rows] == [(3, 2, 1), (3, 2, 2)]


@given(st.permutations(range(12)), st.permutations(range(3)), st.permutations(THREE))
def test_names_survive_another_order_of_messages_themes_and_names(
    messages: list[int], numbers: list[int], names: list[ThemeName]
) -> None:
    theme_of: list[int | None] = [numbers[AS_THREE[message]] for message in messages]
    terms = [TERMS[numbers.index(place)] for place in range(3)]
    by_number, _ = outcome(tuple(names), fitted(theme_of, terms=terms, texts=tuple(TEXTS[m] for m in messages)))
    assert by_number == {str(numbers[subject] + 1): SUBJECTS[subject] for subject in range(3)}


@given(st.lists(st.integers(0, 3), min_size=12, max_size=12), st.permutations(THREE))
def test_no_theme_has_two_names_and_no_name_two_themes(theme_of: list[int], names: list[ThemeName]) -> None:
    given_names, rows = name_themes(names, fitted([*theme_of]), str, SETTINGS)
    assert len({name.name_zh for name in given_names.values()}) == len(given_names)
    assert {row["theme_id"] for row in rows if row["state"] == NAMED} == set(given_names)
    assert {row["name_zh"] for row in rows} == set(SUBJECTS)


@given(st.lists(st.integers(0, 11), max_size=2, unique=True))
def test_names_survive_messages_that_move(moved: list[int]) -> None:
    """One message in six in another theme changes no name: at most one quote of three is lost to each."""
    theme_of: list[int | None] = [(theme + (place in moved)) % 3 for place, theme in enumerate(AS_THREE)]
    by_number, _ = outcome(THREE, fitted(theme_of))
    wrong = [number for number, name in by_number.items() if name != SUBJECTS[int(number) - 1]]
    assert wrong == []
    assert len(by_number) == 3 or len({AS_THREE[place] for place in moved}) < len(moved)


def test_with_a_larger_k_the_part_with_most_quotes_keeps_the_name() -> None:
    # The first subject falls apart, three messages and one; the fourth theme has no terms in common.
    by_number, rows = outcome(THREE, fitted([0, 0, 3, 0, *AS_THREE[4:]]))
    assert by_number == dict(zip("123", SUBJECTS, strict=True))
    assert (SUBJECTS[0], "4", PART) in rows


def test_a_theme_cut_in_halves_is_in_doubt() -> None:
    names = (named(0, 0, 1, 2, 3, terms=()), *THREE[1:])
    by_number, rows = outcome(names, fitted([0, 0, 3, 3, *AS_THREE[4:]]))
    assert by_number == dict(zip("23", SUBJECTS[1:], strict=True))
    assert [row for row in rows if row[0] == SUBJECTS[0]] == [
        (SUBJECTS[0], "1", SEVERAL_THEMES),
        (SUBJECTS[0], "4", SEVERAL_THEMES),
    ]


def test_with_a_smaller_k_two_names_for_one_theme_are_in_doubt() -> None:
    by_number, rows = outcome(THREE, fitted([0] * 8 + [1] * 4, terms=(TERMS[0] | TERMS[1], TERMS[2])))
    assert by_number == {"2": SUBJECTS[2]}
    assert rows[:2] == [(SUBJECTS[0], "1", SEVERAL_NAMES), (SUBJECTS[1], "1", SEVERAL_NAMES)]


def test_a_theme_that_suits_one_name_far_better_is_taken_for_the_other() -> None:
    weaker = ThemeName("弱", None, PARIS, (TEXTS[0], TEXTS[1], TEXTS[4]), ())
    by_number, rows = outcome((THREE[0], weaker), fitted(AS_THREE))
    assert by_number == {"1": SUBJECTS[0]}
    assert ("弱", "1", TAKEN) in rows


def test_of_another_edition_terms_decide() -> None:
    others = tuple(f"本届论坛第{n}项决定与从前所说的毫无关系。" for n in "一二三四五六")
    names = (named(0, 0, 1), named(1, 0, 1, terms=("青年", "参与", "学校", "教育")), named(2, 0, 1, terms=("法院",)))
    fit = fitted([0, 0, 1, 1, 2, 2], "2019-berlin", texts=others)
    by_number, rows = outcome(names, fit)
    # All terms of the first, half of those of the second, none of the third, which was given elsewhere.
    assert by_number == {"1": SUBJECTS[0], "2": SUBJECTS[1]}
    assert rows[2] == (SUBJECTS[2], None, NOT_HERE)


def test_a_name_whose_theme_is_gone_is_listed() -> None:
    _, rows = outcome(THREE, fitted([None] * 4 + [0] * 4 + [1] * 4, terms=TERMS[1:]))
    assert rows[0] == (SUBJECTS[0], None, NO_THEME)


@pytest.mark.parametrize(("fit", "state"), [(PARIS, NO_THEME), ("2019-berlin", NOT_HERE), (None, NO_THEME)])
def test_a_name_is_missed_only_where_it_was_given(fit: str | None, state: str) -> None:
    _, rows = outcome((named(0, 0, 1, fit=fit, terms=("无",)),), fitted([None] * 4 + [0] * 8))
    assert rows == [(SUBJECTS[0], None, state)]


def test_terms_are_compared_as_the_themes_have_them() -> None:
    name = ThemeName("安", None, None, (), ("保安", "攻击"))
    for unit, shared in ((str, "攻击"), (lambda term: {"保安": "安全"}.get(term, term), "安全、攻击")):
        _, rows = name_themes([name], fitted(AS_THREE), unit, SETTINGS)
        assert rows[0]["shared_terms"] == shared


def test_without_names_or_without_themes() -> None:
    assert name_themes([], fitted(AS_THREE), str, SETTINGS) == ({}, [])
    _, rows = outcome(THREE, fitted([None] * 12))
    assert [state for *_, state in rows] == [NO_THEME] * 3
