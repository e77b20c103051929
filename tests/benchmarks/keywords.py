"""The whole line up to keywords on laws, with two workers, beside the plain script that most people would write.

The plain script cuts each line with jieba, makes a TF-IDF matrix of the documents and prints the top terms: no repair,
no lexicon, no spans, one ranking. Both are processes of their own, from nothing; wall time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.laws import LAWS, first_of, laws_file, read_documents
from tests.benchmarks.prepared import write_corpus
from tests.benchmarks.timing import ROOT, interleaved, peak_of, seconds

# All of it takes minutes a round: more rounds would take longer than they are worth.
MOST_ROUNDS = 3
SHARES = (0.1, 1.0)

PLAIN_SCRIPT = r"""
import logging, sys
from pathlib import Path
import jieba, numpy
from sklearn.feature_extraction.text import TfidfVectorizer
jieba.setLogLevel(logging.ERROR)
texts = [
    " ".join(word for line in file.read_text(encoding="utf-8").splitlines() for word in jieba.cut(line))
    for file in sorted(Path(sys.argv[1]).rglob("*.txt"))
]
vectorizer = TfidfVectorizer(token_pattern=r"\S+")
scores = numpy.asarray(vectorizer.fit_transform(texts).sum(axis=0)).ravel()
print(vectorizer.get_feature_names_out()[scores.argsort()[::-1][:50]])
"""


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    file = laws_file(data)
    if file is None:
        yield f"not measured: no {LAWS} in {data}; name another folder with DATA="
        return
    documents = list(read_documents(file))
    medians = []
    for share in SHARES:
        some = first_of(documents, share * sum(map(len, documents)))
        with tempfile.TemporaryDirectory() as folder:
            lines = _Line(Path(folder), some)
            yield f"{sum(map(len, some)) / 1e6:.1f} MB in {len(some)} documents"
            times = interleaved({"here": lines.whole, "plain": lines.plain}, min(n_rounds, MOST_ROUNDS))
            medians.append(statistics.median(times["here"]))
            yield from _told(times)
            if share == SHARES[-1]:
                yield from lines.peaks()
                yield from lines.one_more(statistics.median(times["here"]), min(n_rounds, MOST_ROUNDS))
    yield f"growth of the time from the smaller to the larger: {medians[1] / medians[0]:.1f} times (goal: at most 11)"


def _told(times: dict[str, list[float]]) -> Iterator[str]:
    for name, values in times.items():
        yield f"  {name:<8} median {statistics.median(values):6.1f} s   {min(values):.1f} to {max(values):.1f}"
    pairs = [plain / here for plain, here in zip(times["plain"], times["here"], strict=True)]
    spread = f"{min(pairs):.2f} to {max(pairs):.2f}"
    median = statistics.median(pairs)
    yield f"  so many times as fast, pair by pair: median {median:.2f}   {spread}   (goal: at least 6)"


class _Line:
    """A corpus in a folder, and the ways to go through it."""

    def __init__(self, folder: Path, documents: list[bytes]) -> None:
        self._corpus, self._outputs = folder / "corpus", folder / "outputs"
        write_corpus(documents, self._corpus)
        here = ["--corpus", str(self._corpus), "--outputs", str(self._outputs), "--jobs", "2", "--quiet"]
        self._here = [sys.executable, "-m", "pipeline", "keywords", *here]
        self._plain = [sys.executable, "-c", PLAIN_SCRIPT, str(self._corpus)]

    def whole(self) -> float:
        return seconds([*self._here, "--force"])

    def plain(self) -> float:
        return seconds(self._plain)

    def peaks(self) -> Iterator[str]:
        for name, command in (("here", [*self._here, "--force"]), ("plain", self._plain)):
            goal = "   (goal: at most 1500; the largest of its processes)" if name == "here" else ""
            yield f"  {name:<8} peak memory {peak_of(command):.0f} MB{goal}"

    def one_more(self, whole: float, n_rounds: int) -> Iterator[str]:
        """A document more, and a run again."""
        subprocess.run(self._here, cwd=ROOT, check=True, capture_output=True)
        taken = []
        for number in range(n_rounds):
            new = self._corpus / "2020-laws" / f"law-more-{number}.txt"
            new.write_text(
                f"新的法规\n\n第一条 各级政府应当促进数字经济发展，推动互联网治理（{number}）。\n", encoding="utf-8"
            )
            taken.append(seconds(self._here))
        median = statistics.median(taken)
        yield f"  a document more: median {median:.1f} s, {median / whole:.0%} of the whole   (goal: at most 15%)"
