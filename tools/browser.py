"""Find what drives JupyterLab in the tests; on Debian as root, install what is missing.

    python tools/browser.py    print its path; COURSE_BROWSER=... chooses one

It runs before the environment is needed: the standard library is enough.
"""

import ctypes
import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium-headless-shell",  # Chromium without its windows: a page takes half of the time
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
PACKAGES = NAMES[:2]  # Debian's; an older one has none of the first name
LIBRARY = "libatomic.so.1"  # Playwright's own driver is linked with it
ADVICE = (
    "The browser tests need Chromium, Chrome or Edge, and none was found. On Debian: "
    "`sudo apt install chromium`. If yours stands elsewhere, name it: COURSE_BROWSER=/path/to/it."
)
LIBRARY_ADVICE = (
    f"The browser tests need {LIBRARY}, and it was not found. On Debian: `sudo apt install "
    "libatomic1`; on Fedora: `sudo dnf install libatomic`."
)


def find_browser():
    """Return the path of a browser of the Chromium family, or None.

    COURSE_BROWSER goes first; where it names nothing that can be started, the answer is None,
    not another browser.
    """
    names = [os.environ["COURSE_BROWSER"]] if os.environ.get("COURSE_BROWSER") else NAMES
    return next(filter(None, map(shutil.which, names)), None)


def has_library():
    """Whether Playwright's driver finds the one library that a small Linux lacks."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        return False
    return True


def missing_packages(browser):
    """Debian's names of what is not here; a browser that somebody named is theirs to mend."""
    packages = []
    if find_browser() is None and not os.environ.get("COURSE_BROWSER"):
        packages += [browser, "fonts-dejavu-core"]
    return packages + ([] if has_library() else ["libatomic1"])


def may_install():
    """Only root on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install(packages):
    """Install packages with apt-get; its messages go to stderr."""
    sys.stderr.write(f"Installing {' and '.join(packages)} with apt-get for the browser tests.\n")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    options = {"env": environment, "stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    subprocess.call(["apt-get", "update", "-qq"], **options)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.call(command, **options)


def main():
    """Print the browser's path; exit status 1 and a sentence if something is missing."""
    for name in PACKAGES:
        packages = missing_packages(name)
        if packages and may_install():
            install(packages)
    browser = find_browser()
    advice = [] if browser else [ADVICE]
    advice += [] if has_library() else [LIBRARY_ADVICE]
    if advice:
        sys.stderr.write("\n".join(advice) + "\n")
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
