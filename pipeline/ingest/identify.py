"""Which language is a text in? By its writing system where that decides, else by py3langid's model of 140 languages.

The model is a file of the installed package; nothing is ever fetched. It is read at the first text that needs it.
"""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.characters import HAN
from pipeline.ingest.commonness import pairs

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

CHINESE, JAPANESE, KOREAN, UNDETERMINED = "zh", "ja", "ko", "und"

HAN_LETTER = re.compile(f"[{HAN}]")
KANA = re.compile(
    "[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d]"
)  # without ・, which Chinese has
HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_READ = 10_000  # characters: far more than the model needs
_HAN_RUN = re.compile(f"[{HAN}]+")
# Labels of the model that BCP 47 has a wider or another code for, and what is no language.
_WIDER = {
    "wuu": CHINESE, "yue": CHINESE, "ary": "ar", "arz": "ar", "grc": "el", "hbo": "he", "nn": "no", "uzs": "uz",
    "pcm": "en", "sdh": "ku", "zxx": UNDETERMINED,
}  # fmt: skip


def identify(text: str, min_confidence: float) -> str:
    """BCP 47 code of a text's language; ``und`` where the likeliest has not this probability.

    Chinese characters do not count beside letters of another script: English with Chinese names in it is English.

    >>> [identify(text, 0.5) for text in ("これは憲法である", "인터넷 거버넌스", "互联网治理", "2018")]
    ['ja', 'ko', 'zh', 'und']
    """
    n_han, n_kana, n_hangul = (len(script.findall(text)) for script in (HAN_LETTER, KANA, HANGUL))
    others = _HAN_RUN.sub(" ", text)
    n_others = sum(map(str.isalpha, others)) - n_kana - n_hangul
    if max(n_kana, n_hangul) > n_others:
        return JAPANESE if n_kana >= n_hangul else KOREAN
    if n_others:
        return _likeliest(others[:_READ], min_confidence)
    return CHINESE if n_han else UNDETERMINED


def share_not_japanese(text: str) -> float:
    """Share of Chinese characters that modern Japanese does not write, 联 and 们 or 們; near 0 in Japanese.

    >>> share_not_japanese("我们联合"), share_not_japanese("国際連合憲章")
    (0.5, 0.0)
    """
    han = HAN_LETTER.findall(text)
    return sum(character not in _japanese() for character in han) / len(han) if han else 0.0


@functools.cache
def _japanese() -> frozenset[str]:
    """The 2,965 characters of the first level of JIS X 0208, 々 and 〇; modern Japanese hardly uses others."""
    return frozenset("\u3005\u3007").union(pairs("euc_jp", range(0xB0, 0xD0), range(0xA1, 0xFF)))


def _likeliest(text: str, min_confidence: float) -> str:
    """By naive Bayes over byte sequences (py3langid); a language has the probability of all its labels."""
    probability: dict[str, float] = {}
    for label, share in _identifier().rank(text.lower()):
        code = _WIDER.get(label, label)
        probability[code] = probability.get(code, 0.0) + share
    best = min(probability, key=lambda code: (-probability[code], code))
    return best if probability[best] >= min_confidence else UNDETERMINED


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@functools.cache
def _names() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(files("pipeline.ingest").joinpath("language_names.toml").read_text(encoding="utf-8"))


def language_name(code: str, reader: str = "en") -> str:
    """A language's name for readers of Chinese (``zh``) or English (``en``), or its code where it has none here.

    >>> language_name("fr"), language_name("fr", "zh"), language_name("xyz")
    ('French', '法语', 'xyz')
    """
    return _names().get(code, {}).get(reader, code)
