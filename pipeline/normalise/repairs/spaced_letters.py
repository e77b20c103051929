"""Latin words with a space between all their letters: I G F, I n t e r n e t.

Wide-set headings come out of PDF files like this, and the acronym is three single letters to every count.

Joined are letters that make a word of the same document; three or more capitals beside Chinese, unless they stand in
the order of the alphabet; and five or more letters of which only the first may be a capital. Left alone: A B C,
x y z, options (A C D), initials, two letters that the document does not write together.
"""

from __future__ import annotations

import re

from pipeline.characters import HAN
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "spaced_letters"
_QUICK = re.compile(" [A-Za-z](?![0-9A-Za-z])(?<=[A-Za-z] .)")
_LETTERS = re.compile("(?<![0-9A-Za-z])(?<![0-9A-Za-z] )[A-Za-z](?: [A-Za-z])+(?! ?[0-9A-Za-z])")
_HAN_BEFORE, _HAN_AFTER = re.compile(f"[{HAN}] ?$"), re.compile(f" ?[{HAN}]")
_MIN_CAPITALS, _MIN_LETTERS = 3, 5


@with_signs(None)
def spaced_letters(text: str) -> list[Edit]:
    """One edit a word.

    >>> [edit.after for edit in spaced_letters("在 I G F 上，选 A B C 三项")]
    ['IGF']
    """
    if not _QUICK.search(text):
        return []
    runs = [(match, match.group().replace(" ", "")) for match in _LETTERS.finditer(text)]
    # Joined once, a word of the document: joined everywhere.
    words = {word for match, word in runs if _is_word(word, text, match)}
    return [Edit(match.start(), match.group(), word, RULE) for match, word in runs if word in words]


def _is_word(word: str, text: str, place: re.Match[str]) -> bool:
    if re.search(f"(?<![0-9A-Za-z]){word}(?![0-9A-Za-z])", text):
        return True
    if list(word.lower()) == sorted(word.lower()):
        return False
    if word.isupper() and len(word) >= _MIN_CAPITALS:
        before = text[max(place.start() - 2, 0) : place.start()]
        return _HAN_BEFORE.search(before) is not None or _HAN_AFTER.match(text, place.end()) is not None
    return word[1:].islower() and len(word) >= _MIN_LETTERS
