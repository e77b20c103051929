"""Passages in another language, taken out of a Chinese document and listed.

A bilingual document has its English paragraphs beside the Chinese ones; what is Chinese stays, in kinds and sections as
if the rest were not there. A passage goes where it is running text: a heading "IGF 2018", an address, a date, a link or
a row of acronyms stays, since it belongs to the Chinese around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.identify import CHINESE, HAN_LETTER, HANGUL, JAPANESE, KANA, KOREAN, identify, share_not_japanese
from pipeline.normalise.characters import is_finished
from pipeline.normalise.ledger import Edit

if TYPE_CHECKING:
    from pipeline.settings import NormaliseSettings

RULE = "other_language"
# Small Latin letters, and letters of any other script than Chinese: what Chinese text hardly has. One scan for these
# finds the passages to look at.
_TELLING = re.compile(
    "[a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u1fff\u2c00-\u2dff\u3041-\u30fa\u3131-\u318e\ua4d0-\uabff\uac00-\ud7a3\ufb00-\ufdff\ufe70-\ufefc]"
)
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w\.\w)\S*")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_CASED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u0531-\u0587\u1e00-\u1fff]")


class OtherPassage(NamedTuple):
    """The ``number``-th passage of a text, from 0, begins at ``start`` and is in ``language`` (BCP 47)."""

    number: int
    start: int
    text: str
    language: str


def other_passages(text: str, settings: NormaliseSettings) -> list[OtherPassage]:
    """The passages of a text, one a line, that are in another language; costs one scan where there is none.

    Between two Japanese or Korean passages a short one in Chinese characters alone is theirs: a heading.
    """
    found = list(_running(text, settings))
    if any(passage.language in {JAPANESE, KOREAN} for passage in found):
        found += _headings_between(text, found, settings)
    return sorted(found)


def _running(text: str, settings: NormaliseSettings) -> Iterator[OtherPassage]:
    end, number = -1, 0
    for hit in _TELLING.finditer(text):
        if hit.start() < end:
            continue
        start = text.rfind("\n", 0, hit.start()) + 1
        number += text.count("\n", max(end, 0), start)
        end = text.find("\n", hit.start())
        end = len(text) if end < 0 else end
        language = other_language(text[start:end], settings)
        if language is not None:
            yield OtherPassage(number, start, text[start:end], language)


def other_language(passage: str, settings: NormaliseSettings) -> str | None:
    """The language of a passage of running text that is not Chinese; None for every other passage.

    Left alone: Chinese with names and quotations in other scripts, and what is too short or too full of capitals to be
    running text. Addresses do not count.
    """
    words = _ADDRESS.sub(" ", passage)
    n_letters = sum(map(str.isalpha, words))
    if n_letters < settings.min_other_letters:
        return None
    if not (_is_japanese_or_korean(words, n_letters, settings) or _is_foreign(words, n_letters, settings)):
        return None
    language = identify(words, settings.min_language_confidence)
    return None if language == CHINESE else language


def _is_japanese_or_korean(words: str, n_letters: int, settings: NormaliseSettings) -> bool:
    """More kana or Hangul than in a name that Chinese quotes; kana among Chinese that Japanese cannot be is a name."""
    if len(HANGUL.findall(words)) > settings.max_hangul_share * n_letters:
        return True
    n_kana = len(KANA.findall(words))
    return n_kana > settings.max_kana_share * n_letters and share_not_japanese(words) < settings.min_not_japanese_share


def _is_foreign(words: str, n_letters: int, settings: NormaliseSettings) -> bool:
    """Few Chinese characters; where the script has capitals, enough words in small letters and more than of these.

    A Chinese character says as much as a word: 就是 international norm around data, 這是我們的 products is Chinese.
    """
    n_chinese = len(HAN_LETTER.findall(words))
    if n_chinese >= settings.max_chinese_share * n_letters:
        return False
    n_words = sum(map(str.islower, _WORD.findall(words)))
    return n_words >= max(settings.min_other_words, n_chinese + 1) or not _CASED.search(words)


def _headings_between(text: str, found: Sequence[OtherPassage], settings: NormaliseSettings) -> Iterator[OtherPassage]:
    language_of = {passage.number: passage.language for passage in found}
    start = 0
    for number, line in enumerate(text.split("\n")):
        before, after = language_of.get(number - 1), language_of.get(number + 1)
        is_short = len(line) < settings.min_other_letters and not is_finished(line)
        if number not in language_of and before in {JAPANESE, KOREAN} and before == after and is_short:
            yield OtherPassage(number, start, line, before or "")
        start += len(line) + 1


def without(text: str, passages: Sequence[OtherPassage]) -> list[Edit]:
    """Edits that take passages out of a text, one a line, each with one line end."""
    edits: list[Edit] = []
    n_kept_before_end = len(text)
    for passage in reversed(passages):
        start, end = passage.start, passage.start + len(passage.text)
        if end < n_kept_before_end:
            edits.append(Edit(start, text[start : end + 1], "", RULE))
        else:  # at the end of what stays, the line end before it goes
            n_kept_before_end = max(start - 1, 0)
            edits.append(Edit(n_kept_before_end, text[n_kept_before_end:end], "", RULE))
    return edits[::-1]
