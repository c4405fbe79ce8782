"""JupyterLab as a learner sees it: open a notebook, type into cells, run them, read them."""

import re
from pathlib import Path

from playwright.sync_api import expect

ARTIFACTS = Path(__file__).resolve().parents[2] / "test-artifacts"
PATIENCE = 120_000  # milliseconds: the first cell imports TensorFlow


class Lab:
    """One page of JupyterLab in a real browser.

    Parameters
    ----------
    page : playwright Page
    address : str
        Of the server, without a trailing slash.
    token : str
    """

    def __init__(self, page, address, token):
        self.page, self.address, self.token = page, address, token

    def open(self, path):
        """Open a notebook in a fresh workspace and wait until its kernel is ready."""
        self.page.goto(f"{self.address}/lab/tree/{path}?reset&token={self.token}")
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)
        self.wait_until_idle()

    def wait_until_idle(self):
        """Wait until the kernel is there and has nothing left to do."""
        # The status bar names the kernel only once it is connected; the indicator beside the
        # notebook calls a kernel idle before that.
        self.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE)

    def cell(self, text):
        """The first code cell with this text in it; it stays the same when the text changes."""
        editors = self.page.locator(".jp-CodeCell .cm-content")
        editors.filter(has_text=text).first.wait_for()
        place = next(i for i, code in enumerate(editors.all_inner_texts()) if text in code)
        return self.page.locator(".jp-CodeCell").nth(place)

    def run_all(self):
        """Run every cell by the menu, and wait until the last has its number."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        last = self.page.locator(".jp-CodeCell .jp-InputPrompt").last
        expect(last).to_have_text(re.compile(r"\[\d+\]:"), timeout=PATIENCE)
        self.wait_until_idle()

    def type_into(self, cell, code):
        """Replace what stands in a cell, key by key, and run it."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(code)
        self.run(cell)

    def run(self, cell):
        """Run one cell with the keyboard and wait until it is done."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before, timeout=PATIENCE)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=PATIENCE)
        return cell.locator(".jp-OutputArea-output")

    def save(self, is_saved):
        """Press Ctrl+S until a function says that it is on disk.

        JupyterLab takes no key while it is saving.
        """
        for _ in range(40):
            self.page.keyboard.press("Control+s")
            self.page.wait_for_timeout(1000)
            if is_saved():
                return
        raise AssertionError("not saved within 40 s")

    def shut_down_kernel(self):
        """End the kernel by the menu."""
        self.page.get_by_role("menuitem", name="Kernel", exact=True).click()
        self.page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
        expect(self.page.get_by_text("No Kernel").first).to_be_visible()

    def errors(self):
        """Texts of all tracebacks on the page."""
        return self.page.locator(
            '[data-mime-type="application/vnd.jupyter.error"]'
        ).all_inner_texts()

    def warnings(self):
        """Texts of everything printed to stderr, and of what TensorFlow prints to stdout."""
        printed = '[data-mime-type="application/vnd.jupyter.{}"]'
        of_tensorflow = self.page.locator(printed.format("stdout"), has_text="WARNING:tensorflow")
        errors = self.page.locator(printed.format("stderr"))
        return errors.all_inner_texts() + of_tensorflow.all_inner_texts()

    def picture(self, name, of=None):
        """Keep a screenshot of the page, or of one cell, among the test artefacts."""
        ARTIFACTS.mkdir(exist_ok=True)
        (of or self.page).screenshot(path=ARTIFACTS / f"{name}.png")
