"""Notebooks run in real kernels, two at a time, where no executed copy of them is kept."""

import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from course_utils.errors import AuthoringError
from course_utils.site.executed import Notebook, executed, keep_executed
from course_utils.storage import cache_folder

AT_ONCE = 2  # kernels; each has TensorFlow in about 1 GB of memory
_PATIENCE = {"timeout": 1200, "startup_timeout": 600}  # seconds; only what hangs comes to them


def execute_missing(
    paths: Sequence[Path], say: Callable[[str, bool], None] = lambda name, ran: None
) -> list[Notebook]:
    """Return an executed copy of each notebook.

    A copy is kept as soon as it is made: after an interruption, the next call goes on from there.

    Parameters
    ----------
    paths
        Notebooks of the course.
    say
        Called with the name of each that is ready, and whether it was run for this.

    Raises
    ------
    AuthoringError
        A cell ended in an error; those that run at that moment are let go on to their end.
    """
    missing = [path for path in paths if executed(path) is None]
    for path in paths:
        if path not in missing:
            say(path.stem, False)
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(AT_ONCE) as pool:
        _share_trainings(Path(home))
        running = {pool.submit(_execute, path, home): path for path in missing}
        try:
            for future in as_completed(running):
                future.result()
                say(running[future].stem, True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [_kept(path) for path in paths]


def _kept(path):
    notebook = executed(path)
    if notebook is None:
        raise AuthoringError(
            f"{path.name}: expected to find the executed copy that was kept a moment ago, found "
            "none. The course was changed meanwhile, so build the site again."
        )
    return notebook


def _execute(path, home):
    """Run a notebook as JupyterLab's "Run All Cells" would, and keep the copy.

    It has a progress record of its own. The copy is kept here, for when another one has failed
    meanwhile nobody waits for this one.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, kernel_name="python3", resources=place, **_PATIENCE)
    client.shutdown_kernel = "immediate"
    try:
        client.execute(env={**os.environ, "COURSE_HOME": home, "COURSE_PROGRESS": "off"})
    except CellExecutionError as error:
        raise AuthoringError(
            f"{path.name}: expected every cell to run, found {error.ename}: {error.evalue}. "
            f"Open the notebook, or run `make lesson`, and put it right."
        ) from error
    keep_executed(path, notebook)


def _share_trainings(home):
    """Let the kernels' home have the caches of this one: what an explorer trained is there."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    (home / "cache").symlink_to(cache_folder(), target_is_directory=True)
