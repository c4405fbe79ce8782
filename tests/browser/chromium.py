"""The browser that the tests look through."""

from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tools.browser import ADVICE, find_browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def running_chromium():
    """A browser of the Chromium family, open until the block ends.

    Raises
    ------
    SystemExit
        If there is none; it says how to get one.
    """
    path = find_browser()
    if path is None:
        raise SystemExit(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
