"""Themes of 10,000 messages beside TF-IDF, SVD and k-means with as many restarts as ours has resamples.

Ours counts the messages under every choice, tests them against shuffled text, chooses their number and settles who
belongs where; the plain way clusters once, the number given. Paragraphs of laws; wall time on one thread each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.settings import Settings
from pipeline.themes.fit import fit_themes, n_resamples
from pipeline.themes.rows import approximation
from tests.benchmarks.laws import LAWS, laws_file, read_laws
from tests.benchmarks.timing import compared, interleaved, peak_of, wall

if TYPE_CHECKING:
    from pipeline.themes.bags import Cut

N_MESSAGES = 10_000
N_PLAIN_CLUSTERS, N_PLAIN_AXES = 10, 100
LEAST_CHARACTERS = 30
MOST_OF_LAW = 20
"""Paragraphs of one law, so that the messages come of hundreds."""
MOST_ROUNDS = 3
SETTINGS = Settings()


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    from threadpoolctl import threadpool_limits

    if laws_file(data) is None:
        yield f"not measured: no {LAWS} in {data}; name another folder with DATA="
        return
    cut, texts = _cut(data)
    runs = {"here, from tokens to themes": wall(_here(cut)), "plain, from texts to clusters": wall(_plain(texts))}
    with threadpool_limits(limits=1):
        times = interleaved(runs, min(n_rounds, MOST_ROUNDS))
    yield f"{len(texts)} messages (goal: at most 60 s on two cores, 2000 MB)"
    here, plain = runs
    yield from compared(times, (here, plain), "no goal: the plain way neither tests nor chooses")
    peak = peak_of([sys.executable, "-m", "tests.benchmarks.themes", str(data)])
    yield f"peak memory, with cutting into words: {peak:.0f} MB"
    yield f"approximation that the tables state: {_approximation(cut)}"


def _here(cut: Cut) -> Callable[[], None]:
    from pipeline.themes.stage import read_text
    from tests.evaluation.texts import meaning

    def run() -> None:
        _, text = read_text([cut], meaning(), SETTINGS.segment, SETTINGS.themes)
        fit_themes("laws", text, SETTINGS.themes)

    return run


def _plain(texts: list[str]) -> Callable[[], None]:
    """What most would write, words cut with jieba beforehand, as ours are."""
    import jieba
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    words = [" ".join(jieba.cut(text)) for text in texts]
    n_starts = n_resamples(len(texts), SETTINGS.themes)

    def run() -> None:
        clusters = KMeans(N_PLAIN_CLUSTERS, n_init=n_starts, random_state=0)
        make_pipeline(TfidfVectorizer(), TruncatedSVD(N_PLAIN_AXES, random_state=0), Normalizer(), clusters).fit(words)

    return run


def _approximation(cut: Cut) -> str | None:
    from pipeline.themes.stage import read_text
    from tests.evaluation.texts import meaning

    _, text = read_text([cut], meaning(), SETTINGS.segment, SETTINGS.themes)
    return approximation(text, SETTINGS.themes)


def _cut(data: Path) -> tuple[Cut, list[str]]:
    from tests.evaluation.texts import cut_of, passages

    texts = list(islice(_paragraphs(data), N_MESSAGES))
    return cut_of(passages(texts)), texts


def _paragraphs(data: Path) -> Iterator[str]:
    for law in read_laws(data):
        lines = (line.strip() for line in law.decode().splitlines())
        yield from islice((line for line in lines if len(line) >= LEAST_CHARACTERS and line[0] != "#"), MOST_OF_LAW)


if __name__ == "__main__":
    _here(_cut(Path(sys.argv[1]))[0])()
