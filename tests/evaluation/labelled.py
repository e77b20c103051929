"""Texts with known classes, of different kinds: what themes are held against, and how a person's own file is read."""

from __future__ import annotations

import csv
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tests.benchmarks.laws import read_laws
from tests.evaluation.keywords import read_abstracts
from tests.evaluation.texts import normalised

TITLES, TITLES_OF_ABSTRACTS = "keywords-csl/categories_train.tsv", "keywords-csl/categories_dev.tsv"
TRANSCRIPTS = "transcripts-traditional/*.tar.xz"
REPORTS = "government-work-reports"

ODD_TITLES, LAWS = "titles, odd rows, sizes alike", "articles of laws"
"""What term vectors are learnt from besides."""

N_TITLES, N_CATEGORIES = 4000, 10
MOST_OF_CATEGORY = 160
"""Titles of a class where classes are held to one size: the least common of ten classes has about so many."""
N_LAWS, N_ARTICLES = 10, 100
N_MEETINGS, N_UTTERANCES = 8, 100
N_OF_CORPUS = 300
LEAST_CHARACTERS = 30
"""Shorter paragraphs are headings and yes or no."""


class Labelled(NamedTuple):
    """A set of texts, and the class of each."""

    name: str
    texts: list[str]
    classes: list[str]

    @property
    def is_long(self) -> bool:
        """Of as many words each as a paragraph has, where little can be learnt elsewhere."""
        return sum(map(len, self.texts)) >= 100 * len(self.texts)

    @property
    def n_classes(self) -> int:
        return len(set(self.classes))


def labelled_sets(data: Path) -> Iterator[Labelled]:
    """Every set that can be made of what the data folder holds."""
    if (data / TITLES).is_file():
        yield from _title_sets(_categories(data / TITLES))
        abstracts = read_labelled_abstracts(data)
        yield abstracts
        yield _first_sentences(abstracts)
    laws, meetings = _long_laws(data), _meetings(data)
    if laws:
        articles = _drawn(LAWS, laws, N_LAWS, N_ARTICLES)
        yield articles
        yield articles._replace(
            name="first clauses of these articles", texts=[_clause(text) for text in articles.texts]
        )
    if meetings:
        yield _drawn("utterances of meetings", meetings, N_MEETINGS, N_UTTERANCES)
    corpora = {"laws": _all(laws), "meetings": _all(meetings), "reports": _reports(data)}
    yield from _mixed({name: texts for name, texts in corpora.items() if texts})


def read_labelled(file: Path) -> Labelled:
    """A file of one's own, UTF-8, a text a line: ``text<TAB>class``, ``class<TAB>text`` or ``id<TAB>text<TAB>class``.

    The classes are the column that holds the fewest different values, the texts the column with the longest ones.
    Raises ``ValueError`` where lines differ in columns or the file has one column or one class.
    """
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = [row for row in csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    n_columns = {len(row) for row in rows}
    if len(n_columns) != 1 or n_columns == {1}:
        raise ValueError(f"{file}: lines of {sorted(n_columns)} columns; expected the same everywhere, at least two")
    columns = list(zip(*rows, strict=True))
    of_text = max(range(len(columns)), key=lambda place: sum(map(len, columns[place])))
    rest = [place for place in range(len(columns)) if place != of_text]
    # A column that says the same of every line, such as the task, is no class.
    telling = [place for place in rest if len(set(columns[place])) > 1]
    if not telling:
        raise ValueError(f"{file}: every line is of one class; expected two classes or more")
    of_class = min(telling, key=lambda place: len(set(columns[place])))
    return Labelled(file.name, list(columns[of_text]), list(columns[of_class]))


def read_labelled_abstracts(data: Path) -> Labelled:
    """Abstracts whose title, the last part of their text, has a category."""
    category_of = dict(_categories(data / TITLES_OF_ABSTRACTS))
    texts, _ = read_abstracts(data)
    known = [(text, category_of[title]) for text in texts if (title := text.rpartition(" ")[2]) in category_of]
    return _labelled("abstracts", known)


def _title_sets(rows: Sequence[tuple[str, str]]) -> Iterator[Labelled]:
    """The first titles of the first ten categories; then of all categories, of two halves that share no title, with
    categories of one size."""
    categories = sorted({category for _, category in rows})
    first = [row for row in rows if row[1] in categories[:N_CATEGORIES]][:N_TITLES]
    yield _labelled("titles", first)
    for place, name in enumerate((ODD_TITLES, "titles, even rows, sizes alike")):
        yield _labelled(name, _most_of_each(rows[place::2], MOST_OF_CATEGORY))


def _most_of_each(rows: Iterable[tuple[str, str]], most: int) -> Iterator[tuple[str, str]]:
    n: dict[str, int] = defaultdict(int)
    for text, category in rows:
        n[category] += 1
        if n[category] <= most:
            yield text, category


def _first_sentences(abstracts: Labelled) -> Labelled:
    sentences = [text.replace(";", "。").replace("；", "。").split("。")[0] for text in abstracts.texts]
    return Labelled("first sentences of abstracts", sentences, abstracts.classes)


def _long_laws(data: Path) -> dict[str, list[str]]:
    """The paragraphs of laws that have plenty, by the law's number."""
    laws = {f"{number:05d}": _paragraphs(text.decode()) for number, text in enumerate(read_laws(data))}
    return {name: paragraphs for name, paragraphs in laws.items() if len(paragraphs) >= N_ARTICLES}


def _meetings(data: Path) -> dict[str, list[str]]:
    """What is said at each long meeting, as the line reads it: in Simplified script."""
    archive = next(iter(sorted(data.glob(TRANSCRIPTS))), None)
    if archive is None:
        return {}
    long: dict[str, list[str]] = {}
    with tarfile.open(archive) as opened:
        for member in opened:
            if len(long) == N_MEETINGS or not (file := opened.extractfile(member)):
                continue
            paragraphs = _messages(f"{len(long)}.md", file.read())
            if len(paragraphs) >= N_UTTERANCES:
                long[member.name] = paragraphs
    return long


def _reports(data: Path) -> list[str]:
    return [text for file in sorted((data / REPORTS).glob("*.txt")) for text in _messages(file.name, file.read_bytes())]


def _messages(name: str, content: bytes) -> list[str]:
    rows = normalised(name, content).tables["passages"].select(["text", "is_message"]).to_pylist()
    return [row["text"] for row in rows if row["is_message"] and len(row["text"]) >= LEAST_CHARACTERS]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if len(line) >= LEAST_CHARACTERS and not line.startswith("#")]


def _clause(text: str) -> str:
    """The first clauses of a text, at least twelve characters of them: as long as a title."""
    clause = ""
    for part in text.split(" ", 1)[-1].replace("。", "，").replace("、", "，").split("，"):
        clause += part
        if len(clause) >= 12:
            break
    return clause


def _all(texts: Mapping[str, Sequence[str]]) -> list[str]:
    return [text for of_one in texts.values() for text in of_one]


def _mixed(corpora: Mapping[str, Sequence[str]]) -> Iterator[Labelled]:
    """Paragraphs of several corpora, which corpus being the class; then only their first clauses."""
    if len(corpora) > 1:
        mixed = _drawn("paragraphs of corpora", corpora, len(corpora), N_OF_CORPUS)
        yield mixed
        yield mixed._replace(name="first clauses of these paragraphs", texts=[_clause(text) for text in mixed.texts])


def _drawn(name: str, texts: Mapping[str, Sequence[str]], n_classes: int, n_of_each: int) -> Labelled:
    """So many texts of each of so many classes, both drawn at random with a fixed seed."""
    rng = np.random.default_rng(0)
    classes = sorted(texts)
    chosen = [classes[place] for place in sorted(rng.permutation(len(classes))[:n_classes].tolist())]
    rows = [
        (texts[one][place], one) for one in chosen for place in rng.permutation(len(texts[one]))[:n_of_each].tolist()
    ]
    return _labelled(name, [rows[place] for place in rng.permutation(len(rows)).tolist()])


def _labelled(name: str, rows: Iterable[tuple[str, str]]) -> Labelled:
    texts, classes = zip(*rows, strict=True)
    return Labelled(name, list(texts), list(classes))


def _categories(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[1], row[2]) for row in rows if len(row) == 3]
