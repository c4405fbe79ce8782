"""Many submissions through many workers; a worker that dies loses nothing."""

import contextlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from multiprocessing.connection import wait

from course_utils.errors import GradingError, SetupError
from course_utils.grading.keys import course_version
from course_utils.grading.sandbox.host import ForkServer
from course_utils.grading.sandbox.private_folder import remove_left_behind
from course_utils.grading.work import given_up, share, work
from course_utils.warm.forking import can_fork

_MOST_BREAKS = 20


@contextlib.contextmanager
def local_workers(number, cold=False):
    """Provide processes of this machine, which start at once.

    Parameters
    ----------
    number : int
    cold : bool
        Whether they do without warm processes.

    Yields
    ------
    callable
        () -> concurrent.futures.Executor
    """
    server = ForkServer(workers=number) if can_fork() and not cold else None

    def make():
        fresh = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(number, fresh, _settle, (server and server.control,))
        for _ in range(number):  # any task: they import all they need while the gradebook opens
            executor.submit(int)
        return executor

    started = [make()]
    try:
        yield lambda: started.pop() if started else make()
        for unused in started:
            unused.shutdown()
    except BaseException:  # stopped: what the workers are at may take minutes
        for worker in multiprocessing.active_children():
            worker.kill()
            worker.join()
        remove_left_behind()
        raise
    finally:
        if server:
            server.close()


@contextlib.contextmanager
def cluster_workers(address):
    """Provide the workers of a Dask cluster that exists.

    Parameters
    ----------
    address : str
        Of its scheduler: "tcp://scheduler:8786".

    Yields
    ------
    callable
        () -> concurrent.futures.Executor

    Raises
    ------
    SetupError
        Dask is not installed, nobody answers at the address, or a worker has another version of
        the course or its libraries.
    """
    try:
        from distributed import Client
    except ImportError:
        raise SetupError(
            "Expected Dask for a cluster, found none. Install it: pip install distributed."
        ) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise SetupError(
            f"Expected a Dask scheduler at {address}, found none ({type(error).__name__}). Start "
            "one with `dask scheduler`, and workers with `dask worker`."
        ) from None
    with client:
        _require_same_course(client, address)
        yield lambda: client.get_executor(pure=False, retries=3)


def _require_same_course(client, address):
    versions = client.run(course_version)
    if not versions:
        raise SetupError(f"The Dask cluster at {address} has no worker. Start one: `dask worker`.")
    for worker, version in versions.items():
        if version != course_version():
            raise SetupError(
                f"Expected {course_version()} on every worker, found {version} on {worker}. "
                "Install the same course and libraries there."
            )


def grade_all(submissions, make_executor, limits, cold=False):
    """Grade submissions, each exactly once, whichever is done first.

    Parameters
    ----------
    submissions : sequence of Submission
    make_executor : callable
        () -> concurrent.futures.Executor; called again where one breaks.
    limits : Limits
    cold : bool
        Whether to do without warm processes.

    Yields
    ------
    Result

    Raises
    ------
    GradingError
        The workers keep dying.
    """
    left = dict(enumerate(submissions))
    for _ in range(_MOST_BREAKS):
        executor = make_executor()
        try:
            with contextlib.suppress(BrokenExecutor):
                yield from _drain(left, executor, limits, cold)
        except BaseException:
            executor.shutdown(wait=False)
            raise
        executor.shutdown()
        if not left:
            return
    raise GradingError(
        f"Expected workers that live, found that they died {_MOST_BREAKS} times; "
        f"{len(left)} submissions are left. Is there enough memory? The grader takes 1 to 2 GB. "
        "Run the command again: what is graded is kept."
    )


def _drain(left, executor, limits, cold):
    """Submit what is left, and take it off as it is done."""
    futures = {executor.submit(work, one, limits, cold): n for n, one in left.items()}
    try:
        yield from _results(left, futures, limits)
    finally:
        for future in futures:
            future.cancel()


def _results(left, futures, limits):
    for future in as_completed(futures):
        number = futures[future]
        try:
            result = future.result()
        except BrokenExecutor:
            raise
        except Exception as error:
            why = f"The grader could not grade this: {type(error).__name__}. Grade it again."
            result = given_up(left[number], limits, why)
        del left[number]
        yield result


def _settle(fork_server):
    """Make a fresh process a worker: quiet, and gone when the grader is gone, however it ended."""
    if fork_server:
        share(fork_server)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's, and ends it
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # TensorFlow's C++ greets everybody who trains an explorer
    grader = multiprocessing.parent_process()

    def watch():
        wait([grader.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
