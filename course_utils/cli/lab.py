"""`course lab`: JupyterLab, opened at the start page, on any machine."""

import os
import socket
import sys
from typing import Annotated

import typer

from course_utils.course_map import root
from course_utils.errors import SetupError

START = "00_start_here.ipynb"


def lab(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Use exactly this.")] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
    ip: Annotated[
        str, typer.Option(help="0.0.0.0: reachable from outside a container.")
    ] = "127.0.0.1",
):
    """Open the course in JupyterLab.

    Without a port it takes 8888, or the next one that is free.
    Where there is no screen it prints the address for a browser.

    For example:

      course lab
      course lab --port 8890
      course lab --no-browser
      course lab --ip 0.0.0.0      in a container, with its port published
    """
    if port:
        require_free(port)
    from jupyterlab.labapp import LabApp

    browser = not no_browser and has_screen(os.environ, sys.platform)
    LabApp.launch_instance(arguments(root() / "notebooks", port, browser, ip, is_root()))


def arguments(folder, port, browser, ip, as_root):
    """Return JupyterLab's options: the notebooks' folder, the page, exactly the port asked for."""
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{START}",
        f"--ServerApp.ip={ip}",
    ]
    options += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"] if port else []
    options += [] if browser else ["--no-browser"]
    return options + (["--allow-root"] if as_root else [])


def is_root():
    """Whether this is the superuser, as is usual in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_screen(environment, platform):
    """Whether a browser can open here: not over SSH, not in CI, and Linux needs a display."""
    if environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def require_free(port):
    """Raise SetupError if the port cannot be listened on; the message names one that can."""
    try:
        _listen(port).close()
    except PermissionError:
        raise SetupError(
            f"Port {port} is reserved for the system: choose one above 1023, e.g. "
            "`make lab PORT=8890`."
        ) from None
    except OSError:
        with _listen(0) as free:
            other = free.getsockname()[1]
        raise SetupError(
            f"Port {port} is in use by another program, perhaps a JupyterLab you left open. Stop "
            f"that one, or choose another port: `make lab PORT={other}`. Without PORT a free one "
            "is found."
        ) from None


def _listen(port):
    listener = socket.socket()
    try:
        if os.name == "posix":  # a port that was closed a moment ago is free
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener
