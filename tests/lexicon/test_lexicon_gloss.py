"""English from CC-CEDICT: which entry, which sense, what is cut."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon import gloss as module
from pipeline.lexicon.gloss import Entry, choose, clean, gloss, shorten


@pytest.mark.parametrize(
    ("label", "senses", "kept"),
    [
        ("plain", ["mechanism"], ["mechanism"]),
        ("measure words go", ["policy", "CL:個|个[ge4]"], ["policy"]),
        ("notes in brackets go", ["to participate (in sth)"], ["to participate"]),
        ("a narrowed sense comes last", ["(construction) frame", "(fig.) framework"], ["framework", "frame"]),
        ("the only sense may be narrowed", ["(legislative) hearing"], ["hearing"]),
        ("surnames go", ["surname Wang"], []),
        ("variants go", ["variant of 制度[zhi4 du4]", "old variant of 才[cai2]", "erhua variant of 這|这[zhe4]"], []),
        ("references go", ["see 互聯網|互联网[hu4 lian2 wang3]", "also written 網路|网路"], []),
        ("pronunciations go", ["system", "Taiwan pr. [xi4]", "also pr. [xi5]"], ["system"]),
        ("an abbreviation is resolved", ["abbr. for 歐洲聯盟|欧洲联盟[Ou1 zhou1 Lian2 meng2], EU"], ["EU"]),
        ("one without its English goes", ["abbr. for 歐洲聯盟|欧洲联盟[Ou1 zhou1 Lian2 meng2]"], []),
        ("a name inside loses its Chinese", ["district of Foshan City 佛山市[Fo2 shan1 Shi4], Guangdong"],
         ["district of Foshan City, Guangdong"]),
        ("short forms are written out", ["to follow sth closely", "to help sb"],
         ["to follow something closely", "to help somebody"]),
        ("near miss: see inside a sense stays", ["to see and hear"], ["to see and hear"]),
        ("near miss: used inside a sense stays", ["commonly used word"], ["commonly used word"]),
        ("twice is once", ["frame", "frame (of a door)"], ["frame"]),
    ],
)  # fmt: skip
def test_clean(label: str, senses: list[str], kept: list[str]) -> None:
    assert clean(senses) == kept, label


@pytest.mark.parametrize(
    ("senses", "text"),
    [
        (["policy"], "policy"),
        (["country; nation; state"], "country; nation"),
        (["question", "problem", "issue"], "question; problem"),
        (["to trust", "a very long second sense of it"], "to trust"),
        (["one far too long sense that goes on"], "one far too long…"),
    ],
)
def test_shorten(senses: list[str], text: str) -> None:
    assert shorten(senses, max_senses=2, max_characters=20) == text


def test_choose_prefers_the_common_word_then_the_richer_entry() -> None:
    district = Entry("高明", "高明", "Gao1 ming2", ("Gaoming District", "a place", "a third"))
    wise = Entry("高明", "高明", "gao1 ming2", ("brilliant",))
    assert choose("高明", [district, wise], 1, 32) == "brilliant"
    compass = Entry("東西", "东西", "dong1 xi1", ("east and west",))
    thing = Entry("東西", "东西", "dong1 xi5", ("thing", "stuff"))
    assert choose("东西", [compass, thing], 1, 32) == "thing"
    assert choose("王", [Entry("王", "王", "Wang2", ("surname Wang",))], 1, 32) == ""


def test_the_installed_dictionary() -> None:
    found = gloss({"政策", "發展", "IGF", "A", "这不是一个词条"}, max_senses=1, max_characters=32)
    assert found == {"政策": "policy", "發展": "development"}


def test_words_without_chinese_never_open_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_dictionary_file", lambda: pytest.fail("the dictionary was opened"))
    assert gloss({"IGF", "5G"}, 2, 32) == {}
    assert gloss(set(), 2, 32) == {}


def test_a_dictionary_that_is_not_installed_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", "no-such-package-here")
    with pytest.raises(LexiconError, match="no-such-package-here"):
        gloss({"政策"}, 2, 32)


def test_a_damaged_dictionary_is_a_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "cedict_1.txt.gz"
    damaged.write_bytes(gzip.compress("政策 政策 [zheng4 ce4] /policy/\n".encode() * 500)[:-20])

    monkeypatch.setattr(module, "_dictionary_file", lambda: damaged)
    with pytest.raises(LexiconError, match="cedict_1"):
        gloss({"政策"}, 2, 32)
