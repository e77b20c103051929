"""The reference: jieba itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lexicon.dictionary import copy_tokenizer
from pipeline.segment.engine import Engine, Words

if TYPE_CHECKING:
    from pipeline.settings import SegmentSettings


class JiebaEngine(Engine):
    """jieba in a tokenizer of its own."""

    def __init__(self, words: Words, settings: SegmentSettings) -> None:
        self._tokenizer = copy_tokenizer()
        super().__init__(words, settings)

    def cut(self, text: str) -> list[str]:
        return list(self._tokenizer.cut(text, HMM=self._hmm))

    def cut_plain(self, text: str) -> list[str]:
        return self.cut(text)

    def cut_by_dictionary(self, text: str) -> list[str]:
        return list(self._tokenizer.cut(text, HMM=False))

    def _put(self, text: str, frequency: int) -> None:
        if frequency:
            self._tokenizer.add_word(text, frequency)
        else:  # ``add_word`` would also forbid every other tokenizer of this process to guess it
            self._tokenizer.FREQ[text] = 0
