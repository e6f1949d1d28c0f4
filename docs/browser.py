"""A real browser for tests and pictures: Chromium where it is installed, driven without a window."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# a sandbox of its own it cannot have in a container; the page is ours, and may do nothing anyway
_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def browser_path() -> str:
    """Return where Chromium is, "" if it is not installed; AUDIT_CLI_BROWSER names another one."""
    return os.environ.get("AUDIT_CLI_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), "")


def what_lacks() -> str:
    """Return why no browser can be driven, "" if one can."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed: pip install '.[dev]'"
    return "" if browser_path() else f"no browser: install one of {', '.join(_NAMES)}, or set AUDIT_CLI_BROWSER"


@contextmanager
def browser() -> Iterator[Browser]:
    """Give the browser, and close it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=list(_OPTIONS))
        try:
            yield opened
        finally:
            opened.close()
