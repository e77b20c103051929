"""A run against a background that was built: what reruns when it changes, and what stops a run before it starts."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.background.named import segmentation
from pipeline.background.stored import Origin, StoredBackground
from pipeline.errors import LexiconError, SettingsError
from pipeline.settings import SegmentSettings
from tests.conftest import Workspace

MESSAGES = (
    "消息\n\n我们要发展经济，缩小数字鸿沟。\n\n互联网治理需要合作。\n\n网络安全需要合作。\n\n要发展。\n\n要合作。\n"
)


def store(workspace: Workspace, counts: dict[str, int], rules: str | None = None) -> Path:
    """Keep these counts as the background news; cut by the rules of the run, where no others are named."""
    workspace.add("lexicon/stopwords.txt", "")
    cut = rules or segmentation(workspace.corpus / "lexicon", SegmentSettings())
    stored = StoredBackground(Origin("news", "texts", "ab", cut, 1, 1), counts)
    return workspace.add("lexicon/backgrounds/news.tsv", stored.text())


@pytest.fixture
def small(workspace: Workspace) -> Workspace:
    workspace.add("2019-berlin/messages.txt", MESSAGES)
    workspace.add("settings.toml", '[keywords]\nbackground = "news"\n')
    return workspace


def background(workspace: Workspace) -> list[tuple[str, int]]:
    table = pq.read_table(workspace.outputs / "data" / "background_keywords.parquet")
    rows = [row for row in table.to_pylist() if row["scope_kind"] == "edition"]
    return [(row["term"], row["background_count"]) for row in rows]


def test_a_changed_background_reruns_what_uses_it_and_nothing_else(small: Workspace) -> None:
    store(small, {"发展": 40, "合作": 1, "的": 900})
    manifest, _ = small.run("keywords")
    assert ("发展", 40) in background(small)
    assert not [warning for warning in manifest.all_warnings() if "news" in warning]
    before = small.files()
    assert small.run("keywords")[1].ran() == []
    assert small.files() == before
    store(small, {"发展": 41, "合作": 1, "的": 900})
    assert small.run("keywords")[1].ran() == ["keywords"]
    assert ("发展", 41) in background(small)


def test_one_that_nobody_uses_reruns_nothing(small: Workspace) -> None:
    store(small, {"发展": 40})
    small.run("keywords")
    small.add("lexicon/backgrounds/other.tsv", StoredBackground(Origin("other", "o", "", "", 1, 1), {"词": 1}).text())
    assert small.run("keywords")[1].ran() == []


def test_a_term_out_of_the_background_is_marked(small: Workspace) -> None:
    store(small, {"发展": 40, "合作": 1})
    small.run("keywords")
    assert ("数字鸿沟", 0) in background(small)


def test_one_cut_by_other_rules_is_warned_of_once(small: Workspace) -> None:
    store(small, {"发展": 40}, rules="others")
    manifest, _ = small.run("keywords")
    (warning,) = [warning for warning in manifest.all_warnings() if "news.tsv" in warning]
    assert "build the background again" in warning


@pytest.mark.parametrize(
    ("damage", "error", "said"),
    [
        (lambda path: path.unlink(), SettingsError, "background build DIR --name news"),
        (lambda path: path.write_text("发展\t3\n", encoding="utf-8"), LexiconError, "news.tsv, line"),
    ],
)
def test_what_cannot_be_used_stops_a_run_before_it_starts(
    small: Workspace, damage: object, error: type[Exception], said: str
) -> None:
    damage(store(small, {"发展": 40}))  # type: ignore[operator]
    with pytest.raises(error, match=said):
        small.run("keywords")
    assert not small.outputs.exists()
