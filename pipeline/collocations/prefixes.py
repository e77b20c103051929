"""Words that are formed with the field's prefixes, 网络- or 数字-: which there are, how often, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.collocations.message_words import MessageWords
from pipeline.keywords.roles import CONTENT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import CollocationsSettings

_WORD = "word"
# Classes of jieba's dictionary: nouns of all sorts, verbs and adjectives used as nouns, and set phrases.
_NOUNS = ("n", "vn", "an", "nz", "l", "j", "i")


@dataclass
class Formed:
    """A word formed with a prefix in one edition: its places, in order."""

    n_joined: int = 0
    n_adjacent: int = 0
    messages: list[int] = field(default_factory=list)


def formed_words(
    words: MessageWords, prefixes: Collection[str], classes: Mapping[str, str], wordings: Wordings
) -> dict[tuple[str, str], Formed]:
    """What each prefix forms in the messages of an edition, by prefix and word.

    *Joined*: a token that begins with the prefix and goes on, 网络安全. *Adjacent*: the prefix as a token of its own
    and the next token, right behind it in the sentence, where that is a content term, and a noun by ``classes`` or in
    no dictionary at all: 网络|空间, which counts as 网络空间. The longest prefix of the list takes a token.
    """
    import numpy as np

    texts = words.vocabulary.texts
    joined = {term: prefix for term, text in enumerate(texts) if (prefix := _prefix_of(text, prefixes))}
    alone = [term for term, text in enumerate(texts) if text in prefixes]
    found: dict[tuple[str, str], Formed] = {}
    for at in np.flatnonzero(np.isin(words.term, np.array(sorted(joined), dtype=np.int64))).tolist():
        term = int(words.term[at])
        one = found.setdefault((joined[term], texts[term]), Formed())
        one.n_joined += 1
        one.messages.append(int(words.message[at]))
    is_noun = _nouns(words, classes, wordings)
    for at in _prefixes_before(words, np.array(alone, dtype=np.int64), is_noun).tolist():
        prefix, follower = texts[words.term[at]], texts[words.term[at + 1]]
        one = found.setdefault((prefix, prefix + follower), Formed())
        one.n_adjacent += 1
        one.messages.append(int(words.message[at]))
    return found


def _prefix_of(text: str, prefixes: Iterable[str]) -> str | None:
    """The longest prefix that a longer text begins with."""
    return max((one for one in prefixes if text != one and text.startswith(one)), key=len, default=None)


def _nouns(words: MessageWords, classes: Mapping[str, str], wordings: Wordings) -> NDArray[np.bool_]:
    """For each text of the vocabulary whether it can be what a prefix stands before."""
    import numpy as np

    vocabulary = words.vocabulary
    rows = zip(vocabulary.texts, vocabulary.kinds, words.roles, strict=True)
    return np.array([_is_noun(*row, classes, wordings) for row in rows], dtype=bool)


def _is_noun(text: str, kind: str, role: str, classes: Mapping[str, str], wordings: Wordings) -> bool:
    if kind != _WORD or role != CONTENT:
        return False
    word_class = classes.get(text)
    return word_class is None or word_class.startswith(_NOUNS) or wordings.is_merged(text)


def _prefixes_before(words: MessageWords, alone: NDArray[np.int64], is_noun: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Places of words that are a prefix with a noun right behind, in the same sentence."""
    import numpy as np

    first, second = words.term[:-1], words.term[1:]
    follows = (words.sentence[1:] == words.sentence[:-1]) & (words.start[1:] == words.end[:-1])
    return np.flatnonzero(np.isin(first, alone) & follows & is_noun[second])


def prefix_rows(
    words: MessageWords,
    formed: Mapping[tuple[str, str], Formed],
    wordings: Wordings,
    terms: Collection[str],
    settings: CollocationsSettings,
) -> Iterator[dict[str, Any]]:
    """Rows of ``prefixes`` for one edition, by prefix, most frequent word first, but for what other editions say."""
    document, message_ids = words.document, words.message_ids
    ordered = sorted(formed.items(), key=lambda item: (item[0][0], -len(item[1].messages), item[0][1]))
    for (prefix, word), one in ordered:
        messages = sorted(set(one.messages))
        concept = wordings.claimant(word)
        yield {
            "edition": words.edition,
            "prefix": prefix,
            "word": word,
            "follower": word.removeprefix(prefix),
            "n_joined": one.n_joined,
            "n_adjacent": one.n_adjacent,
            "n_occurrences": one.n_joined + one.n_adjacent,
            "n_messages": len(messages),
            "n_documents": len(set(document[messages].tolist())),
            "n_messages_edition": words.n_messages,
            "is_in_lexicon": concept is not None or word in terms,
            "concept": None if concept is None else wordings.concepts[concept].id,
            "passage_ids": " ".join(message_ids[message].as_py() for message in messages[: settings.max_examples]),
        }


def since_when(rows: Sequence[dict[str, Any]], in_order: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of all editions with the first edition that has each word, and whether it is new in its own.

    ``in_order``: the editions with messages, the earliest first. In the earliest nothing can be new: there is nothing
    before it, and ``is_new`` is null.
    """
    place = {edition: number for number, edition in enumerate(in_order)}
    first: dict[str, int] = {}
    for row in rows:
        first[row["word"]] = min(first.get(row["word"], len(place)), place[row["edition"]])
    for row in rows:
        came = first[row["word"]]
        is_new = None if place[row["edition"]] == 0 else came == place[row["edition"]]
        yield {**row, "first_edition": in_order[came], "is_new": is_new}
