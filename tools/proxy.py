"""Find JupyterHub's proxy for the tests of the hub; install it with npm if it is missing.

    python tools/proxy.py    print its path

It goes into `.venv`, as docs/teaching/jupyterhub.md puts it there. It runs before the environment
is needed: the standard library is enough.
"""

import os
import shutil
import subprocess
import sys

VENV = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".venv")
PROXY = os.path.join(VENV, "node_modules", ".bin", "configurable-http-proxy")
PACKAGE = "configurable-http-proxy@5"  # for Node 20 or later
ADVICE = (
    "The tests of JupyterHub need its proxy, and it was not found. Install Node.js 20 or later "
    "with npm (on Debian: `sudo apt install nodejs npm`), then run: "
    f"npm install --prefix .venv {PACKAGE}"
)


def find_proxy():
    """Return the path of the proxy in `.venv`, or None."""
    return shutil.which(PROXY)


def may_install():
    """Only root on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install():
    """Install the proxy with npm, and npm itself where that may be; messages go to stderr."""
    options = {"stdin": subprocess.DEVNULL, "stdout": sys.stderr}
    if not shutil.which("npm") and may_install():
        sys.stderr.write("Installing nodejs and npm with apt-get for the tests of JupyterHub.\n")
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(["apt-get", "update", "-qq"], env=environment, **options)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm"]
        subprocess.call(command, env=environment, **options)
    npm = shutil.which("npm")
    if npm:
        words = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", VENV]
        subprocess.call([npm, *words, PACKAGE], **options)


def main():
    """Print the proxy's path; exit status 1 and a sentence if there is none."""
    if not find_proxy():
        install()
    proxy = find_proxy()
    if not proxy:
        sys.stderr.write(ADVICE + "\n")
        return 1
    print(proxy)
    return 0


if __name__ == "__main__":
    sys.exit(main())
