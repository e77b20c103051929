"""jieba's twin in Rust, with what it does otherwise mended, so that its words are jieba's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.lexicon.dictionary import load_dictionary
from pipeline.segment.engine import Engine, Words

if TYPE_CHECKING:
    from pipeline.settings import SegmentSettings

# jieba's blocks: what it looks for words in. Outside of them every character is a word.
_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
# What jieba makes of the characters of a block that are neither Chinese nor a word of its dictionary.
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# Where the two differ: marks of a block, which the twin keeps with what they touch.
_MARK = re.compile(r"[+#&._%-]")
# And ideographs that came into Unicode late: only the twin looks for words in them.
_LATE = re.compile("([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00010000-\U0010ffff])")
# A word of two characters that no text has: unassigned for ever.
_NO_WORD = "\U0010ffff\U0010ffff"


class RjiebaEngine(Engine):
    """jieba-rs by way of ``rjieba``; instances cannot be pickled, and words are not added while one cuts."""

    def __init__(self, words: Words, settings: SegmentSettings) -> None:
        from rjieba import Jieba

        self._jieba = Jieba()
        # jieba counts both lines of a word that stands twice in its dictionary.
        self._n_counted_twice = load_dictionary().total - sum(load_dictionary().frequency.values())
        self._jieba.add_word(_NO_WORD, self._n_counted_twice, None)
        super().__init__(words, settings)

    def cut(self, text: str) -> list[str]:
        if _LATE.search(text):
            return [word for piece in _LATE.split(text) if piece for word in self._cut(piece)]
        return self._cut(text)

    def cut_plain(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text, self._hmm)
        return words

    def cut_by_dictionary(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text, False)
        return words

    def _cut(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text, self._hmm)
        if not self._hmm or not _MARK.search(text):
            return words
        return [
            part
            for word in words
            for part in ((word,) if len(word) == 1 or not _MARK.search(word) else self._mended(word))
        ]

    def _mended(self, word: str) -> Iterator[str]:
        """What jieba makes of a word that the twin has guessed."""
        if self.frequency(word):
            yield word
            return
        at = 0
        for block in _BLOCK.finditer(word):
            yield from word[at : block.start()]
            yield from filter(None, _LATIN.split(block.group()))
            at = block.end()
        yield from word[at:]

    def _put(self, text: str, frequency: int) -> None:
        """Where a word was there before, the twin takes its old frequency from the total; jieba does not."""
        before = self.frequency(text)
        self._jieba.add_word(text, frequency, None)
        if before:
            self._n_counted_twice += before
            self._jieba.add_word(_NO_WORD, self._n_counted_twice, None)
