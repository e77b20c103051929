"""A real browser and finished reports for it to open: Debian's Chromium, driven by Playwright, without any network.

Without them the tests are skipped and say why; where ``REQUIRE_BROWSER=1`` they fail, so that a build cannot pass
without having looked.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest

from tests.browser.chromium import ARGUMENTS, CHROMIUM, HOW_TO_INSTALL, WIDE
from tests.browser.invented_editions import invented_editions
from tests.conftest import ROOT, Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route


def _refuse(reason: str) -> None:
    """Skip what needs a browser, or fail where one has to be there."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file: its event loop must not outlive them, others start their own."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _refuse("playwright is not installed: `make test` installs it")
    if not CHROMIUM.is_file():
        _refuse(f"{CHROMIUM}: no browser there; {HOW_TO_INSTALL}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``index.html`` of three invented editions, among its other outputs: a report with every kind of chart."""

    def invent(workspace: Workspace) -> None:
        for path, content in invented_editions().items():
            workspace.add(path, content)

    return _report("invented", invent, tmp_path_factory)


@pytest.fixture(scope="session")
def shipped_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``index.html`` of the corpus that comes with the project: one edition, one document."""
    return _report("shipped", lambda to: shutil.copytree(ROOT / "corpus", to.corpus), tmp_path_factory)


def _report(name: str, fill: Callable[[Workspace], object], factory: pytest.TempPathFactory) -> Path:
    """The report of a corpus, made by the first process that needs it; the others wait and read it."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = Workspace(shared / f"browser-{name}")
    with _held(shared / f"browser-{name}.lock"):
        if not (made.outputs / "manifest.json").exists():
            fill(made)
            made.run()
    return made.outputs / "index.html"


@contextlib.contextmanager
def _held(lock: Path) -> Iterator[None]:
    """Only one process at a time comes past this."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Watch:
    """What a page must not do: ask for anything, complain, fail."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def answer(self, route: Route) -> None:
        """Let the page read itself and what it carries, and nothing else."""
        address = urldefrag(route.request.url).url
        is_itself = address.startswith("file:") and route.request.is_navigation_request()
        if is_itself or address.startswith(("data:", "blob:")):
            route.continue_()
        else:
            self.requests.append(address)
            route.abort()

    def hear(self, message: ConsoleMessage) -> None:
        """Policy violations are among the errors that a browser writes to its console."""
        if message.type in {"error", "warning", "assert"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def observe(self, page: Page) -> None:
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))


@pytest.fixture
def watch() -> Watch:
    """What the pages of a test have asked for and complained of."""
    return Watch()


@pytest.fixture
def context(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    """A fresh profile without any network, in which every request is answered or noted and refused."""
    made = browser.new_context(viewport=WIDE, locale="zh-CN", offline=True, accept_downloads=True)
    made.route("**/*", watch.answer)
    made.on("page", watch.observe)
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab of 1280 pixels: ``page.goto(report.as_uri())``."""
    return context.new_page()


@pytest.fixture
def watched(page: Page, watch: Watch) -> Iterator[Page]:
    """The tab, and at the end of the test no request, no console error or warning, no uncaught error, no violation."""
    yield page
    assert watch.requests == []
    assert watch.complaints == []
