"""What the small engine writes down while it trains, in the form of the compiled one."""

import numpy as np

from course_utils.training.side_by_side import SideBySide
from course_utils.training.task import Task


class SmallRecords:
    """Arrays whose first axis is the run, in the order of the flattened grid.

    Attributes
    ----------
    arrays : dict of str to numpy.ndarray
        "curves/loss", "weights/000", "predictions", "batches/loss", "batch_weights/000" ...
    """

    def __init__(self, task: Task) -> None:
        recipe, rows, n_runs = task.recipe, task.rows, len(task.runs)
        self._recipe, self._rows, self._steps = recipe, rows, int(task.runs.steps.max())
        names = [*recipe.metrics, "loss"]
        names += [f"val_{name}" for name in names if rows.y_valid is not None]
        shapes = {f"curves/{name}": (recipe.epochs,) for name in names}
        weights = [tuple(variable.shape) for variable in task.widest.weights]
        for i, shape in enumerate(weights):
            shapes[f"weights/{i:03}"] = (len(recipe.snapshots), *shape)
        if rows.probe is not None:
            outputs = task.widest.output_shape[1:]
            shapes["predictions"] = (len(recipe.snapshots), len(rows.probe), *outputs)
        updates = recipe.epochs * self._steps
        if recipe.per_batch:
            shapes["batches/loss"] = (updates,)
        if recipe.per_batch == "weights":
            shapes |= {f"batch_weights/{i:03}": (updates, *s) for i, s in enumerate(weights)}
        self.arrays = {n: np.zeros((n_runs, *shape), "float32") for n, shape in shapes.items()}
        for name in self.arrays:
            if name.startswith("batch"):  # a run may have fewer of them than others
                self.arrays[name][:] = np.nan

    def write_step(
        self, places: np.ndarray, epoch: int, step: int, measured: dict, group: SideBySide
    ) -> None:
        """Write down an update: the step of an epoch, which is counted from 1."""
        update = (epoch - 1) * self._steps + step
        if self._recipe.per_batch:
            self.arrays["batches/loss"][places, update] = measured["loss"]
        if self._recipe.per_batch == "weights":
            self._write_weights("batch_weights", places, update, group)

    def write_epoch(self, places: np.ndarray, epoch: int, group: SideBySide) -> None:
        """Write down what is known after an epoch; 0 is before training."""
        if epoch > 0:
            for name, value in (group.end_epoch() | group.evaluate()).items():
                self.arrays[f"curves/{name}"][places, epoch - 1] = value
        if epoch in self._recipe.snapshots:
            position = self._recipe.snapshots.index(epoch)
            self._write_weights("weights", places, position, group)
            if self._rows.probe is not None:
                self.arrays["predictions"][places, position] = group.predict(self._rows.probe)

    def _write_weights(self, kind, places, position, group):
        """A narrow network's weights go into the corner of those of the widest, 0 around them."""
        for i, weight in enumerate(group.network.get_weights()):
            record = self.arrays[f"{kind}/{i:03}"]
            corner = tuple(slice(n) for n in weight.shape[1:])
            record[places, position] = 0
            record[(places, position, *corner)] = weight
