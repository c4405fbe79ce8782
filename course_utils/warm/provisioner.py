"""Kernels for nbclient, nbval and JupyterLab that start with TensorFlow imported.

A kernelspec names the provisioner `course-warm-provisioner`; everything else is Jupyter's own.
"""

import asyncio
import os
import subprocess
import sys
from contextlib import ExitStack

from jupyter_client.provisioning import LocalProvisioner

from course_utils.errors import SetupError
from course_utils.warm.forking import can_fork

_ORDINARY = [sys.executable, "-m", "ipykernel_launcher"]
_UNDERSTOOD = {"env", "cwd", "stdin", "stdout", "stderr", "independent", "kernel_id"}


class WarmProvisioner(LocalProvisioner):
    """Launches a kernel by a fork of the warm process, and an ordinary one where that fails."""

    async def launch_kernel(self, cmd, **kwargs):
        """Launch a kernel with a command.

        Parameters
        ----------
        cmd : list of str
            `python -m ipykernel_launcher` and its arguments.
        **kwargs
            As for `jupyter_client.launcher.launch_kernel`.

        Returns
        -------
        dict
            The connection information.
        """
        try:
            self.process = await asyncio.to_thread(_fork_kernel, cmd, kwargs)
        except (SetupError, EOFError, OSError) as error:
            self.log.warning("No warm kernel, but an ordinary one, because: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()
        return self.connection_info


def _fork_kernel(cmd, kwargs):
    if not can_fork():
        raise SetupError(f"Expected Linux, which can fork a warm process, found {sys.platform}.")
    unknown = {name for name, value in kwargs.items() if value} - _UNDERSTOOD
    if cmd[: len(_ORDINARY)] != _ORDINARY or unknown:
        raise SetupError(f"Expected `python -m ipykernel_launcher`, found {cmd} {sorted(unknown)}.")
    from course_utils.warm.asking import ask_for_kernel  # late: it needs what only Linux has

    environment = dict(kwargs.get("env") or os.environ)
    with ExitStack() as opened:
        streams = _streams(kwargs, opened)
        asker = None
        if not kwargs.get("independent"):
            environment["JPY_PARENT_PID"] = str(os.getpid())
            asker = os.pidfd_open(os.getpid())
            opened.callback(os.close, asker)
        return ask_for_kernel(
            cmd[len(_ORDINARY) :], environment, kwargs.get("cwd") or os.getcwd(), streams, asker
        )


def _streams(kwargs, opened):
    """The file numbers that `subprocess.Popen` would give to the kernel."""
    nothing = os.open(os.devnull, os.O_RDWR)
    opened.callback(os.close, nothing)
    streams = [nothing, 1, 2]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        wanted = kwargs.get(name)
        if wanted == subprocess.PIPE:
            raise SetupError(f"Expected a file as the kernel's {name}, found a pipe to be made.")
        if wanted == subprocess.DEVNULL:
            streams[number] = nothing
        elif wanted == subprocess.STDOUT:
            streams[number] = streams[1]
        elif wanted is not None:
            streams[number] = wanted if isinstance(wanted, int) else wanted.fileno()
    return streams
