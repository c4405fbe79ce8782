"""`course lab`: JupyterLab, opened at the start page, on any machine."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from course_utils.cli import kinds
from course_utils.errors import SetupError
from course_utils.places import is_installed, root

START = "00_start_here.ipynb"


def lab(
    port: Annotated[
        int | None, typer.Option(help="Use exactly this.", **kinds.whole_number(1, 65535))
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
    ip: Annotated[
        str, typer.Option(help="0.0.0.0: reachable from outside a container.", **kinds.TEXT)
    ] = "127.0.0.1",
    folder: Annotated[
        Path | None, typer.Option(help="Where your notebooks are, or will be.", **kinds.FOLDER)
    ] = None,
    copy_only: Annotated[
        bool, typer.Option("--copy-only", help="Copy the notebooks, open nothing.")
    ] = False,
) -> None:
    """Open the course in JupyterLab.

    Installed with pip, it first copies the notebooks to a folder of yours, by default
    `deep-learning-course` at home. What you have typed there is never written over: where a newer
    course has another edition of a notebook that you changed, it is put beside yours.

    Without a port it takes 8888, or the next one that is free.
    Where there is no screen it prints the address for a browser.

    For example:

      course lab
      course lab --port 8890
      course lab --no-browser
      course lab --ip 0.0.0.0      in a container, with its port published
      course lab --folder ~/dl     a copy of the notebooks, there
    """
    if port:
        require_free(port)
    own = is_installed() or folder or copy_only
    place = copied(folder) if own else root() / "notebooks"
    if copy_only:
        return
    from jupyterlab.labapp import LabApp

    browser = not no_browser and has_screen(os.environ, sys.platform)
    server = LabApp.initialize_server(arguments(place, port, browser, ip, is_root()))
    server.io_loop.add_callback(say_address, server.local_url)  # below all that the start prints
    server.start()


def copied(asked: Path | None) -> Path:
    """Bring a learner's copy of the notebooks up to date; say where it is, and what was done."""
    from course_utils.distribution.working_folder import EARLIER, refresh, working_folder

    folder = working_folder(asked)
    done = refresh(folder)
    typer.echo(f"Your notebooks are in {folder}.")
    if done.copied:
        typer.echo(f"{len(done.copied)} were copied there.")
    if done.replaced:
        typer.echo(
            f"{len(done.replaced)} were replaced by a newer edition; of these, what you had run is "
            f"in {EARLIER}."
        )
    for changed, newer in done.beside.items():
        typer.echo(f"{changed} stays as you changed it; its newer edition is {newer}.")
    return folder


def say_address(address: str) -> None:
    """Print the address on a line of its own, where no terminal takes another letter for it."""
    typer.echo(f"\nThe course is open until you press Ctrl-C here. Its address:\n\n{address}\n")


def arguments(folder: Path, port: int | None, browser: bool, ip: str, as_root: bool) -> list[str]:
    """Return JupyterLab's options: the notebooks' folder, the page, exactly the port asked for."""
    options = [
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.contents_manager_class=course_utils.cli.contents.LearnersContents",
        f"--LabApp.default_url=/lab/tree/{START}",
        f"--ServerApp.ip={ip}",
        "--ServerApp.log_level=WARN",  # so that the address stays the last that is printed
    ]
    # An explorer puts code into a cell of the notebook that it is in.
    options.append("--LabApp.expose_app_in_browser=True")
    options += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"] if port else []
    options += [] if browser else ["--no-browser"]
    return options + (["--allow-root"] if as_root else [])


def is_root() -> bool:
    """Whether this is the superuser, as is usual in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser can open here: not over SSH, not in CI, and Linux needs a display."""
    if environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def require_free(port: int) -> None:
    """Raise SetupError if the port cannot be listened on; the message names one that can."""
    try:
        _listen(port).close()
    except PermissionError:
        raise SetupError(
            f"Port {port} is reserved for the system: choose one above 1023, e.g. "
            f"`{_start_at(8890)}`."
        ) from None
    except OSError:
        with _listen(0) as free:
            other = free.getsockname()[1]
        raise SetupError(
            f"Port {port} is in use by another program, perhaps a JupyterLab you left open. Stop "
            f"that one, or choose another port: `{_start_at(other)}`. Without it a free one is "
            "found."
        ) from None


def _start_at(port):
    return f"course lab --port {port}" if is_installed() else f"make lab PORT={port}"


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
