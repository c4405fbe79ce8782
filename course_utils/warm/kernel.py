"""A forked child becomes the kernel that `python -m ipykernel_launcher` would have been."""

import atexit
import os
import select
import signal
import sys
import threading
from threading import Thread

import ipykernel_launcher
import matplotlib
from ipykernel.kernelapp import IPKernelApp
from threadpoolctl import ThreadpoolController

_INLINE = "module://matplotlib_inline.backend_inline"


class WarmKernelApp(IPKernelApp):
    """An ipykernel whose asker is not its parent.

    Parameters
    ----------
    asker : int or None
        A file number that becomes readable when the asker ends (`os.pidfd_open`); the kernel
        ends with it. None for a kernel that shall outlive its asker.
    """

    def __init__(self, asker=None, **settings):
        super().__init__(**settings)
        self._asker = asker

    def init_poller(self):
        """Watch the asker: ipykernel's own poller watches the parent."""
        if self._asker is not None:
            self.poller = Thread(target=self._end_with_asker, daemon=True)

    def _end_with_asker(self):
        select.select([self._asker], [], [])
        self.log.warning("The process that asked for this kernel has ended: so does the kernel.")
        os._exit(1)


def prepare(request, files, added):
    """Give this process the place, the environment and the streams that were asked for.

    Parameters
    ----------
    request : dict
        With `arguments`, `environment`, `folder` and `umask`.
    files : list of int
        The file numbers that become stdin, stdout and stderr.
    added : dict
        Environment variables that an import would set.
    """
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.umask(request["umask"])
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"] | added)
    _forget_parent()
    sys.argv = [ipykernel_launcher.__file__, *request["arguments"]]


def run(asker):
    """Be the kernel until it is shut down.

    Parameters
    ----------
    asker : int or None
        As for `WarmKernelApp`.
    """
    _catch_up()
    WarmKernelApp.launch_instance(
        asker=asker, parent_handle=int(os.environ.get("JPY_PARENT_PID") or 0)
    )
    # What Python does at the end of a process; a forked one must do it itself, as
    # `multiprocessing` does, because it never returns into its parent's code.
    threading._shutdown()
    atexit._run_exitfuncs()


def _forget_parent():
    """Undo what the warm process set for itself."""
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for a cell: none runs yet
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    sys.stdout.reconfigure(line_buffering=sys.stdout.isatty())
    # The kernel imports the course's code as it is now, and from where it finds it.
    for name in [name for name in sys.modules if name.partition(".")[0] == "course_utils"]:
        del sys.modules[name]


def _catch_up():
    """Let the libraries read what they would read here when they are imported."""
    settings = matplotlib.rc_params()
    settings["backend"] = os.environ.get("MPLBACKEND") or _INLINE
    changed = {key for key in settings if settings[key] != matplotlib.rcParams[key]}
    # Setting all of them would take longer than everything else here.
    matplotlib.rcParams.update({key: settings[key] for key in changed})
    controller = ThreadpoolController()
    cores = len(os.sched_getaffinity(0))
    asked = os.environ.get
    blas = asked("OPENBLAS_NUM_THREADS") or asked("OMP_NUM_THREADS") or cores
    openmp = asked("OMP_NUM_THREADS") or cores
    controller.limit(limits={"blas": int(blas), "openmp": int(openmp)})
