"""What editors leave in lexicon files changes nothing and is said; what lists contradict is refused or said."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.errors import LexiconError
from pipeline.faults import GatheredFaults, KeptWarnings
from pipeline.lexicon.load import FILE_NAMES, load_lexicon
from pipeline.lexicon.model import Lexicon, Term
from pipeline.manifest import read_manifest
from tests.conftest import Workspace

SCHOOL = """\
[[concept]]
id = "school"
label_zh = "治理学校"
label_en = "school"
kind = "body"
variants.same = [
    "治理学院",
    "治理讲堂",
]
"""
NAMED = """\
[[theme]]
name_zh = "谁来参与"
name_en = "Who takes part"
fit = "2018-paris"
passages = ["各方应当参与治理的全部过程。"]
terms = ["参与", "各方"]
"""
CROSSWALK = """\
[[track]]
name_zh = "包容"
headings.2018-paris = ["数字包容"]
headings.2019-berlin = ["包容"]
"""
SOUND = {
    "concepts.toml": SCHOOL,
    "terms.txt": "网络学院\n治理学校联盟\n网络课堂\t500\n-工作组\n",
    "stopwords.txt": "届时\n-共同\n",
    "modals.txt": "亟须\n",
    "modal-classes.tsv": "亟盼\tneed\n-能\n",
    "prefixes.txt": "平台\n",
    "glosses.tsv": "互联互通\tinterconnection\n",
    "not-nested.tsv": "治理学校\t治理学校联盟\twhy\n-*\t欠*\n",
    "variants.tsv": "治理讲习班\t治理学校\tnear\twhy\n",
    "expansions.tsv": "SIG\t治理学校\n",
    "usage-notes.tsv": "包容/融合\tinclusion\twhy\n-免费/自由\tfree\n",
    "theme-names.toml": NAMED,
    "track-crosswalk.toml": CROSSWALK,
    "corrections.tsv": "人又\t人口\t人又的\twhy\n",
}


def folder_of(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def warnings_of(folder: Path, **files: str | bytes) -> list[str]:
    """The warnings about an overlay with these parts."""
    faults = KeptWarnings()
    load_lexicon(folder_of(folder, {FILE_NAMES[part]: content for part, content in files.items()}), faults)
    return faults.warnings


def test_a_sound_overlay_gives_no_warning(tmp_path: Path) -> None:
    faults = KeptWarnings()
    load_lexicon(folder_of(tmp_path, dict(SOUND)), faults)
    assert faults.warnings == []
    assert set(SOUND) == set(FILE_NAMES.values())


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("terms", "\ufeff甲乙\n", ["terms.txt, line 1: a byte-order mark (U+FEFF) before it is left out; save as"]),
        ("terms", "甲乙\r\n丙丁\r\n", ["terms.txt, lines 1, 2: line ends are CR LF, as Windows writes them; read"]),
        ("terms", "甲乙\r丙丁\n", ["terms.txt, line 1: line ends are CR alone"]),
        ("terms", "甲乙 \n丙丁\n 戊己\n", ["terms.txt, lines 1, 3: blanks (space) around a text"]),
        (
            "terms",
            "甲乙\u00a0\n\u3000丙丁\n",
            ["line 1: blanks (no-break space)", "line 2: blanks (ideographic space)"],
        ),
        (
            "glosses",
            "甲乙 \tEnglish\n",
            ["glosses.tsv, line 1: blanks (space) around a text are left out; delete them"],
        ),
        ("terms", "# 附注 \n  # more \n", []),
        ("corrections", "人又\t人口\t人又的\t\n", []),  # an empty note is no blank
        ("concepts", SCHOOL.replace('"school"', '"school "'), ["concepts.toml, line 2: blanks (space) around"]),
        ("concepts", SCHOOL.replace('"治理讲堂"', '"治理讲堂\u3000"'), ["concepts.toml, line 8: blanks (ideographic"]),
        ("theme_names", NAMED.replace('"参与"', '"参与 "'), ["theme-names.toml, line 6: blanks (space) around"]),
        ("theme_names", NAMED.replace('"谁来参与"', '""'), []),  # a theme that nobody has named yet
        ("track_crosswalk", CROSSWALK.replace('"包容"]', '"包容\u3000"]'), ["line 4: blanks (ideographic space)"]),
        (
            "track_crosswalk",
            CROSSWALK.replace('headings.2019-berlin = ["包容"]', ""),
            ["track-crosswalk.toml, line 3: '包容' has headings of one edition only and links nothing"],
        ),
        (
            "concepts",
            "\ufeff" + SCHOOL.replace("\n", "\r\n"),
            ["line 1: a byte-order mark", "4, 5 and 4 more: line ends"],
        ),
        ("terms", "甲乙\n丙丁\n甲乙\n", ["terms.txt, line 3: '甲乙' stands in line 1 already; delete the line"]),
        ("terms", "普及率\n", ["terms.txt, line 1: '普及率' comes with the program already; delete the line"]),
        ("terms", "普及率\t9\n", []),  # a frequency of its own
        ("stopwords", "的\n", ["stopwords.txt, line 1: '的' comes with the program already; delete the line"]),
        ("modals", "-可能\n-可能\n", ["modals.txt, line 2: line 1 takes '可能' off already; delete the line"]),
        ("glosses", "参与\tengagement\n", []),  # goes before the shipped one
        ("glosses", "甲\ta\n甲\ta\n", ["glosses.tsv, line 2: '甲' stands in line 1 already; delete the line"]),
        ("expansions", "WHO\t世卫组织\n", ["expansions.tsv, line 1: 'WHO' '世卫组织' comes with the program already"]),
        (
            "corrections",
            "人又\t人口\t人又的\t\n人又\t人口\t人又的\twhy\n",
            ["corrections.tsv, line 2: corrects what line 1 corrects already; delete the line"],
        ),
        (
            "terms",
            "互联\u2f79\n",
            ["line 1: '互联\u2f79' can never stand in a passage: repairs (radicals) make it '互联网'"],
        ),
        ("stopwords", "\n這些\n", ["stopwords.txt, line 2: '這些' can never stand in a passage: it is in Traditional"]),
        ("glosses", "网 络\tnetwork\n", ["glosses.tsv, line 1: '网 络' can never stand in a passage"]),
        ("expansions", "ＳＩＧ\t治理学校\n", ["expansions.tsv, line 1: 'ＳＩＧ' can never stand in a passage"]),
        ("variants", "管治 \t學校\tdifferent\n", ["line 1: blanks", "'學校' can never stand in a passage"]),
        ("concepts", SCHOOL.replace("治理学院", "治理學院"), ["concepts.toml, line 7: '治理學院' can never stand"]),
        (
            "terms",
            "利益攸关方\n",
            ["terms.txt, line 1: '利益攸关方' is a wording of 'stakeholder' and kept whole as such"],
        ),
        ("terms", "利益攸关方\t9\n", []),  # a frequency has an effect
        ("stopwords", "利益相关者\n", ["line 1: '利益相关者' is the label of 'stakeholder' and on stopwords.txt"]),
        ("stopwords", "涉众\n", []),  # another wording of the same concept
        (
            "concepts",
            SCHOOL.replace("治理学校", "可能"),
            ["concepts.toml, line 3: '可能' is the label of 'school' and on"],
        ),
    ],
)
def test_what_is_odd_but_usable_is_a_warning(tmp_path: Path, part: str, content: str, said: list[str]) -> None:
    part = {"variants": "variant_decisions"}.get(part, part)
    warnings = warnings_of(tmp_path, **{part: content})
    assert len(warnings) == len(said)
    for warning, expected in zip(warnings, said, strict=True):
        assert warning.startswith(f"lexicon/{FILE_NAMES[part]}, line")
        assert expected in warning


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [
        ({"terms": "甲乙\t5\n甲乙\t6\n"}, "terms.txt, line 2", "'甲乙' has '6', but '5' in line 1; delete one"),
        ({"terms": "甲乙\n甲乙\t6\n"}, "terms.txt, line 2", "'甲乙' has '6', but nothing in line 1"),
        ({"glosses": "甲\ta\n甲\tb\n"}, "glosses.tsv, line 2", "'甲' has 'b', but 'a' in line 1"),
        ({"terms": "-工作组\n工作组\n"}, "terms.txt, line 2", "adds '工作组', which line 1 takes off; delete one"),
        ({"terms": "\t500\n"}, "terms.txt, line 1", "has no term"),
        ({"stopwords": "-\n"}, "stopwords.txt, line 1", "has no word"),
        ({"stopwords": "必须\n"}, "stopwords.txt, line 1", "in the shipped modals.txt, too; a word is"),
        ({"modals": "以及\n"}, "modals.txt, line 1", "or write -以及 in that file"),
        (
            {"stopwords": "彼处\n", "modals": "\n彼处\n"},
            "modals.txt, line 2",
            "'彼处' stands in stopwords.txt, line 1, too",
        ),
        ({"concepts": SCHOOL.replace("治理学院", "治理\\n学院")}, "concepts.toml, line 6", "text on one line"),
    ],
)
def test_what_lists_contradict_is_a_fault(tmp_path: Path, files: dict[str, str], place: str, said: str) -> None:
    with pytest.raises(LexiconError) as caught:
        warnings_of(tmp_path, **files)
    assert str(caught.value).startswith(f"{tmp_path}/{place}: ")
    assert said in str(caught.value)


def test_moving_a_word_from_one_list_to_the_other_is_no_contradiction(tmp_path: Path) -> None:
    assert warnings_of(tmp_path, stopwords="必须\n", modals="-必须\n") == []


def test_a_term_that_a_decision_takes_into_a_concept_may_stay(tmp_path: Path) -> None:
    assert warnings_of(tmp_path, terms="网络学院\n", variant_decisions="网络学院\t利益攸关方\tnear\n") == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_loading_does_not_depend_on_the_editor(tmp_path: Path, line_end: str, mark: str) -> None:
    assert saved(tmp_path, mark, line_end, "") == load_lexicon(folder_of(tmp_path, dict(SOUND)))


@given(
    mark=st.sampled_from(["", "\ufeff"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    blanks=st.text(st.sampled_from(" \u00a0\u3000\u2003"), max_size=3),
)
def test_loading_does_not_depend_on_blanks_at_line_ends(mark: str, line_end: str, blanks: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = saved(Path(folder), mark, line_end, blanks)
        expected = load_lexicon(folder_of(Path(folder), dict(SOUND)))
    assert found == expected
    assert origins(found) == origins(expected)


def saved(folder: Path, mark: str, line_end: str, blanks: str) -> Lexicon:
    """The sound overlay as an editor may save it; TOML allows no odd blanks at its line ends."""
    files = {
        name: mark + content.replace("\n", (" " * len(blanks) if name.endswith(".toml") else blanks) + line_end)
        for name, content in SOUND.items()
    }
    return load_lexicon(folder_of(folder, dict(files)))


def origins(lexicon: Lexicon) -> list[str]:
    return [variant.origin for concept in lexicon.concepts for variant in concept.variants] + [
        term.origin for term in lexicon.terms
    ]


FRAGMENTS = (
    "甲",
    "网络",
    "-",
    "#",
    "\t",
    "\t",
    " ",
    "\u3000",
    "same",
    "different",
    "5",
    "AI",
    "\r",
    "*",
    '"',
    "\ufeff",
    "\x00",
)


@given(
    name=st.sampled_from(sorted(FILE_NAMES.values())),
    lines=st.lists(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=6).map("".join), max_size=6),
)
def test_any_text_loads_or_names_file_and_line(name: str, lines: list[str]) -> None:
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    check_loads_or_names_its_place(name, content)


@given(name=st.sampled_from(sorted(FILE_NAMES.values())), content=st.binary(max_size=40))
def test_any_bytes_load_or_name_the_file(name: str, content: bytes) -> None:
    check_loads_or_names_its_place(name, content)


VALUES = st.sampled_from(
    ['"school"', '"治理学校"', '"body"', '""', "3", '"a\\nb"', '["甲"]', "[[]]", "[1]", "{same = 3}", "2018-01-01"]
)
KEYS = st.sampled_from(
    [
        *("id", "label_zh", "label_en", "kind", "note", "variants", "variants.same", "variants.near", "variants.x"),
        *("name_zh", "name_en", "fit", "passages", "terms", "headings", "headings.2018-paris", "headings.b", "other"),
    ]
)


HEADERS = {"concepts.toml": "concept", "theme-names.toml": "theme", "track-crosswalk.toml": "track"}


@given(
    name=st.sampled_from(sorted(HEADERS)),
    entries=st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=3),
)
def test_any_entry_loads_or_names_file_and_line(name: str, entries: list[dict[str, str]]) -> None:
    header = f"[[{HEADERS[name]}]]\n"
    text = "".join(header + "".join(f"{key} = {value}\n" for key, value in entry.items()) for entry in entries)
    check_loads_or_names_its_place(name, text.encode())


def check_loads_or_names_its_place(name: str, content: bytes) -> None:
    """Loads, or every fault names the file, and a line unless it is TOML's own message."""
    with tempfile.TemporaryDirectory() as folder:
        faults = GatheredFaults()
        load_lexicon(folder_of(Path(folder), {name: content}), faults)
        place = rf"{re.escape(folder)}/{re.escape(name)}(, line \d+: |: (not valid TOML|found |expected each))"
    assert [str(fault) for fault in faults.found if not re.match(place, str(fault))] == []
    assert all(isinstance(fault, LexiconError) for fault in faults.found)
    assert all(re.match(rf"lexicon/{re.escape(name)}, lines? \d+", warning) for warning in faults.warnings)


def test_origins_are_the_files_and_lines_of_the_overlay(tmp_path: Path) -> None:
    lexicon = load_lexicon(folder_of(tmp_path, dict(SOUND)))
    school = next(concept for concept in lexicon.concepts if concept.id == "school")
    assert [(variant.text, variant.origin) for variant in school.variants] == [
        ("治理学校", "concepts.toml:3"),
        ("治理学院", "concepts.toml:7"),
        ("治理讲堂", "concepts.toml:8"),
        ("治理讲习班", "variants.tsv:1"),
    ]
    terms = {term.text: term.origin for term in lexicon.terms}
    assert (terms["网络学院"], terms["网络课堂"], terms["普及率"]) == ("terms.txt:1", "terms.txt:3", "shipped")
    assert Term("网络学院") in lexicon.terms


def test_a_run_and_a_check_say_the_same_and_the_manifest_keeps_it(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.add("2019-berlin/edition.toml", "year = 2019\n")
    workspace.add("2019-berlin/good.txt", "论坛消息\n\n各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟。\n")
    workspace.add("lexicon/terms.txt", "\ufeff网络学院\r\n")
    expected = [
        "lexicon/terms.txt, line 1: a byte-order mark (U+FEFF) before it is left out; save as UTF-8 without BOM",
        "lexicon/terms.txt, line 1: line ends are CR LF, as Windows writes them; read as LF: save with LF",
    ]
    assert main(["check", "--corpus", str(workspace.corpus)]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [f"warning: {warning}" for warning in expected]
    arguments = ["ingest", "--corpus", str(workspace.corpus), "--outputs", str(workspace.outputs)]
    for _ in range(2):  # an unchanged run says it again
        assert main(arguments) == 0
        said = capsys.readouterr()
        assert all(warning in said.out + said.err for warning in expected)
    manifest = read_manifest(workspace.outputs)
    assert manifest is not None
    assert list(manifest.warnings) == expected
