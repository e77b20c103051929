"""The page's script: small files that share one scope, words that are all there, and no text that becomes markup."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from importlib.resources import files

import pytest

from pipeline.normalise.structure import BULLET, HEADING, NOTE, PARAGRAPH, TITLE
from pipeline.report.assets import FINDING, SCRIPTS
from pipeline.report.script_data import script_data
from pipeline.report.words import words
from pipeline.views import View

# Words whose key the script puts together: what stands before the brace, and what may stand behind.
MADE_KEYS = {
    "kind_": (TITLE, HEADING, PARAGRAPH, BULLET, NOTE),
    "facet_": ("edition", "document", "section", "theme"),
    "sort_": ("place", "left", "right"),
    "counts_": ("own", "nested"),
    "standing_": ("core", "fringe"),
}
_SAID = re.compile(r"said\('(\w+)'")
_QUOTED = re.compile(r"'(\w+)'")


def source(name: str) -> str:
    return files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8")


def quoted_by(pattern: re.Pattern[str]) -> set[str]:
    return {found for name in FINDING for found in pattern.findall(source(name))}


def test_every_word_is_there_and_said() -> None:
    for prefix in MADE_KEYS:
        assert any(f"`{prefix}${{" in source(name) for name in FINDING), prefix
    made = {prefix + end for prefix, ends in MADE_KEYS.items() for end in ends}
    template = files("pipeline.report").joinpath("templates", "finder.html").read_text(encoding="utf-8")
    of_template = set(re.findall(r"page_words\.(\w+)", template))
    known = set(words("page_script"))
    assert (quoted_by(_SAID) | made | of_template) - known == set()
    assert known - quoted_by(_QUOTED) - made - of_template == set()


def test_words_have_the_same_fields_in_both_languages() -> None:
    for key, text in words("page_script").items():
        named = [set(re.findall(r"\{(\w+)\}", one)) for one in (text.zh, *text.en.split(" | "))]
        assert all(one == named[0] for one in named), key


def test_the_data_names_the_fields_of_a_view_and_cannot_be_left() -> None:
    element = str(script_data(25))
    content = element.removeprefix('<script type="application/json" id="script-data">').removesuffix("</script>")
    assert "<" not in content
    data = json.loads(content)
    assert [name for name, _ in data["view"]["fields"]] == [field.name for field in fields(View)]
    assert {kind for _, kind in data["view"]["fields"]} == {"str", "int", "bool"}
    assert data["context"] == 25


def test_no_name_is_declared_twice() -> None:
    """All files share one scope, in which a second function of a name would silently replace the first."""
    declared = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
    names = Counter(name for file in SCRIPTS for name in declared.findall(source(file)))
    assert [name for name, n in names.items() if n > 1] == []
    assert names["findView"] == 1


@pytest.mark.parametrize("name", FINDING)
def test_text_never_becomes_markup_or_code(name: str) -> None:
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert way not in source(name)


@pytest.mark.parametrize("name", FINDING)
def test_files_are_small_and_say_what_they_are(name: str) -> None:
    assert source(name).startswith("/** ")
    assert source(name).count("\n") <= 200
    assert max(map(len, source(name).splitlines())) <= 120
