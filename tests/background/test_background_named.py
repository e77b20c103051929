"""Which background a name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.background import named
from pipeline.background.model import Background
from pipeline.background.named import find_background, segmentation, stored_names
from pipeline.background.stored import Origin, StoredBackground
from pipeline.errors import SettingsError
from pipeline.settings import SegmentSettings, Settings


def _store(overlay: Path, name: str, counts: dict[str, int], rules: str = "") -> Path:
    file = overlay / "backgrounds" / f"{name}.tsv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(StoredBackground(Origin(name, "texts", "ab", rules, 1, 1), counts).text(), encoding="utf-8")
    return file


def test_jieba_is_the_default_and_its_dictionary_is_what_counts() -> None:
    background = find_background(Settings().keywords.background, None).load()
    # dict.txt of jieba 0.42.1 has the line 互联网 1813 n; the sum of all its frequencies is 60,101,967.
    assert (background.count("互联网"), background.size) == (1813, 60_101_967)
    assert background.count("互联网治理论坛") == 0


def test_wordfreq_as_counts_of_a_text_of_a_hundred_million_words() -> None:
    from wordfreq import word_frequency

    background = find_background("wordfreq", None).load()
    assert background.size == 100_000_000
    assert background.count("互联网") == round(word_frequency("互联网", "zh") * 100_000_000) > 0
    assert min(background.counts.values()) >= 1
    assert sum(background.counts.values()) <= background.size


def test_wordfreq_where_it_is_not_installed_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"not installed; install it with .*pip install 'wordfreq"):
        find_background("wordfreq", None)


def test_a_built_one_is_read_from_the_lexicon(tmp_path: Path) -> None:
    _store(tmp_path, "news", {"网络": 3})
    assert find_background("news", tmp_path).load() == Background(
        "news", {"网络": 3}, 3, "1 document of the folder texts, 3 words"
    )
    assert stored_names(tmp_path) == ("news",)


def test_a_name_that_nobody_built_says_how_to(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"there is no .*news.tsv; .* background build DIR --name news"):
        find_background("news", tmp_path)
    assert stored_names(tmp_path) == stored_names(None) == ()


def test_the_fingerprint_follows_the_file(tmp_path: Path) -> None:
    file = _store(tmp_path, "news", {"网络": 3})
    before = find_background("news", tmp_path).fingerprint
    assert find_background("news", tmp_path).fingerprint == before != find_background("jieba", tmp_path).fingerprint
    file.write_text(file.read_text(encoding="utf-8").replace("ab", "cd"), encoding="utf-8")
    assert find_background("news", tmp_path).fingerprint != before


def test_one_cut_by_other_rules_is_warned_of(tmp_path: Path) -> None:
    _store(tmp_path, "news", {"网络": 3}, rules="then")
    (warning,) = find_background("news", tmp_path).warnings("now")
    assert warning.startswith("lexicon/backgrounds/news.tsv: was cut with another lexicon")
    assert str(tmp_path) not in warning
    assert find_background("news", tmp_path).warnings("then") == ()
    assert find_background("jieba", tmp_path).warnings("now") == ()


def test_rules_change_with_words_and_settings_not_with_the_engine(tmp_path: Path) -> None:
    shipped = segmentation(None, SegmentSettings())
    assert segmentation(tmp_path, SegmentSettings(engine="jieba")) == shipped
    assert segmentation(tmp_path, SegmentSettings(hmm=not SegmentSettings().hmm)) != shipped
    (tmp_path / "terms.txt").write_text("数字公共品\n", encoding="utf-8")
    assert segmentation(tmp_path, SegmentSettings()) != shipped


@pytest.mark.parametrize("name", ["../secret", "a b", "a.tsv", "", "a/b", "a#b"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="background"):
        Settings.model_validate({"keywords": {"background": name}})
