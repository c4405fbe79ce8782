"""Many submissions through many workers; a worker that dies loses nothing."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from multiprocessing.connection import wait

from course_utils.errors import GradingError, SetupError
from course_utils.grading.keys import course_version
from course_utils.grading.result import Result
from course_utils.grading.sandbox.forking import can_fork
from course_utils.grading.sandbox.host import ForkServer
from course_utils.grading.sandbox.private_folder import remove_left_behind
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.submission import Submission
from course_utils.grading.work import given_up, share, work

_MOST_BREAKS = 20
_BY_CHANCE = 1  # of these; then those that were being graded are looked at one by one
_SUSPECTS, _TRIES = 8, 2


@contextlib.contextmanager
def local_workers(number: int, cold: bool = False) -> Iterator[Callable[[], Executor]]:
    """Provide processes of this machine, which start at once.

    Parameters
    ----------
    cold
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
        with _interrupt_held():
            for _ in range(number):  # any task: they import all while the gradebook opens
                executor.submit(int)
        return executor

    started = []
    try:
        started.append(make())
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
def cluster_workers(address: str) -> Iterator[Callable[[], Executor]]:
    """Provide the workers of a Dask cluster that exists.

    Parameters
    ----------
    address
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


def grade_all(
    submissions: Sequence[Submission],
    make_executor: Callable[[], Executor],
    limits: Limits,
    cold: bool = False,
) -> Iterator[Result]:
    """Grade submissions, each exactly once, whichever is done first.

    One that ends its worker again and again is given up, and the others go on.

    Parameters
    ----------
    make_executor
        () -> concurrent.futures.Executor; called again where one breaks.
    cold
        Whether to do without warm processes.

    Raises
    ------
    GradingError
        The workers keep dying.
    """
    left = dict(enumerate(submissions))
    for breaks in range(_MOST_BREAKS):
        if breaks > _BY_CHANCE:
            yield from _one_by_one(left, make_executor, limits, cold)
        yield from _until_broken(left, make_executor, limits, cold)
        if not left:
            return
    raise GradingError(
        f"Expected workers that live, found that they died {_MOST_BREAKS} times; "
        f"{len(left)} submissions are left. Is there enough memory? The grader takes 1 to 2 GB. "
        "Run the command again: what is graded is kept."
    )


def _one_by_one(left, make_executor, limits, cold):
    """Grade the first alone: they are taken in order, so whoever ends workers is among them."""
    suspects, guilty = list(left)[:_SUSPECTS], []
    for number in suspects:
        alone = {number: left[number]}
        for _ in range(_TRIES):
            yield from _until_broken(alone, make_executor, limits, cold)
        if alone:
            guilty.append(number)
        else:
            del left[number]
    if len(guilty) == len(suspects) > 1:
        return  # it is the machine
    for number in guilty:
        why = "Whatever graded this ended each time, before it could say why."
        yield given_up(left.pop(number), limits, why)


def _until_broken(left, make_executor, limits, cold):
    """Grade what is left; where the workers break, something still is."""
    if not left:
        return
    executor = make_executor()
    try:
        with contextlib.suppress(BrokenExecutor):
            yield from _drain(left, executor, limits, cold)
    except BaseException:
        executor.shutdown(wait=False)
        raise
    executor.shutdown()


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


@contextlib.contextmanager
def _interrupt_held():
    """Hold Ctrl-C back until processes are started, and in these until they have settled."""
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return
    held = []
    handler = signal.signal(signal.SIGINT, lambda *_: held.append(True))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a new process inherits it
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
    if held:
        raise KeyboardInterrupt


def _settle(fork_server):
    """Make a fresh process a worker: quiet, and gone when the grader is gone, however it ended."""
    if fork_server:
        share(fork_server)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's, and ends it
    if os.name == "posix":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # TensorFlow's C++ greets everybody who trains an explorer
    grader = multiprocessing.parent_process()

    def watch():
        wait([grader.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
