"""A background's file: what is written is read again, and what is wrong with it is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.background.model import Background
from pipeline.background.stored import Origin, StoredBackground, read_stored
from pipeline.errors import LexiconError

ORIGIN = Origin("news", "texts", "ab12", "cd34", documents=2, messages=5)
TEXT = """\
# background\tnews
# source\ttexts
# sha256\tab12
# segmentation\tcd34
# documents\t2
# messages\t5
# tokens\t12
# words\t3
word\tcount
发展\t7
IGF\t3
网络\t2
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "news.tsv"


def _write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_as_it_is_written() -> None:
    assert StoredBackground(ORIGIN, {"网络": 2, "发展": 7, "IGF": 3}).text() == TEXT


def test_equals_stand_in_order_of_code_points() -> None:
    lines = StoredBackground(ORIGIN, {"网": 1, "A": 1, "一": 1, "多": 2}).text().splitlines()
    assert [line.partition("\t")[0] for line in lines[-4:]] == ["多", "A", "一", "网"]


def test_what_is_read_is_what_was_written(file: Path) -> None:
    stored = read_stored(_write(file, TEXT))
    assert stored == StoredBackground(ORIGIN, {"发展": 7, "IGF": 3, "网络": 2})
    assert stored.background == Background(
        "news", {"发展": 7, "IGF": 3, "网络": 2}, 12, "2 documents of the folder texts, 12 words"
    )


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1), st.integers(1, 10**9), min_size=1
    )
)
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, counts: dict[str, int]) -> None:
    file = tmp_path_factory.getbasetemp() / "news.tsv"
    stored = StoredBackground(ORIGIN, counts)
    assert read_stored(_write(file, stored.text())) == stored


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("发展\t7\n", "发展\t8\n", "line 1: found the lines have 13 tokens; expected 12"),
        ("# words\t3", "# words\t4", "found the lines have 3 words; expected 4"),
        ("网络\t2\n", "网络 2\n", "line 12: found '网络 2'; expected a word, a tab and a whole number from 1"),
        ("网络\t2\n", "网络\t0\n", "line 12: found '网络\\t0'"),
        ("网络\t2\n", "网络\t-2\n", "line 12: found '网络\\t-2'"),
        ("网络\t2\n", "\n网络\t2\n", "line 12: found ''"),
        ("网络\t2\n", "发展\t2\n", "line 12: found '发展' a second time; expected each word once"),
        ("word\tcount\n", "", "no line 'word<TAB>count'"),
        ("# documents\t2\n", "", "a head without documents"),
        ("# documents\t2\n", "# documents\ttwo\n", "line 5: found documents 'two'; expected a whole number"),
        ("# documents\t2\n", "# documents 2\n", "line 5: found '# documents 2'"),
        ("# sha256\tab12\n", "# sha256\tab12\n# sha256\tab12\n", "line 4: found '# sha256"),
        ("# source\t", "# made\t", "line 2: found '# made"),
        ("# background\tnews", "# background\told", "found background 'old'; expected 'news', as the file is named"),
        ("发展\t7\nIGF\t3\n网络\t2\n", "", "found no word"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_with_its_line(file: Path, before: str, after: str, said: str) -> None:
    assert before in TEXT
    with pytest.raises(LexiconError) as error:
        read_stored(_write(file, TEXT.replace(before, after)))
    assert said in str(error.value)
    assert str(error.value).startswith(f"{file}, line ")
    assert "build the background again" in str(error.value)


def test_a_file_in_another_encoding_is_named(file: Path) -> None:
    file.write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        read_stored(file)


def test_line_ends_of_another_system_mean_nothing(file: Path) -> None:
    assert read_stored(_write(file, TEXT.replace("\n", "\r\n"))).counts["IGF"] == 3
