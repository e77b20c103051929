"""jieba's own dictionary in an instance of our own, loaded without its cache file.

jieba trusts a cache in the shared temporary folder unread (a planted file changes the tokens) and leaves one there for
every user. Reading the packaged dictionary each time costs about 0.1 s more and touches no file but that dictionary.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


@functools.cache
def load_tokenizer() -> jieba.Tokenizer:
    """jieba's packaged dictionary, once a process; shared, so nobody adds a word to it.

    Who needs words of their own takes a tokenizer from ``copy_tokenizer``. Source: jieba 0.42.1, ``dict.txt``
    (349,046 words); ``FREQ`` maps a word to its frequency and every prefix of a word to 0.
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
