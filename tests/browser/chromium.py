"""The browser that reports are opened in, and how it is started: for tests, benchmarks and pictures alike."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

CHROMIUM = Path(os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium")
HOW_TO_INSTALL = "install it with `apt-get install chromium`, or name another one's file: CHROMIUM=/path/to/chromium"
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
"""A window on a desk, and one of a telephone; 320 CSS pixels are what WCAG asks, 360 what is sold."""
