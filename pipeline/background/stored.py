"""A background as a plain file: lines that say where it comes from, then a word, a tab and a count a line.

::

    # background	government-work-reports
    # source	government-work-reports
    # sha256	1f0c…
    # segmentation	9b2e41…
    # documents	33
    # messages	5217
    # tokens	248913
    # words	14076
    word	count
    发展	3312

The most frequent word comes first, equals in order of code points. Nothing in it tells when, where or by whom it was
made: the same texts give the same bytes. ``tokens`` has to be the sum of the counts and ``words`` the number of lines,
so that a file that was cut short or edited by hand is found out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pipeline.background.model import Background
from pipeline.errors import LexiconError
from pipeline.faults import STOP
from pipeline.lexicon.load import BACKGROUNDS
from pipeline.lexicon.reading import noted, read_text

# A background lies in the lexicon's folder over the shipped one: it is an analyst's choice, and a folder beside the
# editions would be one of them.
FOLDER = BACKGROUNDS
SUFFIX = ".tsv"
_COLUMNS = "word\tcount"


@dataclass(frozen=True)
class Origin:
    """What the head of the file says of its texts: folder, what their names and bytes hash to, how they were cut."""

    background: str
    source: str
    sha256: str
    segmentation: str
    documents: int
    messages: int


@dataclass(frozen=True)
class StoredBackground:
    """A background with what its file says of it."""

    origin: Origin
    counts: Mapping[str, int]

    @property
    def background(self) -> Background:
        n_words = sum(self.counts.values())
        origin = self.origin
        documents = f"{origin.documents:,} document{'' if origin.documents == 1 else 's'}"
        note = f"{documents} of the folder {origin.source}, {n_words:,} words"
        return Background(origin.background, self.counts, n_words, note)

    def text(self) -> str:
        """The file's content."""
        stated = {**asdict(self.origin), "tokens": sum(self.counts.values()), "words": len(self.counts)}
        head = [f"# {key}\t{value}" for key, value in stated.items()]
        ordered = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return "\n".join([*head, _COLUMNS, *(f"{word}\t{count}" for word, count in ordered)]) + "\n"


def read_stored(path: Path) -> StoredBackground:
    """Read and check a background's file; ``LexiconError`` with file, line, and what to do."""
    lines = read_text(path, STOP).removesuffix("\n").split("\n")
    if _COLUMNS not in lines:
        raise _fault(path, len(lines), "no line 'word<TAB>count'", "one between the head and the words")
    start = lines.index(_COLUMNS) + 1
    head = _head(path, lines[: start - 1])
    counts = _counts(path, lines, start)
    for key, found in (("tokens", sum(counts.values())), ("words", len(counts))):
        if head[key] != found:
            raise _fault(path, 1, f"the lines have {found} {key}", f"{head[key]}, as the head says")
    if head["background"] != path.stem:
        raise _fault(path, 1, f"background {head['background']!r}", f"{path.stem!r}, as the file is named")
    return StoredBackground(Origin(**{field.name: head[field.name] for field in fields(Origin)}), counts)  # type: ignore[arg-type]


_TEXTS, _NUMBERS = ("background", "source", "sha256", "segmentation"), ("documents", "messages", "tokens", "words")


def _head(path: Path, lines: list[str]) -> dict[str, str | int]:
    stated: dict[str, str | int] = {}
    for number, line in enumerate(lines, start=1):
        key, tab, value = line.removeprefix("# ").partition("\t")
        is_number = key in _NUMBERS
        if not tab or not line.startswith("# ") or key not in (*_TEXTS, *_NUMBERS) or key in stated:
            raise _fault(path, number, repr(line), "'# ', a key that is not there yet, a tab and its value")
        if is_number and not value.isdecimal():
            raise _fault(path, number, f"{key} {value!r}", "a whole number")
        stated[key] = int(value) if is_number else value
    missing = [key for key in (*_TEXTS, *_NUMBERS) if key not in stated]
    if missing:
        raise _fault(path, 1, f"a head without {', '.join(missing)}", f"# {missing[0]}<TAB>its value")
    return stated


def _counts(path: Path, lines: list[str], start: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for number, line in enumerate(lines[start:], start=start + 1):
        word, _, count = line.partition("\t")
        if not word or not count.isdecimal() or count.startswith("0"):
            raise _fault(path, number, repr(line), "a word, a tab and a whole number from 1")
        if word in counts:
            raise _fault(path, number, f"{word!r} a second time", "each word once")
        counts[word] = int(count)
    if not counts:
        raise _fault(path, len(lines), "no word", "one a line")
    return counts


def _fault(path: Path, number: int, found: str, expected: str) -> LexiconError:
    return LexiconError(
        f"{path}, line {number}: found {found}; expected {expected}; build the background again, or restore the file"
    )


def noted_file(name: str) -> str:
    """The place of a stored background below the corpus, for messages that are kept: no folder of this machine."""
    return noted(f"{FOLDER}/{name}{SUFFIX}")
