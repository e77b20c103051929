"""Which documents are kept and worked on together, and what a new one among them moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pipeline import shards as module
from pipeline.corpus import Document
from pipeline.edition_file import EditionFile
from pipeline.shards import Shard, shards
from pipeline.tables import partition_files
from tests.conftest import Workspace

if TYPE_CHECKING:
    import pytest


def document(name: str, n_bytes: int) -> Document:
    made = Document(f"2030-sample/{name}", "2030-sample", Path("corpus"), name, "0" * 64, EditionFile(), None)
    made.__dict__["n_bytes"] = n_bytes
    return made


def together(found: list[Shard]) -> list[set[str]]:
    return [{one.document_id for one in shard.documents} for shard in found]


documents = st.lists(
    st.tuples(st.text("abc", min_size=1, max_size=6), st.integers(0, 9_000_000)), max_size=40, unique_by=lambda d: d[0]
).map(lambda pairs: [document(*pair) for pair in sorted(pairs)])


@given(documents)
def test_shards_hold_every_document_once_in_order_and_none_is_empty_but_the_only_one(some: list[Document]) -> None:
    found = shards("2030-sample", some)
    assert [one for shard in found for one in shard.documents] == some
    assert [shard.number for shard in found] == list(range(len(found)))
    assert len(found) == 1 or all(shard.documents for shard in found)


@given(documents, st.integers(0, 40))
def test_a_document_less_changes_the_shard_that_it_was_in_and_its_neighbour_at_most(
    some: list[Document], place: int
) -> None:
    if not some:
        return
    gone = some[place % len(some)]
    before = together(shards("2030-sample", some))
    after = together(shards("2030-sample", [one for one in some if one is not gone]))
    changed = [shard for shard in before if shard not in after]
    assert len(changed) <= 2
    assert any(gone.document_id in shard for shard in changed)


def test_many_small_documents_are_some_megabytes_together() -> None:
    found = shards("2030-sample", [document(f"{number:05}", 20_000) for number in range(5000)])
    assert 25 < len(found) < 90  # 100 MB, 2 MB in the mean
    assert max(shard.n_bytes for shard in found) < 20_000_000


def test_a_large_document_ends_its_shard() -> None:
    found = shards("2030-sample", [document("a", 10), document("b", 40_000_000), document("c", 10)])
    assert together(found) == [{"2030-sample/a", "2030-sample/b"}, {"2030-sample/c"}]


def test_a_new_document_leaves_the_files_of_other_shards_alone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MEAN_BYTES", 1)
    for name in ("a", "c", "d"):
        workspace.add(f"2030-sample/{name}.txt", f"样例 {name}\n\n各国政府应当加强互联网治理方面的能力建设。\n")
    workspace.run("segment")
    before = [file.stat().st_ino for file in partition_files("tokens", workspace.outputs)["2030-sample"]]
    workspace.add("2030-sample/b.txt", "样例 b\n\n数据治理需要各国政府合作。\n")
    workspace.run("segment")
    after = [file.stat().st_ino for file in partition_files("tokens", workspace.outputs)["2030-sample"]]
    assert [after[0], after[2], after[3]] == before
    assert after[1] not in before


def test_shards_do_not_change_what_later_stages_make(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        workspace.add(f"2030-sample/{name}.txt", f"样例 {name}\n\n各国政府应当加强互联网治理方面的能力建设。\n")
    other = Workspace(tmp_path / "other")
    other.add("2030-sample/a.txt", "")
    for file in workspace.corpus.rglob("*.txt"):
        other.add(str(file.relative_to(workspace.corpus)), file.read_text(encoding="utf-8"))
    workspace.run("keywords")
    monkeypatch.setattr(module, "_MEAN_BYTES", 1)
    other.run("keywords")
    assert len(partition_files("tokens", other.outputs)["2030-sample"]) == 3
    for table in ("terms", "concepts", "keywords"):
        path = f"data/{table}.parquet"
        assert (workspace.outputs / path).read_bytes() == (other.outputs / path).read_bytes()
