"""Reading the corpus folder: what is found, what is stated, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.corpus import Corpus, corpus_hashes, edition_name, read_corpus, slug
from pipeline.errors import CorpusError
from pipeline.faults import GatheredFaults
from tests.conftest import ROOT, Workspace


def read(folder: Path) -> Corpus:
    return read_corpus(folder, corpus_hashes(folder))


def test_the_shipped_edition() -> None:
    (document,) = read(ROOT / "corpus").documents
    assert document.document_id == "2018-paris/evolution-of-internet-governance"
    source = document.read()
    assert source.stated is not None
    assert source.edition_stated is not None
    assert (source.year, source.stated.status, source.stated.language) == (2018, "draft", "zh-Hans")
    assert (source.edition_stated.city_zh, source.edition_stated.city_en) == ("巴黎", "Paris")
    assert source.stated.sections["多利益相关者主义"] == "Multistakeholderism"
    assert source.sha256 == "9856ace0e7f23f43e9f53cabab4629a259acfe0bfa573c3b3634b517acf4d93a"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("messages.txt", "messages"),
        ("igf-2019.zh.txt", "igf-2019"),
        ("igf-2019.zh-Hant.txt", "igf-2019"),
        ("消息 一.txt", "消息-一"),
        ("part/a#b.txt", "part-a-b"),
        ("zh.txt", "zh"),
        ("v1.2.final.txt", "v1.2.final"),
        (".txt", "document"),
        ("line\nend \x1b[31m.txt", "line-end-[31m"),
        ("\N{ZERO WIDTH SPACE}消息.txt", "-消息"),
    ],
)
def test_slug(file: str, expected: str) -> None:
    assert slug(file) == expected


def test_an_edition_folder_with_blanks_gets_an_id_without() -> None:
    assert edition_name("2019 柏林") == "2019-柏林"


def test_without_edition_toml_one_warning_and_the_year_from_the_name(workspace: Workspace) -> None:
    workspace.add("2019-berlin/a.txt", "消息")
    workspace.add("2019-berlin/b.txt", "消息二")
    corpus = read(workspace.corpus)
    assert len(corpus.warnings) == 1
    assert "2019-berlin: no edition.toml" in corpus.warnings[0]
    assert [document.read().year for document in corpus.documents] == [2019, 2019]
    assert corpus.documents[0].read().stated is None


def test_many_editions_without_edition_toml_are_one_warning(workspace: Workspace) -> None:
    for year in (2019, 2020, 2021):
        workspace.add(f"{year}/a.txt", f"消息{year}")
    assert [warning[:18] for warning in read(workspace.corpus).warnings] == ["2019, 2020, 2021: "]


def test_no_edition_is_called_as_all_of_them_are(workspace: Workspace) -> None:
    workspace.add("corpus/a.txt", "消息")
    with pytest.raises(CorpusError, match="names all editions together"):
        read(workspace.corpus)


def test_lexicon_and_settings_are_no_editions(workspace: Workspace) -> None:
    workspace.add("lexicon/terms.txt", "词")
    workspace.add("settings.toml", "")
    workspace.add("2019-berlin/a.txt", "消息")
    assert [document.edition for document in read(workspace.corpus).documents] == ["2019-berlin"]


SUM = "0" * 64


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, "no file to analyse; put", id="empty"),
        pytest.param({"2019/edition.toml": ""}, "no file to analyse", id="edition.toml alone"),
        pytest.param({"a.txt": "消息"}, r"a\.txt: lies in the corpus folder itself.*move it", id="stray file"),
        pytest.param({"2019/a.txt": "消息", "2019/edition.toml": "x = ["}, "not valid TOML", id="malformed"),
        pytest.param({"2019/a.txt": "消息", "2019/edition.toml": b"\xff"}, "not valid TOML", id="not UTF-8"),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": "yaer = 2019\ncitty = 1"}, "(?s)yaer.*citty", id="unknown keys"
        ),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": 'region = "taiwan"'},
            "region.*'cn', 'hk' or 'tw'",
            id="no region",
        ),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": '[[files]]\nfile = "b.txt"'},
            r"names the file 'b\.txt', which is not in",
            id="file not there",
        ),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": '[[files]]\nfile = "../2018/a.txt"'}, "inside", id="path out"
        ),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": '[[files]]\nfile="a.txt"\n[[files]]\nfile="a.txt"'},
            "two entries",
            id="two entries",
        ),
        pytest.param({"2019/a.txt": "消息", "2019/edition.toml": 'id = "2020"'}, "expected '2019'", id="wrong id"),
        *(
            pytest.param(
                {"2019/a.txt": "消息", "2019/edition.toml": f"[[files]]\nfile = {name}"}, expected, id=f"path {name}"
            )
            for name, expected in (
                ('"/etc/passwd"', "inside"),
                ('"part/../../a.txt"', "inside"),
                ("'C:\\a.txt'", "inside"),
                ("'..\\a.txt'", "inside"),
                ("'\\\\host\\share\\a.txt'", "inside"),
                ('"a.txt\\u0000"', "no control characters"),
                ('"./a.txt"', "expected 'a.txt'"),
                ('""', "expected '.'"),
                ('"edition.toml"', "which is not in"),
            )
        ),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": '[[files]]\nfile="a.txt"\nsize=7'},
            "stated 7 bytes, found 6",
            id="size",
        ),
        pytest.param(
            {"2019/a.txt": "消息", "2019/edition.toml": '[[files]]\nfile="a.txt"\nscript="Latn"'}, "Hant", id="script"
        ),
        pytest.param({"2019/a.txt": "消息", "2019/edition.toml": "a = " + "[" * 5000}, "not valid TOML", id="deep"),
        pytest.param({"2019/a.txt": "消息", "2019/a.zh.txt": "消息"}, "both have the document id 2019/a", id="one id"),
    ],
)
def test_what_is_refused(workspace: Workspace, files: dict[str, str | bytes], expected: str) -> None:
    for file, content in files.items():
        workspace.add(file, content)
    with pytest.raises(CorpusError, match=expected):
        read(workspace.corpus)


def test_two_folders_of_one_edition_are_refused(workspace: Workspace) -> None:
    workspace.add("2019 berlin/a.txt", "消息")
    workspace.add("2019-berlin/b.txt", "消息")
    with pytest.raises(CorpusError, match="both are the edition 2019-berlin"):
        read(workspace.corpus)


def test_a_wrong_checksum_names_both_sums(workspace: Workspace) -> None:
    workspace.add("2019/a.txt", "消息")
    workspace.add("2019/edition.toml", f'[[files]]\nfile = "a.txt"\nsha256 = "{SUM}"')
    found = corpus_hashes(workspace.corpus)["2019/a.txt"]
    with pytest.raises(CorpusError, match=f"stated {SUM}, found {found}"):
        read(workspace.corpus)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no such folder.*--corpus"):
        corpus_hashes(tmp_path / "nowhere")


def test_a_link_out_of_the_corpus_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密")
    workspace.add("2019/a.txt", "消息")
    (workspace.corpus / "2019/b.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(CorpusError, match="leads out of the corpus"):
        corpus_hashes(workspace.corpus)


def test_what_is_stated_of_an_edition_changes_the_fingerprint(workspace: Workspace) -> None:
    workspace.add("2019/a.txt", "消息")
    before = read(workspace.corpus).documents[0].fingerprint
    workspace.add("2019/edition.toml", 'title_zh = "消息"')
    assert read(workspace.corpus).documents[0].fingerprint != before


def test_all_faults_are_gathered(workspace: Workspace) -> None:
    workspace.add("stray.txt", "1")
    workspace.add("corpus/a.txt", "2")
    workspace.add("2019/a.txt", "3")
    workspace.add("2019/a.zh.txt", "4")
    workspace.add("2019/edition.toml", 'id = "2020"\n[[files]]\nfile = "b.txt"\n[[files]]\nfile = "a.txt"\nsize = 2')
    workspace.add("2020/edition.toml", "yaer = 2020\n[[files]]\nsize = -1")
    faults = GatheredFaults()
    corpus = read_corpus(workspace.corpus, corpus_hashes(workspace.corpus), faults)
    said = [str(fault).removeprefix(f"{workspace.corpus}/") for fault in faults.found]
    expected = [
        "stray.txt: lies in the corpus folder itself",
        "corpus: 'corpus' names all editions together",
        "2019/edition.toml: id is '2020', expected '2019'",
        "2019/edition.toml: names the file 'b.txt', which is not in",
        "2019/edition.toml: size of a.txt differs: stated 2 bytes, found 1",
        "2020/edition.toml: files.0.file: Field required",
        "2020/edition.toml: files.0.size: Input should be greater than or equal to 0, found -1",
        "2020/edition.toml: yaer: there is no such key, found 2020",
        "2019/a.txt and 2019/a.zh.txt: both have the document id 2019/a",
    ]
    assert [line for line, start in zip(said, expected, strict=True) if not line.startswith(start)] == []
    assert [document.file for document in corpus.documents] == ["2019/a.txt", "2019/a.zh.txt", "corpus/a.txt"]


def test_nothing_there_is_a_fault_among_others(tmp_path: Path) -> None:
    faults = GatheredFaults()
    assert read_corpus(tmp_path / "x", corpus_hashes(tmp_path / "x", faults), faults).documents == ()
    assert ["no such folder" in str(fault) for fault in faults.found] == [True, False]


def test_copies_are_warned_of(workspace: Workspace) -> None:
    for file in ("2019/a.txt", "2019/b.txt", "2020/c.txt"):
        workspace.add(file, "消息")
    _, warning = read(workspace.corpus).warnings
    assert warning.startswith("2019/b.txt, 2020/c.txt: the same bytes as 2019/a.txt;")


def test_a_file_that_changes_after_it_was_hashed_is_refused(workspace: Workspace) -> None:
    workspace.add("2019/a.txt", "消息")
    (document,) = read(workspace.corpus).documents
    workspace.add("2019/a.txt", "消息消息")
    with pytest.raises(CorpusError, match=r"a\.txt: changed while it was being read"):
        document.read()
