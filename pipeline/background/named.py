"""Find the background that the settings name: jieba's dictionary, ``wordfreq``, or a file that an analyst built."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.background.model import Background
from pipeline.background.stored import FOLDER, SUFFIX, noted_file, read_stored
from pipeline.corpus import LEXICON_FOLDER
from pipeline.errors import SettingsError
from pipeline.hashes import file_hash, value_hash
from pipeline.lexicon.load import lexicon_files

if TYPE_CHECKING:
    from pipeline.settings import SegmentSettings

JIEBA, WORDFREQ = "jieba", "wordfreq"
BUILT_IN = (JIEBA, WORDFREQ)

# The rarest words that wordfreq lists for Chinese stand once in so many; as a text of this size its shares, rounded to
# a hundredth of a power of ten, are whole counts.
_WORDFREQ_SIZE = 100_000_000


@dataclass(frozen=True)
class NamedBackground:
    """A background by name that has not been read yet, so that an unchanged rerun reads none; ``file`` where built."""

    name: str
    file: Path | None = None

    @property
    def fingerprint(self) -> str:
        """Changes with the name and the file; the packages' versions are part of every stage's fingerprint."""
        return value_hash([self.name, file_hash(self.file) if self.file else None])

    def load(self) -> Background:
        """Read it. Raises ``LexiconError`` for a file that cannot be used."""
        if self.file is not None:
            return read_stored(self.file).background
        return _jieba() if self.name == JIEBA else _wordfreq()

    def warnings(self, segmentation: str) -> tuple[str, ...]:
        """A line where a file was cut by other rules than the corpus is now; ``LexiconError`` where it is damaged."""
        if self.file is None or read_stored(self.file).origin.segmentation == segmentation:
            return ()
        warning = (
            f"{noted_file(self.name)}: was cut with another lexicon or other settings of [segment] than the corpus is; "
            "what the lexicon has gained since looks rarer there than it is; build the background again"
        )
        return (warning,)


def find_background(name: str, overlay: Path | None) -> NamedBackground:
    """The background of this name; ``SettingsError`` where there is none, or not what it needs.

    ``overlay``: the lexicon folder over the shipped one, in which built ones lie; None for none.
    """
    if name == WORDFREQ and find_spec(WORDFREQ) is None:
        raise SettingsError(
            "[keywords] background = 'wordfreq': the package wordfreq is not installed; install it with "
            ".venv/bin/python -m pip install 'wordfreq>=3.1', or name another background"
        )
    if name in BUILT_IN:
        return NamedBackground(name)
    file = (overlay or Path(LEXICON_FOLDER)) / FOLDER / f"{name}{SUFFIX}"
    if not file.is_file():
        raise SettingsError(
            f"[keywords] background = {name!r}: there is no {file}; expected {', '.join(BUILT_IN)} or a background "
            f"that was built: python -m pipeline background build DIR --name {name}"
        )
    return NamedBackground(name, file)


def segmentation(overlay: Path | None, settings: SegmentSettings) -> str:
    """A hash of the rules that texts are cut by: the lexicon's words and the settings; engines give the same words."""
    files = lexicon_files(overlay)
    rules = settings.model_dump(mode="json", exclude={"engine"})
    return value_hash([[file_hash(file) for part in ("concepts", "terms") for file in files[part]], rules])


def stored_names(overlay: Path | None) -> tuple[str, ...]:
    """The names of all backgrounds that were built, sorted."""
    folder = overlay / FOLDER if overlay else None
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(file.stem for file in folder.iterdir() if file.suffix == SUFFIX))


def _jieba() -> Background:
    """The dictionary's own frequencies. They know neither the lexicon's terms nor numbers or most Latin words."""
    from pipeline.lexicon.dictionary import load_dictionary

    dictionary = load_dictionary()
    known = len(dictionary.frequency)
    note = f"frequencies of jieba's dictionary: {known:,} words, {dictionary.total:,} occurrences in all"
    return Background(JIEBA, dictionary.frequency, dictionary.total, note)


def _wordfreq() -> Background:
    """The package's shares as counts of a text of 100 million words.

    Source: Speer, R. (2022), rspeer/wordfreq: v3.0, Zenodo, doi 10.5281/zenodo.7199437: web pages, subtitles, news,
    books and others up to 2021.
    """
    package: Any = import_module(WORDFREQ)
    shares = package.get_frequency_dict("zh", wordlist="best")
    counts = {word: round(share * _WORDFREQ_SIZE) for word, share in shares.items()}
    note = f"shares of {len(counts):,} words by wordfreq, as counts of a text of {_WORDFREQ_SIZE:,} words"
    return Background(WORDFREQ, {word: count for word, count in counts.items() if count}, _WORDFREQ_SIZE, note)
