"""Some runs of a grid, trained side by side on batches of the same size."""

import numpy as np

from course_utils.networks import layers
from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.losses import LOSSES, METRICS
from course_utils.training.draws import Draws
from course_utils.training.losses import find_metric_name
from course_utils.training.small_model import SmallModel
from course_utils.training.task import Task


class SideBySide:
    """Runs of one width, batch size and number of examples; the first axis is always the run.

    Where all runs read the same rows at the same time, the rows have no such axis.

    Attributes
    ----------
    runs : Runs
    network : Network
    """

    def __init__(self, model: SmallModel, task: Task, places: np.ndarray, orders: dict) -> None:
        self.runs = task.runs.at(places)
        starts = task.starts_of(self.runs)
        self.network = model.network(len(places), self.runs.l2)
        self.network.set_weights(
            [np.stack(w) for w in zip(*(s.weights for s in starts), strict=True)]
        )
        self._loss, self._outlet = LOSSES[model.loss], ACTIVATIONS[model.outlet]
        names = {name: find_metric_name(name, *task.columns) for name in task.recipe.metrics}
        self._metrics = {name: METRICS[long] for name, long in names.items()}
        self._rows, self._rule = task.rows, task.rule
        self._slots = self._rule.start(self.network.weights)
        self._rate = self.runs.learning_rate[:, np.newaxis]
        self._x, self._y = self._in_reading_order(orders)
        self._updates, self._n_seen = 0, 0
        self._sums: dict[str, np.ndarray] = {}
        dropouts = [layer for layer in self.network.layers if isinstance(layer, layers.Dropout)]
        self._draws = Draws(dropouts, starts, self.runs)

    def _in_reading_order(self, orders):
        """Inputs and targets, (n_rows, ...) or (n_runs, n_rows, ...)."""
        n, seeds = int(self.runs.n_examples[0]), self.runs.seed.tolist()
        begins = self.runs.first_target
        if len(set(seeds)) == len(set(begins)) == 1:
            rows = orders[seeds[0], n]
            return self._rows.x[rows], self._rows.y[rows + begins[0]]
        rows = np.stack([orders[seed, n] for seed in seeds])
        return self._rows.x[rows], self._rows.y[rows + begins[:, np.newaxis]]

    def learn(self) -> dict[str, np.ndarray]:
        """Make one update; return the loss and metrics of its batch before it."""
        size, n = int(self.runs.batch_size[0]), int(self.runs.n_examples[0])
        first = self._updates % int(self.runs.batches[0]) * size
        x, y = (a[..., first : min(first + size, n), :] for a in (self._x, self._y))
        self._draws.give(self._updates, x.shape[-2])
        outputs = self.network.forward(x, training=True)
        measured = self._measured(y, outputs)
        self.network.backward(self._loss.slopes(y, outputs))
        self._updates += 1
        change, self._slots = self._rule.change(
            self.network.gradients, self._slots, self._rate, np.float32(self._updates)
        )
        self.network.weights += change
        for name, value in measured.items():
            self._sums[name] = self._sums.get(name, 0.0) + value * x.shape[-2]
        self._n_seen += x.shape[-2]
        return measured

    def end_epoch(self) -> dict[str, np.ndarray]:
        """Return the means over all rows since the last call, as in the history of `fit`."""
        means = {name: value / self._n_seen for name, value in self._sums.items()}
        self._sums, self._n_seen = {}, 0
        return means

    def evaluate(self) -> dict[str, np.ndarray]:
        """Return loss and metrics on the validation rows; nothing where there are none."""
        x, y = self._rows.x_valid, self._rows.y_valid
        if x is None or y is None:
            return {}
        measured = self._measured(y, self.network.forward(x))
        return {f"val_{name}": value for name, value in measured.items()}

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Return the outputs for some inputs, (n_runs, n_rows, n_outputs)."""
        return self._outlet(self.network.forward(x))

    def _measured(self, y, outputs):
        """Loss and metrics, one number a run."""
        loss = self._loss.by_row(y, outputs).mean(axis=-1) + self.network.penalty()
        if not self._metrics:
            return {"loss": loss}
        finished = self._outlet(outputs)
        metrics = {name: f(y, finished).mean(axis=-1) for name, f in self._metrics.items()}
        return metrics | {"loss": loss}
