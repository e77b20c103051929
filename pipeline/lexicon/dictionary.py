"""jieba's own dictionary: its words with their frequencies, and jieba itself without its cache file.

jieba trusts a cache in the shared temporary folder unread (a planted file changes the tokens) and leaves one there for
every user. Its packaged dictionary is read each time instead, and no file but that.
"""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import jieba

LONGEST_WORD = 16
"""Characters of the longest word in jieba's dictionary."""


class Dictionary(NamedTuple):
    """Frequencies by word, what jieba divides them by, and the class of each word: n noun, v verb, vn verbal noun …

    One class a word, whatever it is in a sentence; they are those of ICTCLAS.
    """

    frequency: Mapping[str, int]
    total: int
    word_class: Mapping[str, str]


@functools.cache
def load_dictionary() -> Dictionary:
    """The packaged dictionary, once a process; read without jieba, in half of its time.

    Source: jieba 0.42.1, ``dict.txt``: 349,046 lines ``word frequency class``. One word stands there twice; its last
    frequency holds while the total counts both, as in jieba.
    """
    lines = _dictionary_file().read_text(encoding="utf-8").splitlines()
    words, numbers, classes = zip(*(line.split(" ", 2) for line in lines), strict=True)
    frequencies = list(map(int, numbers))
    word_class = dict(zip(words, map(sys.intern, classes), strict=True))
    return Dictionary(dict(zip(words, frequencies, strict=True)), sum(frequencies), word_class)


def _dictionary_file() -> Path:
    found = find_spec("jieba")  # does not import it
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("dict.txt")


@functools.cache
def load_tokenizer() -> jieba.Tokenizer:
    """jieba with its packaged dictionary, once a process; shared, so nobody adds a word to it.

    Who needs words of their own takes a tokenizer from ``copy_tokenizer``. Its ``FREQ`` maps a word to its frequency
    and every prefix of a word to 0.
    """
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def copy_tokenizer() -> jieba.Tokenizer:
    """A tokenizer with a copy of the packaged dictionary, to which words may be added."""
    import jieba

    shared = load_tokenizer()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(shared.FREQ), shared.total, True
    return tokenizer
