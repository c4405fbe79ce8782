"""The small engine: small networks in NumPy, side by side, without any compilation."""

import threading
from collections import defaultdict, deque
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager

import numpy as np

from course_utils.training.progress_line import ProgressLine
from course_utils.training.row_order import row_orders
from course_utils.training.side_by_side import SideBySide
from course_utils.training.small_model import read_small_model
from course_utils.training.small_records import SmallRecords
from course_utils.training.task import Task

_NUMBERS = 2**17  # of a batch in its widest layer: so many stay in a processor's cache


class SmallEngine:
    """One grid; `small_choice.fits_small_engine` says for which."""

    def __init__(self, task: Task) -> None:
        self._task = task
        loss = task.recipe.loss
        self._models = {width: read_small_model(m, loss) for width, m in task.models.items()}

    def train(self, progress: bool) -> dict[str, np.ndarray]:
        """Train all runs and return their records, as from `compiled_engine`.

        Parameters
        ----------
        progress
            Whether to show a line of progress.
        """
        groups, epochs = self._groups(), self._task.recipe.epochs
        records, orders = SmallRecords(self._task), row_orders(self._task.runs)
        stop = threading.Event()
        done: deque[int] = deque()  # an entry for each epoch of a group

        def train_group(places):
            self._train_group(places, orders, records, stop, done)

        with (
            ProgressLine(len(groups) * epochs, shown=progress) as line,
            ThreadPoolExecutor() as pool,
            _set_at_the_end(stop),
        ):
            waiting = {pool.submit(train_group, places) for places in groups}
            while waiting:
                ended, waiting = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
                [future.result() for future in ended]
                line.advance(sum(done.popleft() for _ in range(len(done))))
        return records.arrays

    def _groups(self):
        """Places of the runs trained side by side: those that read alike, a few at a time."""
        runs, alike = self._task.runs, defaultdict(list)
        for place, key in enumerate(zip(runs.width, runs.batch_size, runs.n_examples, strict=True)):
            alike[key].append(place)
        return [part for key, places in alike.items() for part in self._parts(places, *key)]

    def _parts(self, places, width, batch_size, n_examples):
        units = max(variable.shape[-1] for variable in self._task.models[width].weights)
        most = max(1, int(_NUMBERS // (units * batch_size)))
        return np.array_split(places, -(-len(places) // most))

    def _train_group(self, places, orders, records, stop, done):
        """Train some runs side by side, from the first epoch to the last."""
        task = self._task
        group = SideBySide(self._models[task.runs.width[places[0]]], task, places, orders)
        with np.errstate(all="ignore"):  # a run that diverges is recorded as it is
            records.write_epoch(places, 0, group)
            for epoch in range(1, task.recipe.epochs + 1):
                for step in range(int(group.runs.steps[0])):
                    if stop.is_set():
                        return
                    records.write_step(places, epoch, step, group.learn(), group)
                records.write_epoch(places, epoch, group)
                done.append(1)


@contextmanager
def _set_at_the_end(stop):
    """Whatever ends the block: a learner's interrupt, or an error, ends the threads, too."""
    try:
        yield
    finally:
        stop.set()
