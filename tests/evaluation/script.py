"""Scripts told apart, what conversion does to text that needs none, and how far it agrees with OpenCC itself.

The official converter shares its module's name with the library used here and is no dependency: to compare with it,
name the Python of an environment of its own that has it in ``OPENCC_PYTHON``.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import subprocess
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter

from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.script.convert import RULE, shipped_converter
from pipeline.normalise.script.detect import script_of, scripts_of, traditional_passages
from pipeline.normalise.script.signs import traditional_only
from pipeline.normalise.script.vocabulary import regional_vocabulary
from tests.evaluation.texts import normalised

Convert = Callable[[str], str]

OFFICIAL = "OPENCC_PYTHON"
_OFFICIAL_CODE = "import opencc, sys; sys.stdout.write(opencc.OpenCC(sys.argv[1]).convert(sys.stdin.read()))"
# Characters of a passage: bullets as short as they come, sentences, paragraphs.
LENGTHS = ((6, 15), (16, 40), (41, 400))
N_PASSAGES = 4000
SEED = 2018


def measure(data: Path) -> Iterator[str]:
    reports = sorted((data / "government-work-reports").glob("*.txt"))
    yield from _reports_unchanged(reports)
    yield from _laws_unchanged(data / "laws" / "cn-laws-zh-hans.txt.xz")
    transcripts = _transcripts(data / "transcripts-traditional")
    if transcripts and reports:
        yield from _mixed("\n".join(path.read_text(encoding="utf-8") for path in reports), "\n".join(transcripts))
        yield from _agreement("\n".join(transcripts))
    else:
        yield "mixed files, agreement with OpenCC: not measured, no government-work-reports or transcripts-traditional"
    yield from _cases(data / "opencc" / "testcases.jsonl")


def _reports_unchanged(paths: Sequence[Path]) -> Iterator[str]:
    n = 0
    for path in paths:
        repairs = normalised(path.name, path.read_bytes()).tables["repairs"].to_pylist()
        n += sum(len(row["before"]) for row in repairs if row["rule"] == RULE)
    yield f"{len(paths)} government work reports: {n} characters changed by the converter"


def _laws_unchanged(path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"laws: not measured, no {path.name}"
        return
    with lzma.open(path, "rt", encoding="utf-8") as file:
        documents = re.split("(?m)^<<<.*>>>$", file.read())
    started = perf_counter()
    found = [passage for document in documents for _, passage in traditional_passages(document)]
    seconds = perf_counter() - started
    n_bytes = sum(len(document.encode()) for document in documents)
    yield (
        f"{len(documents)} laws: {len(found)} passages given to the converter; "
        f"looked through at {n_bytes / seconds / 1e6:.0f} MB/s"
    )


def _transcripts(folder: Path) -> list[str]:
    """Every Markdown file of the folder, unpacked or in archives."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
    for archive in sorted(folder.glob("*.tar.xz")):
        with tarfile.open(archive) as files:
            members = sorted((member for member in files if member.name.endswith(".md")), key=lambda one: one.name)
            opened = (files.extractfile(member) for member in members)
            texts += [file.read().decode("utf-8") for file in opened if file]
    return texts


def _mixed(simplified: str, traditional: str) -> Iterator[str]:
    random = Random(SEED)
    for shortest, longest in LENGTHS:
        kinds = {
            "Hans": _passages(simplified, shortest, longest, random),
            "Hant": _passages(traditional, shortest, longest, random),
        }
        truth, passages = _joined(kinds, random)
        told = scripts_of(passages)
        own = [script_of(passage) for passage in passages]
        wrong = sum(mine not in (true, "undetermined") for mine, true in zip(own, truth, strict=True))
        settled = sum(mine != true for mine, true in zip(told, truth, strict=True))
        found = {passage for _, passage in traditional_passages("\n".join(passages))}
        changed = sum(passage in found for passage, true in zip(passages, truth, strict=True) if true == "Hans")
        missed = sum(
            traditional_only().search(passage) is not None and passage not in found
            for passage, true in zip(passages, truth, strict=True)
            if true == "Hant"
        )
        yield (
            f"mixed files, {len(passages)} passages of {shortest}–{longest} characters: {wrong} show the wrong script, "
            f"{own.count('undetermined')} none; {settled} wrong after asking the neighbours; "
            f"Simplified ones converted {changed}, Traditional ones missed {missed}"
        )


def _passages(text: str, shortest: int, longest: int, random: Random) -> list[str]:
    """Clauses, sentences or lines of a length, sampled."""
    cut = "[\n，。；：！？、]" if longest <= 15 else "[\n。！？]" if longest <= 40 else "\n"
    found = [piece.strip() for piece in re.split(cut, text)]
    wanted = [piece for piece in found if shortest <= len(piece) <= longest and not piece.isascii()]
    return random.sample(wanted, min(N_PASSAGES, len(wanted)))


def _joined(kinds: dict[str, list[str]], random: Random) -> tuple[list[str], list[str]]:
    """One file of runs of one to five passages of either script, in turn; the script of each and its text."""
    waiting = {script: list(passages) for script, passages in kinds.items()}
    truth: list[str] = []
    passages: list[str] = []
    while all(waiting.values()):
        for script, left in waiting.items():
            for _ in range(min(random.randint(1, 5), len(left))):
                truth.append(script)
                passages.append(left.pop())
    return truth, passages


def _agreement(text: str) -> Iterator[str]:
    from opencc import OpenCC

    started = perf_counter()
    converted = shipped_converter().convert(text)
    seconds = perf_counter() - started
    yield f"{len(text)} characters of transcripts converted at {len(text.encode()) / seconds / 1e6:.1f} MB/s"
    interpreter = os.environ.get(OFFICIAL)
    if not interpreter:
        yield f"agreement with OpenCC: not measured; name a Python that has it in {OFFICIAL}"
        return
    alone = OpenCC("t2s").convert(text)
    for configuration in ("t2s", "tw2s"):
        official = _official(interpreter, configuration, text)
        for name, mine in (("library alone", alone), ("here", converted)):
            yield f"characters that differ from OpenCC {configuration}, {name}: {_differences(text, mine, official)}"


def _official(interpreter: str, configuration: str, text: str) -> str:
    command = [interpreter, "-c", _OFFICIAL_CODE, configuration]
    return subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def _differences(text: str, mine: str, official: str) -> str:
    triples = zip(text, mine, official, strict=True)
    differing = Counter(f"{received} {one}/{other}" for received, one, other in triples if one != other)
    n = differing.total()
    most = ", ".join(f"{what} {count}" for what, count in differing.most_common(6))
    return f"{n} = {100 * n / len(text):.4f} % ({most})"


def _cases(path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"OpenCC's own cases: not measured, no {path.name}"
        return
    from opencc import OpenCC

    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    here: dict[str, Convert] = {"t2s": shipped_converter().convert, "tw2sp": _with_vocabulary}
    for configuration, convert in here.items():
        wanted = [
            (case["input"], case["expected"][configuration]) for case in cases if configuration in case["expected"]
        ]
        alone = OpenCC(configuration).convert
        n_alone, n_here = (sum(way(given) == right for given, right in wanted) for way in (alone, convert))
        yield f"OpenCC's own cases, {configuration}: library alone {n_alone} of {len(wanted)}, here {n_here}"


def _with_vocabulary(text: str) -> str:
    rewriting = Rewriting(shipped_converter().convert(text))
    rewriting.apply(regional_vocabulary([(0, rewriting.text)], "tw"))
    return rewriting.text
