"""The report in a real browser: how large it is, when it answers, how long a search takes.

The shipped corpus, and 40 editions with 20,000 passages made of laws. Times are the browser's own, from the start of
the navigation or of the search until the answer stands on the page; they are no ratios, since nothing bare does this.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.laws import LAWS, laws_file, read_laws
from tests.benchmarks.timing import ROOT, seconds
from tests.browser.chromium import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Page

N_EDITIONS, N_DOCUMENTS, N_PARAGRAPHS = 40, 5, 100
"""Together 20,000 paragraphs: what the page promises to carry."""
SEARCHES = ("能力建设", "法律", "人民政府 责任", "capacity building", "数据", "没有这样的话")
"""A concept, a word that stands nearly everywhere, two words, an English label, a term, and nothing."""
GOALS = {
    "shipped corpus": "at most 1.5 MB, 1,000 ms",
    "40 editions": "at most 25 MB, 150 ms a search",
}

# From the change of the address until the panel's heading has changed and a frame was drawn.
ANSWER = """query => new Promise(resolve => {
  history.replaceState(null, '', location.pathname); // the same search again is a change, too
  const started = performance.now();
  const heading = document.getElementById('panel-title');
  const told = new MutationObserver(() => {
    told.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - started));
  });
  told.observe(heading, { childList: true, subtree: true, characterData: true });
  location.hash = '#find?text=' + encodeURIComponent(query);
})"""


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _told("shipped corpus", ROOT / "corpus", Path(folder) / "shipped", n_rounds)
        if laws_file(data) is None:
            yield f"not measured on 40 editions: no {LAWS} in {data}; name another folder with DATA="
            return
        corpus = Path(folder) / "corpus"
        write_editions(corpus, data)
        yield from _told("40 editions", corpus, Path(folder) / "large", n_rounds)


def write_editions(corpus: Path, data: Path) -> None:
    """Editions of paragraphs of laws, as text files."""
    paragraphs = _paragraphs(data)
    for number in range(N_EDITIONS):
        edition = corpus / f"{1985 + number}-laws"
        edition.mkdir(parents=True)
        for document in range(N_DOCUMENTS):
            lines = [f"第{document + 1}份文件", *islice(paragraphs, N_PARAGRAPHS)]
            (edition / f"document-{document + 1}.txt").write_text("\n\n".join(lines), encoding="utf-8")


def _paragraphs(data: Path) -> Iterator[str]:
    for law in read_laws(data):
        for line in law.decode().splitlines():
            text = line.strip()
            if 40 <= len(text) <= 400 and text[0] != "#":
                yield text


def _told(name: str, corpus: Path, outputs: Path, n_rounds: int) -> Iterator[str]:
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "analyze",
        "--quiet",
        "--corpus",
        str(corpus),
        "--outputs",
        str(outputs),
    ]
    yield f"{name}: analysed in {seconds(command):.0f} s"
    index = outputs / "index.html"
    with opened() as page:
        starts = [_started(page, index) for _ in range(n_rounds)]
        answers = {query: [page.evaluate(ANSWER, query) for _ in range(n_rounds)] for query in SEARCHES}
    size = f"{index.stat().st_size / 1e6:.2f} MB"
    loaded, ready = (statistics.median(times) for times in zip(*starts, strict=True))
    yield f"  {size}, read and drawn after {loaded:.0f} ms, a first search answered after {ready:.0f} ms"
    for query, times in answers.items():
        yield f"  {query:<20} median {statistics.median(times):6.1f} ms   {min(times):6.1f} to {max(times):6.1f}"
    yield f"  (goal: {GOALS[name]})"


def _started(page: Page, index: Path) -> tuple[float, float]:
    """Milliseconds from the start until the page is there, and until it has answered a search in its address."""
    page.goto("about:blank")
    page.goto(f"{index.as_uri()}#find?text={SEARCHES[0]}")
    page.wait_for_function("document.getElementById('panel-title')?.textContent")
    ready = page.evaluate("performance.now()")
    return page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"), ready


@contextmanager
def opened() -> Iterator[Page]:
    """A page of a new browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser.new_page()
        browser.close()
