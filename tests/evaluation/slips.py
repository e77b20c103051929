"""Suspected look-alikes: how many false ones clean text gives, how many planted ones are found.

The threshold was chosen on reports of odd years and every other law; the figures are of the others.
"""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.normalise.look_alikes import look_alike_suspects, look_alikes
from tests.evaluation.texts import SETTINGS, normalised

SEED = 2018
N_PLANTED = 1000
THRESHOLDS = (3.0, 4.0, 5.0, 6.0)
_DOCUMENT = re.compile(r"^<<<.*?>>>\n", re.MULTILINE)


def measure(data: Path) -> Iterator[str]:
    for name, texts in (("government reports", reports(data)), ("laws", laws(data))):
        for half, chosen in (("chosen on", texts[1::2]), ("reported on", texts[::2])):
            n = sum(map(len, chosen))
            for min_gain in THRESHOLDS if half == "chosen on" else (SETTINGS.normalise.look_alike_min_gain,):
                false = sum(len(_suspects(text, min_gain)) for text in chosen)
                found, n_planted = _recall(chosen, min_gain)
                yield (
                    f"{name}, {half}, gain ≥ {min_gain:g}: {100_000 * false / n:.2f} suspects per 100,000 characters "
                    f"({false} in {n:,}); of {n_planted} planted {found} found ({found / n_planted:.0%})"
                )


def reports(data: Path) -> list[str]:
    """Clean text of the government work reports, an even year first."""
    files = sorted((data / "government-work-reports").glob("*.txt"), key=lambda file: int(file.stem))
    texts = {int(file.stem): _clean(file.name, file.read_bytes()) for file in files}
    even, odd = ([texts[year] for year in texts if year % 2 == rest] for rest in (0, 1))
    return [text for pair in zip(even, odd, strict=False) for text in pair]


def laws(data: Path) -> list[str]:
    """Clean text of every tenth law."""
    (file,) = (data / "laws").glob("*.txt.xz")
    texts = _DOCUMENT.split(lzma.decompress(file.read_bytes()).decode())[1::10]
    return [_clean(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]


def _clean(name: str, content: bytes) -> str:
    return "\n".join(normalised(name, content).tables["passages"].column("text").to_pylist())


def _suspects(text: str, min_gain: float) -> list[tuple[int, str]]:
    found = look_alike_suspects(text, SETTINGS.normalise.clause_characters, min_gain)
    return [(suspect.start, suspect.proposed) for suspect in found]


def _recall(texts: Sequence[str], min_gain: float) -> tuple[int, int]:
    """Plant one look-alike at a time, at a random place of a random text, and look for it with the right proposal."""
    draw, n_found = random.Random(SEED), 0
    places = [[at for at, c in enumerate(text) if c in look_alikes()] for text in texts]
    usable = [(text, at) for text, at in zip(texts, places, strict=True) if at]
    for _ in range(N_PLANTED):
        text, at = draw.choice(usable)
        place = draw.choice(at)
        # The whole text takes part: what else it holds tells a subject from a slip.
        planted = text[:place] + draw.choice(look_alikes()[text[place]]) + text[place + 1 :]
        n_found += (place, text[place]) in _suspects(planted, min_gain)
    return n_found, N_PLANTED
