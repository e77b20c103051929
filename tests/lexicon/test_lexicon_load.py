"""Reading the lexicon: the overlay over the shipped files, and every fault with its file and line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.faults import GatheredFaults
from pipeline.lexicon.load import FILE_NAMES, lexicon_files, load_lexicon
from pipeline.lexicon.model import ABBREVIATION, LABEL, NEAR, SAME, Correction, Lexicon, Term, Variant
from pipeline.lexicon.reading import SHIPPED_FOLDER

SCHOOL = """\
[[concept]]
id = "school"
label_zh = "互联网治理学校"
label_en = "school on Internet governance"
kind = "body"
variants.same = ["治理学院"]
variants.abbreviation = ["SIG"]
variants.near = ["治理培训"]
note = "a test"
"""


def overlay(folder: Path, **files: str | bytes) -> Path:
    """A folder with the named parts' files."""
    for part, content in files.items():
        path = folder / FILE_NAMES[part]
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def with_overlay(folder: Path, **files: str | bytes) -> Lexicon:
    return load_lexicon(overlay(folder, **files))


def test_files_behind_each_part(tmp_path: Path) -> None:
    files = lexicon_files(overlay(tmp_path, terms="词\n", corrections=""))
    assert list(files) == list(FILE_NAMES)
    assert files["terms"] == (SHIPPED_FOLDER / "terms.txt", tmp_path / "terms.txt")
    assert files["stopwords"] == (SHIPPED_FOLDER / "stopwords.txt",)
    assert files["corrections"] == (tmp_path / "corrections.tsv",)
    assert lexicon_files(None)["corrections"] == ()


def test_naming_the_files_loads_no_library() -> None:
    check = (
        "import sys; from pipeline.lexicon.load import lexicon_files; lexicon_files(None);"
        "sys.exit(bool({'jieba', 'pandas', 'pyarrow', 'numpy', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], cwd=SHIPPED_FOLDER.parents[2], check=False).returncode == 0


def test_overlay_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="not a folder"):
        load_lexicon(tmp_path / "nowhere")


def test_an_empty_overlay_changes_nothing(tmp_path: Path) -> None:
    empty = dict.fromkeys(FILE_NAMES, "# only a remark\n\n")
    assert with_overlay(tmp_path, **empty) == load_lexicon(None)


def test_a_new_concept_is_added_with_its_relations(tmp_path: Path) -> None:
    concepts = {concept.id: concept for concept in with_overlay(tmp_path, concepts=SCHOOL).concepts}
    assert len(concepts) == len(load_lexicon(None).concepts) + 1
    assert list(concepts) == sorted(concepts)
    assert concepts["school"].variants == (
        Variant("互联网治理学校", LABEL),
        Variant("治理学院", SAME),
        Variant("SIG", ABBREVIATION),
        Variant("治理培训", NEAR),
    )


def test_a_concept_with_a_shipped_id_replaces_it(tmp_path: Path) -> None:
    entry = '[[concept]]\nid = "stakeholder"\nlabel_zh = "持份者"\nlabel_en = "stakeholder"\nkind = "actor"\n'
    concepts = {concept.id: concept for concept in with_overlay(tmp_path, concepts=entry).concepts}
    assert [variant.text for variant in concepts["stakeholder"].variants] == ["持份者"]
    assert len(concepts) == len(load_lexicon(None).concepts)


def test_word_lists_are_added_to_and_taken_from(tmp_path: Path) -> None:
    lexicon = with_overlay(
        tmp_path, terms="网络学院\t500\n-工作组\n", stopwords="届时\n-共同\n", modals="亟须\n-可能\n"
    )
    assert Term("网络学院", 500) in lexicon.terms
    assert Term("工作组") not in lexicon.terms
    assert Term("工作组") in load_lexicon(None).terms
    assert {"届时", "的"} <= lexicon.stopwords
    assert "共同" not in lexicon.stopwords
    assert {"亟须", "必须"} <= lexicon.modals
    assert "可能" not in lexicon.modals


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("届时\n彼处\n".encode("utf-8-sig"), id="BOM"),
        pytest.param("届时\r\n彼处\r\n".encode(), id="CRLF"),
        pytest.param("届时\r彼处".encode(), id="CR, no last line end"),
        pytest.param("届时 \t \n\n  彼处\u3000\n  # 附注\n".encode(), id="blanks, ideographic space, remark"),
    ],
)
def test_what_editors_do_to_a_file_is_tolerated(tmp_path: Path, content: bytes) -> None:
    assert with_overlay(tmp_path, stopwords=content).stopwords == load_lexicon(None).stopwords | {"届时", "彼处"}


def test_an_analysts_gloss_replaces_the_shipped_one(tmp_path: Path) -> None:
    glosses, shipped = (
        with_overlay(tmp_path, glosses="参与\tengagement\n网格\tgrid\n").glosses,
        load_lexicon(None).glosses,
    )
    assert glosses == {**shipped, "参与": "engagement", "网格": "grid"}
    assert shipped["参与"] != "engagement"
    assert list(glosses) == sorted(glosses)


def test_corrections_keep_their_order_and_place(tmp_path: Path) -> None:
    lines = "# found\nb\tc\tab\tnote\n人又\t人口\t人又的\t\n"
    assert with_overlay(tmp_path, corrections=lines).corrections == (
        Correction("b", "c", "ab", "note", "lexicon/corrections.tsv, line 2"),
        Correction("人又", "人口", "人又的", "", "lexicon/corrections.tsv, line 3"),
    )


@pytest.mark.parametrize(
    ("part", "content", "line", "said"),
    [
        ("corrections", "a\tb\n", 1, "2 field(s) found"),
        ("corrections", "\na\tb\ta\tnote\tmore\n", 2, "5 field(s) found"),
        ("corrections", "a\tb\tcontext\tnote\n", 1, "does not contain 'a'"),
        ("corrections", "\tb\tcontext\tnote\n", 1, "found is empty"),
        ("corrections", "a\ta\tab\tnote\n", 1, "corrected to itself"),
        ("corrections", "a\tb\tac\t\na\tc\tac\t\n", 2, "reads 'c', but 'b'"),
        ("glosses", "词\n", 1, "1 field(s) found"),
        ("glosses", "词\tword\tmore\n", 1, "3 field(s) found"),
        ("glosses", "词\tword\n字\t\n", 2, "a word, a tab and its English"),
        ("terms", "词\t5\t7\n", 1, "3 field(s) found"),
        ("terms", "词\n甲\t多\n", 2, "frequency '多'"),
        ("terms", "甲\t0\n", 1, "whole number"),
        ("terms", "网络学院 500 n\n", 1, "put a tab"),
        ("terms", "-从未有过\n", 1, "not in the shipped list"),
        ("stopwords", "词\t5\n", 1, "2 field(s) found"),
        ("stopwords", "新词\n-新词\n", 2, "which line 1 adds; delete both"),
        ("modals", b"\xe5\xbf\x85\n\xff\n", 2, "not UTF-8"),
        ("concepts", "[[concept]\n", None, "not valid TOML"),
        ("concepts", "[[concepts]]\n", None, "expected [[concept]] entries only"),
        ("concepts", SCHOOL.replace("note", "remark"), 9, "unknown key 'remark'"),
        ("concepts", SCHOOL.replace('"body"', '"thing"'), 5, "unknown kind 'thing'"),
        ("concepts", SCHOOL.replace("near", "similar"), 8, "unknown relation 'similar'"),
        ("concepts", SCHOOL.replace('["SIG"]', '"SIG"'), 7, "expected a list"),
        ("concepts", SCHOOL.replace('["SIG"]', '[""]'), 7, "not empty"),
        ("concepts", SCHOOL.replace('"互联网治理学校"', '"  "'), 3, "label_zh is '  '"),
        ("concepts", SCHOOL.replace('"school"', '"School!"'), 2, "id 'School!'"),
        ("concepts", SCHOOL.replace("治理培训", "SIG"), 7, "twice in one concept"),
        ("concepts", SCHOOL.replace("治理培训", "涉众"), 8, "belongs to 'stakeholder'"),
        ("concepts", SCHOOL + "\n" + SCHOOL, 12, "id 'school' stands in"),
    ],
)
def test_a_fault_names_file_line_and_what_is_wrong(
    tmp_path: Path, part: str, content: str | bytes, line: int | None, said: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        with_overlay(tmp_path, **{part: content})
    message = str(caught.value)
    place = str(tmp_path / FILE_NAMES[part]) + (f", line {line}:" if line else ":")
    assert message.startswith(place)
    assert said in message


@pytest.mark.parametrize(
    ("name", "is_folder"), [("stopword.txt", False), ("terms.txt", True), ("concepts.toml~", False)]
)
def test_a_misspelt_file_is_refused_not_ignored(tmp_path: Path, name: str, is_folder: bool) -> None:
    path = tmp_path / name
    if is_folder:
        path.mkdir()
    else:
        path.write_text("社区")
    with pytest.raises(LexiconError, match=rf"{name}: no lexicon file; expected concepts\.toml"):
        load_lexicon(tmp_path)


def test_hidden_files_and_notes_may_lie_in_the_lexicon(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / "README.md").write_text("why we decided so")
    assert load_lexicon(tmp_path) == load_lexicon(None)


def test_all_faults_are_gathered_and_what_is_sound_is_loaded(tmp_path: Path) -> None:
    broken = SCHOOL.replace('"school"', '"School!"').replace('"body"', '"thing"').replace('["SIG"]', '"SIG"')
    folder = overlay(
        tmp_path,
        concepts=broken + "\n" + SCHOOL.replace('"治理培训"', '"治理培训", "涉众"'),
        terms="词\n甲\t多\n乙\t0\n-从未有过\n",
        stopwords=b"\xff",
        glosses="字\n词\tword\n文\t\n",
        corrections="a\tb\na\ta\tab\tnote\nb\tc\tab\tnote\n",
    )
    (folder / "term.txt").touch()
    faults = GatheredFaults()
    lexicon = load_lexicon(folder, faults)
    places = [str(fault).removeprefix(f"{folder}/").partition(": ")[0] for fault in faults.found]
    assert places == [
        *("term.txt", "concepts.toml, line 2", "concepts.toml, line 5", "concepts.toml, line 7"),
        *("concepts.toml, line 18", "terms.txt, line 4", "terms.txt, line 2", "terms.txt, line 3"),
        *("stopwords.txt, line 1", "glosses.tsv, line 1", "glosses.tsv, line 3"),
        *("corrections.tsv, line 1", "corrections.tsv, line 2"),
    ]
    assert Term("词") in lexicon.terms
    assert lexicon.glosses["词"] == "word"
    assert [correction.found for correction in lexicon.corrections] == ["b"]
