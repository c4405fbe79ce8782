"""Find the browser that drives JupyterLab in the tests; on Debian as root, install it.

    python tools/browser.py    print its path; COURSE_BROWSER=... chooses one

It runs before the environment is needed: the standard library is enough.
"""

import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
INSTALL = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
)
ADVICE = (
    "The browser tests need Chromium, Chrome or Edge, and none was found. On Debian: "
    "`sudo apt install chromium`. If yours stands elsewhere, name it: COURSE_BROWSER=/path/to/it."
)


def find_browser():
    """Return the path of a browser of the Chromium family, or None.

    COURSE_BROWSER goes first; where it names nothing that can be started, the answer is None,
    not another browser.
    """
    names = [os.environ["COURSE_BROWSER"]] if os.environ.get("COURSE_BROWSER") else NAMES
    return next(filter(None, map(shutil.which, names)), None)


def may_install():
    """Only root on a system with apt-get, and only if nobody named a browser."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") and not os.environ.get("COURSE_BROWSER")


def install_browser():
    """Install Chromium with apt-get; its messages go to stderr. Returns whether it went well."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    options = {"env": environment, "stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    return all(subprocess.call(command, **options) == 0 for command in INSTALL)


def main():
    """Print the browser's path; exit status 1 and a sentence if there is none."""
    if find_browser() is None and may_install():
        sys.stderr.write("No browser found: installing Chromium with apt-get.\n")
        install_browser()
    browser = find_browser()
    print(browser) if browser else sys.stderr.write(ADVICE + "\n")
    return 0 if browser else 1


if __name__ == "__main__":
    sys.exit(main())
